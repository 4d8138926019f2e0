"""Spans cut a series without gap or overlap."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.indicators.extinction.change import (
    Span,
    consecutive,
    terms,
    whole,
)

TERMS = pd.DataFrame(
    {"term": [6, 7, 8], "begins": [dt.date(2014, 7, 1), dt.date(2018, 7, 1), dt.date(2022, 7, 1)]},
)


def decembers(*years: int) -> list[dt.date]:
    return [dt.date(year, 12, 31) for year in years]


def test_consecutive_spans_touch_and_the_whole_is_from_first_to_last() -> None:
    first, second, third = decembers(2015, 2016, 2018)
    assert consecutive([first, second, third]) == [Span("consecutive", first, second), Span("consecutive", second, third)]
    assert whole([first, second, third]) == [Span("whole", first, third)]


def test_a_term_begins_at_the_last_date_before_it_and_the_first_is_cut_by_the_data() -> None:
    dates = decembers(*range(2015, 2025))
    assert [(s.term, s.first.year, s.last.year) for s in terms(dates, TERMS)] == [
        (6, 2015, 2017),
        (7, 2017, 2021),
        (8, 2021, 2024),
    ]


def test_with_few_dates_terms_still_cut_the_whole_without_overlap() -> None:
    assert [(s.term, s.first.year, s.last.year) for s in terms(decembers(2015, 2019, 2023, 2024), TERMS)] == [
        (7, 2015, 2019),
        (8, 2019, 2024),
    ]


def test_one_date_has_no_span() -> None:
    (only,) = decembers(2024)
    assert consecutive([only]) == whole([only]) == terms([only], TERMS) == []
    assert consecutive([]) == whole([]) == terms([], TERMS) == []
