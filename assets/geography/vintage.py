"""Vintage detector: which scheme and date a set of codes follows, whatever the file's name says.

It knows codes only through the region history; boundaries are not looked at.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from assets.geography.codes import COLUMNS
from expectations.history import alive

SIGUNGU_DIGITS = 5
SIDO_DIGITS = 2


@dataclass(frozen=True)
class Fit:
    """How well codes fit one scheme over one period.

    Attributes
    ----------
    scheme
        `mois`, `kostat7` (7-digit era) or `kostat8` (gun 200 higher).
    level
        `sido` or `sigungu`; longer codes are judged by the sigungu they begin with.
    valid_from, valid_to
        Half-open period in which the fit is equally good; `valid_to` None while it lasts.
    unknown
        Codes that no unit bore then.
    missing
        Codes of units that lived then and have neither a row of their own nor of their gu or city;
        looked for only in sido of which the set has any unit, since a file may be of one sido.
    """

    scheme: str
    level: str
    valid_from: dt.date
    valid_to: dt.date | None
    codes: int
    unknown: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def mismatches(self) -> int:
        """Codes unknown then and units missing."""
        return len(self.unknown) + len(self.missing)

    def sentence(self) -> str:
        """The fit in one line for people."""
        until = f"before {self.valid_to}" if self.valid_to else "today"
        tail = []
        if self.unknown:
            tail.append(f"unknown {', '.join(self.unknown[:5])}{' …' if len(self.unknown) > 5 else ''}")
        if self.missing:
            tail.append(f"missing {', '.join(self.missing[:5])}{' …' if len(self.missing) > 5 else ''}")
        return f"{self.scheme} {self.level}, {self.valid_from} to {until}: {'; '.join(tail) or 'every code known, none missing'}"


def code_lengths(codes: Iterable[str]) -> dict[int, int]:
    """How many codes have how many digits; more than one length in a file is worth naming."""
    return dict(sorted(Counter(len(code) for code in codes).items()))


def detect(codes: Iterable[str], region: pd.DataFrame, *, best: int = 3) -> list[Fit]:
    """The `best` fits of a set of codes, fewest mismatches first, then the newest.

    Codes of 7, 8 or 10 digits are cut to the sigungu they begin with; two digits are sido.
    Raises ValueError for an empty set or a code that is not made of digits.
    """
    given = sorted({code.strip() for code in codes})
    if not given or not all(code.isdigit() for code in given):
        raise ValueError(f"codes are digits; found {next((c for c in given if not c.isdigit()), 'none')!r}")
    level = "sido" if all(len(code) == SIDO_DIGITS for code in given) else "sigungu"
    short = {code[: SIDO_DIGITS if level == "sido" else SIGUNGU_DIGITS] for code in given}
    history = region[region["level"] == level]
    days = sorted(set(pd.to_datetime(history["valid_from"])))
    fits = [fit for scheme in COLUMNS for fit in _periods(scheme, level, short, history, days)]
    # A few codes of many schemes exist in each other; the one that leaves least unexplained wins.
    fits.sort(key=lambda fit: (fit.mismatches, -fit.valid_from.toordinal()))
    return fits[:best]


def mixed_schemes(codes: Iterable[str], region: pd.DataFrame) -> list[str]:
    """Schemes that each explain codes no other explains; more than one means that the set is a mixture."""
    given = {code.strip()[:SIGUNGU_DIGITS] for code in codes}
    known = {scheme: given & set(region[column].dropna()) for scheme, column in COLUMNS.items()}
    sole = {
        scheme: own - set().union(*(other for name, other in known.items() if name != scheme)) for scheme, own in known.items()
    }
    return [scheme for scheme, own in sole.items() if own]


def _periods(scheme: str, level: str, codes: set[str], history: pd.DataFrame, days: list[pd.Timestamp]) -> list[Fit]:
    """Fits of one scheme, neighbouring days with equal mismatches joined into one period."""
    joined: list[Fit] = []
    for day, following in zip(days, [*days[1:], None], strict=True):
        living = alive(history, day).dropna(subset=[COLUMNS[scheme]])
        if living.empty:
            continue
        unknown, missing = _mismatches(codes, living, COLUMNS[scheme])
        end = following.date() if following is not None else None
        last = joined[-1] if joined else None
        if last and (last.unknown, last.missing, last.valid_to) == (unknown, missing, day.date()):
            joined[-1] = Fit(scheme, level, last.valid_from, end, len(codes), unknown, missing)
        else:
            joined.append(Fit(scheme, level, day.date(), end, len(codes), unknown, missing))
    return joined


def _mismatches(codes: set[str], living: pd.DataFrame, column: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of no living unit, and units covered neither by their own code, nor their city's, nor their gu's."""
    code_of = dict(zip(living["unit_id"], living[column], strict=True))
    gu_of: dict[str, list[str]] = {}
    for unit, parent in zip(living["unit_id"], living["parent_unit_id"], strict=True):
        if parent in code_of:
            gu_of.setdefault(parent, []).append(unit)
    parent_of = dict(zip(living["unit_id"], living["parent_unit_id"], strict=True))

    def covered(unit: str) -> bool:
        own = code_of[unit] in codes or code_of.get(parent_of[unit], "") in codes
        return own or (unit in gu_of and all(code_of[gu] in codes for gu in gu_of[unit]))

    known = codes & set(code_of.values())
    present = {code[:SIDO_DIGITS] for code in known if len(code) > SIDO_DIGITS}
    unknown = tuple(sorted(codes - known))
    missing = tuple(
        sorted(c for unit, c in code_of.items() if not covered(unit) and (len(c) == SIDO_DIGITS or c[:SIDO_DIGITS] in present))
    )
    return unknown, missing
