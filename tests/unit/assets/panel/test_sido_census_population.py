"""Census population of sido: everybody and Koreans are printed, foreigners are the difference to the person."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.panel.national_population import sido_census_population
from assets.reading.catalogue import read_catalogue
from assets.sources.census_figure import census_figure
from expectations.contracts.sido_population import CENSUS_FIGURE, SIDO_CENSUS_POPULATION
from expectations.contracts.units import REGION
from expectations.rules.census import census_persons
from pipelines.build.plan import all_declarations
from tests.frames import relation, result, typed
from tests.real_files import CATALOGUE

RENAMED = dt.date(2024, 1, 18)
SIDO = (
    {"unit_id": "seoul", "kostat7_code": "11", "kostat8_code": "11", "megaregion": "capital"},
    {"unit_id": "jeonbuk", "kostat7_code": "35", "megaregion": "jeonbuk", "valid_to": RENAMED},
    {"unit_id": "jeonbuk", "kostat8_code": "35", "megaregion": "jeonbuk", "valid_from": RENAMED},
)
REGIONS = [
    {"region_id": str(n), "level": "sido", "valid_from": dt.date(1995, 1, 1)} | sido for n, sido in enumerate(SIDO)
]  # fmt: skip


def dong(code: str, everybody: int, koreans: int, foreigners: int | None, year: int = 2015) -> list[dict[str, Any]]:
    topics = {"all households": everybody, "domestic population": koreans, "foreign population": foreigners}
    same = {"year": year, "level": "emd", "sido_code": code[:2], "region_code": code, "unit": "persons"}
    return [same | {"topic": t, "item": item, "value": v} for t, v in topics.items() for item in ("total", "male")]


def counted(*rows: dict[str, Any]) -> pd.DataFrame:
    return result(SIDO_CENSUS_POPULATION, sido_census_population(relation(CENSUS_FIGURE, *rows), relation(REGION, *REGIONS)))


def test_foreigners_that_are_not_printed_are_counted_all_the_same() -> None:
    (row,) = counted(*dong("1101053", 10, 8, 2), *dong("1101054", 10, 7, None)).to_dict("records")
    assert (row["population"], row["koreans"], row["foreigners"], row["hidden_cells"]) == (20, 15, 5, 1)
    assert (row["unit_id"], row["reference_date"], row["sex"]) == ("seoul", dt.date(2015, 11, 1), "male")


def test_sido_is_that_of_the_day_and_found_under_either_code_book() -> None:
    table = counted(*dong("3501153", 5, 5, 0), *dong("35011530", 6, 6, 0, year=2025))
    assert table[["unit_id", "population"]].to_numpy().tolist() == [["jeonbuk", 5], ["jeonbuk", 6]]


def test_area_without_a_sido_is_missed_in_the_sum() -> None:
    rows = (*dong("1101053", 10, 8, 2), *dong("9901053", 4, 4, 0))
    assert census_persons(counted(*rows), typed(CENSUS_FIGURE, *rows))["difference"].tolist() == [-4]


def test_no_figures_give_an_empty_table() -> None:
    assert counted().empty


def test_shares_of_the_capital_region_are_those_printed() -> None:
    (file,) = read_catalogue(CATALOGUE, Path("nowhere"), frozenset(all_declarations()), Path("unused")).of("census_figure")
    package = result(CENSUS_FIGURE, census_figure(file))
    persons = package[package["item"] == "total"].assign(capital=lambda of: of["sido_code"].isin(["11", "23", "31"]))
    sums = persons.groupby(["topic", "year", "capital"])["value"].sum().unstack()
    share = (100 * sums[True] / sums.sum(axis=1)).round(2)
    assert share["all households"].to_dict() == {2015: 49.49, 2020: 50.25, 2025: 50.90}
    assert share[("domestic population", 2025)] == pytest.approx(50.67)
