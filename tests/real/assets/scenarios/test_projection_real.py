"""The projection on the publishers' files: the errors that decision 43 states, and how many truths its bands held."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from assets.projection.cohorts import (
    Array,
    History,
    history_of,
    units_of,
)
from assets.projection.engine import Drawn, course_of, project
from assets.scenarios.uncertainty import error_model, shocks
from tests.conftest import Built

NEWEST = dt.date(2025, 12, 31)


@pytest.fixture(scope="module")
def past(real: Built) -> History:
    lake = real.home.lake
    return history_of(lake.frame("population"), units_of(lake.frame("reference_region"), lake.frame("region_member")))


def test_errors_of_the_launches_of_2015_and_2020_are_those_that_are_stated(real: Built) -> None:
    table = real.home.lake.frame("projection_backtest")
    whole = table[(table["size_class"] == "all") & (table["method"] == "hamilton_perry") & (table["target_date"] == NEWEST)]
    for launch, stated, risk in (
        (2020, {"population": 4.35, "women_20_39": 8.40, "population_65_over": 2.32}, (145, 147)),
        (2015, {"population": 7.86, "women_20_39": 18.38, "population_65_over": 4.66}, (140, 147)),
    ):
        own = whole[whole["launch_date"] == dt.date(launch, 12, 31)].set_index("measure")
        assert {name: round(own.loc[name, "mape"], 2) for name in stated} == stated
        assert tuple(own.loc["at_risk_units", ["projected", "actual"]]) == risk


def test_sejong_is_the_largest_error_and_smaller_than_by_ratios(real: Built) -> None:
    table = real.home.lake.frame("projection_error")
    people = table[(table["measure"] == "population") & (table["target_date"] == NEWEST)]
    units = people[people["level"] == "sigungu"]
    sejong = units[units["region_id"] == "sejong-si"].set_index("launch_date")["percent_error"].round(1)
    assert sejong.to_dict() == {dt.date(2015, 12, 31): 13.9, dt.date(2020, 12, 31): 30.9}
    of_2020 = units[units["launch_date"] == dt.date(2020, 12, 31)]
    assert of_2020.loc[of_2020["percent_error"].abs().idxmax(), "region_id"] == "sejong-si"
    nation = people[(people["level"] == "nation") & (people["launch_date"] == dt.date(2020, 12, 31))]
    assert nation["percent_error"].round(2).tolist() == [0.92]


def test_every_unit_rests_on_the_six_spans_of_ten_years(real: Built) -> None:
    assert set(real.home.lake.frame("projection").groupby("unit_id")["spans"].first()) == {6}


def test_bands_hold_every_official_figure_of_a_shown_year(real: Built) -> None:
    table = real.home.lake.frame("projection_comparison")
    assert len(table) >= 15 and table["within_band"].all()


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
