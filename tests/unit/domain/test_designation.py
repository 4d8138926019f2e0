"""Is a designation in force on a day? Certain, possible, over or to come, to the day."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from domain.designation import STATES, state_on

FIRST, KNOWN, LATEST = dt.date(2025, 11, 21), dt.date(2026, 5, 20), dt.date(2026, 11, 20)
BEFORE, AFTER = dt.timedelta(days=-1), dt.timedelta(days=1)


def row(until: dt.date | None, basis: str, latest: dt.date = LATEST) -> dict[str, object]:
    return {"designated_from": FIRST, "designated_until": until, "until_basis": basis, "latest_until": latest}


@pytest.mark.parametrize(
    ("until", "basis", "day", "state"),
    [
        (KNOWN, "day", FIRST + BEFORE, "to_come"),
        (KNOWN, "day", FIRST, "in_force"),
        (KNOWN, "day", KNOWN, "in_force"),
        (KNOWN, "day", KNOWN + AFTER, "ended"),
        (KNOWN, "at_least", KNOWN, "in_force"),
        (KNOWN, "at_least", KNOWN + AFTER, "may_be_in_force"),
        (KNOWN, "at_least", LATEST, "may_be_in_force"),
        (KNOWN, "at_least", LATEST + AFTER, "ended"),
        (None, "open", FIRST + BEFORE, "to_come"),
        (None, "open", FIRST, "in_force"),
        (None, "open", FIRST + AFTER, "may_be_in_force"),
        (None, "open", LATEST, "may_be_in_force"),
        (None, "open", LATEST + AFTER, "ended"),
    ],
)
def test_state_of_the_day(until: dt.date | None, basis: str, day: dt.date, state: str) -> None:
    assert state in STATES
    assert state_on(pd.DataFrame([row(until, basis)]), day).tolist() == [state]


def test_rows_keep_their_order_and_index() -> None:
    table = pd.DataFrame([row(None, "open"), row(KNOWN, "day", KNOWN), row(KNOWN, "at_least")], index=[7, 3, 5])
    found = state_on(table, LATEST)
    assert found.to_dict() == {7: "may_be_in_force", 3: "ended", 5: "may_be_in_force"}
    assert state_on(table.iloc[:0], LATEST).empty
