"""Official paths as changes: of the nation by cohort, of births, of sido."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from assets.projection.cohorts import Array
from assets.projection.official import control_of, national_path, sido_growth
from domain.ages import AGES
from expectations.contracts.population_check import KOSIS_NATIONAL_POPULATION
from expectations.contracts.projection import SIDO_PROJECTION
from tests.country import EAST_WEST
from tests.frames import frame


def rows(**paths: dict[int, int]) -> pd.DataFrame:
    return frame(
        SIDO_PROJECTION,
        *(
            {"sido_unit_id": sido, "year": year, "population": persons}
            for sido, path in paths.items()
            for year, persons in path.items()
        ),
    )


def nation(*years: int, persons: float = 1000.0, yearly: float = 1.0) -> dict[int, Array]:
    """Every group of as many persons, times `yearly` for each year after the first."""
    return {year: np.full((2, len(AGES)), persons * yearly ** (year - years[0])) for year in years}


def test_sido_grow_from_the_base_year_on_a_straight_line_where_no_nation_is_known() -> None:
    growth = sido_growth({}, rows(sunrise={2022: 1000, 2032: 900}, sunset={2024: 500, 2032: 580}), EAST_WEST, 2024, 2029)
    # 2024: 980, 2029: 930.
    assert growth[2029] == pytest.approx([930 / 980, 550 / 500])
    assert min(growth) == 2029


def test_sido_follow_the_bend_of_the_nation_between_their_own_figures() -> None:
    path = nation(*range(2020, 2041))
    for year in range(2025, 2041):
        path[year] = path[2020] * (1.1 if year < 2035 else 1.0)
    growth = sido_growth(path, rows(sunrise={2020: 1000, 2040: 1000}, sunset={2020: 500, 2040: 250}), EAST_WEST, 2020, 2040)
    assert growth[2030] == pytest.approx([1.1, 1.1 * 0.75])
    assert growth[2040] == pytest.approx([1.0, 0.5])


def test_beyond_the_last_figure_a_sido_keeps_its_part_of_the_nation() -> None:
    path = nation(*range(2020, 2041), yearly=0.99)
    growth = sido_growth(path, rows(sunrise={2020: 1000, 2030: 800}, sunset={2020: 1000, 2030: 900}), EAST_WEST, 2020, 2040)
    assert growth[2040] / growth[2030] == pytest.approx([0.99**10] * 2)


def test_year_outside_the_path_and_sido_without_one_are_not_controlled() -> None:
    growth = sido_growth({}, rows(sunrise={2024: 1000, 2030: 900}), EAST_WEST, 2024, 2034)
    assert np.isnan(growth[2034][0])
    assert np.isnan(growth[2029][1])


def test_path_that_begins_after_the_base_year_controls_nothing() -> None:
    assert np.isnan(sido_growth({}, rows(sunrise={2026: 1000, 2040: 900}), EAST_WEST, 2024, 2029)[2029]).all()


def test_nothing_official_is_no_control() -> None:
    control = control_of({}, frame(SIDO_PROJECTION), EAST_WEST, 2024, 2045)
    assert (control.nation, control.births, control.sido) == ({}, {}, {})


def test_nation_changes_by_cohort_from_one_official_year_to_five_later() -> None:
    path = nation(2025, 2030, yearly=0.9)
    control = control_of(path, frame(SIDO_PROJECTION), EAST_WEST, 2025, 2035)
    assert set(control.nation) == {2030}  # 2035 is beyond the path
    assert control.nation[2030][:, 1:20] == pytest.approx(np.full((2, 19), 0.9**5))
    # Who is 100 and over was 95-99 or that old already.
    assert control.nation[2030][:, 20] == pytest.approx([0.9**5 / 2] * 2)
    assert control.births[2030] == pytest.approx([1.0, 1.0])


def test_births_are_official_children_per_woman_over_those_of_the_base_year() -> None:
    path = nation(2025, 2030)
    path[2030][:, 0] *= 1.2
    assert control_of(path, frame(SIDO_PROJECTION), EAST_WEST, 2025, 2030).births[2030] == pytest.approx([1.2, 1.2])


def test_path_that_begins_after_the_base_year_holds_no_cohort() -> None:
    assert control_of(nation(2026, 2031, 2036), frame(SIDO_PROJECTION), EAST_WEST, 2025, 2045).nation == {}


def test_only_projected_years_with_every_group_are_a_path() -> None:
    def year(when: int, concept: str, ages: tuple[int, ...] = AGES) -> list[dict[str, object]]:
        return [
            {"year": when, "sex": sex, "age_from": age, "population": age + 1, "population_concept": concept}
            for sex in ("female", "male")
            for age in ages
        ]

    table = frame(
        KOSIS_NATIONAL_POPULATION,
        *year(2022, "mid_year_registration"),
        *year(2023, "projection"),
        *year(2024, "projection", AGES[:-1]),
    )
    path = national_path(table)
    assert list(path) == [2023]
    assert path[2023][0, :3].tolist() == [1, 6, 11]
    assert national_path(frame(KOSIS_NATIONAL_POPULATION)) == {}
