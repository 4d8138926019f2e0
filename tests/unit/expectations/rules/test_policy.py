"""Units that policy facts name: alive on the day, under the code of the day, or told why not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from expectations.contracts.innovation_city import INNOVATION_CITY, INNOVATION_CITY_SITE
from expectations.contracts.policy import CRISIS_DESIGNATION
from expectations.contracts.units import REGION, UNIT
from expectations.engine.runner import check
from expectations.rules.policy import designated_units, designation_days, sites_have_a_city
from tests.frames import typed

MOVED = dt.date(2023, 7, 1)
GUNWI = {"unit_id": "gunwi-gun", "level": "sigungu"}
ERAS = typed(
    REGION,
    GUNWI | {"region_id": "1", "mois_code": "47720", "valid_from": dt.date(1994, 12, 31), "valid_to": MOVED},
    GUNWI | {"region_id": "2", "mois_code": "27720", "valid_from": MOVED},
    {"region_id": "3", "unit_id": "changwon-si", "level": "sigungu", "mois_code": "48120", "valid_from": dt.date(2010, 7, 1)},
)


def designation(unit: str, code: str, day: dt.date) -> pd.DataFrame:
    return typed(CRISIS_DESIGNATION, {"unit_id": unit, "mois_code": code, "designated_from": day})


@pytest.mark.parametrize(
    ("unit", "code", "day", "verdict"),
    [
        ("gunwi-gun", "47720", dt.date(2023, 6, 30), "alive"),
        ("gunwi-gun", "27720", MOVED, "alive"),
        ("gunwi-gun", "27720", dt.date(2021, 10, 18), "code 47720 on the day"),
        ("changwon-si", "48120", dt.date(2010, 6, 30), "not alive on the day"),
        ("gunwi", "47720", MOVED, "no such unit"),
    ],
)
def test_verdict_is_that_of_the_day(unit: str, code: str, day: dt.date, verdict: str) -> None:
    assert designated_units(designation(unit, code, day), ERAS)["verdict"].tolist() == [verdict]


def test_designation_of_a_unit_that_does_not_exist_fails_with_its_key() -> None:
    table = designation("gunwi", "47720", MOVED)
    units = typed(UNIT, {"unit_id": "gunwi-gun"}, {"unit_id": "changwon-si"})
    tables = {"crisis_designation": table, "region": ERAS, "unit": units}
    reference, verdict = check(CRISIS_DESIGNATION, tables, "mark").failed("error")
    assert (reference.rule, reference.failing, reference.rows[0]["value"]) == ("references", 1, "gunwi")
    assert (verdict.rule, verdict.failing) == ("designated_units", 1)
    assert verdict.rows[0]["unit_id"] == "gunwi" and verdict.rows[0]["verdict"] == "no such unit"


def test_city_without_a_site_and_site_without_a_city_are_counted() -> None:
    sites = typed(INNOVATION_CITY_SITE, {"site_id": "a", "city_id": "busan"}, {"site_id": "b", "city_id": "sejong"})
    cities = typed(INNOVATION_CITY, {"city_id": "busan"}, {"city_id": "jeju"})
    table = sites_have_a_city(sites, cities).set_index("city_id")
    assert table.loc["busan"].tolist() == [1, 1]
    assert table.loc["sejong"].tolist() == [1, 0] and table.loc["jeju"].tolist() == [0, 1]


DAYS = {
    "scheme": "employment_crisis_preemptive", "unit_id": "a", "designated_from": dt.date(2026, 2, 13),
    "designated_until": dt.date(2027, 2, 12), "latest_until": dt.date(2027, 2, 12), "until_basis": "day",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "verdict"),
    [
        ({}, "in order"),
        ({"designated_until": None, "until_basis": "open"}, "in order"),
        ({"designated_until": dt.date(2026, 8, 12), "until_basis": "at_least"}, "in order"),
        ({"designated_until": None}, "a last day and none"),
        ({"until_basis": "open"}, "a last day and none"),
        ({"designated_until": dt.date(2027, 2, 11)}, "two last days"),
        ({"designated_until": dt.date(2027, 2, 13), "until_basis": "at_least"}, "last day at the latest is too early"),
        (
            {"designated_until": None, "until_basis": "open", "latest_until": dt.date(2026, 2, 12)},
            "last day at the latest is too early",
        ),
        ({"designated_until": None, "until_basis": "open", "latest_until": dt.date(2027, 2, 13)}, "longer than the law allows"),
        (
            {"designated_until": None, "until_basis": "open", "latest_until": dt.date(2027, 2, 20), "from_basis": "decision"},
            "in order",
        ),
        (
            {"designated_until": None, "until_basis": "open", "latest_until": dt.date(2027, 3, 13), "from_basis": "decision"},
            "longer than the law allows",
        ),
        (
            {"scheme": "industrial_crisis", "designated_until": dt.date(2028, 2, 12), "latest_until": dt.date(2028, 2, 12)},
            "in order",
        ),
        ({"verified": True}, "verified without a dated source"),
        ({"verified": True, "source_date": dt.date(2026, 2, 12)}, "in order"),
    ],
)
def test_days_of_a_designation_fit_each_other_and_the_law(wrong: dict[str, Any], verdict: str) -> None:
    assert designation_days(typed(CRISIS_DESIGNATION, DAYS | wrong))["verdict"].tolist() == [verdict]
