"""Apartment prices: three header rows unfolded, four levels kept as a path, aggregates marked and not dropped."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from assets.sources.reb_prices import reb_price_index, row_kinds
from domain.errors import SourceError
from expectations.contracts.prices import REB_PRICE_INDEX
from tests.frames import result
from tests.publisher_files import declared

HEADERS = (
    ("No", "분류", "분류.1", "분류.2", "분류.3", "2024년 12월", "2024년 12월.1", "2025년 1월", "2025년 1월.1"),
    ("No", "분류", "분류", "분류", "분류", "지수", "지수", "지수", "지수"),
    ("No", "분류", "분류", "분류", "분류", "원자료", "전기대비증감률", "원자료", "전기대비증감률"),
)
NATION = ("1", "전국", "전국", "전국", "전국", "100.36", "0.00", "99.94", "-0.06")
JONGNO = ("2", "서울", "강북지역", "도심권", "종로구", "", "", "100.33", "0.33")
PATHS = {
    "전국": "nation",
    "6대광역시": "group_of_sido",
    "서울": "sido",
    "서울/강북지역": "group_of_sigungu",
    "서울/강북지역/도심권": "group_of_sigungu",
    "서울/강북지역/도심권/종로구": "sigungu",
    "경기/경부1권/안양시": "city_of_gu",
    "경기/경부1권/안양시/만안구": "gu",
    "경기/경부1권/군포시": "sigungu",
    "부산/중부산권/중구": "sigungu",
    "부산/동부산권/기장군": "sigungu",
    "인천/중구": "sigungu",
    "세종": "sido",
    "경북/포항시": "city_of_gu",
    "경북/포항시/남구": "gu",
}


def write(path: Path, *rows: Sequence[str], headers: Sequence[Sequence[str]] = HEADERS, encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows([*headers, *rows])
    return path


def read(tmp_path: Path, *rows: Sequence[str], headers: Sequence[Sequence[str]] = HEADERS) -> pd.DataFrame:
    file = declared(write(tmp_path / "a.csv", *rows, headers=headers), "reb_price_index", encoding="utf-8")
    return result(REB_PRICE_INDEX, reb_price_index(file))


def changed(headers: Sequence[Sequence[str]], level: int, column: int, text: str) -> list[list[str]]:
    copy = [list(header) for header in headers]
    copy[level][column] = text
    return copy


def test_two_columns_a_month_become_a_row(tmp_path: Path) -> None:
    table = read(tmp_path, NATION)
    assert table[["month", "price_index", "change_percent"]].to_numpy().tolist() == [
        [dt.date(2024, 12, 1), 100.36, 0.0],
        [dt.date(2025, 1, 1), 99.94, -0.06],
    ]


def test_region_keeps_its_levels_and_its_path(tmp_path: Path) -> None:
    row = read(tmp_path, NATION, JONGNO).query("source_row == 2").iloc[0]
    assert [row[f"level_{n}"] for n in (1, 2, 3, 4)] == ["서울", "강북지역", "도심권", "종로구"]
    assert row["path"] == "서울/강북지역/도심권/종로구" and row["row_kind"] == "sigungu" and not row["is_aggregate"]


def test_month_before_the_survey_is_empty_and_kept(tmp_path: Path) -> None:
    first, second = read(tmp_path, JONGNO).to_dict("records")
    assert pd.isna(first["price_index"]) and pd.isna(first["change_percent"]) and second["price_index"] == 100.33


def test_kinds_of_rows_are_told_by_the_path() -> None:
    def padded(path: str) -> list[str]:
        parts = path.split("/")
        return parts + parts[-1:] * (4 - len(parts))

    levels = pd.DataFrame([padded(path) for path in PATHS], columns=[f"level_{n}" for n in (1, 2, 3, 4)])
    assert dict(zip(PATHS, row_kinds(levels), strict=True)) == PATHS


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        (changed(HEADERS, 0, 5, "2024년 열두월"), r"found '2024년 열두월\|지수\|원자료'; expected a month"),
        (changed(HEADERS, 2, 6, "전년비"), r"found '2024년 12월.1\|지수\|전년비'"),
        (changed(HEADERS, 0, 4, "동"), r"found no column 분류.3\|분류\|분류"),
    ],
)
def test_odd_header_is_named(tmp_path: Path, headers: list[list[str]], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, NATION, headers=headers)


def test_both_columns_of_a_month_may_bear_one_name(tmp_path: Path) -> None:
    assert len(read(tmp_path, NATION, headers=changed(HEADERS, 0, 6, "2024년 12월"))) == 2


@pytest.mark.parametrize(("cell", "found"), [("-", "'-'"), ("백", "'백'"), ("inf", "'inf'")])
def test_broken_figure_is_named_with_its_row(tmp_path: Path, cell: str, found: str) -> None:
    with pytest.raises(SourceError, match=f"row 2: found {found}; expected a number"):
        read(tmp_path, NATION, (*JONGNO[:-2], cell, "0.33"))


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", NATION, encoding="cp949")
    with pytest.raises(SourceError, match=r"row 1: found byte 0x.. that is no utf-8"):
        reb_price_index(declared(path, "reb_price_index", encoding="utf-8"))
