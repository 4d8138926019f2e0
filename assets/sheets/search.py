"""The one unit that a name or code means; what means several is asked back, never guessed.

How names are written is `domain/gazetteer.py`; what is said of the unit is `card.py`.
"""

from __future__ import annotations

import difflib
import re

import pandas as pd

from assets.geography.fact_files import facts
from assets.reading.values import is_code, plain_code
from assets.sheets.code_cells import digits_remedy
from domain.codes import (
    COLUMNS,
    SCHEMES_BY_DIGITS,
    ask,
    meanings,
    parse_geography,
    short_code,
    unit_of,
)
from domain.days import day, first_day
from domain.errors import AmbiguousUsageError, UsageError
from domain.gazetteer import Gazetteer
from domain.names import Names

# How alike a misspelt name must be to one that there is.
ALIKE = 0.6
SUGGESTED = 8
# What names below sigungu end with.
_BELOW = ("읍", "면", "동", "가", "리")


def find(query: str, region: pd.DataFrame, scheme: str = "") -> str:
    """The `unit_id` meant by a name, a name with its sido, a unit_id, or a code, however it is written.

    `scheme` reads a code: `mois`, `kostat`, or with a date. Raises UsageError with the choice of units
    when there are several, or with near names when none.
    """
    text = " ".join(query.split())
    if not any(letter.isalnum() for letter in text):
        raise UsageError(f"{query!r}: no name and no code")
    if text in set(region["unit_id"]):
        return text
    gazetteer = _gazetteer(region)
    code = plain_code(text)
    if is_code(code):
        found = _by_code(code, region, scheme)
        beside = set(gazetteer.ever(re.sub("[0-9]", " ", text)))  # `11110 종로구` says which of the two it is
        found = [unit for unit in found if unit in beside] or found
    elif scheme:
        raise UsageError(f"--scheme {scheme} reads a code; {query!r} is none")
    else:
        found = by_name(text, region, gazetteer)
    if len(found) == 1:
        return found[0]
    if not found:
        near = "" if is_code(code) else _near(text, region, gazetteer)
        raise UsageError(f"{query!r}: no unit of that name or code{f' in {scheme}' if scheme else ''}. {near}".rstrip())
    choice = "\n".join(f"  {describe(unit, region)}" for unit in found)
    asked = (
        f"{ask(region, code)} Which? Say --scheme,"
        if is_code(code)
        else f"{query!r} means {len(found)} units. Which? Name the sido,"
    )
    raise AmbiguousUsageError(f"{asked} or repeat with the word in brackets.\n{choice}", text, found)


def describe(unit: str, region: pd.DataFrame) -> str:
    """One line on a unit: sido, name, years, codes, identifier."""
    eras = region[region["unit_id"] == unit].sort_values("valid_from")
    last = eras.iloc[-1]
    end = "today" if day(last["valid_to"]).year == 9999 else str(day(last["valid_to"]))
    codes = ", ".join(
        f"{scheme} {'/'.join(own)}" for scheme, column in COLUMNS.items() if (own := list(dict.fromkeys(eras[column].dropna())))
    )
    return f"[{unit}] {Names(region).korean(unit)} {last['name_en']}, {first_day(eras['valid_from'].iloc[0])} to {end}, {codes}"


def by_name(text: str, region: pd.DataFrame, gazetteer: Gazetteer) -> list[str]:
    """Units of a name, now or ever; of several in one sido, the one that lives, and a sido before its one unit of that name."""
    found = gazetteer.ever(text)
    living = [unit for unit in found if region.loc[region["unit_id"] == unit, "valid_to"].isna().any()]
    alike = len({_sido_of(unit, region) for unit in found}) == 1
    if len(living) == 1 and alike:  # Changwon before and after 2010: the one that lives
        return living
    sido = [unit for unit in living if gazetteer.level(unit) == "sido"]
    same_name = region.loc[region["unit_id"].isin(living), "name_ko"].nunique() == 1
    return sido if alike and same_name and len(sido) == 1 else found  # Sejong: the sido and its one unit


def _by_code(code: str, region: pd.DataFrame, scheme: str) -> list[str]:
    if len(code) not in SCHEMES_BY_DIGITS:
        raise UsageError(f"{code}: no code. {digits_remedy(code)}")
    if "@" in scheme:
        geography = parse_geography(scheme)
        unit = unit_of(region, geography).get(short_code(code))
        return [unit] if unit else []
    schemes = {"": tuple(COLUMNS), "kostat": ("kostat7", "kostat8")}.get(scheme, (scheme,))
    if not set(schemes) <= set(COLUMNS):
        raise UsageError(f"--scheme {scheme}: mois or kostat, or with a date such as mois@2013")
    return list(dict.fromkeys(meaning.unit_id for meaning in meanings(region, code) if meaning.scheme in schemes))


def _sido_of(unit: str, region: pd.DataFrame) -> str:
    return str(region.loc[region["unit_id"] == unit, "sido_unit_id"].iloc[-1])


def _near(text: str, region: pd.DataFrame, gazetteer: Gazetteer) -> str:
    """The unit around an eup, myeon or dong; names with the last word in them, else those most like it; all can be asked for."""
    *above, name = text.lower().split(" ")
    if above and name.endswith(_BELOW) and (units := by_name(" ".join(above), region, gazetteer)):
        found = " or ".join(name for unit in units if (name := _askable(unit, region, gazetteer)))
        return f"Units are sido and sigungu, none is an eup, myeon or dong. Say {found}." if found else ""
    hit = region["name_ko"].str.contains(name, regex=False) | region["name_en"].str.lower().str.contains(name, regex=False)
    head, units = "Names that contain it", list(region.loc[hit, "unit_id"])
    if not units:
        like = difflib.get_close_matches(name, gazetteer.words, n=SUGGESTED, cutoff=ALIKE)
        head, units = "Names like it", [unit for word in like for unit in gazetteer.ever(word)]
    near = dict.fromkeys(name for unit in dict.fromkeys(units) if (name := _askable(unit, region, gazetteer)))
    return f"{head}: {', '.join(list(near)[:SUGGESTED])}." if near else ""


def _askable(unit: str, region: pd.DataFrame, gazetteer: Gazetteer) -> str:
    """The shortest name by which the unit is found; "" for one that only its identifier tells from others."""
    short = str(region.loc[region["unit_id"] == unit, "name_ko"].iloc[-1])
    named = (short, Names(region).korean(unit))
    return next((name for name in named if by_name(name, region, gazetteer) == [unit]), "")


def _gazetteer(region: pd.DataFrame) -> Gazetteer:
    return facts().gazetteer if region is facts().region else Gazetteer(region)
