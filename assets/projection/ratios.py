"""What the last years did to each unit's cohorts: losses in proportion, gains in persons, and children per woman.

Hamilton and Perry (1962): a cohort's size at the end of five years over its size at their beginning carries deaths and
moves together. A ratio above the nation's, carried on for decades, runs away: Hauer (2019) goes on by differences where a
place grows. Here every cohort that gained on the nation's goes on by the persons it gained, in proportion to the nation's
cohort they come from; one that lost goes on by its ratio, since the fewer are left, the fewer can leave.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assets.projection.cohorts import FEMALE, TREND_YEARS, WOMEN_15_49, Array, History, Units, by_sido, divided, exposed
from domain.ages import AGES, STEP

# Persons in a cohort at which its own ratio and the sido's weigh alike.
HALF_WEIGHT = 100.0
# What a span weighs beside one that ends a year later. Of 1, 0.7, 0.5 and the newest alone, the newest alone is closest for
# women aged 20-39 and 1 for the population; see decision 43.
YEAR_WEIGHT = 0.5
# By ratios alone, the bound on a ratio beside its sido's. It compounds, which is why gains go on in persons.
RATIO_BOUND = 1.25
OPEN = len(AGES) - 1


@dataclass(frozen=True)
class Ratios:
    """What carries every cohort five years on: `stay` times the cohort before, and `gain` from elsewhere.

    Attributes
    ----------
    nation : array (2, 21)
        Persons of an age group per person of the group before, five years earlier, in the whole country. Place 0 is not
        used; the last one is 100 and over per person of 95 and over.
    stay : array (U, 2, 21)
        The same of each unit, the nation's where the unit's cohort gained on it.
    gain : array (U, 2, 21)
        Persons per step by which a cohort gained on the nation's ratio; 0 where it lost.
    pool : array (2, 21)
        The nation's cohort at the beginning of a step while it gained so; a gain goes on as a part of it.
    children : array (U, 2)
        Children aged 0-4 of each sex per woman aged 15-49.
    spans : array (U,)
        Spans with figures of the unit at both ends; where 0, the sido's ratios stand.
    """

    nation: Array
    stay: Array
    gain: Array
    pool: Array
    children: Array
    spans: NDArray[np.intp]


def ratios_of(history: History) -> Ratios:
    """From all spans of five years within ten, the newest weighing most; where there is none, from those of four, else three.

    Child-woman ratios are those of the newest date: births fell by a third within the spans, and an average
    would bring them back. ValueError when no two dates are at hand.
    """
    before, after, weight, spans = _pooled(history)
    nation, sido = _of_nation(before, after), _of_sido(before, after, history)
    cohort = divided(before, np.broadcast_to(weight[:, None, None], before.shape))
    change = _drawn_to(sido, divided(after, before, sido), cohort)
    gains = (change > nation) & (spans > 0)[:, None, None]
    return Ratios(
        nation=nation,
        stay=np.where(gains, nation, change),
        gain=np.where(gains, (change - nation) * cohort, 0.0),
        pool=cohort.sum(axis=0),
        children=_children(history),
        spans=spans,
    )


def sido_ratios(history: History) -> Ratios:
    """Every unit at its sido's ratios: what the projection would be without ratios of its own."""
    before, after, _, spans = _pooled(history)
    born, women = _born(history.people[history.dates[-1]])
    usual = divided(by_sido(born, history.units), by_sido(women, history.units), divided(born.sum(axis=0), women.sum(axis=0)))
    return Ratios(
        nation=_of_nation(before, after),
        stay=_of_sido(before, after, history),
        gain=np.zeros_like(before),
        pool=np.zeros(before.shape[1:]),
        children=usual[history.units.sido],
        spans=np.zeros_like(spans),
    )


