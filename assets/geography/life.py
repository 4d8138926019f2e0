"""The life of a unit: its names and codes by time, and what happened to it.

What the history is made of is in `assets/reference/region.py`; printing it is `rebalance region`'s, showing it the atlas's.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assets.geography.crosswalk import History
from assets.geography.event_links import day, text
from assets.geography.names import Names
from expectations.history import NEGLIGIBLE

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


def first_day(value: object) -> str:
    """The day an era begins; units older than the history have no known one."""
    return "before 1995" if str(value)[:10] == "1994-12-31" else str(value)[:10]
