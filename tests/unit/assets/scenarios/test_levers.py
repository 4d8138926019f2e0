"""Levers by hand, and that nobody is made or lost by a move."""

from __future__ import annotations

import hypothesis.extra.numpy as arrays
import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from assets.projection.cohorts import Array
from assets.scenarios.amount import Amount
from assets.scenarios.levers import Fertility, Relocation, Retention, Step
from domain.ages import AGES
from tests.country import people

STEP = Step(2024, 2029)
EAST, WEST = np.array([True, False]), np.array([False, True])
YOUTH = slice(4, 7)
CELLS = arrays.arrays(float, (1, 3, 2, len(AGES)), elements=st.integers(0, 10**6).map(float))


def exactly(value: float) -> Amount:
    return Amount("value", (value,), "made up")


def relocation(**numbers: float) -> tuple[Relocation, dict[str, Array]]:
    """From east to west in 2026, and its numbers for one draw."""
    usual = {"jobs": 100.0, "staff_share": 1.0, "family_share": 0.0, "household_size": 1.0, "multiplier": 0.0} | numbers
    lever = Relocation(**{name: exactly(value) for name, value in usual.items()}, origin=EAST, destination=WEST, year=2026)
    return lever, {name: np.array([value]) for name, value in usual.items()}


def moved(**numbers: float) -> Array:
    """Who came to the west, of 500 persons aged 30-34 and 500 aged 5-9 of each sex in the east."""
    before = people({5: 500, 30: 500}, {5: 10, 30: 10})[None]
    lever, values = relocation(**numbers)
    return (lever.move(before, STEP, values) - before)[0, 1]


def test_staff_who_move_are_of_working_age() -> None:
    came = moved(jobs=100, staff_share=0.6)
    assert came.sum() == pytest.approx(60)
    assert came[:, 6] == pytest.approx([30, 30])


def test_family_is_one_adult_and_then_children() -> None:
    came = moved(jobs=100, family_share=0.5, household_size=3.0)
    # 100 staff, 50 of them with one more adult and one child each.
    assert came[:, 6].sum() == pytest.approx(150)
    assert came[:, 1].sum() == pytest.approx(50)


def test_induced_jobs_move_people_too() -> None:
    assert moved(jobs=100, multiplier=0.5).sum() == pytest.approx(150)


def test_no_more_people_leave_than_live_there() -> None:
    assert moved(jobs=5000).sum() == pytest.approx(1000)


def test_jobs_move_in_the_step_of_their_year_only() -> None:
    lever, values = relocation()
    before = people({30: 500}, {30: 10})[None]
    assert (lever.move(before, Step(2029, 2034), values) == before).all()


def test_who_comes_where_nobody_of_that_age_lives_still_arrives() -> None:
    lever, values = relocation()
    after = lever.move(people({30: 500}, {})[None], STEP, values)
    assert after[0, 1].sum() == pytest.approx(100)


def test_youth_who_stay_are_missing_where_they_would_have_gone() -> None:
    before, after = people({20: 100}, {20: 100})[None], people({25: 60}, {25: 120})[None]
    kept = Retention(EAST, exactly(0.5), YOUTH, 2025).keep(before, after, STEP, np.array([0.5]))
    # 180 of 200 are left: each unit should have 90; east lacks 30, half of them stay.
    assert kept[0, :, 0, 5] == pytest.approx([75, 105])


def test_full_retention_brings_the_region_to_the_nations_change() -> None:
    before, after = people({20: 100}, {20: 100})[None], people({25: 60}, {25: 120})[None]
    kept = Retention(EAST, exactly(1), YOUTH, 2025).keep(before, after, STEP, np.array([1.0]))
    assert kept[0, :, 0, 5] == pytest.approx([90, 90])


def test_retention_that_begins_within_the_step_counts_in_part() -> None:
    assert STEP.share_from(2025) == 1.0
    assert STEP.share_from(2026) == pytest.approx(0.8)
    assert STEP.share_from(2030) == 0.0
    before, after = people({20: 100}, {20: 100})[None], people({25: 60}, {25: 120})[None]
    kept = Retention(EAST, exactly(1), YOUTH, 2026).keep(before, after, STEP, np.array([1.0]))
    assert kept[0, 0, 0, 5] == pytest.approx(60 + 0.8 * 30)


def test_region_that_gains_keeps_nobody() -> None:
    before, after = people({20: 100}, {20: 100})[None], people({25: 60}, {25: 120})[None]
    kept = Retention(WEST, exactly(1), YOUTH, 2025).keep(before, after, STEP, np.array([1.0]))
    assert kept == pytest.approx(after)


def test_other_ages_are_left_alone() -> None:
    before, after = people({40: 100}, {40: 100})[None], people({45: 60}, {45: 120})[None]
    assert (Retention(EAST, exactly(1), YOUTH, 2025).keep(before, after, STEP, np.array([1.0])) == after).all()


def test_fertility_is_changed_where_and_when_it_is_asked_for() -> None:
    factors = Fertility(EAST, exactly(1.5), 2026).factors(STEP, np.array([1.5]))
    assert factors[0, :, 0] == pytest.approx([1.4, 1.0])  # four years of five


@settings(deadline=None)
@given(CELLS, st.floats(0, 1e7), st.floats(0, 1), st.floats(1, 6))
def test_people_moved_in_equal_people_moved_out(cells: Array, jobs: float, family: float, size: float) -> None:
    values = {
        "jobs": np.array([jobs]), "staff_share": np.ones(1), "family_share": np.array([family]),
        "household_size": np.array([size]), "multiplier": np.zeros(1),
    }  # fmt: skip
    amounts = {name: exactly(float(value[0])) for name, value in values.items()}
    lever = Relocation(**amounts, origin=np.array([True, False, False]), destination=np.array([False, True, True]), year=2026)
    after = lever.move(cells, STEP, values)
    assert after.sum(axis=1) == pytest.approx(cells.sum(axis=1), rel=1e-9, abs=1e-6)
    assert (after >= -1e-6).all()
    out = (cells - after)[:, 0].sum()
    assert (after - cells)[:, 1:].sum() == pytest.approx(out, rel=1e-6, abs=1e-3)


@settings(deadline=None)
@given(CELLS, CELLS, st.floats(0, 1))
def test_youth_who_stay_are_as_many_as_do_not_come(before: Array, after: Array, share: float) -> None:
    lever = Retention(np.array([True, True, False]), exactly(share), YOUTH, 2025)
    kept = lever.keep(before, after, STEP, np.array([share]))
    assert kept.sum(axis=1) == pytest.approx(after.sum(axis=1), rel=1e-9, abs=1e-6)
    assert (kept >= -1e-6).all()
