"""A scenario from its levers to its results: one path, and draws in blocks, each beside the same draw without levers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from assets.projection.cohorts import Array, History
from assets.projection.engine import Course, Drawn, at_years, project
from assets.projection.horizon import compared_years
from assets.scenarios.levers import Lever, Mask, Retention, amounts
from assets.scenarios.measures import difference, measured, summary
from assets.scenarios.retention_needed import retention_needed, retention_to_hold
from assets.scenarios.scenario_file import Question, Scenario, mask, resolve
from assets.scenarios.timing import in_time
from assets.scenarios.uncertainty import ErrorModel, shocks
from domain.projection import SEED

# A block of draws is held in memory at once: 200 draws of 229 units are 8 MB a step in single precision.
BLOCK = 200
Measures = dict[str, Array]


@dataclass(frozen=True)
class Ground:
    """What every scenario of a release stands on; `trend` are the first and last year that are carried on."""

    course: Course
    errors: ErrorModel | None
    at_risk: Mask
    trend: tuple[int, int] | None = None
    history: History | None = None

    @property
    def ahead(self) -> range:
        """The years that are projected."""
        return range(self.course.year + 1, self.course.last_year + 1)


@dataclass(frozen=True)
class Usual:
    """Measures without levers by year: of the path, and of every draw of one seed, which all scenarios meet."""

    draws: int
    seed: int
    path: dict[int, Measures]
    drawn: dict[int, Measures]


def usual_of(ground: Ground, *, draws: int, seed: int = SEED, years: Sequence[int] | None = None) -> Usual:
    """Paths without levers, to be made once for many scenarios."""
    ahead = _ahead(ground.course, years)
    path, drawn = _measured(ground, (), draws, seed, ahead, lambda done: None)
    return Usual(draws, seed, path, drawn)


def run_scenario(
    ground: Ground,
    scenario: Scenario,
    *,
    draws: int,
    seed: int = SEED,
    years: Sequence[int] | None = None,
    usual: Usual | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> pd.DataFrame:
    """Results by level, region, year and measure: `median, p05, p95` and `missing_units`.

    `years` are `compared_years` of the newest population unless given. `median` is the path, with the mean of every
    lever's numbers; the band is that of draws about it. With no draws, or where the dates allow no back-test, bands are empty.
    The same seed gives the same result, and every scenario meets the same draws: `usual` are those without levers, for the
    same draws, seed and years. `progress` is told how many draws are done.
    """
    course = ground.course
    scenario, _ = in_time(scenario, ground.ahead)
    levers = tuple(resolve(spec, course.units, ground.at_risk, ground.ahead) for spec in scenario.levers)
    ahead = _ahead(course, years)
    if levers or usual is None:
        path, drawn = _measured(ground, levers, draws, seed, ahead, progress)
    else:
        path, drawn = usual.path, usual.drawn
    if levers:
        without = usual or usual_of(ground, draws=draws, seed=seed, years=years)
        path = {year: measures | difference(measures, without.path[year]) for year, measures in path.items()}
        drawn = {year: measures | difference(measures, without.drawn[year]) for year, measures in drawn.items()}
    banded = _banded(ground, draws)
    tables = [summary(course, drawn[year], path[year], year, banded=banded) for year in ahead]
    if scenario.question:
        tables.append(_answer(ground, scenario.question, levers))
    missing = (course.units.member * ~course.known).sum(axis=1)
    unknown = dict(zip(course.units.regions, missing.astype(int), strict=True))
    result = pd.concat(tables, ignore_index=True)
    return result.assign(missing_units=[unknown.get(key, 0) for key in zip(result["level"], result["region_id"], strict=True)])


def _ahead(course: Course, years: Sequence[int] | None) -> list[int]:
    return [year for year in (compared_years(course.year) if years is None else years) if year > course.year]


def _banded(ground: Ground, draws: int) -> bool:
    return draws > 0 and ground.errors is not None


def _measured(
    ground: Ground, levers: tuple[Lever, ...], draws: int, seed: int, years: Sequence[int], progress: Callable[[int], None]
) -> tuple[dict[int, Measures], dict[int, Measures]]:
    """Measures by year of the path and of the draws; where there are none, the path stands for them."""
    means = Drawn(levers, _values(levers, None, 1))
    path = {year: measured(ground.course, people) for year, people in at_years(project(ground.course, means), years)}
    if not _banded(ground, draws):
        progress(draws)
        return path, path
    found: dict[int, list[Measures]] = {year: [] for year in years}
    for block, size in enumerate(_blocks(draws)):
        drawn = _drawn(ground.errors, levers, size, np.random.default_rng([seed, block]))
        for year, people in at_years(project(ground.course, drawn, np.float32), years):
            found[year].append(measured(ground.course, people))
        progress(min((block + 1) * BLOCK, draws))
    return path, {
        year: {name: np.concatenate([part[name] for part in parts]) for name in parts[0]} for year, parts in found.items()
    }


def _blocks(draws: int) -> list[int]:
    return [min(BLOCK, draws - done) for done in range(0, draws, BLOCK)]


def _drawn(errors: ErrorModel | None, levers: tuple[Lever, ...], size: int, rng: np.random.Generator) -> Drawn:
    """Shocks first, so that a scenario's levers do not change them."""
    shock = shocks(errors, rng, size) if errors is not None else None
    return Drawn(levers, _values(levers, rng, size), shock, size)


def _values(levers: tuple[Lever, ...], rng: np.random.Generator | None, size: int) -> tuple[dict[str, Array], ...]:
    return tuple({name: amount.drawn(rng, size) for name, amount in amounts(lever).items()} for lever in levers)


def _answer(ground: Ground, question: Question, levers: tuple[Lever, ...]) -> pd.DataFrame:
    """The question's answers as rows of the results; an empty retention means that not even all of it is enough."""
    regions = mask(question.regions, ground.course.units, ground.at_risk)
    others = tuple(lever for lever in levers if not isinstance(lever, Retention))
    rows: list[dict[str, object]] = []
    if question.target:
        found = retention_needed(ground.course, others, question, regions, int(ground.at_risk.sum()))
        told = {
            "retention_needed": found.share,
            "at_risk_units_wanted": found.wanted,
            "at_risk_units_without_retention": found.without,
            "at_risk_units_at_full_retention": found.at_most,
            "at_risk_units_at_retention": found.reached,
        }
        rows += [{"measure": name, "median": value, "level": "nation", "region_id": "nation"} for name, value in told.items()]
    level, region_id = _asked_of(question, ground.course)
    for measure in question.hold:
        held = retention_to_hold(ground.course, others, question, regions, measure)
        told = {
            f"retention_to_hold_{measure}": held.share,
            f"{measure}_wanted": held.wanted,
            f"{measure}_without_retention": held.without,
            f"{measure}_at_full_retention": held.at_most,
        }
        rows += [{"measure": name, "median": value, "level": level, "region_id": region_id} for name, value in told.items()]
    return pd.DataFrame(rows).assign(p05=None, p95=None, year=question.year).astype({"median": object})


def _asked_of(question: Question, course: Course) -> tuple[str, str]:
    """The region of which is asked; the nation where it is a set of several."""
    if len(question.regions) == 1:
        (place,) = question.regions
        if (place.level, place.region_id) in course.units.regions or place.level == "sigungu":
            return place.level, place.region_id
    return "nation", "nation"
