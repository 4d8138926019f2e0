"""Regions with their names, codes, groups and lives, as the page shows them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assets.geography.life import Event, Facts, card_of
from assets.lake.lake import Lake
from assets.release.atlas.figures import LEVELS
from domain.days import text

# Share of a unit's people from which on another unit counts as what became of it.
LARGE_PART = 0.1
CODES = ("mois_code", "kostat7_code", "kostat8_code")
COLUMNS = ("mois_code", "kostat_code", "name_ko", "name_en", "sido_ko", "sido_unit_id", "megaregion")


def region_records(regions: pd.DataFrame, order: dict[str, list[str]]) -> dict[str, list[dict[str, str]]]:
    """Name, codes and groups of each region, in the order of the values."""
    known = regions[["level", "region_id", *COLUMNS]].to_dict("records")
    rows = {(row["level"], row["region_id"]): row for row in known}
    return {level: [{"id": region} | _known(rows[level, region]) for region in order[level]] for level in LEVELS}


def facts_of(lake: Lake) -> Facts:
    """The region history of a lake in the form in which lives are told: flags and amounts of events as text, as in fact files."""
    event, piece = (lake.frame(name) for name in ("region_event", "event_piece"))
    for table, columns in ((event, ("exact", "verified")), (piece, ("verified", "population", "population_date"))):
        for column in columns:
            table[column] = [text(value).removesuffix(".0").lower() for value in table[column]]
    return Facts(lake.frame("region"), event, piece, lake.frame("megaregion_membership"))


def lives(facts: Facts, units: list[str]) -> dict[str, dict[str, Any]]:
    """Eras and events of each unit: eras as `[from, to, name, mois, kostat7, kostat8, 5+3, unit sets]`."""
    columns = ("from", "to", "name", "mois", "kostat7", "kostat8", "5+3", "unit sets")
    found = {}
    for unit in units:
        card = card_of(unit, facts)
        found[unit] = {
            "eras": [[era[column] for column in columns] for era in card.eras],
            "events": [_event(event) for event in card.events],
            "namesakes": card.namesakes,
        }
    return found


def former(region: pd.DataFrame, crosswalk: pd.DataFrame, units: list[str]) -> dict[str, list[list[str]]]:
    """What else leads to a unit of the page: `[name, name of the sido, codes …]` of its earlier eras, of units that became it,
    and of the gu of a city, which are no units of the page.
    """
    shown = set(units)
    sido = region[region["level"] == "sido"].sort_values("valid_from").groupby("unit_id")["name_ko"].agg(list).to_dict()
    names = region.sort_values("valid_from").groupby("unit_id")["name_ko"].last()
    walk = crosswalk[(crosswalk["track"] == "kosis") & (crosswalk["weight"] >= LARGE_PART)]
    heirs = walk.groupby("from_unit_id")["to_unit_id"].agg(lambda to: list(dict.fromkeys(to))).to_dict()
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for row in region.sort_values(["unit_id", "valid_from"]).to_dict("records"):
        unit, city = row["unit_id"], text(row["parent_unit_id"])
        gu = city in shown and city != text(row["sido_unit_id"])
        name = f"{names[city]} {row['name_ko']}" if gu else row["name_ko"]
        codes = [code for column in CODES if (code := text(row[column]))]
        above = sido.get(text(row["sido_unit_id"]), [""]) if row["level"] == "sigungu" else [""]
        targets = [city] if gu else [unit] if unit in shown else heirs.get(unit, [])
        for target in targets:
            for province in above if target in shown else []:
                found.setdefault(target, {})[name, province, *dict.fromkeys(codes)] = None
    return {unit: [list(said) for said in sayings] for unit, sayings in found.items()}


def _event(event: Event) -> dict[str, Any]:
    known = {"date": event.date, "type": event.type, "what": event.what, "checked": event.checked, "source": event.source}
    return known | {key: said for key, said in (("disputed", event.disputed), ("note", event.note)) if said}


def _known(row: dict[Any, Any]) -> dict[str, str]:
    return {column: value for column in COLUMNS if (value := text(row[column]))}
