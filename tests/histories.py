"""Region histories for crosswalks: the project's own, and small ones written in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from assets.geography.crosswalk import History, Track, crosswalk
from assets.reference.units import read_facts, region

OPENING = "2000-01-01"
MEASURES = ("population", "households", "area_km2")


@cache
def korea() -> History:
    """The history of the fact tables."""
    return History(region(), read_facts("region_event"), read_facts("event_piece"))


def shares(source: str, start: str, end: str, track: Track = "kosis", *, history: History | None = None) -> dict[str, float]:
    """Weights of one unit by target."""
    return walked(source, start, end, track, history=history)["weight"].to_dict()


def walked(source: str, start: str, end: str, track: Track = "kosis", *, history: History | None = None) -> pd.DataFrame:
    """Crosswalk rows of one unit, by target."""
    table = crosswalk(history or korea(), date(start), date(end), track, [source])
    return table.set_index("to_unit_id")


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def small(
    units: Mapping[str, tuple[str, str | None] | list[tuple[str, str | None]]],
    events: Sequence[tuple[str, ...]],
    pieces: Sequence[tuple[str, str, str, Mapping[str, float]]] = (),
) -> History:
    """A history of one unit set.

    `units` are eras (first day, first day after) by unit; `events` are (date, source, target) with `part` behind where
    it is not all of the source, or a note; `pieces` are (date, source, target, amounts).
    """
    return History(*tables(units, events, pieces))


def tables(
    units: Mapping[str, tuple[str, str | None] | list[tuple[str, str | None]]],
    events: Sequence[tuple[str, ...]],
    pieces: Sequence[tuple[str, str, str, Mapping[str, float]]] = (),
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The three tables of `small`."""
    eras = [
        {"unit_id": unit, "level": "sigungu", "valid_from": begin, "valid_to": end, "in_finest": True, "in_kosis": True}
        for unit, spans in units.items()
        for begin, end in (spans if isinstance(spans, list) else [spans])
    ]
    links = [
        _row(day, source, target) | {"exact": "part" not in rest, "note": next((n for n in rest if n != "part"), None)}
        for day, source, target, *rest in events
    ]
    parts = [_row(d, s, t) | {m: amounts.get(m) for m in MEASURES} | {"note": None} for d, s, t, amounts in pieces]
    columns = ["event_id", "date", "from_unit_id", "to_unit_id", "note"]
    return (
        pd.DataFrame(eras),
        pd.DataFrame(links, columns=[*columns, "exact"], dtype="object"),
        pd.DataFrame(parts, columns=[*columns, *MEASURES], dtype="object"),
    )


def _row(day: str, source: str, target: str) -> dict[str, Any]:
    return {"event_id": f"{day}-event", "date": day, "from_unit_id": source, "to_unit_id": target}
