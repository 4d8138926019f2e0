"""Cohort change ratios and child-woman ratios of each unit, from what the last years did to its cohorts.

Hamilton and Perry (1962): a cohort's size at the end of five years over its size at their beginning carries deaths and
moves together. Averaged over spans, held within bounds of the sido's ratio, and drawn to it where the cohort is small.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assets.projection.cohorts import FEMALE, WOMEN_15_49, Array, History, Units
from domain.ages import AGES, STEP

# A ratio may differ from its sido's by this factor at most: a new town does not fill up for twenty years. Of 1.25, 1.5, 2 and
# none, 1.25 has the smallest errors in both tests of decision 18.
CAP = 1.25
# Persons in a cohort at which its own ratio and the sido's weigh alike.
HALF_WEIGHT = 100.0
OPEN = len(AGES) - 1


@dataclass(frozen=True)
class Ratios:
    """What carries every cohort five years on.

    Attributes
    ----------
    nation : array (2, 21)
        The same as `change` for the whole country.
    change : array (U, 2, 21)
        Persons of an age group per person of the group before, five years earlier. Place 0 is not used; the
        last one is 100 and over per person of 95 and over.
    children : array (U, 2)
        Children aged 0-4 of each sex per woman aged 15-49.
    spans : array (U,)
        Spans with figures of the unit at both ends; where 0, the sido's ratios stand.
    """

    nation: Array
    change: Array
    children: Array
    spans: NDArray[np.intp]


def ratios_of(history: History) -> Ratios:
    """Ratios from all spans of five years; where there is none, from those of four, else three (see `five_years_on`).

    Child-woman ratios are those of the newest date: births fell by a third within the spans, and an average
    would bring them back. ValueError when no two dates are at hand.
    """
    before, after, spans = _pooled(history)
    sido = _of_sido(before, after, history.units)
    cohort = before / np.maximum(spans, 1)[:, None, None]
    change = np.clip(_drawn_to(sido, _divided(after, before, sido), cohort), sido / CAP, sido * CAP)
    born, women = _born(history.people[history.dates[-1]])
    usual = _of_sido(women, born, history.units)
    return Ratios(_of_nation(before, after), change, _drawn_to(usual, _divided(born, women, usual), women), spans)


def sido_ratios(history: History) -> Ratios:
    """Every unit at its sido's ratios: what the projection would be without ratios of its own."""
    before, after, spans = _pooled(history)
    born, women = _born(history.people[history.dates[-1]])
    units = history.units
    return Ratios(_of_nation(before, after), _of_sido(before, after, units), _of_sido(women, born, units), np.zeros_like(spans))


def spans_of(history: History) -> list[tuple[dt.date, dt.date]]:
    """All spans of five years, else all of four, else of three; none where dates lie otherwise."""
    return next((found for years in (STEP, 4, 3) if (found := history.spans(years))), [])


def five_years_on(first: Array, last: Array, years: int) -> Array:
    """Cohorts of `first` as they would stand after five years, (U, 2, 21), from a date `years` later.

    With five years this is `last`. With fewer, a cohort of five ages lies across two groups of `last`; people are taken
    to be spread evenly within a group, and the change is raised to the power 5 / years.
    """
    if years == STEP:
        return last
    share = years / STEP
    aged = np.zeros_like(last)
    aged[..., 1:] = (1 - share) * last[..., :-1] + share * last[..., 1:]
    aged[..., OPEN] = (1 - share) * last[..., OPEN - 1] + last[..., OPEN]
    start = _exposed(first)
    ratio = _divided(aged, start, np.zeros(aged.shape))
    return np.where(np.isnan(start) | np.isnan(aged), np.nan, start * ratio ** (STEP / years))


def _pooled(history: History) -> tuple[Array, Array, NDArray[np.intp]]:
    """Cohorts at the beginnings and at the ends of all spans, (U, 2, 21) each, and the number of spans (U,)."""
    found = spans_of(history)
    if not found:
        raise ValueError("no two dates three to five years apart")
    before = np.zeros((len(history.units.ids), 2, len(AGES)))
    after, spans = before.copy(), np.zeros(len(history.units.ids), dtype=np.intp)
    for first, last in found:
        start = _exposed(history.people[first])
        end = five_years_on(history.people[first], history.people[last], last.year - first.year)
        known = ~np.isnan(start[:, 0, 1]) & ~np.isnan(end[:, 0, 1])
        before[known] += start[known]
        after[known] += end[known]
        spans += known
    return before, after, spans


def _exposed(cells: Array) -> Array:
    """Who becomes age group k five years later stands at place k, (U, 2, 21)."""
    exposed = np.zeros_like(cells)
    exposed[..., 1:] = cells[..., :-1]
    exposed[..., OPEN] += cells[..., OPEN]
    return exposed


def _drawn_to(usual: Array, own: Array, persons: Array) -> Array:
    """Between the own ratio and the usual one, by the number of persons it rests on."""
    weight = persons / (persons + HALF_WEIGHT)
    return weight * own + (1 - weight) * usual


def _born(cells: Array) -> tuple[Array, Array]:
    """Children aged 0-4 by sex, and the women aged 15-49 beside both, (U, 2) each."""
    known = np.nan_to_num(cells)
    women = known[:, FEMALE, WOMEN_15_49].sum(axis=1)
    return known[:, :, 0], np.repeat(women[:, None], 2, axis=1)


def _of_sido(before: Array, after: Array, units: Units) -> Array:
    """Ratio of each unit's sido, the nation's where the sido had nobody; one row a unit."""
    return _divided(_by_sido(after, units), _by_sido(before, units), _of_nation(before, after))[units.sido]


def _of_nation(before: Array, after: Array) -> Array:
    return _divided(after.sum(axis=0), before.sum(axis=0), np.zeros(before.shape[1:]))


def _by_sido(cells: Array, units: Units) -> Array:
    sums = np.zeros((len(units.sido_ids), *cells.shape[1:]))
    np.add.at(sums, units.sido, cells)
    return sums


def _divided(part: Array, whole: Array, otherwise: Array) -> Array:
    """`part / whole`, `otherwise` where the whole is nobody."""
    ratio = np.array(np.broadcast_to(otherwise, part.shape), dtype=float)
    np.divide(part, whole, out=ratio, where=whole > 0)
    return ratio
