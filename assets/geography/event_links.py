"""Links of the region events within one unit set, each with the weight that the amounts of its pieces give it.

What one day does to one unit is said here. Walking through many days is `crosswalk.py`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from domain.days import day, text
from domain.errors import HistoryError
from domain.history import NEGLIGIBLE

# Measures of a piece, best first; one measure serves a whole division.
MEASURES = ("population", "households", "area_km2")
EXACT = "exact"
# Two areas of one extent differ by rounding only.
SAME_AREA = 0.005

Amounts = dict[tuple[dt.date, str, str], dict[str, float]]
# Whether a unit belongs to the unit set on a day.
Membership = Callable[[str, dt.date], bool]


@dataclass(frozen=True)
class Link:
    """What of `source`, of the day before, is `target` on the day; `part` when an event says that it is not all of it."""

    day: dt.date
    event: str
    source: str
    target: str
    part: bool = False


@dataclass(frozen=True)
class Step:
    """One link in the direction of the walk: where to, with which weight, by which measure (`exact` for a whole unit)."""

    unit: str
    weight: float
    method: str
    event: str


Steps = dict[dt.date, dict[str, list[Step]]]


def read_links(region_event: pd.DataFrame, event_piece: pd.DataFrame) -> list[Link]:
    """Links between units, once each, by day; negligible transfers move nobody and are left out.

    Pieces count too: they also hold what a unit that received a part had before.
    """
    found: dict[tuple[dt.date, str, str], Link] = {}
    for row in [*region_event.to_dict("records"), *event_piece.to_dict("records")]:
        source, target = text(row["from_unit_id"]), text(row["to_unit_id"])
        if source and target and not text(row["note"]).startswith(NEGLIGIBLE):
            date = day(row["date"])
            part = text(row.get("exact")).lower() == "false"
            found.setdefault((date, source, target), Link(date, text(row["event_id"]), source, target, part))
    return sorted(found.values(), key=lambda link: (link.day, link.source, link.target))


def read_amounts(event_piece: pd.DataFrame) -> Amounts:
    """Amounts of each piece by measure. HistoryError for a piece that is given twice or is below zero."""
    found: Amounts = {}
    for row in event_piece.to_dict("records"):
        key = (day(row["date"]), text(row["from_unit_id"]), text(row["to_unit_id"]))
        amount = {measure: float(row[measure]) for measure in MEASURES if text(row[measure])}
        if key in found or min(amount.values(), default=0.0) < 0:
            raise HistoryError(f"event_piece: {key[0]}, {key[1]} to {key[2]} is given twice or has an amount below zero")
        found[key] = amount
    return found


def steps(links: Iterable[Link], amounts: Amounts, is_in: Membership, *, backward: bool) -> Steps:
    """Weighted steps by day and unit of departure, within one unit set.

    Raises HistoryError when a unit is divided without a common measure for every part, or gives a part
    away while nothing says where the rest is.
    """
    grouped: dict[dt.date, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in _with_receivers(links, is_in):
        grouped[link.day][link.target if backward else link.source].append(link)
    return {
        date: {unit: _weighted(unit, found, amounts, backward) for unit, found in by_unit.items()}
        for date, by_unit in grouped.items()
    }


def comebacks(links: Iterable[Link], amounts: Amounts, is_in: Membership) -> set[tuple[str, str]]:
    """(unit, host) pairs: the unit went whole into the host and later came back out of it with the same area.

    Bucheon's three gu ended in 2016 and came back in 2024 as they had been. What was counted in one of
    them before is counted in it again, not in all three.
    """
    within = _with_receivers(links, is_in)
    ways: dict[tuple[dt.date, str], int] = defaultdict(int)
    for link in within:
        ways[link.day, link.source] += 1
    left = {(link.source, link.target): link for link in within if ways[link.day, link.source] == 1}
    found = set()
    for link in within:
        gone = left.get((link.target, link.source))
        if gone and gone.day < link.day and link.source != link.target and not is_in(link.target, gone.day):
            before, after = (amounts.get((x.day, x.source, x.target), {}).get("area_km2", 0.0) for x in (gone, link))
            if before > 0 and abs(after / before - 1) <= SAME_AREA:
                found.add((link.target, link.source))
    return found


def _with_receivers(links: Iterable[Link], is_in: Membership) -> list[Link]:
    """Links within the unit set, and one to itself for a unit that receives a part and gives nothing away.

    Without it, all of such a unit would, backwards, come from those who gave.
    """
    within = [k for k in links if is_in(k.source, k.day - dt.timedelta(days=1)) and is_in(k.target, k.day)]
    giving = {(link.day, link.source) for link in within}
    receiving = {(link.day, link.target): link.event for link in within}
    return within + [
        Link(date, event, unit, unit)
        for (date, unit), event in receiving.items()
        if (date, unit) not in giving and is_in(unit, date - dt.timedelta(days=1))
    ]


def _weighted(unit: str, found: list[Link], amounts: Amounts, backward: bool) -> list[Step]:
    """Steps of one unit on one day; a single way is exact, several are weighed by one common measure."""
    arrivals = [link.source if backward else link.target for link in found]
    if len(found) == 1:
        if found[0].part and not backward:
            raise HistoryError(f"{found[0].day}: {unit} gives a part to {arrivals[0]} and no event says where the rest is")
        return [Step(arrivals[0], 1.0, EXACT, found[0].event)]
    known = [amounts.get((link.day, link.source, link.target), {}) for link in found]
    for measure in MEASURES:
        if all(measure in amount for amount in known) and (total := sum(amount[measure] for amount in known)) > 0:
            return [
                Step(arrival, amount[measure] / total, measure, link.event)
                for link, arrival, amount in zip(found, arrivals, known, strict=True)
            ]
    ways = ", ".join(f"{link.source} to {link.target}" for link in found)
    raise HistoryError(f"{found[0].day}: no common measure in event_piece for {ways}")
