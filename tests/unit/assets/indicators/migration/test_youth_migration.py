"""Cohort survival against hand-computed values: what the nation loses is nobody's migration."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.migration.youth import youth_migration
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.migration import YOUTH_MIGRATION
from expectations.contracts.population import POPULATION_COVERAGE, POPULATION_TABLE
from expectations.contracts.units import REGION_MEMBER
from expectations.rules.moves import residuals_cancel
from tests.frames import relation, result

START, END = dt.date(2019, 12, 31), dt.date(2024, 12, 31)
UNITS = {"city": "capital", "county": "rest", "gunwi": "rest"}
REGIONS = (
    {"level": "nation", "region_id": "nation"},
    *({"level": "capital_rest", "region_id": part} for part in ("capital", "rest")),
    *({"level": "sigungu", "region_id": unit} for unit in UNITS),
)
MEMBERS = [
    {"level": level, "region_id": region, "member_level": "sigungu", "member_id": unit}
    for unit, part in UNITS.items()
    for level, region in (("nation", "nation"), ("capital_rest", part), ("sigungu", unit))
]


def people(unit: str, day: dt.date, **groups: int) -> list[dict[str, Any]]:
    """Rows of core.population: `f15=5` are five women of 15-19."""
    return [
        {
            "unit_id": unit, "reference_date": day, "population_concept": "registration", "age_from": int(key[1:]),
            "sex": {"f": "female", "m": "male"}[key[0]], "population": count,
        }
        for key, count in groups.items()
    ]  # fmt: skip


def youth(*population: dict[str, Any], missing: tuple[str, ...] = ()) -> pd.DataFrame:
    coverage = [
        {"unit_id": unit, "reference_date": day, "population_concept": "registration", "known": unit not in missing or day == END}
        for unit in UNITS
        for day in (START, END)
    ]
    table = youth_migration(
        relation(POPULATION_TABLE, *population), relation(POPULATION_COVERAGE, *coverage), relation(REFERENCE_REGION, *REGIONS),
        relation(REGION_MEMBER, *MEMBERS),
    )  # fmt: skip
    return result(YOUTH_MIGRATION, table).set_index(["level", "region_id"])


# Women of 15-19: 100 + 300 become 150 + 210, so 90 % are left. Men of 30-34: 50 + 50 become 60 + 40, all are left.
ROWS = (
    *people("city", START, f15=100, m30=50), *people("county", START, f15=300, m30=50),
    *people("city", END, f20=150, m35=60), *people("county", END, f20=210, m35=40),
)  # fmt: skip


def test_net_migration_is_what_national_survival_of_the_cohort_does_not_explain() -> None:
    table = youth(*ROWS)
    city = table.loc[("sigungu", "city")]
    assert city["expected_20_34"] == pytest.approx(90)
    assert (city["persons_20_34"], city["net_20_34"]) == (150, pytest.approx(60))
    assert city["net_rate_20_34"] == pytest.approx(1000 * 60 / 90)
    assert table.loc[("sigungu", "county"), "net_20_34"] == pytest.approx(-60)
    assert (city["start_date"], city["reference_date"], city["method"]) == (START, END, "cohort_survival_residual")


def test_group_of_20_to_39_adds_those_of_35_to_39() -> None:
    city = youth(*ROWS).loc[("sigungu", "city")]
    assert (city["persons_20_39"], city["net_20_39"]) == (210, pytest.approx(70))
    assert city["net_women_20_34"] == pytest.approx(60)


def test_sexes_and_cohorts_survive_each_by_their_own_ratio() -> None:
    # 100 women become 80, 100 men become 100; both places alike, so that nobody moved.
    same = [
        row
        for unit in ("city", "county")
        for row in (*people(unit, START, f20=100, m20=100), *people(unit, END, f25=80, m25=100))
    ]
    assert youth(*same).loc["sigungu", "net_20_34"].tolist() == pytest.approx([0, 0])


def test_over_the_nation_and_over_every_level_net_migration_is_zero() -> None:
    table = youth(*ROWS).reset_index()
    sums = residuals_cancel(table)
    assert len(sums) == 3
    assert sums[["net_20_34", "net_20_39", "net_women_20_34"]].abs().to_numpy().max() < 1e-9
    assert residuals_cancel(table.assign(net_20_34=table["net_20_34"] + 1))["net_20_34"].min() > 0


def test_counts_of_a_region_that_lacks_a_unit_are_empty_and_the_rate_is_of_the_others() -> None:
    table = youth(*ROWS, *people("gunwi", END, f20=1000), missing=("gunwi",))
    for region in (region for region in table.index if table.loc[region, "missing_units"]):
        assert table.loc[region, ["persons_20_34", "expected_20_34", "net_20_34", "net_20_39", "net_women_20_34"]].isna().all()
        assert pd.notna(table.loc[region, "net_rate_20_34"])
    assert table["missing_units"].max() == 1


def test_unit_unknown_on_either_day_is_left_out_of_the_standard_too_and_counted() -> None:
    table = youth(*ROWS, *people("gunwi", END, f20=1000), missing=("gunwi",))
    assert ("sigungu", "gunwi") not in table.index
    assert table.loc[("sigungu", "city"), "net_20_34"] == pytest.approx(60)
    assert table.loc[("nation", "nation"), "missing_units"] == 1
    assert table.loc[("capital_rest", "capital"), "missing_units"] == 0


def test_other_ages_and_other_concepts_play_no_part() -> None:
    resident = [row | {"population_concept": "registration_residents"} for row in people("city", START, f15=7)]
    old = (*people("city", START, f35=10, f10=10), *people("city", END, f40=99, f15=99))
    pd.testing.assert_frame_equal(youth(*ROWS, *resident, *old), youth(*ROWS))


def test_dates_that_are_not_five_years_apart_give_nothing() -> None:
    assert youth(*people("city", dt.date(2020, 12, 31), f15=100), *people("city", END, f20=150)).empty
