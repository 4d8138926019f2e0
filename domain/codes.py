"""Codes with their scheme and day: the only way a code is understood or written here.

`26` alone is refused: it is Busan in one scheme and Ulsan in the other. Which scheme and day a whole set of
codes follows is found by `vintage.py`; digits are taken out of cells in `assets/reading/values.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import pandas as pd

from domain.days import day, month_end
from domain.errors import HistoryError, UsageError
from domain.history import alive
from domain.names import Names

# Who gives codes: the Ministry of the Interior and Safety, and Statistics Korea.
SCHEMES = ("mois", "kostat")
# The 8-digit code book (gun 200 higher) is in force from the end of 2022.
KOSTAT8_SINCE = dt.date(2022, 12, 31)
# Tables of figures, each of one year, have it from this year on.
FIGURES_IN_KOSTAT8_FROM = 2023
# Files follow the 7-digit code book until Gunwi moves, and the 8-digit one from its first publication on.
CODE_BOOKS = {
    "mois": (dt.date.min, dt.date.max),
    "kostat7": (dt.date.min, dt.date(2023, 7, 1)),
    "kostat8": (dt.date(2022, 1, 1), dt.date.max),
}
COLUMNS = {"mois": "mois_code", "kostat7": "kostat7_code", "kostat8": "kostat8_code"}
SIDO_DIGITS, SIGUNGU_DIGITS = 2, 5
# Codes of eup-myeon-dong begin with those of their sigungu; how many digits they have tells the scheme, or nearly.
SCHEMES_BY_DIGITS = {
    2: ("mois", "kostat7", "kostat8"),
    5: ("mois", "kostat7", "kostat8"),
    7: ("kostat7",),
    8: ("mois", "kostat8"),
    10: ("mois",),
}
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


def parse_geography(spec: str) -> Geography:
    """Read `scheme@date`. UsageError when it is not of that form."""
    match = _SPEC.match(spec.strip())
    if match is None:
        raise UsageError(f"{spec!r}: write scheme@date, for instance mois@2024, kostat@2020-12-31; schemes are mois and kostat")
    year, month = int(match["year"]), int(match["month"] or 12)
    if not 1 <= month <= 12:
        raise UsageError(f"{spec!r}: there is no month {month}")
    if year == 0:
        raise UsageError(f"{spec!r}: there is no year 0")
    last = month_end(year, month).day
    day_of_month = int(match["day"] or last)
    if not 1 <= day_of_month <= last:
        raise UsageError(f"{spec!r}: there is no day {day_of_month} in {year}-{month:02}")
    return Geography(match["scheme"], dt.date(year, month, day_of_month))


def short_code(code: str) -> str:
    """The sigungu code that a longer one begins with; the sido code when only zeros follow that, as in `11000`.

    What has a number of digits that no code has stays as it is.
    """
    if len(code) not in SCHEMES_BY_DIGITS:
        return code
    return code[:SIDO_DIGITS] if not code[SIDO_DIGITS:].strip("0") else code[:SIGUNGU_DIGITS]


def is_below_sigungu(code: str) -> bool:
    """True for the code of an eup, myeon or dong: longer, and not only filled up with zeros."""
    return len(code) in SCHEMES_BY_DIGITS and bool(code[SIGUNGU_DIGITS:].strip("0"))


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
    """A unit that bore a code in one scheme; `name` is the last it had with it, `until` None while it does."""

    scheme: str
    unit_id: str
    name: str
    since: dt.date
    until: dt.date | None


def meanings(region: pd.DataFrame, code: str) -> list[Meaning]:
    """What a code has ever meant, a unit's eras joined; in order of scheme and time.

    A code of more than five digits means the unit that it begins with, in the schemes that have so many digits.
    """
    found = []
    names = Names(region)
    for scheme in SCHEMES_BY_DIGITS.get(len(code), ()):
        eras = region[region[COLUMNS[scheme]] == short_code(code)].sort_values("valid_from")
        for unit, own in eras.groupby("unit_id", sort=False):
            since, end = day(own["valid_from"].iloc[0]), day(own["valid_to"].iloc[-1])
            until = None if end == dt.date.max else end
            name = names.korean(str(unit), end - dt.timedelta(days=1))
            found.append(Meaning(scheme, str(unit), name, since, until))
    return found


def units_meant(region: pd.DataFrame, code: str) -> list[str]:
    """Units that a bare code has ever meant, in any scheme."""
    return list(dict.fromkeys(meaning.unit_id for meaning in meanings(region, code)))


def ask(region: pd.DataFrame, code: str) -> str:
    """The question that a bare code deserves: `26 is 부산광역시 in mois or 울산광역시 in kostat.`"""
    names: dict[str, list[str]] = {}
    for meaning in meanings(region, code):
        until = f" until {meaning.until}" if meaning.until else ""
        names.setdefault(meaning.name + until, []).append(meaning.scheme)
    if not names:
        return f"{code} is no code of any scheme."
    return f"{code} is " + " or ".join(f"{name} in {_joined(schemes)}" for name, schemes in names.items()) + "."


def _joined(schemes: list[str]) -> str:
    """Both eras of KOSTAT are simply `kostat`."""
    both = {"kostat7", "kostat8"} <= set(schemes)
    named = [scheme for scheme in schemes if not (both and scheme == "kostat8")]
    return ", ".join("kostat" if both and scheme == "kostat7" else scheme for scheme in named)
