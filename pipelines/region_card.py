"""`rebalance region`: one unit's life, codes and neighbours, found by name or code.

Names and bare codes that mean several units are asked back instead of guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely

from assets.geography.codes import ask, meanings
from expectations.errors import UsageError

# Suffixes that people leave out: 군위 for 군위군, 서울 for 서울특별시.
SUFFIXES = ("특별자치시", "특별자치도", "통합특별시", "특별시", "광역시", "도", "시", "군", "구")
SETS = {
    "in_finest": "finest",
    "in_kosis": "KOSIS",
    "in_keis": "KEIS",
    "in_local_government": "local government",
}


@dataclass(frozen=True)
class Card:
    """What there is to say of one unit."""

    unit_id: str
    title: str
    eras: list[dict[str, str]]
    events: list[dict[str, str]]
    neighbours: list[str] | None


def find(query: str, region: pd.DataFrame) -> str:
    """The `unit_id` meant by a name, a name with its sido, a unit_id, or a code.

    Raises UsageError with the choice of units when there are several, or with near names when none.
    """
    text = " ".join(query.split())
    if text in set(region["unit_id"]):
        return text
    if text.isdigit():
        found = list(dict.fromkeys(meaning.unit_id for meaning in meanings(region, text)))
    else:
        found = _by_name(text, region)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"{query!r}: no unit of that name or code. {_near(text, region)}")
    sido = [unit for unit in found if (region.loc[region["unit_id"] == unit, "level"] == "sido").all()]
    if len(sido) == 1 and not text.isdigit():  # Sejong: the sido and its one unit have one name
        return sido[0]
    choice = "\n".join(f"  {describe(unit, region)}" for unit in found)
    asked = f"{ask(region, text)} Which?" if text.isdigit() else f"{query!r} means {len(found)} units; which?"
    raise UsageError(f"{asked} Repeat with the word in brackets.\n{choice}")


def describe(unit: str, region: pd.DataFrame) -> str:
    """One line on a unit: sido, name, years, codes, identifier."""
    eras = region[region["unit_id"] == unit].sort_values("valid_from")
    last = eras.iloc[-1]
    years = f"{_year(eras['valid_from'].iloc[0])}–{'' if pd.isna(last['valid_to']) else _year(last['valid_to'])}"
    codes = ", ".join(
        f"{scheme} {'/'.join(own)}"
        for scheme, column in (("mois", "mois_code"), ("kostat", "kostat7_code"), ("kostat8", "kostat8_code"))
        if (own := list(dict.fromkeys(eras[column].dropna())))
    )
    return f"{_with_sido(last, region)} {last['name_en']} ({years}; {codes}) [{unit}]"


def card(unit: str, region: pd.DataFrame, region_event: pd.DataFrame, shapes: gpd.GeoDataFrame | None) -> Card:
    """Life, codes and neighbours of a unit; `shapes` has `region_id` and geometry of one level, or is None."""
    eras = region[region["unit_id"] == unit].sort_values("valid_from")
    touched = region_event[(region_event["from_unit_id"] == unit) | (region_event["to_unit_id"] == unit)]
    events = [
        {
            "date": str(row["date"])[:10],
            "type": row["type"],
            "from": f"{row['from_unit_id']} ({row['from_mois_code']})",
            "to": f"{row['to_unit_id']} ({row['to_mois_code']})",
            "note": "; ".join(str(row[c]) for c in ("note", "disputed") if row[c]),
        }
        for row in touched.sort_values("date").to_dict("records")
    ]
    return Card(
        unit,
        f"{_with_sido(eras.iloc[-1], region)} {eras.iloc[-1]['name_en']}",
        [_era({str(k): v for k, v in row.items()}, region) for row in eras.to_dict("records")],
        events,
        None if shapes is None else neighbours(unit, region, shapes),
    )


def neighbours(unit: str, region: pd.DataFrame, shapes: gpd.GeoDataFrame) -> list[str]:
    """Names of the units that share a border with `unit`, the longest border first; empty for an island."""
    own = shapes[shapes["region_id"] == unit]
    if own.empty:
        return []
    shape = own.geometry.iloc[0]
    others = shapes[shapes["region_id"] != unit]
    near = others[others.intersects(shape)]
    border = shapely.length(shapely.intersection(shapely.boundary(near.geometry.to_numpy()), shapely.boundary(shape)))
    ordered = near.assign(border=border).query("border > 0").sort_values("border", ascending=False)["region_id"]
    newest = region.sort_values("valid_from").drop_duplicates("unit_id", keep="last").set_index("unit_id")
    return [_with_sido(newest.loc[name], region) for name in ordered if name in newest.index]


def _era(row: dict[str, object], region: pd.DataFrame) -> dict[str, str]:
    parent = region[region["unit_id"] == row["parent_unit_id"]]
    return {
        "from": str(row["valid_from"])[:10],
        "to": "" if row["valid_to"] in (None, pd.NaT) else str(row["valid_to"])[:10],
        "name": str(row["name_ko"]),
        "kind": str(row["kind"]),
        "mois": str(row["mois_code"] or ""),
        "kostat": str(row["kostat7_code"] or ""),
        "kostat8": str(row["kostat8_code"] or ""),
        "in": parent["name_ko"].iloc[-1] if len(parent) else "",
        "sets": ", ".join(label for flag, label in SETS.items() if row[flag]),
        "5+3": str(row["megaregion"] or ""),
    }


def _by_name(text: str, region: pd.DataFrame) -> list[str]:
    *upper, name = text.split(" ")
    match = region[_matches(region["name_ko"], name) | (region["name_en"].str.lower() == name.lower())]
    if match.empty:
        match = region[region["name_en"].str.lower().str.split("-", n=1).str[0] == name.lower()]
    for word in upper:
        above = set(region.loc[_matches(region["name_ko"], word) | (region["name_en"].str.lower() == word.lower()), "unit_id"])
        match = match[match["sido_unit_id"].isin(above) | match["parent_unit_id"].isin(above)]
    # A sido and its one unit of the same name (Sejong) are told apart by level: the sido is the answer.
    found = list(dict.fromkeys(match.sort_values(["level", "mois_code"])["unit_id"]))
    living = [unit for unit in found if region.loc[region["unit_id"] == unit, "valid_to"].isna().any()]
    return living if len(living) == 1 else found


def _matches(names: pd.Series, word: str) -> pd.Series:
    return names.isin([word, *(word + suffix for suffix in SUFFIXES)])


def _near(text: str, region: pd.DataFrame) -> str:
    name = text.rsplit(" ", maxsplit=1)[-1]
    near = list(region.loc[region["name_ko"].str.contains(name, regex=False), "name_ko"].drop_duplicates()[:8])
    return f"Names that contain it: {', '.join(near)}." if near else ""


def _with_sido(row: pd.Series, region: pd.DataFrame) -> str:
    if row["level"] == "sido":
        return str(row["name_ko"])
    eras = region[(region["unit_id"] == row["sido_unit_id"])].sort_values("valid_from")
    return f"{eras['name_ko'].iloc[-1]} {row['name_ko']}"


def _year(value: object) -> str:
    return str(value)[:4]
