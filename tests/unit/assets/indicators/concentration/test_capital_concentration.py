"""The capital region's share: the margin in persons decides, not the rounded share."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assets.indicators.concentration.capital import capital_concentration
from expectations.contracts.concentration import CAPITAL_CONCENTRATION
from expectations.contracts.events import CROSSWALK
from expectations.contracts.sido_population import SIDO_POPULATION_REPORTED
from tests.frames import result, typed

BEGIN = dt.date(1994, 12, 31)
WAYS = [
    {
        "track": "sido",
        "region_id": unit,
        "from_unit_id": unit,
        "to_unit_id": unit,
        "weight": 1.0,
        "exact": True,
        "valid_from": BEGIN,
    }
    for unit in ("seoul", "incheon", "busan")
]


def concentration(without: tuple[tuple[int, str], ...] = (), **years: tuple[int, int]) -> pd.DataFrame:
    """By year; each year gives the capital region, in two sido, and the rest. `without` are sido that a year lacks."""
    rows = []
    for year, (capital, rest) in years.items():
        day = dt.date(int(year[1:]), 12, 31)
        rows += [
            {"unit_id": "seoul", "reference_date": day, "population": capital - 1, "megaregion": "capital"},
            {"unit_id": "incheon", "reference_date": day, "population": 1, "megaregion": "capital"},
            {"unit_id": "busan", "reference_date": day, "population": rest, "megaregion": "southeast"},
        ]
    rows = [
        row | {"source_vintage": row["reference_date"]}
        for row in rows
        if (row["reference_date"].year, row["unit_id"]) not in without
    ]
    people, ways = typed(SIDO_POPULATION_REPORTED, *rows), typed(CROSSWALK, *(WAYS if rows else ()))
    table = result(CAPITAL_CONCENTRATION, capital_concentration(people, ways))
    return table.set_index(table["reference_date"].map(lambda day: day.year))


def test_share_and_margin() -> None:
    row = concentration(y2020=(60, 40)).loc[2020]
    assert (row["capital_population"], row["national_population"]) == (60, 100)
    assert (row["capital_share"], row["margin"]) == (0.6, 20)


def test_one_person_more_is_a_majority_although_the_share_rounds_to_one_half() -> None:
    table = concentration(y2018=(25_000_000, 25_000_000), y2019=(25_000_001, 25_000_000))
    assert table["capital_majority"].to_dict() == {2018: False, 2019: True}
    assert table.loc[2019, "margin"] == 1
    assert round(table.loc[2019, "capital_share"], 6) == 0.5


def test_crossover_is_the_first_december_of_a_majority_after_one_without() -> None:
    table = concentration(y2017=(49, 51), y2018=(50, 50), y2019=(51, 49), y2020=(52, 48))
    assert table["crossover"].to_dict() == {2017: False, 2018: False, 2019: True, 2020: False}


def test_majority_in_the_first_year_of_the_data_is_no_crossover() -> None:
    assert concentration(y2019=(51, 49), y2020=(52, 48))["crossover"].to_dict() == {2019: False, 2020: False}


def test_second_crossover_is_told_too() -> None:
    table = concentration(y2018=(51, 49), y2019=(49, 51), y2020=(51, 49))
    assert table["crossover"].to_dict() == {2018: False, 2019: False, 2020: True}


@pytest.mark.parametrize("unit", ["incheon", "busan"])
@pytest.mark.parametrize("year", [2017, 2018, 2019])
def test_day_without_a_sido_has_no_nation_no_share_and_no_margin(unit: str, year: int) -> None:
    row = concentration(((year, unit),), y2017=(49, 51), y2018=(50, 50), y2019=(51, 49)).loc[year]
    assert row[["national_population", "capital_share", "margin", "capital_majority", "crossover"]].isna().all()
    assert row["missing_units"] == 1
    assert pd.isna(row["capital_population"]) == (unit == "incheon")


def test_majority_after_a_day_that_is_not_whole_may_have_come_about_on_it() -> None:
    table = concentration(((2018, "busan"),), y2017=(49, 51), y2018=(50, 50), y2019=(51, 49), y2020=(52, 48))
    assert table["crossover"].to_dict() == {2017: False, 2018: None, 2019: None, 2020: False}


def test_no_figures_give_no_rows() -> None:
    assert concentration().empty
