"""The question the other way round: how much of its youth must stay for a region to keep what it has?

Two kinds of target: no more than so many units at risk, a count that nears its ceiling, and today's youth, share of the
nation's people or index of the regions that retain, which have none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assets.projection.cohorts import FEMALE, OLD, WOMEN_20_39, YOUTH, Array, at_risk
from assets.projection.engine import Course, Drawn, at_years, project
from assets.scenarios.amount import Amount
from assets.scenarios.levers import Lever, Mask, Retention, amounts
from assets.scenarios.scenario_file import Question

EXACT_TO = 1e-4


@dataclass(frozen=True)
class Answer:
    """Units at risk that are wanted, without retention, at full retention, and at `share`; None where that is not enough."""

    share: float | None
    wanted: int
    without: int
    at_most: int
    reached: int | None


@dataclass(frozen=True)
class Held:
    """A figure of the regions today (`wanted`), in the asked year without and at full retention; `share` as in `Answer`."""

    share: float | None
    wanted: float
    without: float
    at_most: float


def retention_needed(course: Course, levers: tuple[Lever, ...], question: Question, regions: Mask, today: int) -> Answer:
    """Least share of youth loss that must stay in `regions` (U,), to 0.0001, by bisection on the path without draws.

    More retention means fewer units at risk in the regions, and may mean more in those that lose the youth. Where the
    count goes up again on the way, the answer is a share at which the target holds and just below which it does not.
    """
    wanted = {"today": today, "half": today // 2}.get(question.target)
    wanted = int(question.target) if wanted is None else wanted

    def count(share: float) -> int:
        return int((at_risk(_retained(course, levers, question, regions, share)) & course.units.in_keis & course.known).sum())

    without, at_most = count(0.0), count(1.0)
    share = _least(lambda part: count(part) <= wanted)
    return Answer(share, wanted, without, at_most, None if share is None else count(share))


def retention_to_hold(course: Course, levers: tuple[Lever, ...], question: Question, regions: Mask, measure: str) -> Held:
    """Least share of youth loss that must stay for today's `measure` of the regions (one of `HELD`) to hold, to 0.0001.

    `youth` are persons aged 20-34, `youth_share` and `population_share` are of the nation, `risk_index` women aged 20-39 per
    person aged 65 and over; all of `regions` together.
    """
    figure = FIGURES[measure]
    wanted = figure(course.base, regions)

    def at(share: float) -> float:
        return figure(_retained(course, levers, question, regions, share), regions)

    return Held(_least(lambda part: at(part) >= wanted), wanted, at(0.0), at(1.0))


def _retained(course: Course, levers: tuple[Lever, ...], question: Question, regions: Mask, share: float) -> Array:
    """People (U, 2, 21) in the asked year when `share` of the youth loss stays."""
    kept = Retention(regions, Amount("value", (share,), "bisection"), question.ages, question.from_year)
    every = (*levers, kept)
    values = tuple({name: amount.drawn(None, 1) for name, amount in amounts(lever).items()} for lever in every)
    ((_, people),) = at_years(project(course, Drawn(every, values)), [question.year])
    found: Array = people[0]
    return found


def _least(enough: Callable[[float], bool]) -> float | None:
    """The least share that is enough; 0 where none is needed, None where all is not enough."""
    if enough(0.0):
        return 0.0
    if not enough(1.0):
        return None
    low, high = 0.0, 1.0
    while high - low > EXACT_TO:
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return float(np.ceil(high / EXACT_TO) * EXACT_TO)


def _youth(people: Array, regions: Mask) -> float:
    return float(people[regions][..., YOUTH].sum())


def _youth_share(people: Array, regions: Mask) -> float:
    return _youth(people, regions) / float(people[..., YOUTH].sum())


def _share(people: Array, regions: Mask) -> float:
    return float(people[regions].sum() / people.sum())


def _index(people: Array, regions: Mask) -> float:
    inside = people[regions]
    old = inside[..., OLD].sum()
    return float(inside[:, FEMALE, WOMEN_20_39].sum() / old) if old > 0 else float("nan")


FIGURES: dict[str, Callable[[Array, Mask], float]] = {
    "youth": _youth,
    "youth_share": _youth_share,
    "population_share": _share,
    "risk_index": _index,
}
