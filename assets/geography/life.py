"""The life of a unit: its names and codes by time, and what happened to it.

What the history is made of is in `assets/reference/units.py`; printing it is `rebalance region`'s, showing it the atlas's.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assets.geography.crosswalk import History
from domain.days import day, first_day, text
from domain.gazetteer import Gazetteer
from domain.history import NEGLIGIBLE
from domain.names import Names

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


Rows = dict[str, list[dict[Any, Any]]]


def _by_unit(table: pd.DataFrame, *columns: str) -> Rows:
    """Rows of a table by the units that their columns name, a row once a unit."""
    found: Rows = {}
    for row in table.to_dict("records"):
        for unit in dict.fromkeys(text(row[column]) for column in columns):
            if unit:
                found.setdefault(unit, []).append(row)
    return found


@dataclass(frozen=True)
class Facts:
    """Eras, events and pieces as `core.region`, `core.region_event` and `core.event_piece` have them, days still as text."""

    region: pd.DataFrame
    region_event: pd.DataFrame
    event_piece: pd.DataFrame
    membership: pd.DataFrame

    @functools.cached_property
    def history(self) -> History:
        """Arranged for walking."""
        return History(self.region, self.region_event, self.event_piece)

    @functools.cached_property
    def names(self) -> Names:
        """Names of units, with their sido."""
        return Names(self.region)

    @functools.cached_property
    def gazetteer(self) -> Gazetteer:
        """Units by what people write."""
        return Gazetteer(self.region)

    @functools.cached_property
    def eras(self) -> Rows:
        """Eras of each unit, first to last."""
        return _by_unit(self.region.sort_values("valid_from"), "unit_id")

    @functools.cached_property
    def events(self) -> Rows:
        """Events that touch each unit."""
        return _by_unit(self.region_event, "from_unit_id", "to_unit_id")

    @functools.cached_property
    def pieces(self) -> Rows:
        """Pieces that touch each unit."""
        return _by_unit(self.event_piece, "from_unit_id", "to_unit_id")

    @functools.cached_property
    def groups(self) -> dict[str, str]:
        """English names of the 5+3 groups."""
        five = self.membership[self.membership["scheme"] == "five_plus_three"]
        return dict(zip(five["group_id"], five["group_en"], strict=True))

    @property
    def first_day(self) -> str:
        """The day on which the history opens."""
        return str(self.region["valid_from"].min())

    @property
    def last_event(self) -> str:
        """The newest event that is known."""
        return str(day(self.region_event["date"].max()))


def card_of(unit: str, known: Facts) -> Card:
    """Life, codes and events of a unit."""
    eras = known.eras[unit]
    last = eras[-1]
    names = {era["name_ko"] for era in eras}
    alike = [other for other, lives in known.eras.items() if other != unit and any(era["name_ko"] in names for era in lives)]
    return Card(
        unit,
        f"{known.names.korean(unit)}  {last['name_en']}  [{unit}]",
        str(last["level"]),
        [_era(row, known) for row in eras],
        _events(unit, known),
        [f"{known.names.korean(other)} [{other}]" for other in alike],
    )


def _era(row: dict[Any, Any], known: Facts) -> dict[str, str]:
    begin = day(row["valid_from"])
    return {
        "from": first_day(row["valid_from"]),
        "to": text(row["valid_to"])[:10] or "today",
        "name": known.names.korean(str(row["unit_id"]), begin),
        "kind": str(row["kind"]),
        "mois": text(row["mois_code"]),
        "kostat7": text(row["kostat7_code"]),
        "kostat8": text(row["kostat8_code"]),
        "5+3": known.groups.get(row["megaregion"], ""),
        "unit sets": ", ".join(label for flag, label in SETS.items() if row[flag]),
    }


def _events(unit: str, known: Facts) -> list[Event]:
    """Events that touch the unit, with the amounts of their pieces; what only has amounts (a sido's loss) comes along."""
    pieces = {(row["date"], row["from_unit_id"], row["to_unit_id"]): row for row in known.pieces.get(unit, [])}
    rows = known.events.get(unit, [])
    found = [_event(row, pieces.get((row["date"], row["from_unit_id"], row["to_unit_id"])), known) for row in rows]
    told = {(row["date"], row["from_unit_id"], row["to_unit_id"]) for row in rows}
    found += [
        _event({**row, "type": "part moves", "exact": "false", "source": row["population_source"]}, row, known)
        for key, row in pieces.items()
        if key not in told and row["from_unit_id"] != row["to_unit_id"]
    ]
    return sorted(found, key=lambda event: (event.date, event.type, event.what))


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
