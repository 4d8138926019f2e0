"""The test on the past: launched on what was known, and errors by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from assets.projection.backtest import errors, errors_by_region, launches, size_class
from assets.projection.cohorts import at_risk
from assets.scenarios.uncertainty import error_model, shocks
from domain.ages import AGES
from tests.country import history, people

EVEN = np.full((2, 2, len(AGES)), 1000.0)
STEADY = {2015: EVEN, 2019: EVEN, 2024: EVEN}


def test_launch_knows_nothing_of_what_came_after_it() -> None:
    (test,) = launches(history(STEADY))
    (other,) = launches(history(STEADY | {2024: EVEN * 3}))
    assert (test.fit_from, test.launch, test.target) == (dt.date(2015, 12, 31), dt.date(2019, 12, 31), dt.date(2024, 12, 31))
    assert other.projected["hamilton_perry"] == pytest.approx(test.projected["hamilton_perry"])
    assert other.actual.sum() == 3 * test.actual.sum()


def test_errors_are_means_over_units_in_percent() -> None:
    actual = np.stack([EVEN[0] * 1.25, EVEN[1] * 0.8])
    table = errors(launches(history(STEADY | {2024: actual}))[0])
    rows = table[(table["method"] == "unchanged") & (table["measure"] == "population")].set_index("size_class")
    # 42,000 for 52,500 is 20 % too low, 42,000 for 33,600 is 25 % too high.
    assert rows.loc["all", "mape"] == pytest.approx(22.5)
    assert rows.loc["all", "malpe"] == pytest.approx(2.5)
    assert rows.loc["30k_100k", "units"] == 2
    assert rows.loc["all", "actual"] == pytest.approx(52_500 + 33_600)
    assert "under_30k" not in rows.index


def test_unit_unknown_at_the_launch_is_not_tested() -> None:
    unknown = EVEN.copy()
    unknown[1] = np.nan
    table = errors(launches(history({2015: unknown, 2019: unknown, 2024: EVEN}))[0])
    assert set(table.loc[table["size_class"] == "all", "units"]) == {1}


def test_units_at_risk_are_counted_by_method() -> None:
    old = people({20: 100, 25: 100, 65: 300}, {20: 300, 25: 300, 65: 100})
    table = errors(launches(history(STEADY | {2024: old}))[0])
    counts = table[table["measure"] == "at_risk_units"].set_index("method")
    assert counts.loc["unchanged", "actual"] == 1
    # 8 age groups of both sexes at 65 and over against 4 of women: a ratio of a quarter, at risk both.
    assert counts.loc["unchanged", "projected"] == 2


def test_index_of_exactly_one_half_is_not_at_risk() -> None:
    assert at_risk(people({20: 100, 65: 100}, {20: 99, 65: 100})).tolist() == [False, True]


def test_size_classes_include_their_lower_bound() -> None:
    assert size_class(np.array([29_999, 30_000, 99_999, 100_000, 300_000])).tolist() == [0, 1, 1, 2, 3]


def test_dates_that_allow_no_test_give_none() -> None:
    assert launches(history({2019: EVEN, 2024: EVEN})) == []
    assert error_model(history({2019: EVEN, 2024: EVEN})) is None


def test_draws_repeat_the_errors_of_units_of_the_same_size_less_their_median() -> None:
    # Flows are even but for births; one unit has twice the persons aged 20-39 that were projected.
    actual = EVEN.copy()
    actual[0, :, 4:8] *= 2
    model = error_model(history(STEADY | {2024: actual}))
    assert model is not None
    nation, units = shocks(model, np.random.default_rng(1), 500)
    assert nation.shape == (500, 1, 1, 21)
    assert units.shape == (500, 2, 1, 21)
    assert set(np.round(units[..., 4], 4).ravel()) == {np.float32(round(2**0.5, 4)), np.float32(round(2**-0.5, 4))}
    assert (units[..., 4] == units[..., 7]).all()
    assert units[..., 13:] == pytest.approx(np.ones((500, 2, 1, 8)))
    assert np.log(nation[..., 4]).std() == pytest.approx(np.log(1.5), rel=0.1)


def test_launches_are_held_against_ten_years_and_five() -> None:
    dates = history(dict.fromkeys((2010, 2015, 2020, 2025), EVEN))
    assert [(test.launch.year, test.target.year) for test in launches(dates)] == [(2015, 2025), (2015, 2020), (2020, 2025)]


def test_errors_of_every_region_are_its_persons_projected_less_those_that_came() -> None:
    actual = np.stack([EVEN[0] * 1.25, EVEN[1]])
    table = errors_by_region(launches(history(STEADY | {2024: actual}))[0])
    rows = table[table["measure"] == "population"].set_index(["level", "region_id"])
    assert set(rows.index) == {
        ("sigungu", "east"), ("sigungu", "west"), ("capital_rest", "capital"), ("capital_rest", "rest"), ("nation", "nation"),
    }  # fmt: skip
    for region in (("sigungu", "east"), ("capital_rest", "capital"), ("nation", "nation")):
        row = rows.loc[region]
        assert row["error"] == pytest.approx(row["projected"] - row["actual"])
        assert row["percent_error"] == pytest.approx(100 * row["error"] / row["actual"])
    assert rows.loc[("sigungu", "east"), "actual"] == pytest.approx(52_500)
    both = rows.loc[[("sigungu", "east"), ("sigungu", "west")], "projected"].sum()
    assert rows.loc[("nation", "nation"), "projected"] == pytest.approx(both)


def test_unit_unknown_at_the_launch_is_in_no_region_and_is_counted() -> None:
    unknown = EVEN.copy()
    unknown[1] = np.nan
    table = errors_by_region(launches(history({2015: unknown, 2019: unknown, 2024: EVEN}))[0])
    assert ("sigungu", "west") not in set(zip(table["level"], table["region_id"], strict=True))
    nation = table[(table["level"] == "nation") & (table["measure"] == "population")].iloc[0]
    assert (nation["actual"], nation["missing_units"]) == (42_000, 1)


def test_nations_error_is_the_root_of_the_mean_square_over_the_tests() -> None:
    cells = {2010: EVEN, 2015: EVEN, 2020: EVEN, 2025: EVEN.copy()}
    cells[2025][:, :, 4:8] *= 2
    model = error_model(history(cells))
    assert model is not None
    # The test from 2015 was right, that from 2020 was half of what came.
    assert model.nation[2] == pytest.approx(np.log(2) / 2**0.5, rel=0.01)
