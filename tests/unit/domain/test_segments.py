"""Spans of years counted alike: where they break, how they are named, and what crosses one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from domain.segments import counted_in, segment_names
from expectations.contracts.workers import SIGUNGU_WORKERS, SIGUNGU_WORKERS_CHANGE
from expectations.rules.workers import breaks_between, changes_cross_breaks, counted_alike
from tests.frames import typed


def december(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def test_classification_changes_in_2017_and_the_basis_in_2020() -> None:
    counted = {year: (counted_in(year).ksic, counted_in(year).basis) for year in (2016, 2017, 2019, 2020)}
    assert counted == {2016: ("9", "survey"), 2017: ("10", "survey"), 2019: ("10", "survey"), 2020: ("10", "register")}


def test_segments_are_named_by_the_years_that_there_are() -> None:
    assert set(segment_names(range(2015, 2023)).values()) == {"2015-2016", "2017-2019", "2020-2022"}


def test_next_year_lengthens_the_newest_segment_without_an_edit() -> None:
    assert segment_names(range(2015, 2024))[2021] == "2020-2023"
    assert segment_names([2019, 2031]) == {2019: "2019-2019", 2031: "2024-2031"}


def test_no_years_have_no_segments() -> None:
    assert segment_names([]) == {}


def test_year_before_any_known_classification_is_an_error() -> None:
    with pytest.raises(ValueError, match="no classification is known for 2001; the survey of establishments is known since 2007"):
        counted_in(2001)


@pytest.mark.parametrize(
    ("first", "last", "breaks"),
    [(2015, 2016, 0), (2017, 2019, 0), (2016, 2017, 1), (2019, 2020, 1), (2015, 2022, 2), (2022, 2015, 2)],
)
def test_breaks_between_two_years_are_counted(first: int, last: int, breaks: int) -> None:
    assert breaks_between([december(first)], [december(last)]) == [breaks]


def figure(year: int, segment: str, ksic: str, basis: str) -> dict[str, Any]:
    return {"reference_date": december(year), "segment": segment, "ksic": ksic, "basis": basis}


def test_row_in_another_segment_classification_or_basis_is_named() -> None:
    right = [figure(2016, "2016-2016", "9", "survey"), figure(2020, "2020-2020", "10", "register")]
    assert set(counted_alike(typed(SIGUNGU_WORKERS, *right))["verdict"]) == {"alike"}
    wrong = [figure(2016, "2016-2017", "10", "survey"), figure(2020, "2020-2020", "10", "survey")]
    assert counted_alike(typed(SIGUNGU_WORKERS, *wrong))["verdict"].tolist() == ["another segment, another ksic", "another basis"]


def test_change_that_crosses_a_break_is_measured() -> None:
    rows = [{"from_date": december(a), "to_date": december(b)} for a, b in ((2017, 2019), (2019, 2020))]
    table: pd.DataFrame = typed(SIGUNGU_WORKERS_CHANGE, *rows)
    assert changes_cross_breaks(table)["breaks"].tolist() == [0, 1]
