"""The Real Estate Board's average prices: nested regions filled down, facts above the table read, levels between their parts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from assets.reference.units import region
from assets.sources.reb_prices import reb_price_level
from domain.errors import SourceError
from expectations.contracts.prices import REB_PRICE_LEVEL
from expectations.rules.price_level import between_its_parts, price_names
from tests.frames import result
from tests.publisher_files import declared

Rows = list[tuple[object, ...]]
FACTS = {"* 통계표명 :": "평균매매가격_아파트", "* 수록기간 :": "2031년 09월 ~ 2031년 10월", "* 단위 :": "천원"}
HEAD = ("지 역", None, None, "2031년 09월", "2031년 10월")
ROWS: Rows = [
    ("경기", None, None, 300, 310),
    (None, "수원시", None, 400, 410),
    (None, None, "장안구", 350, 360),
    (None, None, "권선구", 450, 460),
    (None, "여주시", None, 150, 160),
    ("충북", None, None, 200, 210),
    (None, "(구)청주시", None, 200, "-"),
]


def read(tmp_path: Path, rows: Rows = ROWS, facts: dict[str, str] = FACTS, head: tuple[object, ...] = HEAD) -> pd.DataFrame:
    book = openpyxl.Workbook()
    book.active.title = "Sheet1"
    for line in (*facts.items(), (), head, *rows):
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")
    return result(REB_PRICE_LEVEL, reb_price_level(declared(tmp_path / "a.xlsx", "reb_price_level")))


def test_regions_are_filled_down_and_told_by_their_column(tmp_path: Path) -> None:
    table = read(tmp_path).drop_duplicates("source_row").sort_values("source_row")
    assert table["row_kind"].tolist() == ["sido", "city_of_gu", "gu", "gu", "sigungu", "sido", "sigungu"]
    assert table["sido_name"].tolist() == ["경기"] * 5 + ["충북"] * 2
    assert table["region_name"].tolist() == ["경기", "수원시", "장안구", "권선구", "여주시", "충북", "(구)청주시"]
    assert table["city_name"].dropna().tolist() == ["수원시", "수원시"]


def test_months_come_from_the_head_and_a_dash_is_no_price(tmp_path: Path) -> None:
    table = read(tmp_path).set_index(["region_name", "month"])["price"]
    assert table[("수원시", dt.date(2031, 10, 1))] == 410 and pd.isna(table[("(구)청주시", dt.date(2031, 10, 1))])


def test_table_name_says_which_price(tmp_path: Path) -> None:
    jeonse = read(tmp_path, facts=FACTS | {"* 통계표명 :": "평균전세가격_아파트"})
    assert set(jeonse["price_kind"]) == {"jeonse"} and set(read(tmp_path)["price_kind"]) == {"sale"}


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (
            FACTS | {"* 통계표명 :": "평균월세가격_아파트"},
            "found 평균월세가격_아파트 beside `[*] 통계표명 :`; expected 평균매매가격_아파트 or",
        ),
        (FACTS | {"* 단위 :": "만원"}, "found 만원 beside `[*] 단위 :`; expected 천원"),
        ({"* 통계표명 :": "평균매매가격_아파트"}, "found nothing beside `[*] 단위 :`; expected 천원"),
    ],
)
def test_other_table_and_other_unit_are_refused(tmp_path: Path, facts: dict[str, str], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, facts=facts)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([*ROWS, (None, None, None, 1, 1)], "row 8: found region cells .'', '', ''.; expected one name a row"),
        ([*ROWS, ("경남", None, "의창구", 1, 1)], "row 8: found region cells .'경남', '', '의창구'."),
        ([ROWS[0], (None, None, "장안구", 1, 1)], "row 2: found region cells .'', '', '장안구'."),
        ([*ROWS, (None, "제천시", None, 0, 1)], "row 8: found '0'; expected a number of 1 or more"),
    ],
)
def test_odd_rows_are_named(tmp_path: Path, rows: Rows, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, rows)


def test_sheet_without_its_head_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found no row that begins with 지 역"):
        read(tmp_path, head=("지역", None, None, "2031년 09월", "2031년 10월"))


def test_average_outside_its_parts_is_measured(tmp_path: Path) -> None:
    assert set(between_its_parts(read(tmp_path))["outside"]) == {0}
    moved = between_its_parts(read(tmp_path, [ROWS[0], (None, "수원시", None, 470, 410), *ROWS[2:]]))
    assert moved[moved["outside"] > 0][["region_name", "outside"]].to_numpy().tolist() == [["수원시", 20]]
    sido = between_its_parts(read(tmp_path, [("경기", None, None, 140, 411), *ROWS[1:]]))
    found = sido[sido["outside"] > 0].sort_values("month")
    assert found[["region_name", "outside"]].to_numpy().tolist() == [["경기", 10], ["경기", 1]]


def test_names_are_looked_for_in_their_own_sido(tmp_path: Path) -> None:
    verdicts = price_names(read(tmp_path, [*ROWS, (None, "수원시", None, 200, 210)]), region())
    assert verdicts[verdicts["verdict"] != "known"][["sido_name", "region_name"]].to_numpy().tolist() == [["충북", "수원시"]]
