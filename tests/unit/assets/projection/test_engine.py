"""The projection by hand: two units, three ages, and what must hold whatever the ratios are."""

from __future__ import annotations

import numpy as np
import pytest

from assets.projection.cohorts import Array
from assets.projection.engine import Course, Drawn, Step, at_years, course_of, project
from assets.projection.official import Control
from assets.projection.ratios import OPEN, Ratios
from domain.ages import AGES
from tests.country import EAST_WEST, history, people

BASE = people({0: 100, 5: 200, 20: 300}, {0: 100, 5: 100, 20: 100})


def course(east: float = 0.9, west: float = 0.9, nation: float = 0.9, children: float = 0.1, last: int = 2029) -> Course:
    """From 2024, by one ratio for all ages of a unit."""
    change = np.full((2, 2, len(AGES)), east)
    change[1] = west
    nobody = np.zeros((2, len(AGES)))
    ratios = Ratios(
        np.full((2, len(AGES)), nation), change, np.zeros_like(change), nobody, np.full((2, 2), children), np.array([1, 1])
    )
    return Course(EAST_WEST, 2024, BASE, ratios, last, np.array([True, True]))


def end(of: Course, drawn: Drawn | None = None) -> Array:
    *_, (_, cells) = project(of, drawn or Drawn())
    return cells[0]


def test_every_cohort_is_five_years_older_by_its_ratio() -> None:
    after = end(course())
    assert after[0, 0, [1, 2, 5]] == pytest.approx([90, 180, 270])
    assert after[1, 0, [1, 2, 5]] == pytest.approx([90, 90, 90])


def test_children_are_born_to_the_women_who_live_there_at_the_end_of_the_step() -> None:
    after = end(course())
    assert after[:, :, 0] == pytest.approx(np.array([[27, 27], [9, 9]]))  # a tenth of 270 and of 90


def test_units_share_out_who_lives_in_the_nation() -> None:
    after = end(course(east=1.2, west=0.6, nation=0.9))
    # 300 * 1.2 = 360 and 100 * 0.6 = 60 are 420; the nation's ratio leaves 400 * 0.9 = 360.
    assert after[:, 0, 5] == pytest.approx([360 * 360 / 420, 60 * 360 / 420])
    assert after[:, :, 1:].sum() == pytest.approx(0.9 * BASE.sum())


def test_open_age_group_keeps_its_own_survivors() -> None:
    old = people({95: 100, 100: 50}, {95: 10})
    of = course(nation=0.5)
    after = end(Course(EAST_WEST, 2024, old, of.ratios, 2029, of.known))
    assert after[:, 0, OPEN].sum() == pytest.approx(0.5 * (100 + 50 + 10))


def test_steps_reach_past_the_last_year() -> None:
    assert course(last=2045).steps == [Step(year, year + 5) for year in (2024, 2029, 2034, 2039, 2044)]


def test_year_between_two_steps_lies_on_the_straight_line() -> None:
    found = dict(at_years(project(course(last=2030), Drawn()), [2024, 2030]))
    steps = dict(project(course(last=2030), Drawn()))
    assert found[2024] == pytest.approx(steps[2024])
    assert found[2030] == pytest.approx(0.8 * steps[2029] + 0.2 * steps[2034])


def test_official_growth_of_a_sido_is_met_and_the_others_go_their_own_way() -> None:
    dates = history({2019: BASE, 2024: BASE})
    free = end(course_of(dates, 2029))
    held = end(course_of(dates, 2029, Control(sido={2029: np.array([0.8, np.nan])})))
    assert held[0].sum() == pytest.approx(0.8 * BASE[0].sum())
    assert held[1] == pytest.approx(free[1])


def test_control_is_met_in_every_step() -> None:
    even = np.full((2, 2, len(AGES)), 100.0)
    dates = history({2019: even, 2024: even})
    path = project(course_of(dates, 2034, Control(sido={2029: np.array([0.8, 1.0]), 2034: np.array([0.7, 1.1])})), Drawn())
    sums = {year: cells[0].sum(axis=(1, 2)) / even.sum(axis=(1, 2)) for year, cells in path}
    assert sums[2029] == pytest.approx([0.8, 1.0])
    assert sums[2034] == pytest.approx([0.7, 1.1])


def test_draws_of_units_move_people_and_draws_of_the_nation_change_their_number() -> None:
    nation, units = np.ones((1, 1, 1, len(AGES))), np.ones((1, 2, 1, len(AGES)))
    units[0, 0] = 1.5
    moved = end(course(), Drawn(shock=(nation, units)))
    assert moved[:, 0, 5].sum() == pytest.approx(360)
    assert moved[0, 0, 5] == pytest.approx(360 * (270 * 1.5) / (270 * 1.5 + 90))
    more = end(course(), Drawn(shock=(nation * 1.1, np.ones_like(units))))
    assert more[:, 0, 5] == pytest.approx([297, 99])


