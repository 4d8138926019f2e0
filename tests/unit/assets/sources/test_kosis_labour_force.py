"""The labour force by sido: nine items below each merged year become columns with units of their own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assets.sources.kosis_employment import NAME, PERSONS, RATES, kosis_labour_force
from domain.errors import SourceError
from expectations.contracts.employment import KOSIS_LABOUR_FORCE
from expectations.rules.employment import labour_force_adds_up
from tests.frames import result
from tests.publisher_files import declared, write_rows_sheet

ITEMS = (*PERSONS, *RATES)
SEOUL = (8015, 4918, 4668, 250, 3097, 61.4, 5.1, 58.2, 60.9)
NONE = ("-",) * 9
ROWS: list[tuple[object, ...]] = [("계", *SEOUL, *SEOUL), ("서울특별시", *SEOUL, *SEOUL), ("세종특별자치시", *NONE, *NONE)]


def read(tmp_path: Path, rows: list[tuple[object, ...]] = ROWS, items: tuple[str, ...] = ITEMS) -> pd.DataFrame:
    headers = [(NAME, "2000", *[None] * (len(items) - 1), "2001", *[None] * (len(items) - 1)), (None, *items, *items)]
    path = write_rows_sheet(tmp_path / "a.xlsx", [*headers, *rows])
    return result(KOSIS_LABOUR_FORCE, kosis_labour_force(declared(path, "kosis_labour_force")))


def changed(row: int, column: int, cell: object) -> list[tuple[object, ...]]:
    return [(*r[:column], cell, *r[column + 1 :]) if n == row else r for n, r in enumerate(ROWS, start=1)]


def test_items_of_a_year_stand_in_one_row(tmp_path: Path) -> None:
    table = read(tmp_path).set_index(["region_name", "year"])
    row = table.loc[("서울특별시", 2000)]
    assert (row["employed"], row["employment_rate"], row["employment_rate_15_64"], row["status"]) == (
        4668,
        58.2,
        60.9,
        "reported",
    )
    assert len(table) == 6 and row["source_row"] == 2


def test_sido_that_did_not_exist_has_a_row_without_figures(tmp_path: Path) -> None:
    row = read(tmp_path).set_index(["region_name", "year"]).loc[("세종특별자치시", 2001)]
    assert row["status"] == "not_existing" and row[list(PERSONS.values())].isna().all()


def test_row_with_some_figures_says_so(tmp_path: Path) -> None:
    row = read(tmp_path, changed(2, 9, "-")).set_index(["region_name", "year"]).loc[("서울특별시", 2000)]
    assert row["status"] == "partly" and pd.isna(row["employment_rate_15_64"]) and row["employed"] == 4668


def test_parts_and_sido_are_held_to_their_sums(tmp_path: Path) -> None:
    good = labour_force_adds_up(read(tmp_path))
    assert good["active_difference"].dropna().eq(0).all() and good["sido_minus_nation"].dropna().tolist() == [0, 0]
    wrong = labour_force_adds_up(read(tmp_path, changed(2, 3, 4700))).set_index(["region_name", "year"])
    assert wrong.loc[("서울특별시", 2000), "active_difference"] == 32 and wrong.loc[("계", 2000), "sido_minus_nation"] == 32


@pytest.mark.parametrize(
    ("row", "column", "cell", "message"),
    [
        (2, 3, "X", "row 2: found 'X'; expected a whole number of 0 or more"),
        (2, 4, -250, "row 2: found '-250'; expected a whole number of 0 or more"),
        (2, 8, 158.2, "row 2: found '158.2'; expected a number from 0 to 100"),
        (3, 0, "서울특별시", "row 3: found 서울특별시 2000 .* again; expected each once"),
    ],
)
def test_odd_cell_is_named_with_its_row(tmp_path: Path, row: int, column: int, cell: object, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, changed(row, column, cell))


def test_missing_item_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found no column 15-64세 고용률"):
        read(tmp_path, [(r[0], *r[1:9], *r[10:18]) for r in ROWS], ITEMS[:-1])
