"""Spans between the dates of a series: each to the next, by term of local government, the whole.

How a series changes from first to last figure of a term is in `series.py`; spans here cut the whole series
without overlap or gap, so that what is additive adds up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

TERM_YEARS = 4


@dataclass(frozen=True)
class Span:
    """From one date of a series to a later one; `term` for spans of kind `term`."""

    kind: str
    first: dt.date
    last: dt.date
    term: int | None = None


def consecutive(dates: Sequence[dt.date]) -> list[Span]:
    """From each date to the next; `dates` are sorted."""
    return [Span("consecutive", first, last) for first, last in pairwise(dates)]


def whole(dates: Sequence[dt.date]) -> list[Span]:
    """From the first date to the last, when these are two."""
    return [Span("whole", dates[0], dates[-1])] if len(dates) > 1 else []


def terms_until(local_government_term: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """`term, begins, ends` of the terms that have begun by `day`; those not in the table yet last four years, as by law."""
    known = local_government_term.sort_values("term")
    rows = list(zip(known["term"].tolist(), known["begins"].tolist(), known["ends"].tolist(), strict=True))
    while rows and rows[-1][2] <= day:
        term, _, ends = rows[-1]
        rows.append((term + 1, ends, ends.replace(year=ends.year + TERM_YEARS)))
    return pd.DataFrame(rows, columns=["term", "begins", "ends"])


def terms(dates: Sequence[dt.date], local_government_term: pd.DataFrame) -> list[Span]:
    """The whole, cut at the last date before each term begins; the first and last term may be covered in part."""
    cuts: dict[dt.date, int] = {}
    known = terms_until(local_government_term, dates[-1]) if dates else local_government_term
    for begin, term in zip(known["begins"].tolist(), known["term"].tolist(), strict=True):
        before = [date for date in dates if date < begin]
        start = before[-1] if before else dates[0] if dates else None
        if start is not None and start < dates[-1]:
            cuts[start] = term
    ends = [*sorted(cuts), *dates[-1:]]
    return [Span("term", first, last, cuts[first]) for first, last in pairwise(ends)]
