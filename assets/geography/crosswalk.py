"""Crosswalks: which share of each unit of one day is which unit of another day, forwards or backwards.

Events are walked day by day. A rename, recode, transfer or merger is exact; what divides a unit is
weighted by the amounts in core.event_piece. What one day does is `event_links.py`; applying weights to
figures is `convert.py`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import pandas as pd

from assets.geography.event_links import (
    EXACT,
    Step,
    Steps,
    comebacks,
    read_amounts,
    read_links,
    steps,
)
from domain.days import day
from domain.errors import HistoryError

Track = Literal["finest", "kosis", "sido"]
TRACKS: tuple[Track, ...] = ("finest", "kosis", "sido")
COLUMNS = ["from_unit_id", "to_unit_id", "weight", "exact", "method", "events"]


@dataclass(frozen=True)
class Share:
    """What has become of a unit so far: weight, measures used on the way, events passed, and where it may come back to."""

    weight: float = 1.0
    methods: frozenset[str] = frozenset()
    events: tuple[str, ...] = ()
    home: str | None = None

    def through(self, step: Step) -> Share:
        """The share after one more step."""
        methods = self.methods if step.method == EXACT else self.methods | {step.method}
        return replace(self, weight=self.weight * step.weight, methods=methods, events=(*self.events, step.event))

    def joined(self, other: Share) -> Share:
        """Two ways to the same unit, taken together."""
        events = (*self.events, *(e for e in other.events if e not in self.events))
        return replace(self, weight=self.weight + other.weight, methods=self.methods | other.methods, events=events)


# Shares by unit, and by the unit that a share may come back to.
State = dict[tuple[str, str | None], Share]


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
            self._eras[str(era["unit_id"])].append((day(era["valid_from"]), day(era["valid_to"]), flags))
        links, amounts = read_links(region_event, event_piece), read_amounts(event_piece)
        self._forward: dict[Track, Steps] = {}
        self._backward: dict[Track, Steps] = {}
        self._comebacks: dict[Track, set[tuple[str, str]]] = {}
        for track in TRACKS:
            is_in = partial(self.is_in, track=track)
            self._forward[track] = steps(links, amounts, is_in, backward=False)
            self._backward[track] = steps(links, amounts, is_in, backward=True)
            self._comebacks[track] = comebacks(links, amounts, is_in)

    def living(self, day: dt.date, track: Track) -> list[str]:
        """Units of a track on a day, sorted."""
        return sorted(unit for unit in self._eras if self.is_in(unit, day, track))

    def is_in(self, unit: str, day: dt.date, track: Track) -> bool:
        """True when the unit lives on that day and belongs to the track."""
        return any(begin <= day < end and flags[track] for begin, end, flags in self._eras.get(unit, ()))

    def walk(self, unit: str, start: dt.date, end: dt.date, track: Track) -> dict[str, Share]:
        """Shares of `unit` of day `start` among the units of day `end`; their weights sum to 1.

        The day of an event belongs to the new geography. Raises HistoryError when the unit is not of the
        track on `start`, or no event says what it is on `end`.
        """
        if not self.is_in(unit, start, track):
            raise HistoryError(f"{unit} is no unit of the {track} set on {start}")
        forward = end >= start
        by_day = self._forward[track] if forward else self._backward[track]
        state: State = {(unit, None): Share()}
        for date in sorted(by_day, reverse=not forward):
            by_unit = by_day[date]
            if min(start, end) < date <= max(start, end) and any(here in by_unit for here, _ in state):
                state = self._advance(state, by_unit, track)
        reached: dict[str, Share] = {}
        for (target, _), share in state.items():
            if not self.is_in(target, end, track):
                raise HistoryError(
                    f"{unit} of {start}: {target} is no unit of the {track} set on {end}, and no event says where it went"
                )
            reached[target] = reached[target].joined(share) if target in reached else share
        return reached

    def _advance(self, state: State, by_unit: dict[str, list[Step]], track: Track) -> State:
        following: State = {}
        for (unit, _), share in state.items():
            for target, arrived in self._next(unit, share, by_unit.get(unit, []), track):
                key = (target, arrived.home)
                following[key] = following[key].joined(arrived) if key in following else arrived
        return following

    def _next(self, unit: str, share: Share, ways: list[Step], track: Track) -> list[tuple[str, Share]]:
        if not ways:
            return [(unit, share)]
        if back := [step for step in ways if step.unit == share.home]:
            return [(back[0].unit, replace(share.through(Step(back[0].unit, 1.0, EXACT, back[0].event)), home=None))]
        home = share.home
        if len(ways) > 1:
            home = None  # divided otherwise than by coming back: nobody knows how much of the home is where
        elif (unit, ways[0].unit) in self._comebacks[track]:
            home = unit
        return [(step.unit, replace(share.through(step), home=home)) for step in ways]


def crosswalk(history: History, start: dt.date, end: dt.date, track: Track, units: Iterable[str] | None = None) -> pd.DataFrame:
    """Weights from the units of day `start` to those of day `end`.

    Columns `from_unit_id, to_unit_id, weight, exact, method, events`; weights of a source sum to 1.
    `method` is `unchanged`, `exact`, or the measures used, joined by `+`; `exact` is False only where
    the source is divided. A unit that ended in another and came back out of it as it had been is itself
    again, which only one walk over both events knows. `units` are all living ones when not given.
    """
    rows = []
    for unit in history.living(start, track) if units is None else units:
        shares = history.walk(unit, start, end, track)
        whole = len(shares) == 1
        for target, share in sorted(shares.items()):
            method = (EXACT if share.events else "unchanged") if whole else "+".join(sorted(share.methods))
            rows.append((unit, target, 1.0 if whole else share.weight, whole, method, ";".join(share.events)))
    return pd.DataFrame(rows, columns=COLUMNS)