# --- gains in persons, official paths

EVEN = np.full((2, 2, len(AGES)), 1000.0)
GROWING = {2019: EVEN, 2024: np.stack([EVEN[0] * 1.3, EVEN[1] * 0.9])}


def held(nation: float, *, sido: dict[int, list[float]] | None = None, last: int = 2034) -> Control:
    """One ratio for every cohort of the nation and step, births per woman as they are."""
    ends = range(2029, last + 1, 5)
    return Control(
        nation={year: np.full((2, len(AGES)), nation) for year in ends},
        births={year: np.ones(2) for year in ends},
        sido={year: np.array(growth) for year, growth in (sido or {}).items()},
    )


def test_what_grew_goes_on_by_persons_and_not_by_a_ratio_that_compounds() -> None:
    large = EVEN[1] * 1000
    course = course_of(history({2019: np.stack([EVEN[0], large]), 2024: np.stack([EVEN[0] * 1.3, large])}), 2054)
    path = {year: people[0, 0, 0, 8] for year, people in project(course, Drawn())}
    # 300 in five years are 300 in each of the six steps to come; by ratios it would be 1,300 * 1.3^6 = 6,275.
    assert path[2029] == pytest.approx(1600, rel=0.01)
    assert path[2054] == pytest.approx(1300 + 6 * 300, rel=0.01)


def test_a_gain_is_a_part_of_the_nations_cohort_and_shrinks_with_it() -> None:
    course = course_of(history(GROWING), 2029)
    small = Course(course.units, 2024, course.base / 10, course.ratios, 2029, course.known)
    assert end(small)[:, :, 1:] == pytest.approx(end(course)[:, :, 1:] / 10)


def test_cohorts_of_the_nation_change_as_the_official_path() -> None:
    course = course_of(history(GROWING), 2034, held(0.8))
    path = dict(project(course, Drawn()))
    for year, before in ((2029, 2024), (2034, 2029)):
        assert path[year][0].sum(axis=0)[:, 1:OPEN] == pytest.approx(0.8 * path[before][0].sum(axis=0)[:, : OPEN - 1])
    assert course.official and course.basis == "controlled"


def test_births_of_the_nation_change_as_official_children_per_woman() -> None:
    control = held(0.9, last=2029)
    more = Control(control.nation, {2029: np.array([1.5, 1.5])})
    usual, higher = (end(course_of(history(GROWING), 2029, one)) for one in (control, more))
    assert higher[:, :, 0] == pytest.approx(1.5 * usual[:, :, 0])
    per_woman = GROWING[2024][:, 0, 0].sum() / GROWING[2024][:, 0, 3:10].sum()
    assert usual[:, 0, 0].sum() == pytest.approx(per_woman * usual[:, 0, 3:10].sum())


def test_sido_are_brought_to_their_official_growth_and_ages_of_the_nation_stay() -> None:
    course = course_of(history(GROWING), 2034, held(0.9, sido={2029: [1.0, 0.8], 2034: [1.0, 0.6]}))
    free = course_of(history(GROWING), 2034, held(0.9))
    for (year, cells), (_, usual) in zip(project(course, Drawn()), project(free, Drawn()), strict=True):
        assert cells[0].sum(axis=0) == pytest.approx(usual[0].sum(axis=0), rel=1e-6)
        if year > 2024:
            growth = cells[0].sum(axis=(1, 2)) / GROWING[2024].sum(axis=(1, 2))
            # All sido have figures: they are brought to the nation's sum together, and keep what they are to each other.
            assert growth[1] / growth[0] == pytest.approx({2029: 0.8, 2034: 0.6}[year], rel=1e-6)


def test_sido_without_a_figure_shares_what_the_others_leave() -> None:
    course = course_of(history(GROWING), 2029, held(0.9, sido={2029: [0.8, np.nan]}, last=2029))
    people, free = end(course), end(course_of(history(GROWING), 2029, held(0.9, last=2029)))
    assert people[0].sum() == pytest.approx(0.8 * GROWING[2024][0].sum(), rel=1e-6)
    assert people.sum() == pytest.approx(free.sum(), rel=1e-6)


def test_path_that_is_official_in_its_first_step_only_is_not_called_so() -> None:
    course = course_of(history(GROWING), 2034, held(0.9, last=2029))
    assert not course.official and course.basis == "balanced"
