"""The projection on the publishers' files: the errors that decision 18 states, and how many truths its bands held."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from assets.scenarios.engine import Drawn, course_of, project

from assets.projection.cohorts import (
    Array,
    History,
    history_of,
    units_of,
)
from assets.scenarios.uncertainty import error_model, shocks
from tests.conftest import Built


@pytest.fixture(scope="module")
def past(real: Built) -> History:
    lake = real.home.lake
    return history_of(lake.frame("population"), units_of(lake.frame("reference_region"), lake.frame("region_member")))


def test_errors_of_the_test_2019_to_2024_are_those_that_are_stated(real: Built) -> None:
    table = real.home.lake.frame("projection_backtest")
    newest = table[(table["launch_date"] == dt.date(2019, 12, 31)) & (table["size_class"] == "all")]
    own = newest[newest["method"] == "hamilton_perry"].set_index("measure")
    assert own["mape"].round(1).to_dict() | {"at_risk_units": 0} == {
        "population": 4.3, "women_20_39": 9.0, "population_65_over": 2.6, "children_0_4": 36.1, "at_risk_units": 0,
    }  # fmt: skip
    assert own.loc["at_risk_units", ["units", "projected", "actual"]].tolist() == [228, 139, 135]
    assert set(own.loc[["population"], "units"]) == {229}


def test_every_unit_rests_on_the_six_spans_of_ten_years(real: Built) -> None:
    assert set(real.home.lake.frame("projection").groupby("unit_id")["spans"].first()) == {6}


def test_bands_of_2019_held_about_nine_in_ten_units_of_2024(past: History) -> None:
    course = course_of(past.until(dt.date(2019, 12, 31)), 2024)
    model = error_model(past.until(dt.date(2023, 12, 31)))
    assert model is not None
    *_, (_, people) = project(course, Drawn(shock=shocks(model, np.random.default_rng(1), 500), draws=500), np.float32)
    actual = np.nan_to_num(past.people[dt.date(2024, 12, 31)])
    known = course.known
    assert 0.85 < held(actual.sum(axis=(1, 2))[known], people.sum(axis=(2, 3))[:, known]) < 0.97
    assert 0.80 < held(actual[known, 0, 4:8].sum(axis=1), people[:, known, 0, 4:8].sum(axis=2)) < 0.97


def held(actual: Array, draws: Array) -> float:
    """Share of the true values within the 5-95 % band."""
    low, high = np.quantile(draws, [0.05, 0.95], axis=0)
    return float(((actual >= low) & (actual <= high)).mean())
