"""core.cohort_path: every region thirty years ahead of every December that has one five years before it, on three bases.

Here is the one table of paths: whoever looks further ahead than mart.projection reads it. What Masuda's criterion makes of it is
with the indicators.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pandas as pd

from assets.lake.asset import asset
from assets.projection.cohorts import FEMALE, OLD, WOMEN_15_49, WOMEN_20_39, Array, History, Units, divided, exposed, history_of, units_of
from assets.projection.engine import Course, Drawn, project
from assets.projection.ground import course_to
from assets.projection.ratios import Ratios
from domain.decline import HORIZON_YEARS, WINDOW_YEARS
from expectations.contracts.projection import COHORT_PATH

ALONE = "region_alone"


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
    parts = []
    for first, base in history.spans(WINDOW_YEARS):
        past = history.until(base)
        for official in (True, False):
            course = course_to(past, base.year + HORIZON_YEARS, sido_projection, kosis_national_population, official=official)
            if course.official or not official:
                parts += list(_of_units(course, base))
        parts += list(_alone(past, first, base))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COHORT_PATH.column_names))


def by_itself(before: Array, now: Array) -> Ratios:
    """Ratios of regions without regard to each other, from cohorts (R, 2, 21) five years apart.

    A region that grew goes on by the same numbers of persons, one that did not by its ratios (Hauer 2019); out of nobody
    come as many as came.
    """
    start = exposed(before)
    grew = (now.sum(axis=(1, 2)) > before.sum(axis=(1, 2)))[:, None, None] | (start == 0)
    women = now[:, FEMALE, WOMEN_15_49].sum(axis=1)
    return Ratios(
        nation=np.zeros(before.shape[1:]),
        stay=np.where(grew, 1.0, divided(now, start)),
        gain=np.where(grew, now - start, 0.0),
        pool=np.zeros(before.shape[1:]),
        children=divided(now[:, :, 0], np.repeat(women[:, None], 2, axis=1)),
        spans=np.ones(len(before), dtype=np.intp),
    )


def _of_units(course: Course, base: dt.date) -> Iterator[pd.DataFrame]:
    """Sums over the units that have figures."""
    units = course.units
    member = np.vstack([units.member, np.eye(len(units.ids))]) * course.known
    missing = np.vstack([units.member, np.eye(len(units.ids))]) @ ~course.known
    for year, people in project(course, Drawn()):
        yield _rows(units, np.tensordot(member, people[0], axes=1), missing, member.sum(axis=1) > 0).assign(
            year=year, basis=course.basis, reference_date=base
        )


def _alone(past: History, first: dt.date, base: dt.date) -> Iterator[pd.DataFrame]:
    """Every region by itself, from the sum of its units that are known on both dates."""
    units = past.units
    before, now = past.people[first], past.people[base]
    known = ~np.isnan(before[:, 0, 0]) & ~np.isnan(now[:, 0, 0])
    member = np.vstack([units.member, np.eye(len(units.ids))])
    start, end = (np.tensordot(member * known, np.nan_to_num(cells), axes=1) for cells in (before, now))
    there = np.ones(len(member), dtype=bool)
    course = Course(units, base.year, end, by_itself(start, end), base.year + HORIZON_YEARS, there, balanced=False)
    for year, people in project(course, Drawn()):
        yield _rows(units, people[0], member @ ~known, (member * known).sum(axis=1) > 0).assign(
            year=year, basis=ALONE, reference_date=base
        )


def _rows(units: Units, people: Array, missing: Array, there: Array) -> pd.DataFrame:
    """Broad ages of the regions, then of the sigungu, that are `there`."""
    keys = [*units.regions, *(("sigungu", unit) for unit in units.ids)]
    table = pd.DataFrame(keys, columns=["level", "region_id"]).assign(
        population=people.sum(axis=(1, 2)),
        children_0_4=people[:, :, 0].sum(axis=1),
        women_20_39=people[:, FEMALE, WOMEN_20_39].sum(axis=1),
        population_65_over=people[..., OLD].sum(axis=(1, 2)),
        missing_units=missing.astype(int),
    )
    return table[there]
