"""The KOSIS spreadsheet of sido population: merged years unfolded, `-` empty, the sheet's own sums held against it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from assets.sources.kosis_sido_tables import kosis_sido_population
from domain.errors import SourceError
from expectations.rules.sums import sheet_adds_up
from tests.publisher_files import declared, write_kosis_sheet

ROWS = {
    "전국": (30, 14, 16, 33, 15, 18),
    "\u3000서울특별시": (30, 14, 16, 31, 14, 17),
    "\u3000세종특별자치시": ("-", "-", "-", 2, 1, 1),
}


def read(tmp_path: Path, rows: dict[str, tuple[object, ...]], years: tuple[str, ...] = ("2011", "2012")) -> pd.DataFrame:
    return kosis_sido_population(declared(write_kosis_sheet(tmp_path / "a.xlsx", rows, years), "kosis_sido_population"))


def test_merged_years_and_items_become_rows(tmp_path: Path) -> None:
    table = read(tmp_path, ROWS)
    assert len(table) == 3 * 2 * 3
    table["year"] = table["reference_date"].map(lambda day: day.year)
    women = table[(table["sex"] == "female") & (table["year"] == 2012)].set_index("region_name")["population"]
    assert women.to_dict() == {"전국": 18, "서울특별시": 17, "세종특별자치시": 1}


def test_dash_is_empty_with_a_status(tmp_path: Path) -> None:
    table = read(tmp_path, ROWS)
    absent = table[table["population"].isna()]
    assert set(absent["region_name"]) == {"세종특별자치시"} and set(absent["status"]) == {"not_existing"}


def test_rows_are_numbered_below_the_two_header_rows(tmp_path: Path) -> None:
    table = read(tmp_path, ROWS)
    assert table.groupby("region_name")["source_row"].first().to_dict() == {"전국": 1, "서울특별시": 2, "세종특별자치시": 3}


def test_sums_of_the_sheet_hold(tmp_path: Path) -> None:
    sums = sheet_adds_up(read(tmp_path, ROWS))
    assert sums["sido_minus_nation"].tolist() == [0, 0] and sums["sexes_minus_total"].tolist() == [0, 0]


def test_figure_that_breaks_a_sum_is_measured_in_persons(tmp_path: Path) -> None:
    sums = sheet_adds_up(read(tmp_path, ROWS | {"\u3000서울특별시": (25, 14, 16, 31, 14, 17)}))
    assert sums["sido_minus_nation"].tolist() == [-5, 0]


@pytest.mark.parametrize(
    ("row", "column", "value", "message"),
    [
        (1, 2, "십년", "found header '십년'; expected a year"),
        (2, 3, "외국인", "found header '외국인'; expected one of 총인구수"),
        (4, 2, "X", "row 2: found `X` instead of a number"),
        (4, 2, -1, "row 2: found the negative count -1"),
        (4, 2, None, "row 2: found an empty cell instead of a number"),
    ],
)
def test_odd_header_or_cell_is_named(tmp_path: Path, row: int, column: int, value: object, message: str) -> None:
    path = write_kosis_sheet(tmp_path / "a.xlsx", ROWS, ("2011", "2012"))
    book = openpyxl.load_workbook(path)
    book["데이터"].cell(row=row, column=column).value = value
    book.save(path)
    with pytest.raises(SourceError, match=message):
        kosis_sido_population(declared(path, "kosis_sido_population"))


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_sheet_without_data_is_refused(tmp_path: Path, rows: int) -> None:
    path = write_kosis_sheet(tmp_path / "a.xlsx", {})
    book = openpyxl.load_workbook(path)
    book["데이터"].merged_cells.ranges.clear()
    book["데이터"].delete_rows(rows + 1, 2)
    book.save(path)
    with pytest.raises(SourceError, match=r"a\.xlsx"):
        kosis_sido_population(declared(path, "kosis_sido_population"))
