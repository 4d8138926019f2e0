"""Thirty years ahead by hand: cohorts that stay, shrink and grow; the criterion of one half; what cannot be known."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assets.indicators.extinction.masuda import masuda
from assets.methods.cohort_projection import GROUPS, age_arrays, project
from expectations.contracts.decline import MASUDA
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.population import POPULATION_TABLE
from tests.frames import relation, result, typed
from tests.regions import members

REGIONS = (
    {"level": "nation", "region_id": "nation"},
    {"level": "sigungu", "region_id": "a", "sido_unit_id": "x", "megaregion": "capital"},
    {"level": "sigungu", "region_id": "b", "sido_unit_id": "x", "megaregion": "capital"},
)


def flat(persons: float, children: float | None = None) -> np.ndarray:
    """One unit with as many persons in each group of both sexes, children under five apart."""
    ages = np.full((1, 2, GROUPS), float(persons))
    ages[..., 0] = persons if children is None else children
    return ages


def test_a_population_that_only_replaces_itself_stays_as_it_is() -> None:
    ages = flat(100)
    ages[..., -1] = 50
    before = ages.copy()
    assert project(before, ages, 6) == pytest.approx(ages)


def test_one_step_by_hand() -> None:
    before, now = flat(100), flat(80)
    ahead = project(before, now, 1)
    assert ahead[0, 0, 1] == 80 * (80 / 100)
    # The open group comes of the last two: 80 of 200 are left, of 160 so 64.
    assert ahead[0, 0, -1] == (80 + 80) * (80 / 200)
    # Women aged 15-49 fall to 64 in each of seven groups; 80 girls per 560 women as now.
    assert ahead[0, 0, 0] == pytest.approx(7 * 64 * 80 / 560)


def test_a_unit_that_grew_goes_on_by_the_same_number_not_the_same_ratio() -> None:
    ahead = project(flat(100), flat(120), 6)
    # From 120, six steps of 20 more; by ratios it would be 120 * 1.2 ** 6 = 358.
    assert ahead[0, 0, 10] == 120 + 6 * 20


def test_a_group_out_of_nobody_cannot_be_a_ratio() -> None:
    before = flat(100)
    before[0, 0, 3] = 0
    ahead = project(before, flat(80), 1)
    assert np.isnan(ahead[0, 0, 4]) and not np.isnan(ahead[0, 1, 4])


def test_old_people_are_one_group_from_85() -> None:
    table = pd.DataFrame({"unit_id": "a", "sex": "female", "age_from": [80, 85, 90, 95, 100], "population": [5, 1, 2, 3, 4]})
    ages = age_arrays(table, ["a"])
    assert (ages[0, 0, -2], ages[0, 0, -1], ages[0, 1].sum()) == (5, 10, 0)


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


def looked_ahead(*rows: list[dict[str, Any]]) -> pd.DataFrame:
    people = relation(POPULATION_TABLE, *(row for part in rows for row in part))
    return result(MASUDA, masuda(people, members(REGIONS), typed(REFERENCE_REGION, *REGIONS))).set_index(["level", "region_id"])


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
    assert table.loc[("nation", "nation"), "halving_units"] == 1


def test_units_that_stay_do_not_halve() -> None:
    row = looked_ahead(people("a", 2019, flat(100)), people("a", 2024, flat(100))).loc[("sigungu", "a")]
    assert not row["halves"] and not row["halves_and_small"] and row["pace_ratio"] == 1


def test_unit_without_figures_five_years_before_is_missing_above_and_in_no_sum() -> None:
    table = looked_ahead(people("a", 2019, flat(100)), people("a", 2024, flat(80)), people("b", 2024, flat(500)))
    nation = table.loc[("nation", "nation")]
    assert (nation["women_20_39"], nation["missing_units"], nation["halving_units"]) == (4 * 80, 1, 1)
    assert ("sigungu", "b") not in table.index
    assert pd.isna(nation["halves_and_small"])


def test_a_region_is_projected_for_itself_and_moves_within_it_do_not_count() -> None:
    rows = (people("a", 2019, flat(100)), people("a", 2024, flat(60)), people("b", 2019, flat(100)), people("b", 2024, flat(140)))
    table = looked_ahead(*rows)
    assert table.loc[("nation", "nation"), "projected_ratio"] == pytest.approx(1)
    assert table.loc[("sigungu", "a"), "projected_ratio"] == pytest.approx(0.6**6)


def test_without_a_date_five_years_before_there_is_no_row() -> None:
    assert len(looked_ahead(people("a", 2020, flat(100)), people("a", 2024, flat(80)))) == 0
    assert len(looked_ahead()) == 0
