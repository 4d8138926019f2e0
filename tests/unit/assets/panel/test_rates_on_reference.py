"""Rates of any day on the reference units: carried over, averaged only with a denominator, small parts taken for nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.panel.on_reference import rates_on_reference
from domain.errors import ContractError
from expectations.contracts.events import CROSSWALK
from tests.frames import typed

OLD, TURN, NEW = dt.date(1995, 1, 1), dt.date(2014, 7, 1), dt.date(2020, 1, 1)


def way(start: str, end: str, born: dt.date = OLD, ended: dt.date | None = None, weight: float = 1.0) -> dict[str, Any]:
    return {
        "track": "sido", "from_unit_id": start, "to_unit_id": end, "weight": weight, "exact": weight == 1.0, "valid_from": born,
        "valid_to": ended,
    }  # fmt: skip


# Two units merge in 2014; one gives up a hundredth of its people at the same time.
WAYS = typed(
    CROSSWALK,
    *(way("town", "city", OLD, TURN), way("county", "city", OLD, TURN), way("city", "city", TURN)),
    *(way("giver", "giver", OLD, TURN, 0.99), way("giver", "taker", OLD, TURN, 0.01), way("giver", "giver", TURN)),
    way("taker", "taker"),
)


def rates(*rows: tuple[str, dt.date, float, float | None], **more: Any) -> dict[tuple[str, dt.date], float]:
    table = pd.DataFrame(rows, columns=["unit_id", "day", "rate", "people"]).astype({"people": "float64"})
    found = rates_on_reference(table, WAYS, track="sido", day="day", by=["day"], rates=["rate"], **more).dropna(subset=["rate"])
    return dict(zip(zip(found["unit_id"], found["day"], strict=True), found["rate"], strict=True))


def test_each_day_has_the_units_of_its_own() -> None:
    assert rates(("town", OLD, 3, 1), ("county", OLD, 6, 2), ("city", TURN, 7, 3), ("city", NEW, 8, 3)) == {
        ("city", TURN): 7,
        ("city", NEW): 8,
    }


def test_units_that_meet_are_averaged_with_their_people() -> None:
    assert rates(("town", OLD, 3, 1), ("county", OLD, 6, 2), denominator="people") == {("city", OLD): 5}
    assert rates(("town", OLD, 3, 1), denominator="people") == {}  # a part is not the whole


def test_part_below_the_negligible_share_is_taken_for_nothing() -> None:
    rows = (("giver", OLD, 3.0, 1.0), ("taker", OLD, 6.0, 1.0))
    assert rates(*rows) == {("giver", OLD): pytest.approx(3)}
    assert rates(*rows, negligible=0.02) == {("giver", OLD): 3, ("taker", OLD): 6}
    assert rates(*rows, negligible=0.005) == {("giver", OLD): pytest.approx(3)}


def test_unit_that_did_not_live_on_its_day_is_refused() -> None:
    with pytest.raises(ContractError, match="no weights for city"):
        rates(("city", OLD, 1, 1))
