"""Two sources of one figure: what both have stands side by side, and what lies further apart than is known is found."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.gathered.two_sources import two_sources
from domain.two_sources import PAIRS
from expectations.contract import TableContract
from expectations.contracts.employment import EMPLOYMENT, RESIDENT_INDUSTRY
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.flows import SIDO_FLOW
from expectations.contracts.moves import SIGUNGU_MOVES
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.sido_population import SIDO_POPULATION
from expectations.contracts.two_sources import TWO_SOURCES
from expectations.contracts.units import REGION
from expectations.contracts.value_added import VALUE_ADDED_REPORTED
from expectations.contracts.vital import KOSIS_BIRTHS, VITAL_EVENTS
from expectations.contracts.work_family import EMPLOYMENT_RATE, FERTILITY_RATE
from expectations.contracts.workers import SIDO_WORKERS_COMPARISON
from expectations.rules.two_sources import further_apart_than_known
from tests.frames import DAY, relation, result, typed
from tests.regions import members

SHAPE = [
    {"level": "nation", "region_id": "nation", "name_ko": "전국", "name_en": "Nation"},
    {"level": "sido", "region_id": "x", "sido_unit_id": "x", "name_ko": "가도", "name_en": "X"},
    *(
        {"level": "sigungu", "region_id": unit, "sido_unit_id": "x", "name_ko": "나군", "name_en": unit.upper()}
        for unit in ("a", "b")
    ),
]  # fmt: skip
RELATIONS = (KOSIS_BIRTHS, POPULATION_TABLE, REGION)
ORDER: tuple[TableContract, ...] = (
    EMPLOYMENT_RATE, EMPLOYMENT, RESIDENT_INDUSTRY, FERTILITY_RATE, VITAL_EVENTS, KOSIS_BIRTHS, POPULATION_TABLE, SIDO_POPULATION,
    SIGUNGU_MOVES, SIDO_FLOW, SIDO_WORKERS_COMPARISON, VALUE_ADDED_REPORTED, REGION,
)  # fmt: skip


def compared(**rows: list[dict[str, Any]]) -> pd.DataFrame:
    given = [(relation if of in RELATIONS else typed)(of, *rows.pop(of.name, [])) for of in ORDER]
    assert not rows
    table = two_sources(*given, members(SHAPE), typed(REFERENCE_REGION, *SHAPE))  # type: ignore[arg-type]
    return result(TWO_SOURCES, table)


def values(table: pd.DataFrame) -> list[tuple[str, str, float, float]]:
    return [tuple(row) for row in table[["figure", "region_id", "value", "other_value"]].to_numpy().tolist()]


def test_nothing_is_compared_with_nothing() -> None:
    assert compared().empty and further_apart_than_known(compared()).empty


def test_sum_of_the_sigungu_survey_stands_beside_the_labour_force_survey() -> None:
    same = {"level": "nation", "region_id": "nation", "employment_rate_15_over": 62.7, "employment_rate_15_64": 69.5}
    table = compared(employment_rate=[same | {"survey_gap_15_over": -1.3}])
    assert values(table) == [("employment_rate_15_over", "nation", pytest.approx(61.4), 62.7)]
    assert table["difference"].tolist() == [pytest.approx(-1.3)] and table["unit"].tolist() == ["percent"]


def test_employed_by_industry_and_by_age_are_means_of_the_same_halves() -> None:
    ages = [
        {"unit_id": unit, "age_group": "15_over", "reference_date": day, "employed": count}
        for unit, day, count in (("a", dt.date(2024, 6, 30), 10.0), ("a", DAY, 12.0), ("b", DAY, 5.0))
    ]
    industry = [{"unit_id": unit, "employed": 11.5, "in_manufacturing": 1.0} for unit in ("a", "b")]
    assert values(compared(employment=ages, resident_industry=industry)) == [("employed_residents", "a", 11.5, 11.0)]


def test_fertility_and_births_are_compared_where_no_sigungu_lacks() -> None:
    rate = {"basis": "weighted", "total_fertility_rate": 0.75, "births_implied": 1010.0}
    rates = [rate | {"level": level, "region_id": region} for level, region in (("nation", "nation"), ("sido", "x"))]
    births = [
        {"region_name": name, "year": 2024, "births": 1000, "total_fertility_rate": 0.74, "source_row": n}
        for n, name in enumerate(("전국", "가도"), 1)
    ]
    era = {"level": "sido", "region_id": "x", "unit_id": "x", "name_ko": "가도"}
    events = [{"unit_id": "x", "births": 1000}]
    table = compared(fertility_rate=rates, kosis_births=births, region=[era], vital_events=events)
    assert values(table) == [
        ("births", "x", 1010, 1000), ("total_fertility_rate", "nation", 0.75, 0.74), ("total_fertility_rate", "x", 0.75, 0.74),
    ]  # fmt: skip
    lacking = [row | {"missing_units": 1} for row in rates]
    assert compared(fertility_rate=lacking, kosis_births=births, region=[era], vital_events=events).empty


def people(**persons: int | None) -> list[dict[str, Any]]:
    same = {"population_concept": "registration", "sex": "male", "age_from": 20}
    return [same | {"unit_id": unit, "population": count} for unit, count in persons.items()]


def test_people_of_a_sido_that_lacks_a_sigungu_or_was_shared_out_are_not_compared() -> None:
    sido = {"unit_id": "x", "population": 30}
    assert values(compared(population=people(a=10, b=20), sido_population=[sido])) == [("population", "x", 30, 30)]
    assert compared(population=people(a=10), sido_population=[sido]).empty
    assert compared(population=people(a=10, b=20), sido_population=[sido | {"interpolated": True}]).empty
    others = [row | {"population_concept": "registration_residents"} for row in people(a=10, b=20)]
    assert compared(population=others, sido_population=[sido]).empty


def test_net_moves_of_sigungu_are_those_of_the_pairs_of_sido() -> None:
    moves = [{"unit_id": unit, "moves_in": 9, "moves_out": 9 - net, "net_moves": net} for unit, net in (("a", 5), ("b", -2))]
    flows = [
        {"from_unit_id": start, "to_unit_id": end, "kind": kind, "year": 2024, "moves": count}
        for start, end, kind, count in (("y", "x", "between", 7), ("x", "y", "between", 4), ("x", "x", "within", 99))
    ]
    table = compared(sigungu_moves=moves, sido_flow=flows, sido_population=[{"unit_id": "x"}])
    assert values(table) == [("net_moves", "x", 3, 3)]
    assert further_apart_than_known(table)["excess"].tolist() == [0]


def test_workers_are_compared_where_both_tables_count_alike() -> None:
    row = {"unit_id": "x", "section": "C", "workers_summed": 103, "workers_national": 100}
    other = {"comparability": "other_basis", "reference_date": dt.date(2020, 12, 31)}
    table = compared(sido_workers_comparison=[row | {"comparability": "same"}, row | other])
    assert values(table) == [("manufacturing_workers", "x", 103, 100)]


def test_product_of_a_sido_that_lacks_a_unit_is_not_compared() -> None:
    rows = [
        {"unit_id": unit, "sido_unit_id": "x", "activity": "grdp", "published": product, "sido_published": 100.0}
        for unit, product in (("a", 50.0), ("b", 40.0))
    ]
    assert values(compared(value_added_reported=rows)) == [("product", "x", 90, 100)]
    assert compared(value_added_reported=[rows[0], rows[1] | {"published": None}]).empty


@pytest.mark.parametrize("figure", PAIRS)
def test_figures_further_apart_than_known_are_found_whatever_the_sign(figure: str) -> None:
    pair = PAIRS[figure]
    base = 1000.0
    step = pair.apart * (base if pair.relative else 1)
    rows = [
        {"figure": figure, "level": "nation", "region_id": "nation", "reference_date": dt.date(2000 + n, 12, 31)}
        | {"value": base + apart, "other_value": base, "difference": apart, "relative_difference": apart / base}
        for n, apart in enumerate((step, -step, 1.1 * step + 0.1, -1.1 * step - 0.1))
    ]
    assert (further_apart_than_known(typed(TWO_SOURCES, *rows))["excess"] > 0).tolist() == [False, False, True, True]
