"""`rebalance region`: one unit's life, codes, events and neighbours, straight from the fact files.

Which unit is meant is `search.py`; neighbours need a map, see `neighbours.py`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from assets.geography.event_links import day, text
from expectations.history import NEGLIGIBLE
from pipelines.regions.facts import Facts, facts
from pipelines.regions.search import find, first_day

SETS = {"in_finest": "finest", "in_kosis": "KOSIS", "in_keis": "KEIS", "in_local_government": "local government"}
ERA_COLUMNS = ("from", "to", "name", "kind", "mois", "kostat7", "kostat8", "5+3", "unit sets")


@dataclass(frozen=True)
class Event:
    """Something that happened to a unit. `checked` is False where no publisher's code table confirms it."""

    date: str
    type: str
    what: str
    checked: bool
    disputed: str
    source: str
    note: str


@dataclass(frozen=True)
class Card:
    """What there is to say of one unit; an era is a dictionary with `ERA_COLUMNS`."""

    unit_id: str
    title: str
    level: str
    eras: list[dict[str, str]]
    events: list[Event]
    namesakes: list[str]


def run_region(console: Console, query: str, scheme: str, home: Path) -> None:
    """Print the card of the unit that is meant. UsageError when it is none or several."""
    known = facts()
    card = card_of(find(query, known.region, scheme), known)
    console.print(card.title, style="bold", markup=False)
    table = Table(*ERA_COLUMNS, box=None, header_style="dim", padding=(0, 2, 0, 0))
    for era in card.eras:
        table.add_row(*(era[column] for column in ERA_COLUMNS))
    console.print(table, markup=False)
    console.print("\nevents" if card.events else "\nevents      none since 1995", markup=False)
    for event in card.events:
        console.print(f"  {event.date}  {event.type}: {event.what}", markup=False)
        flag = "verified" if event.checked else "not verified"
        console.print(
            f"              {flag}; source: {event.source}{f'; {event.note}' if event.note else ''}", style="dim", markup=False
        )
        if event.disputed:
            console.print(f"              disputed: {event.disputed}", markup=False)
    console.print(f"\nneighbours  {_neighbours(card, known, home)}", markup=False)
    if card.namesakes:
        console.print(f"\nof the same name  {', '.join(card.namesakes)}", markup=False)


def card_of(unit: str, known: Facts) -> Card:
    """Life, codes and events of a unit."""
    region = known.region
    eras = region[region["unit_id"] == unit].sort_values("valid_from")
    last = eras.iloc[-1]
    names = set(eras["name_ko"])
    alike = region.loc[region["name_ko"].isin(names) & (region["unit_id"] != unit), "unit_id"].drop_duplicates()
    return Card(
        unit,
        f"{known.names.korean(unit)}  {last['name_en']}  [{unit}]",
        str(last["level"]),
        [_era(row, known) for row in eras.to_dict("records")],
        _events(unit, known),
        [f"{known.names.korean(other)} [{other}]" for other in alike],
    )


def _era(row: dict[Any, Any], known: Facts) -> dict[str, str]:
    begin = day(row["valid_from"])
    five = known.membership[known.membership["scheme"] == "five_plus_three"]
    group = five[five["group_id"] == row["megaregion"]]
    return {
        "from": first_day(row["valid_from"]),
        "to": text(row["valid_to"])[:10] or "today",
        "name": known.names.korean(str(row["unit_id"]), begin),
        "kind": str(row["kind"]),
        "mois": text(row["mois_code"]),
        "kostat7": text(row["kostat7_code"]),
        "kostat8": text(row["kostat8_code"]),
        "5+3": str(group["group_en"].iloc[0]) if len(group) else "",
        "unit sets": ", ".join(label for flag, label in SETS.items() if row[flag]),
    }


def _events(unit: str, known: Facts) -> list[Event]:
    """Events that touch the unit, with the amounts of their pieces; what only has amounts (a sido's loss) comes along."""
    pieces = {(row["date"], row["from_unit_id"], row["to_unit_id"]): row for row in _touching(known.event_piece, unit)}
    rows = _touching(known.region_event, unit)
    found = [_event(row, pieces.get((row["date"], row["from_unit_id"], row["to_unit_id"])), known) for row in rows]
    told = {(row["date"], row["from_unit_id"], row["to_unit_id"]) for row in rows}
    found += [
        _event({**row, "type": "part moves", "exact": "false", "source": row["population_source"]}, row, known)
        for key, row in pieces.items()
        if key not in told and row["from_unit_id"] != row["to_unit_id"]
    ]
    return sorted(found, key=lambda event: (event.date, event.type, event.what))


def _touching(table: pd.DataFrame, unit: str) -> list[dict[Any, Any]]:
    return table[(table["from_unit_id"] == unit) | (table["to_unit_id"] == unit)].to_dict("records")


def _event(row: dict[Any, Any], piece: dict[Any, Any] | None, known: Facts) -> Event:
    on = day(row["date"])
    moments = {"from": on - dt.timedelta(days=1), "to": on}
    ends = [
        f"{known.names.korean(row[f'{end}_unit_id'], moment)} {text(row.get(f'{end}_mois_code'))}".rstrip()
        for end, moment in moments.items()
        if text(row[f"{end}_unit_id"])
    ]
    note = text(row["note"])
    kind = f"{row['type']} ({NEGLIGIBLE})" if note.startswith(NEGLIGIBLE) else str(row["type"])
    part = f" ({_part(piece)})" if row["exact"] == "false" else ""
    return Event(
        str(on), kind, " → ".join(dict.fromkeys(ends)) + part, row["verified"] == "true", text(row.get("disputed")),
        text(row["source"]), note,
    )  # fmt: skip


def _part(piece: dict[Any, Any] | None) -> str:
    """`a part: 군위군, 23,283 people in 2022`; only that it is a part where no amount is known."""
    if piece is None:
        return "a part"
    people = f", {int(piece['population']):,} people in {piece['population_date'][:4]}" if piece["population"] else ""
    return f"a part: {piece['evidence']}{people}"


def _neighbours(card: Card, known: Facts, home: Path) -> str:
    nothing = "not known without a map; `rebalance build` makes one"
    if not home.is_dir():
        return nothing
    from pipelines.regions.neighbours import neighbours  # noqa: PLC0415  (the card itself needs no database)

    found = neighbours(home, card.unit_id, card.level)
    if found is None:
        return nothing
    if found.units is None:
        return f"not on the map, which has units of its day and cities whole ({found.map})"
    names = ", ".join(f"{known.names.korean(unit)} {km:.0f} km" for unit, km in found.units) or "none: an island"
    warning = "; SCHEMATIC, computed shapes: one border in ten is missing, one pair in seven is none" if found.schematic else ""
    return f"{names}\n            ({found.map}{warning})"
