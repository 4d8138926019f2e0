"""The policy tracker: dates that other facts confirm, regions that lived on the day, promises with one state."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assets.reference.published import decline_area, policy_event
from assets.reference.units import megaregion_membership, region
from expectations.contracts.legal_decline import DECLINE_AREA
from expectations.contracts.policy import POLICY_EVENT
from expectations.contracts.units import MEGAREGION_MEMBERSHIP, REGION
from expectations.engine.runner import check
from expectations.rules.policy import policy_regions
from tests.frames import result, typed

EVENTS = result(POLICY_EVENT, policy_event()).set_index("event_id")
ERAS = result(REGION, region())
GROUPS = result(MEGAREGION_MEMBERSHIP, megaregion_membership())


def test_suite_holds_but_for_what_is_not_verified() -> None:
    tables = {"policy_event": EVENTS.reset_index(), "region": ERAS, "megaregion_membership": GROUPS}
    report = check(POLICY_EVENT, tables, "")
    assert report.passed and len(report.failed("warning")) == 1


@pytest.mark.parametrize(
    ("event", "unit"),
    [
        ("jeju-province", "jeju"),
        ("sejong", "sejong"),
        ("gangwon-province", "gangwon"),
        ("jeonbuk-province", "jeonbuk"),
        ("jeonnam-gwangju", "jeonnam-gwangju"),
    ],
)
def test_day_of_a_new_status_is_that_of_the_region_history(event: str, unit: str) -> None:
    eras = ERAS[(ERAS["unit_id"] == unit) & (ERAS["level"] == "sido")]
    assert EVENTS.loc[event, "event_date"] in set(eras["valid_from"]) and EVENTS.loc[event, "verified"]


def test_decline_areas_are_named_on_the_day_of_their_table() -> None:
    areas = result(DECLINE_AREA, decline_area())
    assert set(areas["designated_from"]) == {EVENTS.loc["decline-areas", "event_date"]} and len(areas) == 89
    groups = ERAS.drop_duplicates("unit_id").set_index("unit_id")["megaregion"].reindex(areas["sido_unit_id"]).unique()
    assert set(str(EVENTS.loc["decline-areas", "region_ids"]).split(";")) == set(groups)


def test_dates_that_are_no_days_are_the_first_of_month_or_year() -> None:
    for day, basis in EVENTS[["event_date", "date_basis"]].itertuples(index=False):
        assert basis == "day" or day.day == 1
        assert basis != "year" or day.month == 1


def test_what_is_done_says_what_and_what_is_promised_says_what() -> None:
    assert EVENTS.loc[EVENTS["status"] == "done", "done"].notna().all()
    assert EVENTS.loc[EVENTS["status"] == "promised", "promised"].notna().all()
    assert EVENTS["event_date"].min() == dt.date(1982, 12, 31)


def test_a_verified_event_names_the_table_that_confirms_it() -> None:
    assert EVENTS.loc[EVENTS["verified"], "source"].str.contains("core.", regex=False).all()


@pytest.mark.parametrize(
    ("level", "regions", "day", "verdicts"),
    [
        ("sido", "sejong", dt.date(2012, 6, 30), ["no sido on the day"]),
        ("sido", "sejong;busan", dt.date(2012, 7, 1), ["alive", "alive"]),
        ("sido", "busan", dt.date(1982, 12, 31), ["alive"]),
        ("megaregion", "southeast;honam", dt.date(2020, 1, 1), ["alive", "no megaregion on the day"]),
        ("nation", "nation", dt.date(2004, 1, 16), ["alive"]),
        ("capital_rest", "capital", dt.date(2004, 1, 16), ["alive"]),
    ],
)
def test_regions_must_exist_on_the_day(level: str, regions: str, day: dt.date, verdicts: list[str]) -> None:
    event = typed(POLICY_EVENT, {"event_id": "e", "event_date": day, "level": level, "region_ids": regions})
    assert list(policy_regions(event, ERAS, GROUPS)["verdict"]) == verdicts


def test_rule_names_the_region_that_did_not_exist() -> None:
    event = typed(POLICY_EVENT, {"event_id": "e", "level": "sido", "region_ids": "gwangju", "event_date": dt.date(2026, 7, 1)})
    found = policy_regions(event, ERAS, GROUPS)
    assert isinstance(found, pd.DataFrame) and found.iloc[0].to_list() == ["e", "gwangju", "no sido on the day"]
