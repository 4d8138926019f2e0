"""Crosswalks: which share of each unit of one day is which unit of another day, forwards or backwards.

Events are walked day by day. A rename, recode, transfer or merger is exact; what divides a unit is
weighted by the amounts in core.event_piece. Applying weights to figures is `convert.py`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from expectations.errors import HistoryError

Track = Literal["finest", "kosis", "sido"]
TRACKS: tuple[Track, ...] = ("finest", "kosis", "sido")
# Measures of a piece, best first; one measure serves a whole division.
MEASURES = ("population", "households", "area_km2")
NEGLIGIBLE = "negligible"
COLUMNS = ["from_unit_id", "to_unit_id", "weight", "exact", "method", "events"]


@dataclass(frozen=True)
class Step:
    """One link of one event: where to, with which weight, by which measure (`exact` for a whole unit)."""

    unit: str
    weight: float
    method: str
    event: str


@dataclass(frozen=True)
class Share:
    """What has become of a unit so far: weight, measures used on the way, events passed."""

    weight: float
    methods: frozenset[str]
    events: tuple[str, ...]

    def through(self, step: Step) -> Share:
        """The share after one more step."""
        methods = self.methods if step.method == "exact" else self.methods | {step.method}
        return Share(self.weight * step.weight, methods, (*self.events, step.event))

    def joined(self, other: Share) -> Share:
        """Two ways to the same unit, taken together."""
        events = (*self.events, *(e for e in other.events if e not in self.events))
        return Share(self.weight + other.weight, self.methods | other.methods, events)


class History:
    """Eras, events and pieces, arranged for walking.

    Parameters are the tables core.region, core.region_event and core.event_piece. Raises HistoryError
    when an event divides a unit without amounts for every part.
    """

    def __init__(self, region: pd.DataFrame, region_event: pd.DataFrame, event_piece: pd.DataFrame) -> None:
        self._eras: dict[str, list[tuple[dt.date, dt.date, dict[Track, bool]]]] = defaultdict(list)
        for era in region.to_dict("records"):
            flags: dict[Track, bool] = {
                "finest": bool(era["in_finest"]), "kosis": bool(era["in_kosis"]), "sido": era["level"] == "sido",
            }  # fmt: skip
            self._eras[str(era["unit_id"])].append((_day(era["valid_from"]), _day(era["valid_to"]), flags))
        amounts = _amounts(event_piece)
        links = _links(region_event, event_piece)
        self._days = sorted({day for day, *_ in links})
        self._forward = {track: self._steps(links, amounts, track, backward=False) for track in TRACKS}
        self._backward = {track: self._steps(links, amounts, track, backward=True) for track in TRACKS}

    def living(self, day: dt.date, track: Track) -> list[str]:
        """Units of a track on a day, sorted."""
        return sorted(unit for unit in self._eras if self.is_in(unit, day, track))

    def is_in(self, unit: str, day: dt.date, track: Track) -> bool:
        """True when the unit lives on that day and belongs to the track."""
        return any(begin <= day < end and flags[track] for begin, end, flags in self._eras.get(unit, ()))

    def walk(self, unit: str, start: dt.date, end: dt.date, track: Track) -> dict[str, Share]:
        """Shares of `unit` of day `start` among the units of day `end`; their weights sum to 1.

        Raises HistoryError when the unit is not of the track on `start`, or a unit on the way ends
        without an event that says where it went.
        """
        if not self.is_in(unit, start, track):
            raise HistoryError(f"{unit} is no unit of the {track} set on {start}")
        state = {unit: Share(1.0, frozenset(), ())}
        if end >= start:
            for day in self._days:
                if start < day <= end:
                    state = self._advance(state, day, track, self._forward[track].get(day, {}), day)
        else:
            for day in reversed(self._days):
                if end < day <= start:
                    before = day - dt.timedelta(days=1)
                    state = self._advance(state, day, track, self._backward[track].get(day, {}), before)
        return state

    def _advance(
        self, state: dict[str, Share], day: dt.date, track: Track, steps: dict[str, list[Step]], arrival: dt.date
    ) -> dict[str, Share]:
        following: dict[str, Share] = {}
        for unit, share in state.items():
            reached = [(step.unit, share.through(step)) for step in steps.get(unit, ())]
            if not reached:
                if not self.is_in(unit, arrival, track):
                    raise HistoryError(f"{unit} of the {track} set is gone on {arrival} and no event of {day} says where")
                reached = [(unit, share)]
            for target, arrived in reached:
                following[target] = following[target].joined(arrived) if target in following else arrived
        return following

    def _steps(
        self, links: list[tuple[dt.date, str, str, str]], amounts: dict[tuple[dt.date, str, str], dict[str, float]], track: Track,
        *, backward: bool,
    ) -> dict[dt.date, dict[str, list[Step]]]:  # fmt: skip
        """Weighted steps by day and unit of departure, within one track."""
        grouped: dict[dt.date, dict[str, list[tuple[str, str, str, str]]]] = defaultdict(lambda: defaultdict(list))
        for day, event, source, target in links:
            if self.is_in(source, day - dt.timedelta(days=1), track) and self.is_in(target, day, track):
                departure, arrival = (target, source) if backward else (source, target)
                grouped[day][departure].append((event, arrival, source, target))
        return {
            day: {unit: _weighted(day, found, amounts) for unit, found in by_unit.items()} for day, by_unit in grouped.items()
        }


def crosswalk(history: History, start: dt.date, end: dt.date, track: Track, units: Iterable[str] | None = None) -> pd.DataFrame:
    """Weights from the units of day `start` to those of day `end`.

    Columns `from_unit_id, to_unit_id, weight, exact, method, events`; weights of a source sum to 1.
    `method` is `unchanged`, `exact`, or the measures used, joined by `+`; `exact` is False only where
    the source is divided.
    """
    rows = []
    for unit in history.living(start, track) if units is None else units:
        shares = history.walk(unit, start, end, track)
        whole = len(shares) == 1
        for target, share in sorted(shares.items()):
            method = ("exact" if share.events else "unchanged") if whole else "+".join(sorted(share.methods))
            rows.append((unit, target, 1.0 if whole else share.weight, whole, method, ";".join(share.events)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _links(region_event: pd.DataFrame, event_piece: pd.DataFrame) -> list[tuple[dt.date, str, str, str]]:
    """(day, event, from, to) of links between units, once each; negligible transfers move nobody.

    Pieces count too: they also hold what a unit that received a part had before.
    """
    found: dict[tuple[dt.date, str, str], str] = {}
    for row in [*region_event.to_dict("records"), *event_piece.to_dict("records")]:
        source, target = row["from_unit_id"], row["to_unit_id"]
        if source and target and not str(row["note"] or "").startswith(NEGLIGIBLE):
            found.setdefault((_day(row["date"]), str(source), str(target)), str(row["event_id"]))
    return [(day, event, source, target) for (day, source, target), event in found.items()]


def _amounts(event_piece: pd.DataFrame) -> dict[tuple[dt.date, str, str], dict[str, float]]:
    return {
        (_day(row["date"]), str(row["from_unit_id"]), str(row["to_unit_id"])): {
            str(measure): float(row[measure]) for measure in MEASURES if pd.notna(row[measure])
        }
        for row in event_piece.to_dict("records")
    }


def _weighted(
    day: dt.date, found: list[tuple[str, str, str, str]], amounts: dict[tuple[dt.date, str, str], dict[str, float]]
) -> list[Step]:
    """Steps of one unit on one day; a single way is exact, several are weighed by one common measure."""
    if len(found) == 1:
        event, arrival, _, _ = found[0]
        return [Step(arrival, 1.0, "exact", event)]
    known = [amounts.get((day, source, target), {}) for _, _, source, target in found]
    for measure in MEASURES:
        if all(measure in amount for amount in known) and (total := sum(amount[measure] for amount in known)) > 0:
            return [
                Step(arrival, amount[measure] / total, measure, event)
                for (event, arrival, _, _), amount in zip(found, known, strict=True)
            ]
    ways = ", ".join(f"{source} to {target}" for _, _, source, target in found)
    raise HistoryError(f"{day}: no common measure in event_piece for {ways}")


def _day(value: object, empty: dt.date = dt.date.max) -> dt.date:
    """A calendar day from a date, timestamp or ISO text; `empty` for an empty cell."""
    text = "" if value is None else str(value)
    return empty if text in ("", "NaT", "nan", "None") else pd.Timestamp(text).date()
