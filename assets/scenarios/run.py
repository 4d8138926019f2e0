"""A scenario from its levers to its results: draws in blocks, each beside the same draw without levers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from assets.projection.cohorts import Array
from assets.scenarios.engine import Course, Drawn, at_years, project
from assets.scenarios.horizon import compared_years
from assets.scenarios.levers import Lever, Mask, Retention, amounts
from assets.scenarios.measures import difference, measured, summary
from assets.scenarios.retention_needed import retention_needed
from assets.scenarios.scenario_file import Scenario, mask, resolve
from assets.scenarios.timing import in_time
from assets.scenarios.uncertainty import ErrorModel, shocks

# A block of draws is held in memory at once: 200 draws of 229 units are 8 MB a step in single precision.
BLOCK = 200
SEED = 2024


@dataclass(frozen=True)
class Ground:
    """What every scenario of a release stands on."""

    course: Course
    errors: ErrorModel | None
    at_risk: Mask

    @property
    def ahead(self) -> range:
        """The years that are projected."""
        return range(self.course.year + 1, self.course.last_year + 1)


def run_scenario(
    ground: Ground,
    scenario: Scenario,
    *,
    draws: int,
    seed: int = SEED,
    years: Sequence[int] | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> pd.DataFrame:
    """Results by level, region, year and measure: `median, p05, p95` and `missing_units`.

    `years` are `compared_years` of the newest population unless given. With no draws, or where the dates allow no
    back-test, this is one path and the bands are empty. The same seed gives the same result, and every scenario meets the
    same draws. `progress` is told how many draws are done.
    """
    course = ground.course
    scenario, _ = in_time(scenario, ground.ahead)
    levers = tuple(resolve(spec, course.units, ground.at_risk, ground.ahead) for spec in scenario.levers)
    ahead = [year for year in (compared_years(course.year) if years is None else years) if year > course.year]
    found: dict[int, list[dict[str, Array]]] = {year: [] for year in ahead}
    banded = draws > 0 and ground.errors is not None
    for block, size in enumerate(_blocks(draws) if banded else [1]):
        drawn = _drawn(ground.errors, levers, size, np.random.default_rng([seed, block]) if banded else None)
        for year, measures in _paths(course, drawn, ahead, np.float32 if banded else np.float64):
            found[year].append(measures)
        progress(min((block + 1) * BLOCK, draws))
    tables = [
        summary(course, {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}, year, banded=banded)
        for year, parts in found.items()
    ]
    if scenario.question:
        tables.append(_answer(ground, scenario, levers))
    missing = (course.units.member * ~course.known).sum(axis=1)
    unknown = dict(zip(course.units.regions, missing.astype(int), strict=True))
    result = pd.concat(tables, ignore_index=True)
    return result.assign(missing_units=[unknown.get(key, 0) for key in zip(result["level"], result["region_id"], strict=True)])


def _blocks(draws: int) -> list[int]:
    return [min(BLOCK, draws - done) for done in range(0, draws, BLOCK)]


def _drawn(errors: ErrorModel | None, levers: tuple[Lever, ...], size: int, rng: np.random.Generator | None) -> Drawn:
    """Shocks first, so that a scenario's levers do not change them."""
    shock = shocks(errors, rng, size) if rng is not None and errors is not None else None
    values = tuple({name: amount.drawn(rng, size) for name, amount in amounts(lever).items()} for lever in levers)
    return Drawn(levers, values, shock, size)


def _paths(course: Course, drawn: Drawn, years: Sequence[int], dtype: type) -> list[tuple[int, dict[str, Array]]]:
    """Measures of each year; with levers, the differences from the same draws without them too."""
    with_levers = at_years(project(course, drawn, dtype), years)
    if not drawn.levers:
        return [(year, measured(course, people)) for year, people in with_levers]
    without = at_years(project(course, replace(drawn, levers=(), values=()), dtype), years)
    found = []
    for (year, people), (_, usual) in zip(with_levers, without, strict=True):
        measures = measured(course, people)
        found.append((year, measures | difference(measures, measured(course, usual))))
    return found


def _answer(ground: Ground, scenario: Scenario, levers: tuple[Lever, ...]) -> pd.DataFrame:
    """The question's answer as rows of the results; an empty retention means that not even all of it is enough."""
    question = scenario.question
    assert question is not None
    regions = mask(question.regions, ground.course.units, ground.at_risk)
    others = tuple(lever for lever in levers if not isinstance(lever, Retention))
    answer = retention_needed(ground.course, others, question, regions, int(ground.at_risk.sum()))
    rows = {
        "retention_needed": answer.share,
        "at_risk_units_wanted": answer.wanted,
        "at_risk_units_without_retention": answer.without,
        "at_risk_units_at_full_retention": answer.at_most,
        "at_risk_units_at_retention": answer.reached,
    }
    table = pd.DataFrame([{"measure": name, "median": value, "p05": None, "p95": None} for name, value in rows.items()])
    return table.assign(level="nation", region_id="nation", year=question.year).astype({"median": object})
