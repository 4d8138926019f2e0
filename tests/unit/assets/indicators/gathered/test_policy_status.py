"""Promises by 5+3 group: the last event tells the state, and what concerns several groups counts in each."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.gathered.policy_status import policy_status
from assets.reference.published import policy_event
from assets.reference.units import megaregion_membership, region
from expectations.contracts.policy import POLICY_EVENT, POLICY_STATUS
from expectations.contracts.units import MEGAREGION_MEMBERSHIP, REGION
from tests.frames import relation, result

ERAS = relation(REGION, *result(REGION, region()).astype(object).where(lambda t: t.notna(), None).to_dict("records"))
GROUPS = relation(
    MEGAREGION_MEMBERSHIP,
    *result(MEGAREGION_MEMBERSHIP, megaregion_membership()).astype(object).where(lambda t: t.notna(), None).to_dict("records"),
)


def status(*events: dict[str, Any]) -> pd.DataFrame:
    written = [
        {"event_id": f"e{i}", "promise_id": f"p{i}", "kind": "plan", "status": "promised", "verified": True} | e
        for i, e in enumerate(events)
    ]
    return result(POLICY_STATUS, policy_status(relation(POLICY_EVENT, *written), ERAS, GROUPS)).set_index(["region_id", "kind"])


def test_a_national_promise_counts_in_each_of_the_eight_groups() -> None:
    table = status({"level": "nation", "region_ids": "nation"})
    assert len(table) == 8 and set(table["promised"]) == {1} and set(table["open"]) == {1}


def test_the_rest_is_everything_but_the_capital() -> None:
    table = status(
        {"level": "capital_rest", "region_ids": "rest"}, {"level": "capital_rest", "region_ids": "capital", "kind": "law"}
    )
    assert len(table.xs("plan", level="kind")) == 7 and list(table.xs("law", level="kind").index) == ["capital"]


UNION = {"level": "megaregion", "region_ids": "southeast", "kind": "union", "promise_id": "federation"}
MADE = UNION | {"event_date": dt.date(2022, 4, 18), "act_en": "made"}
GIVEN_UP = UNION | {"event_date": dt.date(2023, 1, 1), "act_en": "given up", "status": "ended"}


def test_the_last_event_of_a_promise_tells_its_state() -> None:
    row = status(MADE, GIVEN_UP).loc[("southeast", "union")]
    assert (row["promised"], row["done"], row["given_up"], row["open"], row["unverified"]) == (1, 0, 1, 0, 0)
    assert (row["latest_act_en"], row["latest_status"], row["latest_date"]) == ("given up", "ended", dt.date(2023, 1, 1))


@pytest.mark.parametrize("last", ["done", "ended", "annulled"])
def test_an_event_that_is_not_verified_tells_no_state_and_is_counted_apart(last: str) -> None:
    row = status(MADE, GIVEN_UP | {"status": last, "verified": False}).loc[("southeast", "union")]
    assert (row["promised"], row["done"], row["given_up"], row["open"], row["unverified"]) == (1, 0, 0, 1, 1)
    assert (row["latest_act_en"], row["latest_status"], row["latest_date"]) == ("made", "promised", dt.date(2022, 4, 18))


def test_a_promise_of_which_nothing_is_verified_has_no_row() -> None:
    doubtful = {"level": "nation", "region_ids": "nation", "kind": "law", "status": "done", "verified": False}
    assert status(doubtful).empty
    table = status(doubtful, {"level": "nation", "region_ids": "nation", "kind": "law"})
    assert set(table["promised"]) == {1} and set(table["done"]) == {0} and set(table["unverified"]) == {1}


def test_a_unit_counts_in_the_group_it_belonged_to_on_the_day() -> None:
    table = status(
        {"level": "sigungu", "region_ids": "gunwi-gun", "event_date": dt.date(2023, 7, 1)},
        {"level": "sido", "region_ids": "jeonnam-gwangju", "event_date": dt.date(2026, 7, 1), "kind": "merger"},
        {"level": "sido", "region_ids": "busan", "event_date": dt.date(1982, 12, 31), "kind": "law"},
    )
    assert set(table.index) == {("daegu_gyeongbuk", "plan"), ("southwest", "merger"), ("southeast", "law")}


def test_the_facts_reach_every_group_and_counts_add_up() -> None:
    events = result(POLICY_EVENT, policy_event()).astype(object)
    table = result(
        POLICY_STATUS, policy_status(relation(POLICY_EVENT, *events.where(events.notna(), None).to_dict("records")), ERAS, GROUPS)
    )
    assert table["region_id"].nunique() == 8
    assert (table["promised"] == table["done"] + table["given_up"] + table["open"]).all()
    southeast = table[(table["region_id"] == "southeast") & (table["kind"] == "union")].iloc[0]
    assert (southeast["promised"], southeast["given_up"], southeast["latest_status"]) == (1, 1, "ended")
    capital = table[(table["region_id"] == "capital") & (table["kind"] == "deregulation")].iloc[0]
    assert (capital["promised"], capital["unverified"], capital["latest_date"]) == (1, 1, dt.date(2008, 10, 30))


def test_of_two_promises_of_one_day_the_latest_act_is_one_and_the_same_in_every_column() -> None:
    day = {"level": "megaregion", "region_ids": "southwest", "event_date": dt.date(2025, 1, 1)}
    first = day | {"act_ko": "가", "act_en": "A", "status": "promised"}
    second = day | {"act_ko": "나", "act_en": "B", "status": "done"}
    for events in ((first, second), (second, first)):
        row = status(*events).loc[("southwest", "plan")]
        last = events[-1]
        assert (row["latest_act_ko"], row["latest_act_en"], row["latest_status"]) == (
            last["act_ko"], last["act_en"], last["status"],
        )  # fmt: skip
