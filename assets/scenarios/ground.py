"""From the tables of a lake or a release to what scenarios stand on."""

from __future__ import annotations

import pandas as pd

from assets.projection.cohorts import at_risk
from assets.projection.ground import shared_course
from assets.projection.ratios import trend_of
from assets.scenarios.run import Ground
from assets.scenarios.uncertainty import error_model


def ground_of(
    population: pd.DataFrame,
    reference_region: pd.DataFrame,
    region_member: pd.DataFrame,
    sido_projection: pd.DataFrame,
    kosis_national_population: pd.DataFrame,
) -> Ground | None:
    """Course to the last year, errors and today's units at risk; None where no two dates are three to five years apart."""
    found = shared_course(population, reference_region, region_member, sido_projection, kosis_national_population)
    if found is None:
        return None
    history, course = found
    risky = at_risk(course.base) & course.units.in_keis & course.known
    return Ground(course, error_model(history), risky, trend_of(history), history)
