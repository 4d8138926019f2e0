"""Correlations with a lag by hand: which year meets which, what is taken off, and that nobody is told a cause."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assets.indicators.gathered.lag_association import (
    between,
    compared,
    lag_association,
    lagged,
    without_means,
    yearly,
)
from domain.association import READING
from expectations.contracts.prices import APARTMENT_PRICE
from expectations.contracts.series import LAG_ASSOCIATION
from expectations.contracts.work_family import EMPLOYMENT_RATE, FERTILITY_RATE
from tests.frames import result, typed


def series(**regions: dict[int, float]) -> pd.DataFrame:
    rows = [("sido", region, year, value) for region, years in regions.items() for year, value in years.items()]
    return pd.DataFrame(rows, columns=["level", "region_id", "year", "value"])


def test_figure_meets_the_one_of_its_region_so_many_years_later() -> None:
    pairs = lagged(series(a={2020: 1.0, 2021: 2.0}), series(a={2021: 10.0, 2022: 20.0}, b={2021: 99.0}), 1)
    assert pairs[["year", "x", "y"]].to_numpy().tolist() == [[2021, 1, 10], [2022, 2, 20]]


def test_year_is_that_of_its_last_figure() -> None:
    rows = [
        {"level": "sido", "region_id": "a", "reference_date": day, "employment_rate_15_29": rate}
        for day, rate in ((dt.date(2024, 6, 30), 40.0), (dt.date(2024, 12, 31), 41.0))
    ]
    assert yearly(typed(EMPLOYMENT_RATE, *rows), "employment_rate_15_29")["value"].tolist() == [41.0]


def test_what_goes_up_together_between_regions_may_go_apart_within_them() -> None:
    # In each region y falls as x rises; the region with the higher x has the higher y.
    pairs = pd.DataFrame(
        [("low", year, year, 10 - year) for year in range(5)] + [("high", year, 100 + year, 110 - year) for year in range(5)],
        columns=["region_id", "year", "x", "y"],
    )
    found = {row["comparison"]: (row["n"], row["regions"], row["years"], row["r"]) for row in compared(pairs)}
    assert found["within_regions"] == (10, 2, 5, pytest.approx(-1))
    assert found["all"][3] > 0.99
    # What is left when the years' means are gone too is nothing here, and nothing has no correlation.
    assert "within_regions_and_years" not in found


def test_means_of_regions_and_years_are_gone_even_with_gaps() -> None:
    numbers = np.random.default_rng(1).normal(size=(12, 2))
    pairs = pd.DataFrame(
        {"region_id": list("aaaabbbbcccc"), "year": [0, 1, 2, 3] * 3, "x": numbers[:, 0], "y": numbers[:, 1]}
    ).drop(5)
    left = without_means(pairs)
    for key in ("region_id", "year"):
        assert left.groupby(pairs[key]).mean().abs().to_numpy().max() < 1e-9


def test_fewer_than_eight_pairs_say_nothing() -> None:
    pairs = pd.DataFrame({"region_id": "a", "year": range(7), "x": range(7), "y": range(7)})
    assert compared(pairs) == []


def test_capital_and_rest_are_one_series_of_differences() -> None:
    table = series(capital={2020: 5.0, 2021: 7.0}, rest={2020: 2.0}).assign(level="capital_rest")
    assert between(table)[["year", "value"]].to_numpy().tolist() == [[2020, 3]]


def tables(prices: dict[int, float], births: dict[int, float]) -> list[pd.DataFrame]:
    def rows(values: dict[int, float], column: str) -> list[dict[str, Any]]:
        return [
            {"level": "sido", "region_id": "a", "reference_date": dt.date(year, 12, 31), column: value}
            for year, value in values.items()
        ]

    return [
        typed(APARTMENT_PRICE, *rows(prices, "price_change")),
        typed(EMPLOYMENT_RATE),
        typed(FERTILITY_RATE, *rows(births, "total_fertility_rate")),
    ]


def test_row_says_that_it_is_an_association_and_no_cause() -> None:
    years = range(2012, 2024)
    table = result(
        LAG_ASSOCIATION, lag_association(*tables({y: float(y % 5) for y in years}, {y + 1: 2 - (y % 5) / 10 for y in years}))
    )
    assert set(table["reading"]) == {READING} == {"association, not cause"}
    best = table[(table["lag_years"] == 1) & (table["comparison"] == "all")].iloc[0]
    assert (best["earlier"], best["later"], best["n"]) == (
        "apartment_price.price_change",
        "fertility_rate.total_fertility_rate",
        12,
    )
    assert best["r"] == pytest.approx(-1)


def test_without_sources_there_is_no_row() -> None:
    assert len(lag_association(*tables({}, {}))) == 0


def test_sido_have_the_rate_that_is_published_of_them_and_sums_of_the_sigungu_survey_are_compared_with_nothing() -> None:
    dice = np.random.default_rng(3)
    keys = [(level, unit, dt.date(year, 12, 31)) for level in ("sido", "sigungu") for unit in "ab" for year in range(2015, 2025)]
    same = [{"level": level, "region_id": unit, "reference_date": day} for level, unit, day in keys]
    work = [
        row | {"employment_rate_15_29": 40 + dice.normal(), "employment_rate_15_64": 68 + dice.normal()} for row in same
    ]  # fmt: skip
    births = [row | {"total_fertility_rate": 1 + dice.normal() / 10, "basis": "published"} for row in same]
    table = lag_association(typed(APARTMENT_PRICE), typed(EMPLOYMENT_RATE, *work), typed(FERTILITY_RATE, *births))
    found = result(LAG_ASSOCIATION, table).groupby("level")["earlier"].agg(set).to_dict()
    young, grown = "employment_rate.employment_rate_15_29", "employment_rate.employment_rate_15_64"
    assert found == {"sido": {grown}, "sigungu": {young, grown}}
