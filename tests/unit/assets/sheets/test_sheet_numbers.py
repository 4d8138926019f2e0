"""Numbers of a user's sheet: exact in the decimals they came with, empty where there is none."""

from __future__ import annotations

import pandas as pd
import pytest

from assets.sheets.numbers import Numbers, read_numbers
from domain.errors import SourceError


def read(*cells: str) -> Numbers:
    return read_numbers("a.csv", pd.Series(cells, index=range(1, len(cells) + 1), dtype=object), "n")


def test_thousands_commas_and_blanks_are_no_digits() -> None:
    number = read("1,234,567", " 12 ", "-5")
    assert list(number.values) == [1234567, 12, -5] and number.decimals == 0


@pytest.mark.parametrize("cell", ["", "-", "X", "x", "NA", "nan", "n/a", "…"])
def test_what_publishers_print_for_no_number_is_empty(cell: str) -> None:
    assert read(cell, "1").values.isna().tolist() == [True, False]


@pytest.mark.parametrize("cell", ["많음", "1.2.3", "--", "12%", "inf", "1e999"])
def test_anything_else_is_an_error_with_its_row(cell: str) -> None:
    with pytest.raises(SourceError) as refused:
        read("1", cell)
    assert refused.value.row == 2 and "column n" in str(refused.value)


def test_decimals_are_counted_and_kept() -> None:
    number = read("0.10", "2.35", "-1")
    assert number.decimals == 2 and list(number.values) == [10, 235, -100]
    assert number.total() == "1.45"
    assert list(number.restored(pd.Series([10.0, 235.0]))) == [0.1, 2.35]


def test_whole_numbers_written_with_a_point_are_whole() -> None:
    assert read("82000.0", "23283").decimals == 0
    assert str(read("82000.0").restored(pd.Series([82000.0])).iloc[0]) == "82000"


def test_totals_are_exact_and_readable() -> None:
    assert read("1234567", "1").total() == "1,234,568"
    assert read("-0.05", "0.01").total() == "-0.04"
    assert read("0.1", "0.2").total() == "0.3"
    assert read("", "-").total() == "0"


@pytest.mark.parametrize("cells", [("0.12345678",), ("1e-3",), ("9007199254740992",), ("90071992547.409921", "0.5")])
def test_numbers_with_too_many_digits_stay_floating(cells: tuple[str, ...]) -> None:
    number = read(*cells)
    assert number.decimals is None and list(number.restored(number.values)) == [float(cell) for cell in cells]
