"""A count of a sido that moves by more than a twentieth in a year is explained, or it is a hole in the data that ends."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from expectations.contracts.concentration import CONCENTRATION
from expectations.contracts.events import EVENT_PIECE, REFERENCE_REGION, REGION_EVENT
from expectations.contracts.extinction import EXTINCTION_RISK
from expectations.contracts.households_businesses import HOUSEHOLDS_TABLE
from expectations.rules.jumps import (
    LARGEST,
    concentration_does_not_jump,
    households_do_not_jump,
    moved_with_ground,
    risk_counts_do_not_jump,
)
from tests.frames import typed

GUNWI = dt.date(2023, 7, 1)
PIECES = typed(
    EVENT_PIECE,
    *(
        {
            "event_id": "2023-07-01-daegu-gunwi",
            "date": GUNWI,
            "unit_set": "sido",
            "from_unit_id": a,
            "to_unit_id": b,
            "population": n,
        }
        for a, b, n in (("gyeongbuk", "gyeongbuk", 900), ("gyeongbuk", "daegu", 100), ("daegu", "daegu", 1000))
    ),
)
EVENTS = typed(
    REGION_EVENT,
    {"event_id": "2012-07-01-sejong", "date": dt.date(2012, 7, 1), "from_unit_id": "chungnam", "to_unit_id": "sejong"},
)


def by_year(contract: Any, name: str, **counts: list[float | None]) -> pd.DataFrame:
    """Decembers from 2016 on of each sido."""
    rows = [
        {"level": "sido", "region_id": sido, "reference_date": dt.date(2016 + n, 12, 31), name: value}
        for sido, values in counts.items()
        for n, value in enumerate(values)
    ]
    return typed(contract, *rows)


def found(table: pd.DataFrame, figure: str) -> dict[tuple[str, int], float]:
    rows = table[(table["figure"] == figure) & (table["unexplained"].abs() > LARGEST)]
    return {(row.region_id, row.reference_date.year): round(row.unexplained, 2) for row in rows.itertuples()}


def of_risk(name: str = "population", **counts: list[float | None]) -> dict[tuple[str, int], float]:
    return found(risk_counts_do_not_jump(by_year(EXTINCTION_RISK, name, **counts), EVENTS, PIECES), name)


def test_incheon_without_a_sigungu_jumps_by_a_sixth_when_it_is_there_again() -> None:
    """2,529,275 in 2017 without Michuhol-gu, 2,954,642 in 2018 with it; Seoul stands still."""
    seoul = [9_800_000.0] * 3
    assert of_risk(incheon=[2_530_000, 2_529_275, 2_954_642], seoul=seoul) == {("incheon", 2018): 0.13}
    assert of_risk(incheon=[2_950_000, 2_948_542, 2_954_642], seoul=seoul) == {}


def test_a_hole_that_begins_is_found_too_and_an_empty_count_is_none() -> None:
    assert set(of_risk(incheon=[2950, 2530, 2530], seoul=[9800] * 3)) == {("incheon", 2017)}
    assert of_risk(incheon=[2950, None, 2955], seoul=[9800] * 3) == {}


def test_what_all_sido_share_is_no_jump_of_one() -> None:
    """Old people become 6 % more in a year everywhere."""
    assert of_risk("population_65_over", incheon=[100, 106, 112.4], seoul=[900, 954, 1011.2]) == {}
    assert set(of_risk("population_65_over", incheon=[100, 115, 122], seoul=[900, 954, 1011.2])) == {("incheon", 2017)}


def test_a_new_town_may_grow_and_not_shrink() -> None:
    assert of_risk(sejong=[100, 120, 140], seoul=[9000] * 3) == {}
    assert set(of_risk(sejong=[100, 80, 80], seoul=[9000] * 3)) == {("sejong", 2017)}
    assert set(of_risk(sejong=[100, 190, 190], seoul=[9000] * 3)) == {("sejong", 2017)}


def test_an_event_explains_what_moved_with_the_ground_and_no_more() -> None:
    assert moved_with_ground(PIECES).to_dict() == {("daegu", 2023): pytest.approx(0.1), ("gyeongbuk", 2023): pytest.approx(-0.1)}
    years = {"daegu": [1000.0] * 7 + [1100.0], "gyeongbuk": [1000.0] * 7 + [900.0], "seoul": [9000.0] * 8}
    figures = concentration_does_not_jump(by_year(CONCENTRATION, "jobs", **years), EVENTS, PIECES)
    assert found(figures, "jobs") == {}
    twice = years | {"daegu": [1000.0] * 7 + [1200.0]}
    figures = concentration_does_not_jump(by_year(CONCENTRATION, "jobs", **twice), EVENTS, PIECES)
    assert set(found(figures, "jobs")) == {("daegu", 2023)}
    # People stand on one geography, on which no ground moves.
    people = concentration_does_not_jump(by_year(CONCENTRATION, "population", **years), EVENTS, PIECES)
    assert set(found(people, "population")) == {("daegu", 2023), ("gyeongbuk", 2023)}


def test_households_of_a_sido_are_judged_where_all_its_sigungu_have_theirs() -> None:
    regions = typed(
        REFERENCE_REGION,
        *(
            {"level": "sigungu", "region_id": unit, "sido_unit_id": sido}
            for unit, sido in (("a", "incheon"), ("b", "incheon"), ("c", "seoul"))
        ),
    )
    rows = [
        {"unit_id": unit, "reference_date": dt.date(2016 + n, 12, 31), "households": value}
        for unit, values in (("a", (100, 100, 100)), ("b", (100, None, 140)), ("c", (900, 900, 900)))
        for n, value in enumerate(values)
        if value is not None
    ]
    assert found(households_do_not_jump(typed(HOUSEHOLDS_TABLE, *rows), regions, EVENTS, PIECES), "households") == {}
    rows.append({"unit_id": "b", "reference_date": dt.date(2017, 12, 31), "households": 100})
    table = households_do_not_jump(typed(HOUSEHOLDS_TABLE, *rows), regions, EVENTS, PIECES)
    assert set(found(table, "households")) == {("incheon", 2018)}
