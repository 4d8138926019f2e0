"""KOSIS downloads of DT_1B04005: two heads, apostrophes before codes, ages by their label, the open end at 85."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from assets.sources.kosis_dong_population import HEADS, kosis_dong_population
from domain.errors import SourceError
from expectations.rules.sums import kosis_dong_ages_add_up
from tests.publisher_files import declared, write_rows_csv

LABELS = {0: "계"} | {age + 5: f"{age} - {age + 4}세" for age in range(0, 85, 5)} | {90: "85+ "}


def rows(code: str, name: str, year: int, *, men: int = 1, women: int = 2) -> list[list[object]]:
    """A unit with so many men and women in each of 18 groups."""
    return [
        [f"'{code}", name, f"'{group:02}", label, year, *(n * (18 if group == 0 else 1) for n in (men + women, men, women))]
        for group, label in LABELS.items()
    ]


def read(tmp_path: Path, body: list[list[object]], head: int = 1) -> pd.DataFrame:
    above = [["동읍면/5세별 주민등록인구"], []] if head == 0 else []
    path = write_rows_csv(tmp_path / "a.csv", [*above, HEADS[head], *body])
    return kosis_dong_population(declared(path, "kosis_dong_population", encoding="utf-8"))


@pytest.mark.parametrize("head", [0, 1])
def test_both_heads_are_read(tmp_path: Path, head: int) -> None:
    table = read(tmp_path, rows("11110", " 종로구", 1998), head).set_index("sex")
    assert table["population"].to_dict() == {"total": 54, "male": 18, "female": 36}
    assert table.loc["female", ["age_0", "age_20", "age_85"]].tolist() == [2, 2, 2]
    assert table[["age_90", "age_95", "age_100"]].isna().all(axis=None) and set(table["open_age"]) == {85}
    assert set(table["region_code"]) == {"11110"} and set(table["region_name"]) == {"종로구"}
    assert set(table["reference_date"]) == {dt.date(1998, 12, 31)}
    assert set(kosis_dong_ages_add_up(table.reset_index())["difference"]) == {0}


def test_unit_without_figures_is_empty(tmp_path: Path) -> None:
    body = [[*row[:5], "", "", ""] for row in rows("1129068500", "  길음2동", 1998)]
    table = read(tmp_path, [*rows("11290", " 성북구", 1998), *body])
    assert table.loc[table["region_code"] == "1129068500", "population"].isna().all()


def test_code_of_another_age_than_its_label_is_refused(tmp_path: Path) -> None:
    body = rows("11110", " 종로구", 1998)
    body[5][2] = "'30"
    with pytest.raises(SourceError, match="row 6: found code '30 for '20 - 24세'"):
        read(tmp_path, body)


def test_missing_group_is_refused(tmp_path: Path) -> None:
    body = [row for row in rows("11110", " 종로구", 1998) if row[3] != "20 - 24세"]
    with pytest.raises(SourceError, match="found no group of ages from 20"):
        read(tmp_path, body)


def test_row_cut_off_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 19: found 3 cells; expected 8 as in the header. Is the file cut off\?"):
        read(tmp_path, [*rows("11110", " 종로구", 1998)[:-1], ["'11110", "종로구", "'90"]])


def test_other_table_is_refused_by_its_head(tmp_path: Path) -> None:
    path = write_rows_csv(tmp_path / "a.csv", [["시도별", "2024"], ["서울", "1"]])
    with pytest.raises(SourceError, match="found no known header"):
        kosis_dong_population(declared(path, "kosis_dong_population", encoding="utf-8"))
