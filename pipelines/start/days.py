"""Which days a set of codes is of, as `rebalance vintage` tells it, and the day that an entry then declares."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable

from assets.geography.fact_files import facts
from assets.geography.vintage import Fit, code_eras, detect
from domain.codes import COLUMNS, SIGUNGU_DIGITS, Geography
from pipelines.start.entry import Period

_ALL = 100_000
_NO_SIGUNGU = "000"


def fits(codes: Iterable[str], scheme: str = "") -> list[Fit]:
    """Every fit of codes made of digits, the best first; of one scheme (`mois`, `kostat`) where it is given."""
    return [fit for fit in _fits(frozenset(codes)) if fit.scheme.startswith(scheme)]


@functools.lru_cache(maxsize=64)
def _fits(codes: frozenset[str]) -> list[Fit]:
    return detect(codes, facts().region, best=_ALL)


def periods(found: Iterable[Fit]) -> list[Period]:
    """Periods on which no code is unknown, the best fit's first."""
    return [(fit.valid_from, fit.valid_to or dt.date.max) for fit in found if not fit.unknown]


def holds(day: dt.date, known: Iterable[Period]) -> bool:
    """True for a day of one of the periods."""
    return any(begin <= day < end for begin, end in known)


def said(period: Period) -> str:
    """`from 2024-01-18 to before 2026-02-01`."""
    begin, end = period
    return f"from {begin} on" if end == dt.date.max else f"from {begin} to before {end}"


def last_day(period: Period) -> dt.date:
    """The day to declare where nothing tells which day of the period it is: the last one, the first while it lasts."""
    begin, end = period
    return begin if end == dt.date.max else end - dt.timedelta(days=1)


def living_sido(scheme: str, day: dt.date) -> set[str]:
    """Codes of all sido of a day."""
    column = Geography(scheme, day).column
    book = next(name for name, its in COLUMNS.items() if its == column)
    return {era.code for era in code_eras(book, "sido", facts().region) if era.lives(day)}


def sigungu_codes(codes: Iterable[str]) -> set[str]:
    """The sigungu that codes are of or begin with; codes of sido and the nation left out."""
    short = {code[:SIGUNGU_DIGITS] for code in codes if len(code) >= SIGUNGU_DIGITS and code.isdigit()}
    return {code for code in short if not code.endswith(_NO_SIGUNGU)}
