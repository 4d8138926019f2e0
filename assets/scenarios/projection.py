"""mart.projection: what comes when cohorts go on changing as they did, by sigungu, sex and age."""

from __future__ import annotations

import numpy as np
import pandas as pd

from assets.lake.asset import asset
from assets.projection.cohorts import SEXES, Array
from assets.projection.engine import Course, Drawn, at_years, project
from assets.projection.ground import shared_course
from assets.projection.horizon import shown_years
from domain.ages import AGES, STEP
from expectations.contracts.projection import PROJECTION


@asset(contract=PROJECTION)
def projection(
    population: pd.DataFrame,
    reference_region: pd.DataFrame,
    region_member: pd.DataFrame,
    sido_projection: pd.DataFrame,
    kosis_national_population: pd.DataFrame,
) -> pd.DataFrame:
    """Persons of the path without levers. One row per sigungu, year, sex and age group, the base year included."""
    ground = shared_course(population, reference_region, region_member, sido_projection, kosis_national_population)
    if ground is None:
        return pd.DataFrame(columns=list(PROJECTION.column_names))
    _, course = ground
    path = at_years(project(course, Drawn()), [course.year, *shown_years(course.year)])
    return pd.concat([_rows(course, year, people[0]) for year, people in path], ignore_index=True)


def _rows(course: Course, year: int, people: Array) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([course.units.ids, SEXES, AGES], names=["unit_id", "sex", "age_from"])
    table = pd.DataFrame({"population": people.ravel()}, index=index).reset_index()
    each = len(SEXES) * len(AGES)
    spans = np.repeat(course.ratios.spans, each)
    table = table.assign(
        year=year,
        base_year=course.year,
        age_to=(table["age_from"] + STEP - 1).where(table["age_from"] < AGES[-1]),
        spans=spans,
        ratio_basis=np.where(spans > 0, "own_spans", "sido_ratios"),
        basis=course.basis,
    )
    return table[np.repeat(course.known, each)]
