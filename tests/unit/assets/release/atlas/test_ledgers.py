"""Claims, scenarios and outlook of the page: as in the tables, without what is empty."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd

from assets.release.atlas.ledgers import records


def test_records_leave_out_what_is_empty_and_keep_zero() -> None:
    table = pd.DataFrame(
        {"name": ["a", None], "day": [dt.date(2024, 12, 31), pd.NaT], "value": [0.0, math.nan], "n": pd.array([3, None], "Int64")}
    )
    assert records(table, ("name", "day", "value", "n")) == [{"name": "a", "day": "2024-12-31", "value": 0, "n": 3}, {}]
