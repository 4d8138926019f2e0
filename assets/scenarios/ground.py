"""From the tables of a lake or a release to what scenarios stand on."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from assets.projection.cohorts import Array, Units, history_of, units_of
from assets.projection.ratios import spans_of
from assets.scenarios.backtest import at_risk
from assets.scenarios.engine import course_of
from assets.scenarios.horizon import last_year
from assets.scenarios.run import Ground
from assets.scenarios.uncertainty import error_model
from domain.ages import STEP


def ground_of(
    population: pd.DataFrame, reference_region: pd.DataFrame, region_member: pd.DataFrame, sido_projection: pd.DataFrame
) -> Ground | None:
    """Course to the last year, errors and today's units at risk; None where no two dates are three to five years apart."""
    history = history_of(population, units_of(reference_region, region_member))
    if not spans_of(history):
        return None
    base = history.dates[-1]
    course = course_of(history, last_year(base.year), control_of(sido_projection, history.units, base))
    return Ground(course, error_model(history), at_risk(course.base) & course.units.in_keis & course.known)


def control_of(sido_projection: pd.DataFrame, units: Units, base: dt.date) -> dict[int, Array]:
    """Official persons by sido over those of the base year, for every later year of a step that lies within the path.

    Between two official years the path is straight. A growth and not a number is taken, since the official figures are
    mid-year residents and not registered persons. NaN for a sido whose path does not cover the year or the base year.
    """
    if sido_projection.empty:
        return {}
    path = sido_projection.pivot(index="year", columns="sido_unit_id", values="population").astype(float)
    years = pd.RangeIndex(min(base.year, path.index.min()), last_year(base.year) + STEP)
    whole = path.reindex(years).interpolate(method="index", limit_area="inside").reindex(columns=list(units.sido_ids))
    growth = whole / whole.loc[base.year]
    return {year: np.asarray(growth.loc[year], dtype=float) for year in years if year > base.year}
