"""Days: as the fact files write them, and the last days of years and months, which figures stand for."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Any, SupportsInt

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


def year_end(year: SupportsInt | str) -> dt.date:
    """31 December, the day that a figure of a year stands for."""
    return dt.date(int(year), 12, 31)


def year_ends(years: Iterable[Any]) -> list[dt.date]:
    """The same of each of `years`."""
    return [year_end(year) for year in years]


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month, on which registered people are counted."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])
