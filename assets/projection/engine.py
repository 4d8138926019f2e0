"""The projection itself: every cohort five years on, for one path or for many draws at once.

Arrays are (draws, unit, sex, age). Where ratios come from is in `ratios.py`, what paths are held to in `official.py`; levers
of scenarios and how wide draws lie are in the room of scenarios.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from assets.projection.cohorts import FEMALE, WOMEN_15_49, Array, History, Units, by_sido, divided, exposed
from assets.projection.official import Control
from assets.projection.ratios import Ratios, ratios_of
from domain.ages import STEP
from domain.projection import BALANCED, CONTROLLED

# Rounds of fitting ages and sido to their totals in turn; the sums of people are then within a person.
ROUNDS = 50


@dataclass(frozen=True)
class Step:
    """Five years from the December of `begins` to that of `ends`."""

    begins: int
    ends: int

    def has(self, year: int) -> bool:
        """True when the year lies in the step."""
        return self.begins < year <= self.ends

    def share_from(self, year: int) -> float:
        """Part of the step that lies in `year` and later."""
        return min(max((self.ends - max(self.begins, year - 1)) / STEP, 0.0), 1.0)


class Change:
    """What may be done to a step on the way. By itself it changes nothing; what it overrides, it changes."""

    def aged(self, before: Array, after: Array, step: Step, values: Mapping[str, Array]) -> Array:
        """`after` (D, U, 2, 21) with who stays; `before` is five years earlier."""
        return after

    def births(self, step: Step, values: Mapping[str, Array]) -> Array | None:
        """Factors on births, (D, U, 1); None where they stay."""
        return None

    def settled(self, people: Array, step: Step, values: Mapping[str, Array]) -> Array:
        """`people` (D, U, 2, 21) at the end of the step after moves."""
        return people


@dataclass(frozen=True)
class Course:
    """What is projected: from which people of which year, by which ratios, held to what, to which year.

    Attributes
    ----------
    base : array (U, 2, 21)
        Registered persons in the December of `year`; nobody in units without figures (`known` tells them apart).
    last_year : int
        Year that the last step reaches or passes.
    known : array (U,)
        False for units without figures in the base year.
    control : Control
        Official changes; empty for a path of the register's own trend.
    factors : mapping of year to array (U, 2, 21)
        What brings the path without changes to the official persons of each sido at the end of a step, by age (place 0:
        births); the same for every draw, so that levers and draws keep their effect.
    balanced : bool
        False: every unit goes its own way, gains stay as many persons, and nothing adds up.
    """

    units: Units
    year: int
    base: Array
    ratios: Ratios
    last_year: int
    known: NDArray[np.bool_]
    control: Control = field(default_factory=Control)
    factors: Mapping[int, Array] = field(default_factory=dict)
    balanced: bool = True

    @property
    def steps(self) -> list[Step]:
        """Five years each."""
        return [Step(year, year + STEP) for year in range(self.year, self.last_year, STEP)]

    @property
    def official(self) -> bool:
        """True when the nation follows the official path in every step."""
        return all(step.ends in self.control.nation for step in self.steps)

    @property
    def basis(self) -> str:
        """`controlled` by the official path of the nation, or `balanced`: units share out the nation's own trend."""
        return CONTROLLED if self.official else BALANCED


@dataclass(frozen=True)
class Drawn:
    """Levers with the numbers of each draw, and each draw's deviation of the ratios.

    `values[i]` are the numbers of lever i by name, (D,) each; `shock` are factors on the ratios, of the nation
    (D, 1, 1, 21) and of the units (D, U, 1, 21), or None. Those of the units move people and leave sums as they are.
    """

    levers: tuple[Change, ...] = ()
    values: tuple[dict[str, Array], ...] = ()
    shock: tuple[Array, Array] | None = None
    draws: int = 1


def course_of(history: History, last_year: int, control: Control | None = None) -> Course:
    """From the newest date of a history, by its own ratios, held to `control`. ValueError where ratios cannot be computed."""
    newest = history.people[history.dates[-1]]
    known = ~np.isnan(newest[:, 0, 0])
    base = np.nan_to_num(newest)
    course = Course(history.units, history.dates[-1].year, base, ratios_of(history), last_year, known, control or Control())
    return controlled(course)


def controlled(course: Course) -> Course:
    """The course with the factors that hold its path without changes to the official persons by sido."""
    people, found = course.base[None], dict[int, Array]()
    for step in course.steps:
        growth = course.control.sido.get(step.ends)
        if growth is not None and not np.isnan(growth).all():
            found[step.ends] = _sido_factors(replace(course, factors=found), people, step, growth)
        people = _advanced(replace(course, factors=found), people, step, Drawn())
    return replace(course, factors=found)


def project(course: Course, drawn: Drawn, dtype: type = np.float64) -> Iterator[tuple[int, Array]]:
    """Year and people (D, U, 2, 21), the base year first, then the end of every step."""
    people: Array = np.broadcast_to(course.base.astype(dtype), (drawn.draws, *course.base.shape))
    yield course.year, people
    for step in course.steps:
        people = _advanced(course, people, step, drawn)
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


