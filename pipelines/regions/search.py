"""Finding the one unit that a name or code means; what means several is asked back, never guessed.

What is said of the unit is `card.py`.
"""

from __future__ import annotations

import pandas as pd

from assets.geography.codes import COLUMNS, SCHEMES_BY_DIGITS, ask, meanings, parse_geography, short_code, unit_of, without_float
from assets.geography.event_links import day
from assets.geography.life import first_day
from assets.geography.names import Names
from expectations.errors import UsageError

# Suffixes that people leave out: 군위 for 군위군, 서울 for 서울특별시.
SUFFIXES = ("특별자치시", "특별자치도", "통합특별시", "특별시", "광역시", "직할시", "도", "시", "군", "구")
# Short names of provinces that are no beginning of the long ones.
SHORT_SIDO = {
    "충북": "충청북도", "충남": "충청남도", "전북": "전라북도", "전남": "전라남도", "경북": "경상북도", "경남": "경상남도",
}  # fmt: skip


def find(query: str, region: pd.DataFrame, scheme: str = "") -> str:
    """The `unit_id` meant by a name, a name with its sido, a unit_id, or a code.

    `scheme` reads a code: `mois`, `kostat`, or with a date. Raises UsageError with the choice of units
    when there are several, or with near names when none.
    """
    text = without_float(" ".join(query.replace(",", " ").split()))
    if text in set(region["unit_id"]):
        return text
    if text.isdigit():
        found = _by_code(text, region, scheme)
    elif scheme:
        raise UsageError(f"--scheme {scheme} reads a code; {query!r} is none")
    else:
        found = by_name(text, region)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"{query!r}: no unit of that name or code{f' in {scheme}' if scheme else ''}. {_near(text, region)}".rstrip()
        )
    choice = "\n".join(f"  {describe(unit, region)}" for unit in found)
    asked = (
        f"{ask(region, text)} Which? Say --scheme,"
        if text.isdigit()
        else f"{query!r} means {len(found)} units. Which? Name the sido,"
    )
    raise UsageError(f"{asked} or repeat with the word in brackets.\n{choice}")


def describe(unit: str, region: pd.DataFrame) -> str:
    """One line on a unit: sido, name, years, codes, identifier."""
    eras = region[region["unit_id"] == unit].sort_values("valid_from")
    last = eras.iloc[-1]
    end = "today" if day(last["valid_to"]).year == 9999 else str(day(last["valid_to"]))
    codes = ", ".join(
        f"{scheme} {'/'.join(own)}" for scheme, column in COLUMNS.items() if (own := list(dict.fromkeys(eras[column].dropna())))
    )
    return f"[{unit}] {Names(region).korean(unit)} {last['name_en']}, {first_day(eras['valid_from'].iloc[0])} to {end}, {codes}"


def by_name(text: str, region: pd.DataFrame) -> list[str]:
    """Units of a name, now or ever; of several in one sido, the one that lives, and a sido before its one unit of that name."""
    *upper, name = text.split(" ")
    match = region[_matches(region, name)]
    if match.empty and upper and name.lower() in {"state", "city"}:  # Gangwon State
        *upper, name = upper
        match = region[_matches(region, name)]
    for word in upper:
        above = set(region.loc[_matches(region, word), "unit_id"])
        inside = match[match["sido_unit_id"].isin(above) | match["parent_unit_id"].isin(above)]
        if inside.empty:  # `Jung-gu Daegu`: the sido comes last in English
            above = set(match["unit_id"])
            inside = region[_matches(region, word) & (region["sido_unit_id"].isin(above) | region["parent_unit_id"].isin(above))]
        match = inside
    found = list(dict.fromkeys(match.sort_values(["level", "mois_code"])["unit_id"]))
    living = [unit for unit in found if region.loc[region["unit_id"] == unit, "valid_to"].isna().any()]
    alike = len({_sido_of(unit, region) for unit in found}) == 1
    if len(living) == 1 and alike:  # Changwon before and after 2010: the one that lives
        return living
    sido = [unit for unit in living if (region.loc[region["unit_id"] == unit, "level"] == "sido").all()]
    same_name = region.loc[region["unit_id"].isin(living), "name_ko"].nunique() == 1
    return sido if alike and same_name and len(sido) == 1 else found  # Sejong: the sido and its one unit


def _by_code(code: str, region: pd.DataFrame, scheme: str) -> list[str]:
    if len(code) not in SCHEMES_BY_DIGITS:
        raise UsageError(f"{code}: {len(code)} digits; codes have {', '.join(map(str, SCHEMES_BY_DIGITS))}")
    if "@" in scheme:
        geography = parse_geography(scheme)
        unit = unit_of(region, geography).get(short_code(code))
        return [unit] if unit else []
    schemes = {"": tuple(COLUMNS), "kostat": ("kostat7", "kostat8")}.get(scheme, (scheme,))
    if not set(schemes) <= set(COLUMNS):
        raise UsageError(f"--scheme {scheme}: mois or kostat, or with a date such as mois@2013")
    return list(dict.fromkeys(meaning.unit_id for meaning in meanings(region, code) if meaning.scheme in schemes))


def _matches(region: pd.DataFrame, word: str) -> pd.Series:
    english = region["name_en"].str.lower()
    stem = english.str.split(r"[- ]", n=1, regex=True).str[0]
    word = SHORT_SIDO.get(word, word)
    korean = region["name_ko"].isin([word, *(word + suffix for suffix in SUFFIXES)])
    return korean | (english == word.lower()) | (stem == word.lower())


def _sido_of(unit: str, region: pd.DataFrame) -> str:
    return str(region.loc[region["unit_id"] == unit, "sido_unit_id"].iloc[-1])


def _near(text: str, region: pd.DataFrame) -> str:
    name = text.rsplit(" ", maxsplit=1)[-1].lower()
    hit = region["name_ko"].str.contains(name, regex=False) | region["name_en"].str.lower().str.contains(name, regex=False)
    near = list(region.loc[hit, "name_ko"].drop_duplicates()[:8])
    return f"Names that contain it: {', '.join(near)}." if near and not text.isdigit() else ""
