"""The projection itself: every cohort five years on, for one path or for many draws at once.

Arrays are (draws, unit, sex, age). Where ratios come from is in `ratios.py`, how wide the draws lie in `uncertainty.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from assets.projection.cohorts import FEMALE, WOMEN_15_49, Array, History, Units
from assets.projection.ratios import OPEN, Ratios, ratios_of
from assets.scenarios.levers import Fertility, Lever, Relocation, Retention, Step
from domain.ages import STEP


@dataclass(frozen=True)
class Course:
    """What is projected: from which people of which year, by which ratios, to which year.

    Attributes
    ----------
    base : array (U, 2, 21)
        Registered persons in the December of `year`; nobody in units without figures (`known` tells them apart).
    last_year : int
        Year that the last step reaches or passes.
    known : array (U,)
        False for units without figures in the base year.
    control : mapping of year to array (U,)
        Factor at the end of a step that brings the path without levers to official totals; the same for every draw, so
        that levers and draws keep their effect. Empty: no control.
    """

    units: Units
    year: int
    base: Array
    ratios: Ratios
    last_year: int
    known: NDArray[np.bool_]
    control: Mapping[int, Array] = field(default_factory=dict)

    @property
    def steps(self) -> list[Step]:
        """Five years each."""
        return [Step(year, year + STEP) for year in range(self.year, self.last_year, STEP)]


@dataclass(frozen=True)
class Drawn:
    """Levers with the numbers of each draw, and each draw's deviation of the ratios.

    `values[i]` are the numbers of lever i by name, (D,) each; `shock` are factors on the ratios, of the nation
    (D, 1, 1, 21) and of the units (D, U, 1, 21), or None. Those of the units move people and leave sums as they are.
    """

    levers: tuple[Lever, ...] = ()
    values: tuple[dict[str, Array], ...] = ()
    shock: tuple[Array, Array] | None = None
    draws: int = 1


def project(course: Course, drawn: Drawn, dtype: type = np.float64) -> Iterator[tuple[int, Array]]:
    """Year and people (D, U, 2, 21), the base year first, then the end of every step."""
    people: Array = np.broadcast_to(course.base.astype(dtype), (drawn.draws, *course.base.shape))
    yield course.year, people
    for step in course.steps:
        people = _advanced(people, course.ratios, step, drawn)
        if step.ends in course.control:
            people = people * course.control[step.ends][:, None, None].astype(dtype)
        yield step.ends, people


def at_years(path: Iterator[tuple[int, Array]], years: Sequence[int]) -> Iterator[tuple[int, Array]]:
    """People in each of the `years` (in order): each cell on the straight line between the steps beside it."""
    waiting = list(years)
    before: tuple[int, Array] | None = None
    for year, people in path:
        while waiting and waiting[0] <= year:
            wanted = waiting.pop(0)
            if before is None or wanted == year:
                yield wanted, people
            else:
                share = people.dtype.type((wanted - before[0]) / (year - before[0]))
                yield wanted, before[1] + share * (people - before[1])
        if not waiting:
            return
        before = (year, people)


def _advanced(people: Array, ratios: Ratios, step: Step, drawn: Drawn) -> Array:
    """One step: cohorts age, youth stay, children are born, jobs move."""
    after = _aged(people, ratios, drawn.shock)
    pairs = list(zip(drawn.levers, drawn.values, strict=True))
    for lever, values in pairs:
        if isinstance(lever, Retention):
            after = lever.keep(people, after, step, values["share"])
    women = after[:, :, FEMALE, WOMEN_15_49].sum(axis=2)[..., None]
    born = women * ratios.children.astype(people.dtype)
    for lever, values in pairs:
        if isinstance(lever, Fertility):
            born = born * lever.factors(step, values["factor"]).astype(born.dtype)
    if drawn.shock is not None:
        nation, units = (factor[..., 0] for factor in drawn.shock)
        born = _summing_to(born * units, born.sum(axis=1, keepdims=True) * nation)
    after[..., 0] = born
    for lever, values in pairs:
        if isinstance(lever, Relocation):
            after = lever.move(after, step, values)
    return after


def _aged(people: Array, ratios: Ratios, shock: tuple[Array, Array] | None) -> Array:
    """Cohorts five years older, ages 0-4 empty. The nation's ratio says how many live, the units' ratios where."""
    change, national = ratios.change.astype(people.dtype), ratios.nation.astype(people.dtype)
    whole = people.sum(axis=1, keepdims=True)
    after, living = np.zeros_like(people), np.zeros_like(whole)
    for cells, before, ratio in ((after, people, change), (living, whole, national)):
        np.multiply(before[..., :-1], ratio[..., 1:], out=cells[..., 1:])
        cells[..., OPEN] += before[..., OPEN] * ratio[..., OPEN]
    if shock is not None:
        nation, units = shock
        after *= units
        living *= nation
    return _summing_to(after, living)


def _summing_to(cells: Array, whole: Array) -> Array:
    """`cells` (D, U, …) scaled to sum to `whole` (D, 1, …) over the units."""
    now = cells.sum(axis=1, keepdims=True)
    cells *= np.divide(whole, now, out=np.zeros_like(whole), where=now > 0)
    return cells


def _factors(course: Course, growth: Mapping[int, Array]) -> dict[int, Array]:
    """What brings the path without levers and draws to its official growth, by year and unit; 1 where there is none."""
    known = course.base.sum(axis=(1, 2))
    found: dict[int, Array] = {}
    people = course.base[None]
    for step in course.steps:
        people = _advanced(people, course.ratios, step, Drawn())
        factor = np.ones(len(course.units.ids))
        for place, official in enumerate(growth.get(step.ends, ())):
            inside = course.units.sido == place
            projected = people[0, inside].sum()
            if not np.isnan(official) and projected > 0:
                factor[inside] = official * known[inside].sum() / projected
        people = people * factor[:, None, None]
        found[step.ends] = factor
    return found


def course_of(history: History, last_year: int, growth: Mapping[int, Array] | None = None) -> Course:
    """From the newest date of a history, by its own ratios.

    `growth` has official persons by sido (number of sido,) over those of the base year, by year; NaN for a sido without.
    ValueError where ratios cannot be computed.
    """
    newest = history.people[history.dates[-1]]
    known = ~np.isnan(newest[:, 0, 0])
    course = Course(history.units, history.dates[-1].year, np.nan_to_num(newest), ratios_of(history), last_year, known)
    return replace(course, control=_factors(course, growth)) if growth else course
