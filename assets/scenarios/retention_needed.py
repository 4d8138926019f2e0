"""The question the other way round: how much of its youth must stay so that no more than so many units are at risk?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assets.scenarios.amount import Amount
from assets.scenarios.backtest import at_risk
from assets.scenarios.engine import Course, Drawn, at_years, project
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


def retention_needed(course: Course, levers: tuple[Lever, ...], question: Question, regions: Mask, today: int) -> Answer:
    """Least share of youth loss that must stay in `regions` (U,), to 0.0001, by bisection on the path without draws.

    More retention means fewer units at risk in the regions, and may mean more in those that lose the youth. Where the
    count goes up again on the way, the answer is a share at which the target holds and just below which it does not.
    """
    wanted = {"today": today, "half": today // 2}.get(question.target)
    wanted = int(question.target) if wanted is None else wanted

    def count(share: float) -> int:
        kept = Retention(regions, Amount("value", (share,), "bisection"), question.ages, question.from_year)
        every = (*levers, kept)
        values = tuple({name: amount.drawn(None, 1) for name, amount in amounts(lever).items()} for lever in every)
        ((_, people),) = at_years(project(course, Drawn(every, values)), [question.year])
        risky: int = int((at_risk(people[0]) & course.units.in_keis & course.known).sum())
        return risky

    without, at_most = count(0.0), count(1.0)
    if without <= wanted:
        return Answer(0.0, wanted, without, at_most, without)
    if at_most > wanted:
        return Answer(None, wanted, without, at_most, None)
    low, high = 0.0, 1.0
    while high - low > EXACT_TO:
        middle = (low + high) / 2
        low, high = (low, middle) if count(middle) <= wanted else (middle, high)
    share = float(np.ceil(high / EXACT_TO) * EXACT_TO)
    return Answer(share, wanted, without, at_most, count(share))