def ratios_alone(history: History) -> Ratios:
    """Every cohort by its own ratio, within 1.25 of its sido's on either side: no differences. Kept for comparison."""
    before, after, weight, spans = _pooled(history)
    sido = _of_sido(before, after, history)
    cohort = divided(before, np.broadcast_to(weight[:, None, None], before.shape))
    change = np.clip(_drawn_to(sido, divided(after, before, sido), cohort), sido / RATIO_BOUND, sido * RATIO_BOUND)
    return replace(sido_ratios(history), stay=change, children=_children(history), spans=spans)


def spans_of(history: History) -> list[tuple[dt.date, dt.date]]:
    """All spans of five years that begin within ten years of the end of the newest, else all of four, else of three."""
    return next((_recent(found) for years in (STEP, 4, 3) if (found := history.spans(years))), [])


def _recent(spans: list[tuple[dt.date, dt.date]]) -> list[tuple[dt.date, dt.date]]:
    newest = max(last.year for _, last in spans)
    return [span for span in spans if span[0].year >= newest - TREND_YEARS]


def trend_of(history: History) -> tuple[int, int] | None:
    """First and last year of what is carried on; None where no two dates make a span."""
    found = spans_of(history)
    return (min(first.year for first, _ in found), max(last.year for _, last in found)) if found else None


def trend_of_days(days: Iterable[dt.date]) -> tuple[int, int] | None:
    """The same of Decembers whose figures are not at hand."""
    nobody = Units((), np.array([], dtype=np.intp), (), np.array([], dtype=bool), (), np.zeros((0, 0)))
    return trend_of(History(nobody, {day: np.zeros((0, 2, len(AGES))) for day in days}))


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
    start = exposed(first)
    ratio = divided(aged, start)
    return np.where(np.isnan(start) | np.isnan(aged), np.nan, start * ratio ** (STEP / years))


def _pooled(history: History) -> tuple[Array, Array, Array, NDArray[np.intp]]:
    """Cohorts at the beginnings and at the ends of all spans, weighted, (U, 2, 21) each; the weights and spans, (U,)."""
    found = spans_of(history)
    if not found:
        raise ValueError("no two dates three to five years apart")
    newest = max(last for _, last in found)
    before = np.zeros((len(history.units.ids), 2, len(AGES)))
    after, weight, spans = before.copy(), np.zeros(len(before)), np.zeros(len(before), dtype=np.intp)
    for first, last in found:
        much = YEAR_WEIGHT ** (newest.year - last.year)
        start = exposed(history.people[first])
        end = five_years_on(history.people[first], history.people[last], last.year - first.year)
        known = ~np.isnan(start[:, 0, 1]) & ~np.isnan(end[:, 0, 1])
        before[known] += much * start[known]
        after[known] += much * end[known]
        weight += much * known
        spans += known
    return before, after, weight, spans


def _drawn_to(usual: Array, own: Array, persons: Array) -> Array:
    """Between the own ratio and the usual one, by the number of persons it rests on."""
    weight = persons / (persons + HALF_WEIGHT)
    return weight * own + (1 - weight) * usual


def _children(history: History) -> Array:
    born, women = _born(history.people[history.dates[-1]])
    usual = divided(by_sido(born, history.units), by_sido(women, history.units), divided(born.sum(axis=0), women.sum(axis=0)))
    usual = usual[history.units.sido]
    return _drawn_to(usual, divided(born, women, usual), women)


def _born(cells: Array) -> tuple[Array, Array]:
    """Children aged 0-4 by sex, and the women aged 15-49 beside both, (U, 2) each."""
    known = np.nan_to_num(cells)
    women = known[:, FEMALE, WOMEN_15_49].sum(axis=1)
    return known[:, :, 0], np.repeat(women[:, None], 2, axis=1)


def _of_sido(before: Array, after: Array, history: History) -> Array:
    """Ratio of each unit's sido, the nation's where the sido had nobody; one row a unit."""
    units = history.units
    return divided(by_sido(after, units), by_sido(before, units), _of_nation(before, after))[units.sido]


def _of_nation(before: Array, after: Array) -> Array:
    return divided(after.sum(axis=0), before.sum(axis=0))
