"""Codes with their scheme and day: the only way a code is read or written here.

`26` alone is refused: it is Busan in one scheme and Ulsan in the other.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

import pandas as pd

from expectations.errors import HistoryError, UsageError
from expectations.history import alive

# The 8-digit code book (gun 200 higher) is in force from the end of 2022.
KOSTAT8_SINCE = dt.date(2022, 12, 31)
COLUMNS = {"mois": "mois_code", "kostat7": "kostat7_code", "kostat8": "kostat8_code"}
_SPEC = re.compile(r"^(?P<scheme>mois|kostat|kostat7|kostat8)@(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?$")


@dataclass(frozen=True)
class Geography:
    """A scheme on a day: `mois@2024-02-01`. A year means its last day, a month likewise."""

    scheme: str
    day: dt.date

    def __str__(self) -> str:
        return f"{self.scheme}@{self.day}"

    @property
    def column(self) -> str:
        """The column of core.region that holds its codes."""
        if self.scheme == "kostat":
            return COLUMNS["kostat8" if self.day >= KOSTAT8_SINCE else "kostat7"]
        return COLUMNS[self.scheme]


def parse_geography(text: str) -> Geography:
    """Read `scheme@date`. UsageError when it is not of that form."""
    match = _SPEC.match(text.strip())
    if match is None:
        raise UsageError(f"{text!r}: write scheme@date, for instance mois@2024, kostat@2020-12-31; schemes are mois and kostat")
    year, month = int(match["year"]), int(match["month"] or 12)
    if not 1 <= month <= 12:
        raise UsageError(f"{text!r}: there is no month {month}")
    last = calendar.monthrange(year, month)[1]
    day = int(match["day"] or last)
    if not 1 <= day <= last:
        raise UsageError(f"{text!r}: there is no day {day} in {year}-{month:02}")
    return Geography(match["scheme"], dt.date(year, month, day))


def codes(region: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Living units that bear a code: `code`, `unit_id`, `level`, `in_finest`, `in_kosis` and names."""
    living = alive(region, pd.Timestamp(geography.day)).dropna(subset=[geography.column])
    columns = ["unit_id", "level", "name_ko", "name_en", "parent_unit_id", "sido_unit_id", "in_finest", "in_kosis"]
    return living[[geography.column, *columns]].rename(columns={geography.column: "code"})


def unit_of(region: pd.DataFrame, geography: Geography) -> dict[str, str]:
    """Unit by code. HistoryError when one code would mean two units of a level."""
    table = codes(region, geography)
    repeated = table[table["code"].duplicated(keep=False)]
    if len(repeated):
        code = repeated["code"].iloc[0]
        raise HistoryError(f"{geography}: code {code} is borne by {', '.join(repeated.loc[repeated['code'] == code, 'unit_id'])}")
    return dict(zip(table["code"], table["unit_id"], strict=True))


@dataclass(frozen=True)
class Meaning:
    """A unit that bore a code in one scheme; `until` None while it does."""

    scheme: str
    unit_id: str
    name_ko: str
    name_en: str
    sido_unit_id: str
    since: dt.date
    until: dt.date | None


def meanings(region: pd.DataFrame, code: str) -> list[Meaning]:
    """What a bare code has ever meant, a unit's eras joined; in order of scheme and time."""
    found = []
    for scheme, column in COLUMNS.items():
        eras = region[region[column] == code].sort_values("valid_from")
        for unit, own in eras.groupby("unit_id", sort=False):
            last = own.iloc[-1]
            until = None if pd.isna(last["valid_to"]) else pd.Timestamp(str(last["valid_to"])).date()
            since = pd.Timestamp(str(own["valid_from"].iloc[0])).date()
            found.append(Meaning(scheme, str(unit), last["name_ko"], last["name_en"], last["sido_unit_id"], since, until))
    return found


def ask(region: pd.DataFrame, code: str) -> str:
    """The question that a bare code deserves: `26 is Busan in mois or Ulsan in kostat7, kostat8.`"""
    names: dict[str, list[str]] = {}
    for meaning in meanings(region, code):
        names.setdefault(f"{meaning.name_ko} {meaning.name_en}", []).append(meaning.scheme)
    if not names:
        return f"{code} is no code of any scheme."
    return f"{code} is " + " or ".join(f"{name} in {', '.join(dict.fromkeys(s))}" for name, s in names.items()) + "."