def _advanced(course: Course, people: Array, step: Step, drawn: Drawn) -> Array:
    """One step: cohorts age, youth stay, children are born, jobs move."""
    after = _aged(course, people, step, drawn.shock)
    pairs = list(zip(drawn.levers, drawn.values, strict=True))
    for lever, values in pairs:
        after = lever.aged(people, after, step, values)
    born = _born(course, after, step, drawn.shock)
    for lever, values in pairs:
        factors = lever.births(step, values)
        if factors is not None:
            born = born * factors.astype(born.dtype)
    after[..., 0] = born
    for lever, values in pairs:
        after = lever.settled(after, step, values)
    return after


def _aged(course: Course, people: Array, step: Step, shock: tuple[Array, Array] | None) -> Array:
    """Cohorts five years older, ages 0-4 empty. The nation's ratio says how many live, the units' ratios and gains where."""
    ratios, kind = course.ratios, people.dtype
    older = exposed(people)
    if not course.balanced:
        after = np.maximum(older * ratios.stay.astype(kind) + ratios.gain.astype(kind), 0)
        after[..., 0] = 0
        return after
    whole = older.sum(axis=1, keepdims=True)
    after = older * ratios.stay.astype(kind)
    if ratios.gain.any():
        after += ratios.gain.astype(kind) * (whole * divided(np.ones_like(ratios.pool), ratios.pool).astype(kind))
    living = whole * course.control.nation.get(step.ends, ratios.nation).astype(kind)
    if shock is not None:
        nation, units = shock
        after *= units
        living *= nation
    after[..., 0] = living[..., 0] = 0
    after = _summing_to(after, living)
    if step.ends in course.factors:
        after *= course.factors[step.ends].astype(kind)
    return after


def _born(course: Course, after: Array, step: Step, shock: tuple[Array, Array] | None) -> Array:
    """Children (D, U, 2): of each unit's women, in the nation as many as its own ratios give, or as official births change."""
    women = after[:, :, FEMALE, WOMEN_15_49].sum(axis=2)[..., None]
    born: Array = women * course.ratios.children.astype(after.dtype)
    whole = born.sum(axis=1, keepdims=True)
    if step.ends in course.control.births:
        per_woman = _national_children(course) * course.control.births[step.ends]
        whole = women.sum(axis=1, keepdims=True) * per_woman.astype(after.dtype)
    if shock is not None:
        nation, units = (factor[..., 0] for factor in shock)
        born, whole = born * units, whole * nation
    born = _summing_to(born, whole)
    if step.ends in course.factors:
        born *= course.factors[step.ends][..., 0].astype(after.dtype)
    return born


def _national_children(course: Course) -> Array:
    """Registered children aged 0-4 by sex per registered woman aged 15-49 in the base year, (2,)."""
    women = course.base[:, FEMALE, WOMEN_15_49].sum()
    return divided(course.base[:, :, 0].sum(axis=0), np.repeat(women, 2))


def _summing_to(cells: Array, whole: Array) -> Array:
    """`cells` (D, U, …) scaled to sum to `whole` (D, 1, …) over the units."""
    cells *= divided(whole, cells.sum(axis=1, keepdims=True))
    return cells


def _sido_factors(course: Course, people: Array, step: Step, growth: Array) -> Array:
    """Factors (U, 2, 21) with which the step ends at the official persons of each sido, ages of the nation kept.

    Ages and sido are fitted in turn. With every sido known, their official numbers are first brought to the nation's sum; a
    sido without figures shares what the others leave. Where the nation has no official path, the others go their own way.
    """
    units = course.units
    free = _advanced(course, people, step, Drawn())[0]
    cells = by_sido(free, units)
    known = ~np.isnan(growth)
    wanted = np.where(known, by_sido(course.base.sum(axis=(1, 2)), units) * np.nan_to_num(growth), 0.0)
    own = cells.sum(axis=(1, 2))
    known &= own > 0
    if step.ends not in course.control.nation:
        fitted = cells * np.where(known, divided(wanted, own), 1.0)[:, None, None]
    else:
        fitted = _fitted(cells, _shares(own, wanted, known))
    scale = divided(fitted, cells, 1.0)
    # Women who come with the fitting bear children as well: births are brought to what is left to do.
    held = {**course.factors, step.ends: _of_units(scale, units, births=1.0)}
    trial = _advanced(replace(course, factors=held), people, step, Drawn())[0]
    return _of_units(scale, units, births=divided(fitted[:, :, 0], by_sido(trial, units)[:, :, 0], 1.0))


def _shares(own: Array, wanted: Array, known: NDArray[np.bool_]) -> Array:
    """Persons of each sido that add up to the nation: `wanted` where `known`, the others share what is left."""
    whole = own.sum()
    left = whole - wanted[known].sum()
    if known.all() or left <= 0:
        left = own[~known].sum()
        wanted = wanted * (whole - left) / wanted[known].sum()
    return np.where(known, wanted, own * (left / own[~known].sum() if own[~known].any() else 0.0))


def _fitted(cells: Array, targets: Array) -> Array:
    """`cells` (S, 2, 21) with `targets` (S,) persons a sido and their own sums by sex and age, fitted in turn."""
    fitted, ages = cells.copy(), cells.sum(axis=0)
    for _ in range(ROUNDS):
        fitted *= divided(targets, fitted.sum(axis=(1, 2)))[:, None, None]
        fitted *= divided(ages, fitted.sum(axis=0))
    return fitted


def _of_units(scale: Array, units: Units, births: Array | float) -> Array:
    factors: Array = scale[units.sido].copy()
    factors[:, :, 0] = births if isinstance(births, float) else births[units.sido]
    return factors
