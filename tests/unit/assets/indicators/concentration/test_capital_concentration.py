"""The capital region's share: the margin in persons decides, not the rounded share."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.indicators.concentration.capital import capital_concentration
from expectations.contracts.concentration import CAPITAL_CONCENTRATION
from expectations.contracts.sido_population import SIDO_POPULATION_REPORTED
from tests.frames import relation, result


def concentration(**years: tuple[int, int]) -> pd.DataFrame:
    """By year; each year gives the capital region and the rest, in two sido each."""
    rows = []
    for year, (capital, rest) in years.items():
        day = dt.date(int(year[1:]), 12, 31)
        rows += [
            {"unit_id": "seoul", "reference_date": day, "population": capital - 1, "megaregion": "capital"},
            {"unit_id": "incheon", "reference_date": day, "population": 1, "megaregion": "capital"},
            {"unit_id": "busan", "reference_date": day, "population": rest, "megaregion": "southeast"},
        ]
    table = result(CAPITAL_CONCENTRATION, capital_concentration(relation(SIDO_POPULATION_REPORTED, *rows)))
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


def test_no_figures_give_no_rows() -> None:
    assert result(CAPITAL_CONCENTRATION, capital_concentration(relation(SIDO_POPULATION_REPORTED))).empty
