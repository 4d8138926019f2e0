"""Thirty years ahead by hand: cohorts that stay, shrink and grow; the criterion of one half; what cannot be known."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assets.indicators.extinction.masuda import masuda
from assets.projection.cohort_path import by_itself, cohort_path
from assets.projection.cohorts import Units
from assets.projection.engine import Course, Drawn, project
from domain.ages import AGES
from expectations.contracts.decline import MASUDA
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.population_check import KOSIS_NATIONAL_POPULATION
from expectations.contracts.projection import COHORT_PATH, SIDO_PROJECTION
from expectations.contracts.units import REGION_MEMBER
from tests.frames import frame, relation, result, typed
from tests.regions import members

REGIONS = (
    {"level": "nation", "region_id": "nation"},
    {"level": "sigungu", "region_id": "a", "sido_unit_id": "x", "megaregion": "capital"},
    {"level": "sigungu", "region_id": "b", "sido_unit_id": "x", "megaregion": "capital"},
)
GROUPS = len(AGES)
ONE = Units(("a",), np.array([0]), ("x",), np.array([True]), (), np.zeros((0, 1)))


def flat(persons: float, children: float | None = None) -> np.ndarray:
    """One unit with as many persons in each group of both sexes, children under five apart."""
    ages = np.full((1, 2, GROUPS), float(persons))
    ages[..., 0] = persons if children is None else children
    return ages


def alone(before: np.ndarray, now: np.ndarray, steps: int) -> np.ndarray:
    """A region by itself, so many steps ahead."""
    course = Course(ONE, 2024, now, by_itself(before, now), 2024 + 5 * steps, np.array([True]), balanced=False)
    *_, (_, people) = project(course, Drawn())
    return people[0]


def test_a_population_that_only_replaces_itself_stays_as_it_is() -> None:
    ages = flat(100)
    ages[..., -1] = 50
    assert alone(ages, ages, 6) == pytest.approx(ages)


def test_one_step_by_hand() -> None:
    ahead = alone(flat(100), flat(80), 1)
    assert ahead[0, 0, 1] == 80 * (80 / 100)
    # The open group comes of the last two: 80 of 200 are left, of 160 so 64.
    assert ahead[0, 0, -1] == (80 + 80) * (80 / 200)
    # Women aged 15-49 fall to 64 in each of seven groups; 80 girls per 560 women as now.
    assert ahead[0, 0, 0] == pytest.approx(7 * 64 * 80 / 560)


def test_a_region_that_grew_goes_on_by_the_same_number_not_the_same_ratio() -> None:
    ahead = alone(flat(100), flat(120), 6)
    # From 120, six steps of 20 more; by ratios it would be 120 * 1.2 ** 6 = 358.
    assert ahead[0, 0, 10] == 120 + 6 * 20


def test_cohorts_that_lost_in_a_region_that_grew_go_on_by_their_ratio() -> None:
    """The old die in proportion, however many there are."""
    before, now = flat(100), flat(120)
    now[..., 18] = 40
    assert alone(before, now, 1)[0, 0, 18] == pytest.approx(120 * 40 / 100)


def test_a_group_out_of_nobody_goes_on_by_the_persons_who_came() -> None:
    before = flat(100)
    before[0, 0, 3] = 0
    ahead = alone(before, flat(80), 1)
    assert ahead[0, 0, 4] == 80 + 80 and ahead[0, 1, 4] == 80 * 80 / 100


# --- the criterion


def people(unit: str, year: int, ages: np.ndarray) -> list[dict[str, Any]]:
    return [
        {
            "unit_id": unit, "reference_date": dt.date(year, 12, 31), "population_concept": "registration",
            "sex": sex, "age_from": 5 * group, "population": int(ages[0, number, group]),
        }
        for number, sex in enumerate(("female", "male"))
        for group in range(GROUPS)
    ]  # fmt: skip


def looked_ahead(*rows: list[dict[str, Any]], official: pd.DataFrame | None = None) -> pd.DataFrame:
    table = typed(POPULATION_TABLE, *(row for part in rows for row in part))
    regions, parts = typed(REFERENCE_REGION, *REGIONS), members(REGIONS)
    nation = frame(KOSIS_NATIONAL_POPULATION) if official is None else official
    paths = result(COHORT_PATH, cohort_path(table, regions, parts, frame(SIDO_PROJECTION), nation))
    relations = (
        relation(contract, *given.to_dict("records"))
        for contract, given in ((COHORT_PATH, paths), (POPULATION_TABLE, table), (REGION_MEMBER, parts))
    )
    return result(MASUDA, masuda(*relations, regions)).set_index(["level", "region_id"])


def test_women_who_halve_meet_the_criterion_and_the_town_is_small() -> None:
    row = looked_ahead(people("a", 2019, flat(100)), people("a", 2024, flat(80))).loc[("sigungu", "a")]
    assert (row["reference_date"], row["target_date"]) == (dt.date(2024, 12, 31), dt.date(2054, 12, 31))
    assert row["women_20_39"] == 4 * 80
    # Every cohort keeps four fifths in five years, and so do the women who bear the next: 0.8 six times over.
    assert row["projected_ratio"] == pytest.approx(0.262144) and row["pace_ratio"] == pytest.approx(0.262144)
    assert row["halves"] and row["halves_and_small"]
    assert row["population_projected"] == pytest.approx(2 * GROUPS * 80 * 0.262144)


def test_half_is_enough_and_a_little_more_is_not() -> None:
    pace = 0.5 ** (1 / 6)
    exact = looked_ahead(people("a", 2019, flat(10**6)), people("a", 2024, flat(int(10**6 * pace)))).loc[("sigungu", "a")]
    above = looked_ahead(people("a", 2019, flat(10**6)), people("a", 2024, flat(int(10**6 * pace) + 9))).loc[("sigungu", "a")]
    assert exact["pace_halves"] and not above["pace_halves"]


def test_a_unit_whose_women_are_exactly_half_in_thirty_years_halves_and_is_counted() -> None:
    """Everybody stays, but a third as many children are born: 300 aged 5-9, and 100 in each of the three groups after them."""
    table = looked_ahead(people("a", 2019, flat(300)), people("a", 2024, flat(300, children=100)))
    assert table.loc[("sigungu", "a"), "projected_ratio"] == 0.5 and table.loc[("sigungu", "a"), "halves"]
    assert table.loc[("sigungu", "a"), "halving_units"] == 1
    assert pd.isna(table.loc[("nation", "nation"), "halving_units"])  # of the other unit nothing is known


def test_units_that_stay_do_not_halve() -> None:
    row = looked_ahead(people("a", 2019, flat(100)), people("a", 2024, flat(100))).loc[("sigungu", "a")]
    assert not row["halves"] and not row["halves_and_small"] and row["pace_ratio"] == 1


def test_unit_without_figures_five_years_before_goes_by_its_sido_and_has_no_reading_of_its_own() -> None:
    table = looked_ahead(people("a", 2019, flat(100)), people("a", 2024, flat(80)), people("b", 2024, flat(500)))
    nation, b = table.loc[("nation", "nation")], table.loc[("sigungu", "b")]
    assert (nation["women_20_39"], nation["missing_units"], nation["halving_units"]) == (4 * 580, 0, 2)
    assert b["projected_ratio"] == pytest.approx(0.8**6) and pd.isna(b["projected_ratio_alone"]) and pd.isna(b["halves_alone"])
    # What is counted at the pace is counted on both dates.
    assert nation["pace_ratio"] == pytest.approx(0.8**6) and pd.isna(b["pace_ratio"])
    assert (nation["halving_units_alone"], table.loc[("sigungu", "a"), "halving_units_alone"]) == (1, 1)
    assert pd.isna(nation["halves_and_small"])


def test_unit_without_figures_on_the_date_is_missing_above_and_in_no_sum() -> None:
    both = (people("a", 2019, flat(100)), people("a", 2024, flat(80)), people("b", 2019, flat(500)))
    table = looked_ahead(*both)
    nation = table.loc[("nation", "nation")]
    counts = ["population", "women_20_39", "population_projected", "halving_units", "halving_units_alone"]
    assert nation["missing_units"] == 1 and nation[counts].isna().all()
    assert nation["projected_ratio"] == pytest.approx(0.8**6)  # of the one that is known
    assert ("sigungu", "b") not in table.index


def test_what_one_unit_gains_another_loses_and_each_for_itself_stands_beside() -> None:
    rows = (people("a", 2019, flat(100)), people("a", 2024, flat(60)), people("b", 2019, flat(100)), people("b", 2024, flat(140)))
    table = looked_ahead(*rows)
    a, b, nation = (table.loc[key] for key in (("sigungu", "a"), ("sigungu", "b"), ("nation", "nation")))
    assert set(table["basis"]) == {"balanced"}
    assert nation["projected_ratio"] == pytest.approx(1) and nation["projected_ratio_alone"] == pytest.approx(1)
    parts = a["women_20_39_projected"] + b["women_20_39_projected"]
    assert nation["women_20_39_projected"] == pytest.approx(parts)
    assert a["projected_ratio_alone"] == pytest.approx(0.6**6)
    assert b["projected_ratio_alone"] == pytest.approx((140 + 40 * 6) / 140, rel=0.1)


def test_without_a_date_five_years_before_there_is_no_row() -> None:
    assert len(looked_ahead(people("a", 2020, flat(100)), people("a", 2024, flat(80)))) == 0
    assert len(looked_ahead()) == 0


def test_all_rows_are_on_one_basis_and_the_official_one_where_it_leads_thirty_years_ahead() -> None:
    """The path begins in 2023: 2022 cannot be held to it, and is not shown beside dates that are."""
    official = typed(
        KOSIS_NATIONAL_POPULATION,
        *({"year": year, "sex": sex, "age_from": age, "population_concept": "projection"}
          | {"population": round(10**6 * 0.98 ** (year - 2023))}
          for year in range(2023, 2061) for sex in ("female", "male") for age in AGES),
    )  # fmt: skip
    rows = [people("a", year, flat(round(100 * 0.97 ** (year - 2017)))) for year in (2017, 2018, 2022, 2023)]
    table, free = looked_ahead(*rows, official=official), looked_ahead(*rows)
    assert set(table["basis"]) == {"controlled"} and set(table["reference_date"]) == {dt.date(2023, 12, 31)}
    assert set(free["basis"]) == {"balanced"} and set(free["reference_date"]) == {dt.date(2022, 12, 31), dt.date(2023, 12, 31)}
    # Every cohort changes as the official one: 0.98 a year, and so do births per woman and their mothers.
    assert table.loc[("nation", "nation"), "projected_ratio"] == pytest.approx(0.98**30, rel=0.02)
