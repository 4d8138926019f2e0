"""The engine held against an example in print, and against the plain method written down a second time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assets.projection.cohorts import Array, Units
from assets.projection.engine import Drawn, course_of, project
from assets.projection.ratios import OPEN
from domain.ages import AGES
from tests.country import history, people

# Where the unit is the nation, nothing is shared out and the engine is Hamilton and Perry's method.
LAND = Units(("land",), np.array([0]), ("land",), np.array([True]), (("nation", "nation"),), np.array([[1.0]]))
CHILDREN, PUPILS = AGES.index(0), AGES.index(5)


def test_ratio_of_a_cohort_carries_the_next_one_as_in_print() -> None:
    """Hauer (2019), Population projections for U.S. counties, Scientific Data 6, figure on cohort change ratios and differences.

    100 children under five in 2010 are 120 aged 5-9 in 2015: of 90 children of 2015 there are 120 / 100 * 90 = 108 in 2020.
    """
    known = history({2010: people({0: 100}), 2015: people({0: 90, 5: 120})}, LAND)
    *_, (year, found) = project(course_of(known, 2020), Drawn())
    assert year == 2020 and found[0, 0, :, PUPILS] == pytest.approx([108, 108])


def test_difference_of_a_cohort_is_added_to_the_next_one_as_in_print() -> None:
    """The same figure: 120 - 100 + 90 = 110, where a cohort gained on the nation's, here at the other unit's cost.

    That one goes on by its ratio, 80 / 100 * 110 = 88. The path that shares out nothing is the one in print.
    """
    known = history({2010: people({0: 100}, {0: 100}), 2015: people({0: 90, 5: 120}, {0: 110, 5: 80})})
    *_, (_, found) = project(replace(course_of(known, 2020), balanced=False), Drawn())
    assert found[0, :, :, PUPILS] == pytest.approx(np.array([[110, 110], [88, 88]]))


def method(before: Array, now: Array, steps: int) -> Array:
    """Hamilton and Perry (1962) with groups of five years, (2, 21), as textbooks write it.

    Smith, Tayman and Swanson (2013), A Practitioner's Guide to State and Local Population Projections: every group is the
    group five years younger times its change ratio, the open group those of its age and the one before, and children are
    women of 15-49 times the ratio of children to women.
    """
    mothers = slice(AGES.index(15), AGES.index(45) + 1)
    ahead = now.copy()
    for _ in range(steps):
        older = np.zeros_like(ahead)
        for sex in range(2):
            for group in range(1, OPEN):
                older[sex, group] = ahead[sex, group - 1] * now[sex, group] / before[sex, group - 1]
            open_ratio = now[sex, OPEN] / (before[sex, OPEN - 1] + before[sex, OPEN])
            older[sex, OPEN] = (ahead[sex, OPEN - 1] + ahead[sex, OPEN]) * open_ratio
        for sex in range(2):
            older[sex, 0] = older[0, mothers].sum() * now[sex, 0] / now[0, mothers].sum()
        ahead = older
    return ahead


def test_three_steps_of_a_country_of_one_unit_are_those_of_the_plain_method() -> None:
    random = np.random.default_rng(1962)
    before = random.uniform(500, 1500, (2, len(AGES)))
    now = random.uniform(500, 1500, (2, len(AGES)))
    known = history({2010: before[None], 2015: now[None]}, LAND)
    path = dict(project(course_of(known, 2030), Drawn()))
    assert path[2015][0, 0] == pytest.approx(now)
    for steps, year in enumerate((2020, 2025, 2030), start=1):
        assert path[year][0, 0] == pytest.approx(method(before, now, steps))
    assert path[2020][0, 0, 0, CHILDREN] > 0
