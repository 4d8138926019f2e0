"""Establishment surveys in one long layout: suppressed figures stay hidden, zeros stay zeros, totals account for both."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assets.sources.establishments import kosis_establishments, kosis_mining_manufacturing
from domain.errors import SourceError
from expectations.contracts.establishments import KOSIS_ESTABLISHMENTS, KOSIS_MINING_MANUFACTURING
from expectations.rules.workers import (
    mining_and_manufacturing_add_up,
    sections_add_up,
    sido_establishments_add_up,
    sido_plants_add_up,
)
from tests.frames import result
from tests.publisher_files import declared, write_rows_csv

Rows = list[tuple[str, ...]]
HEADER = ("행정구역별", "산업별", "산업코드", "연도", "지표", "단위", "값", "지수")
SURVEY: Rows = [
    ("전국", "전체 산업", "0", "2024", "사업체수", "개", "30", "100.5"),
    ("전국", "제조업", "10~34", "2024", "사업체수", "개", "10", "99.0"),
    ("전국", "부동산업", "68", "2024", "사업체수", "개", "20", "101.0"),
    ("서울", "전체 산업", "0", "2024", "사업체수", "개", "30", "100.5"),
    ("서울", "제조업", "10~34", "2024", "사업체수", "개", "10", "99.0"),
    ("서울", "부동산업", "68", "2024", "사업체수", "개", "20", ""),
]
PLANTS_HEADER = ("시도별", "산업별", "산업코드", "연도", "지표", "단위", "값", "비고")
PLANTS: Rows = [
    ("전국", "광업 및 제조업", "", "2024", "급여액", "백만원", "100.0", ""),
    ("전국", "광업", "05~08", "2024", "급여액", "백만원", "9.0", ""),
    ("전국", "제조업", "10~34", "2024", "급여액", "백만원", "91.0", ""),
    ("대구광역시", "광업 및 제조업", "", "2024", "급여액", "백만원", "60.0", ""),
    ("대구광역시", "광업", "05~08", "2024", "급여액", "백만원", "", "X"),
    ("대구광역시", "제조업", "10~34", "2024", "급여액", "백만원", "51.0", ""),
    ("대전광역시", "광업 및 제조업", "", "2024", "급여액", "백만원", "40.0", ""),
    ("대전광역시", "광업", "05~08", "2024", "급여액", "백만원", "0.0", "-"),
    ("대전광역시", "제조업", "10~34", "2024", "급여액", "백만원", "40.0", ""),
]


def survey(tmp_path: Path, rows: Rows = SURVEY, header: tuple[str, ...] = HEADER, encoding: str = "utf-8") -> pd.DataFrame:
    file = declared(write_rows_csv(tmp_path / "a.csv", [header, *rows]), encoding=encoding)
    return result(KOSIS_ESTABLISHMENTS, kosis_establishments(file))


def plants(tmp_path: Path, rows: Rows = PLANTS, header: tuple[str, ...] = PLANTS_HEADER, encoding: str = "utf-8") -> pd.DataFrame:
    file = declared(write_rows_csv(tmp_path / "a.csv", [header, *rows]), encoding=encoding)
    return result(KOSIS_MINING_MANUFACTURING, kosis_mining_manufacturing(file))


def changed(rows: Rows, row: int, column: int, cell: str) -> Rows:
    return [(*r[:column], cell, *r[column + 1 :]) if n == row else r for n, r in enumerate(rows, start=1)]


def test_figure_is_a_row_with_its_item_unit_and_index(tmp_path: Path) -> None:
    table = survey(tmp_path).set_index(["region_name", "industry_code"])
    row = table.loc[("서울", "10~34")]
    assert (row["value"], row["item"], row["unit"], row["index_2021"], row["source_row"]) == (10, "사업체수", "개", 99, 5)
    assert pd.isna(table.loc[("서울", "68"), "index_2021"])


def test_figure_given_twice_is_refused(tmp_path: Path) -> None:
    twice = changed(changed(SURVEY, 3, 1, "제조업"), 3, 2, "10~34")
    with pytest.raises(SourceError, match="row 3: found 전국 제조업 2024 사업체수 again; expected each once"):
        survey(tmp_path, twice)


def test_code_of_another_industry_than_its_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="row 2: found code '68' for '제조업'"):
        survey(tmp_path, changed(SURVEY, 2, 2, "68"))
    with pytest.raises(SourceError, match="row 1: found code '' for '제조업'"):
        plants(tmp_path, changed(PLANTS, 1, 1, "제조업"))


def test_sections_and_sido_add_up(tmp_path: Path) -> None:
    table = survey(tmp_path)
    assert set(sections_add_up(table)["unexplained"]) == {0} and set(sido_establishments_add_up(table)["unexplained"]) == {0}
    wrong = survey(tmp_path, changed(SURVEY, 5, 6, "12"))
    assert sections_add_up(wrong).set_index("region_name")["unexplained"].to_dict() == {"전국": 0, "서울": 2}
    assert sido_establishments_add_up(wrong).set_index("industry_code")["unexplained"].to_dict() == {"0": 0, "10~34": 2, "68": 0}


def test_suppressed_figure_is_empty_and_zero_with_a_dash_is_zero(tmp_path: Path) -> None:
    mining = plants(tmp_path).query("industry_name == '광업'").set_index("region_name")
    assert pd.isna(mining.loc["대구광역시", "value"]) and mining.loc["대구광역시", "status"] == "suppressed"
    zero = mining.loc["대전광역시"]
    assert (zero["value"], zero["status"], zero["remark"]) == (0, "reported", "-")


def test_what_lacks_is_explained_by_a_suppressed_part_only(tmp_path: Path) -> None:
    table = plants(tmp_path)
    by_sido = mining_and_manufacturing_add_up(table).set_index("region_name")
    assert by_sido["difference"].to_dict() == {"전국": 0, "대구광역시": -9, "대전광역시": 0}
    assert set(by_sido["unexplained"]) == {0} and set(sido_plants_add_up(table)["unexplained"]) == {0}
    wrong = plants(tmp_path, changed(PLANTS, 9, 6, "30.0"))
    assert mining_and_manufacturing_add_up(wrong).set_index("region_name")["unexplained"]["대전광역시"] == -10
    excess = plants(tmp_path, changed(PLANTS, 6, 6, "70.0"))
    assert mining_and_manufacturing_add_up(excess).set_index("region_name")["unexplained"]["대구광역시"] == 10


@pytest.mark.parametrize(
    ("row", "column", "cell", "message"),
    [
        (2, 6, "십", "row 2: found '십'; expected a whole number"),
        (2, 6, "1.5", "row 2: found '1.5'; expected a whole number"),
        (2, 6, "", "row 2: found an empty cell instead of a number"),
        (2, 7, "9x", "row 2: found '9x'; expected a number of 0 or more"),
        (2, 3, "2024년", "row 2: found '2024년'; expected a whole number from 1990 to 2100"),
        (2, 2, "제조", "row 2: found '제조'; expected a code of KSIC divisions"),
    ],
)
def test_odd_cell_of_the_survey_is_named_with_its_row(tmp_path: Path, row: int, column: int, cell: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        survey(tmp_path, changed(SURVEY, row, column, cell))


@pytest.mark.parametrize(
    ("row", "column", "cell", "message"),
    [
        (5, 6, "9.0", "row 5: found 9.0 marked `X`; expected no figure where one is suppressed"),
        (5, 7, "", "row 5: found an empty cell instead of a number"),
        (4, 7, "추정", "row 4: found '추정'; expected `-`, `X` or no remark"),
        (4, 6, "육십", "row 4: found '육십'; expected a whole number"),
    ],
)
def test_odd_cell_of_the_plants_is_named_with_its_row(tmp_path: Path, row: int, column: int, cell: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        plants(tmp_path, changed(PLANTS, row, column, cell))


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found no column 지수"):
        survey(tmp_path, [r[:-1] for r in SURVEY], HEADER[:-1])
    with pytest.raises(SourceError, match="found no column 시도별"):
        plants(tmp_path, header=HEADER[:1] + PLANTS_HEADER[1:])


def test_other_encoding_than_declared_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found UTF-8 text; expected text in cp949"):
        survey(tmp_path, encoding="cp949")
    with pytest.raises(SourceError, match="found UTF-8 text; expected text in cp949"):
        plants(tmp_path, encoding="cp949")
