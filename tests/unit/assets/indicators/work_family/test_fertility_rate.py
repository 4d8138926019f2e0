"""A region's fertility is births over women of each age, never a sum or a bare average; published rates are reproduced."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.work_family.rates import fertility_rate, women_of_the_year
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.vital import FERTILITY
from expectations.contracts.work_family import FERTILITY_RATE
from tests.frames import DAY, relation, result, typed
from tests.regions import members

AGES = ("15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49")
REGIONS = (
    {"level": "nation", "region_id": "nation"},
    {"level": "sigungu", "region_id": "a", "sido_unit_id": "x", "megaregion": "capital"},
    {"level": "sigungu", "region_id": "b", "sido_unit_id": "x", "megaregion": "capital"},
)


def rates(unit: str, per_thousand: float) -> dict[str, Any]:
    """The same rate at every age."""
    ages = {f"fertility_rate_{ages}": per_thousand for ages in AGES}
    return {"unit_id": unit, "total_fertility_rate": round(35 * per_thousand / 1000, 3), **ages}


def women(unit: str, each: int, day: dt.date = DAY) -> list[dict[str, Any]]:
    return [
        {"unit_id": unit, "reference_date": day, "sex": "female", "age_from": int(ages[:2]), "population": each}
        | {"population_concept": "registration"}
        for ages in AGES
    ]


def tfr(fertility: list[dict[str, Any]], population: list[dict[str, Any]]) -> pd.DataFrame:
    table = fertility_rate(
        typed(FERTILITY, *fertility), relation(POPULATION_TABLE, *population), members(REGIONS), typed(REFERENCE_REGION, *REGIONS)
    )
    return result(FERTILITY_RATE, table).set_index("region_id")


def test_rates_are_weighted_with_women_of_their_age() -> None:
    table = tfr([rates("a", 20), rates("b", 40)], women("a", 300) + women("b", 100))
    # 6 and 4 births a group of 400 women: 25 per thousand, seven groups of five years.
    assert table.loc["nation", "total_fertility_rate"] == pytest.approx(35 * 25 / 1000)
    assert table.loc["nation", "births_implied"] == pytest.approx(70)
    assert table["basis"].to_dict() == {"a": "published", "b": "published", "nation": "weighted"}


def test_sigungu_keep_the_published_rate_even_where_nobody_is_counted() -> None:
    table = tfr([rates("a", 20)], [])
    assert table["total_fertility_rate"].to_dict() == {"a": 0.7}
    assert pd.isna(table.loc["a", "births_implied"])


def test_unit_without_rate_is_left_out_and_counted() -> None:
    table = tfr([rates("a", 20)], women("a", 300) + women("b", 100))
    assert table.loc["nation", "total_fertility_rate"] == pytest.approx(0.7)
    assert table.loc["nation", "missing_units"] == 1


def test_women_are_the_mean_of_both_ends_of_the_year_where_these_are_known() -> None:
    rows = women("a", 100, dt.date(2023, 12, 31)) + women("a", 90)
    table = women_of_the_year(relation(POPULATION_TABLE, *rows)).groupby("reference_date")["women"].first()
    assert table.to_dict() == {dt.date(2023, 12, 31): 100, DAY: 95}


def test_without_the_file_the_table_is_empty() -> None:
    assert len(tfr([], women("a", 10))) == 0
