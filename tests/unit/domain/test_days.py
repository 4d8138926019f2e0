"""Days of fact files, and the last days that figures stand for."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from domain.days import day, first_day, month_end, text, year_end, year_ends


@pytest.mark.parametrize("empty", [None, float("nan"), pd.NaT, pd.NA, ""])
def test_every_kind_of_empty_cell_is_an_open_day(empty: object) -> None:
    assert text(empty) == "" and day(empty) == dt.date.max and day(empty, dt.date.min) == dt.date.min


@pytest.mark.parametrize("cell", ["2012-07-01", dt.date(2012, 7, 1), pd.Timestamp("2012-07-01 09:00")])
def test_a_day_is_read_however_it_is_written(cell: object) -> None:
    assert day(cell) == dt.date(2012, 7, 1)


def test_units_older_than_the_history_have_no_first_day() -> None:
    assert first_day("1994-12-31") == "before 1995" and first_day(dt.date(2012, 7, 1)) == "2012-07-01"


@pytest.mark.parametrize("year", [2020, "2020", np.int64(2020), np.float64(2020.0)])
def test_a_year_ends_with_december(year: int) -> None:
    assert year_end(year) == dt.date(2020, 12, 31)


def test_years_of_a_column_end_in_its_order() -> None:
    assert year_ends(pd.Series(["2020", "2017"], index=[5, 1])) == [dt.date(2020, 12, 31), dt.date(2017, 12, 31)]


@pytest.mark.parametrize(("year", "month", "last"), [(2023, 2, 28), (2024, 2, 29), (2024, 12, 31), (2024, 4, 30)])
def test_a_month_ends_on_its_last_day(year: int, month: int, last: int) -> None:
    assert month_end(year, month) == dt.date(year, month, last)
