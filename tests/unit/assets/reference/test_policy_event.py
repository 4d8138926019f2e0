"""The policy tracker: dates that other facts confirm, regions that lived on the day, promises with one state."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assets.reference.published import decline_area, government_term, policy_event
from assets.reference.units import megaregion_membership, region
from expectations.contracts.government import GOVERNMENT_TERM
from expectations.contracts.legal_decline import DECLINE_AREA
from expectations.contracts.policy import POLICY_EVENT
from expectations.contracts.units import MEGAREGION_MEMBERSHIP, REGION
from expectations.engine.runner import check
from expectations.rules.policy import events_of_governments, policy_regions, sources_of_events
from tests.frames import result, typed

EVENTS = result(POLICY_EVENT, policy_event()).set_index("event_id")
ERAS = result(REGION, region())
TERMS = result(GOVERNMENT_TERM, government_term()).sort_values("begins", ignore_index=True)
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


def test_a_verified_event_has_a_dated_source_or_another_table() -> None:
    verified = EVENTS[EVENTS["verified"]]
    assert (verified["source"].str.contains("core.", regex=False) | verified["source_date"].notna()).all()
    assert list(EVENTS.index[~EVENTS["verified"]]) == ["factory-easing-2003"]
    assert "none found" in EVENTS.loc["factory-easing-2003", "source"]


@pytest.mark.parametrize(
    ("event", "day", "state"),
    [
        ("five-governments", dt.date(2025, 9, 30), "promised"),
        ("oceans-ministry-promise", dt.date(2025, 6, 5), "promised"),
        ("oceans-ministry-office", dt.date(2025, 12, 23), "done"),
        ("hmm-promise", dt.date(2026, 2, 19), "promised"),
        ("hmm-union", dt.date(2026, 4, 30), "promised"),
        ("hmm-seat", dt.date(2026, 5, 1), "done"),
        ("sk-h-line", dt.date(2025, 12, 5), "promised"),
        ("jeonnam-gwangju-act", dt.date(2026, 3, 1), "promised"),
        ("jeonnam-gwangju", dt.date(2026, 7, 1), "done"),
        ("chungnam-daejeon-bill", dt.date(2026, 2, 24), "promised"),
        ("daegu-gyeongbuk-bill", dt.date(2026, 2, 24), "promised"),
        ("second-relocation-plan", dt.date(2025, 12, 12), "promised"),
        ("second-relocation-council", dt.date(2026, 3, 5), "promised"),
        ("opportunity-zones-2024-06", dt.date(2024, 6, 20), "done"),
        ("opportunity-zones-2024-11", dt.date(2024, 11, 6), "done"),
        ("extinction-fund", dt.date(2022, 8, 16), "done"),
        ("decline-area-act", dt.date(2023, 1, 1), "done"),
        ("gangwon-third-revision", dt.date(2026, 3, 11), "promised"),
        ("innovation-cities-2020", dt.date(2020, 10, 29), "done"),
        ("interest-areas", dt.date(2025, 12, 24), "done"),
        ("southeast-federation-end", dt.date(2022, 10, 12), "ended"),
        ("chungcheong-union", dt.date(2024, 12, 18), "done"),
    ],
)
def test_event_is_of_the_day_that_its_source_gives(event: str, day: dt.date, state: str) -> None:
    row = EVENTS.loc[event]
    assert (row["event_date"], row["status"], row["verified"]) == (day, state, True)


def test_zones_are_in_every_sido_outside_the_capital_region() -> None:
    zones = EVENTS.loc[["opportunity-zones-2024-06", "opportunity-zones-2024-11"], "region_ids"].str.split(";").explode()
    sido = ERAS[(ERAS["level"] == "sido") & (ERAS["valid_from"] <= dt.date(2024, 11, 6))]
    living = sido[sido["valid_to"].isna() | (sido["valid_to"] > dt.date(2024, 11, 6))]["unit_id"]
    assert zones.is_unique and set(zones) == set(living) - {"seoul", "incheon", "gyeonggi"}


def test_no_event_of_a_programme_is_older_than_its_government() -> None:
    assert set(events_of_governments(EVENTS.reset_index(), TERMS)["verdict"]) == {"in its time"}
    assert set(EVENTS.loc[["five-governments", "oceans-ministry-promise", "hmm-promise"], "government"]) == {"lee-jae-myung"}


@pytest.mark.parametrize(
    ("government", "day", "verdicts"),
    [
        ("lee-jae-myung", dt.date(2025, 1, 1), ["before the government"]),
        ("lee-jae-myung", dt.date(2025, 6, 3), ["before the government"]),
        ("lee-jae-myung", dt.date(2025, 6, 4), ["in its time"]),
        ("roh-moo-hyun", dt.date(2019, 12, 31), ["in its time"]),
        ("nobody", dt.date(2025, 6, 4), ["no such government"]),
        (None, dt.date(1982, 12, 31), []),
    ],
)
def test_a_programme_is_not_older_than_its_government(government: str | None, day: dt.date, verdicts: list[str]) -> None:
    event = typed(POLICY_EVENT, {"event_id": "e", "government": government, "event_date": day})
    assert list(events_of_governments(event, TERMS)["verdict"]) == verdicts


@pytest.mark.parametrize(
    ("source", "source_date", "verified", "verdict"),
    [
        ("Act No. 1 of 2005-01-01", dt.date(2005, 1, 1), True, "sourced"),
        ("core.region_event 2005-01-01-a", None, True, "sourced"),
        ("press of 2005", None, False, "sourced"),
        ("press of 2005", None, True, "verified without a dated source"),
        ("press", dt.date(2004, 12, 31), True, "of a day after its source"),
        ("press", dt.date(2004, 12, 31), False, "of a day after its source"),
        (" ", dt.date(2005, 1, 1), False, "no source"),
    ],
)
def test_event_needs_a_source_that_can_know_of_it(source: str, source_date: dt.date | None, verified: bool, verdict: str) -> None:
    event = {"event_id": "e", "event_date": dt.date(2005, 1, 1)}
    table = typed(POLICY_EVENT, event | {"source": source, "source_date": source_date, "verified": verified})
    assert list(sources_of_events(table)["verdict"]) == [verdict]


def test_terms_of_governments_follow_each_other() -> None:
    begins, ends = pd.to_datetime(TERMS["begins"]), pd.to_datetime(TERMS["ends"])
    assert begins.is_monotonic_increasing and (begins.iloc[1:].to_numpy() > ends.iloc[:-1].to_numpy()).all()
    assert ends.isna().tolist() == [False] * 5 + [True]


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
