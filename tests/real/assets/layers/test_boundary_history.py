"""Boundaries through time: each vintage until the next one, with what became of each unit."""

from __future__ import annotations

import datetime as dt

from tests.conftest import Built


def test_real_history_has_every_vintage_and_the_events_between_them(real: Built) -> None:
    table = real.home.lake.frame("boundary_history")
    changes = table.groupby(["vintage", "change"]).size()
    assert table["vintage"].nunique() == 10
    assert changes.loc[(dt.date(2023, 7, 1), "transferred")] == 1
    assert changes.loc[(dt.date(2024, 2, 1), "new")] == 3
    assert changes.loc[(dt.date(2026, 7, 1), "transferred")] == 27
