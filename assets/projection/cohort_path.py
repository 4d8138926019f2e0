"""core.cohort_path: every region thirty years ahead of every December that has one five years before it, on three bases.

Here is the one table of paths: whoever looks further ahead than mart.projection reads it. What Masuda's criterion makes of it is
with the indicators.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assets.lake.asset import asset
from assets.projection.cohorts import (
    FEMALE,
    OLD,
    WOMEN_15_49,
    WOMEN_20_39,
    Array,
    History,
    Units,
    divided,
    exposed,
    history_of,
    units_of,
)  # fmt: skip
from assets.projection.engine import Course, Drawn, course_of, project
from assets.projection.ground import course_to
from assets.projection.official import national_path
from assets.projection.ratios import Ratios
from domain.decline import HORIZON_YEARS, WINDOW_YEARS
from expectations.contracts.projection import COHORT_PATH

ALONE = "region_alone"
BROAD = ("population", "children_0_4", "women_20_39", "population_65_over")


@asset(contract=COHORT_PATH)
def cohort_path(
    population: pd.DataFrame,
    reference_region: pd.DataFrame,
    region_member: pd.DataFrame,
    sido_projection: pd.DataFrame,
    kosis_national_population: pd.DataFrame,
) -> pd.DataFrame:
    """Persons by broad ages. One row per basis, region, date from which is looked ahead, and year."""
    history = history_of(population, units_of(reference_region, region_member))
    path, parts = national_path(kosis_national_population), []
    for first, base in history.spans(WINDOW_YEARS):
        past, last = history.until(base), base.year + HORIZON_YEARS
        held = course_to(past, last, path, sido_projection)
        parts += [_of_units(held, base)] if held.official else []
        parts += [_of_units(course_of(past, last), base), _alone(past, first, base)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COHORT_PATH.column_names))


def by_itself(before: Array, now: Array) -> Ratios:
    """Ratios of regions without regard to each other, from cohorts (R, 2, 21) five years apart.

    Of a region that grew the cohorts that gained go on by the same numbers of persons (Hauer 2019); all others by their ratios,
    deaths among them. Out of nobody come as many as came.
    """
    start = exposed(before)
    grew = (now.sum(axis=(1, 2)) > before.sum(axis=(1, 2)))[:, None, None] & (now > start) | (start == 0)
    women = now[:, FEMALE, WOMEN_15_49].sum(axis=1)
    return Ratios(
        nation=np.zeros(before.shape[1:]),
        stay=np.where(grew, 1.0, divided(now, start)),
        gain=np.where(grew, now - start, 0.0),
        pool=np.zeros(before.shape[1:]),
        children=divided(now[:, :, 0], np.repeat(women[:, None], 2, axis=1)),
        spans=np.ones(len(before), dtype=np.intp),
    )


def _of_units(course: Course, base: dt.date) -> pd.DataFrame:
    """Sums over the units that have figures."""
    member = _member(course.units) * course.known
    years, sums = zip(
        *((year, np.einsum("ru,ub->rb", member, _broad(people[0]))) for year, people in project(course, Drawn())), strict=True
    )
    return _rows(course.units, years, sums, course.known).assign(basis=course.basis, reference_date=base)


def _alone(past: History, first: dt.date, base: dt.date) -> pd.DataFrame:
    """Every region by itself, from the sum of its units that are known on both dates."""
    before, now = past.people[first], past.people[base]
    known = ~np.isnan(before[:, 0, 0]) & ~np.isnan(now[:, 0, 0])
    member = _member(past.units) * known
    start, end = (np.einsum("ru,usa->rsa", member, np.nan_to_num(cells)) for cells in (before, now))
    there = np.ones(len(member), dtype=bool)
    course = Course(past.units, base.year, end, by_itself(start, end), base.year + HORIZON_YEARS, there, balanced=False)
    years, sums = zip(*((year, _broad(people[0])) for year, people in project(course, Drawn())), strict=True)
    return _rows(past.units, years, sums, known).assign(basis=ALONE, reference_date=base)


def _member(units: Units) -> Array:
    """Which units make up the regions, then the sigungu themselves, (R + U, U)."""
    return np.vstack([units.member, np.eye(len(units.ids))])


def _broad(people: Array) -> Array:
    """Persons in the ages of `BROAD`, (..., 4)."""
    women = people[:, FEMALE, WOMEN_20_39].sum(axis=1)
    return np.stack([people.sum(axis=(1, 2)), people[:, :, 0].sum(axis=1), women, people[..., OLD].sum(axis=(1, 2))], axis=1)


def _rows(units: Units, years: Sequence[int], sums: Sequence[Array], known: NDArray[np.bool_]) -> pd.DataFrame:
    """Broad ages of the regions, then of the sigungu, that have a known unit."""
    keys = np.array([*units.regions, *(("sigungu", unit) for unit in units.ids)], dtype=object)
    member = _member(units)
    there = (member * known).sum(axis=1) > 0
    each = int(there.sum())
    table = pd.DataFrame(np.vstack([cells[there] for cells in sums]), columns=list(BROAD))
    return table.assign(
        level=np.tile(keys[there, 0], len(years)),
        region_id=np.tile(keys[there, 1], len(years)),
        year=np.repeat(years, each),
        missing_units=np.tile((member * ~known).sum(axis=1)[there].astype(int), len(years)),
    )
