"""Days and empty cells as the fact files write them."""

from __future__ import annotations

import datetime as dt

import pandas as pd


def text(value: object) -> str:
    """A cell as text; "" for every kind of empty."""
    return "" if value is None or pd.isna(value) else str(value)  # type: ignore[call-overload]


def day(value: object, empty: dt.date = dt.date.max) -> dt.date:
    """A calendar day from a date, timestamp or ISO text; `empty` for an empty cell."""
    return pd.Timestamp(text(value)).date() if text(value) else empty


def first_day(value: object) -> str:
    """The day an era begins; units older than the history have no known one."""
    return "before 1995" if str(value)[:10] == "1994-12-31" else str(value)[:10]
