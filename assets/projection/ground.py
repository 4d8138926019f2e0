"""From the tables of a lake or a release to the course that projections and scenarios share."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from assets.projection.cohorts import Array, History, history_of, units_of
from assets.projection.engine import Course, course_of
from assets.projection.horizon import last_year
from assets.projection.official import control_of, national_path
from assets.projection.ratios import spans_of


def shared_course(
    population: pd.DataFrame,
    reference_region: pd.DataFrame,
    region_member: pd.DataFrame,
    sido_projection: pd.DataFrame,
    kosis_national_population: pd.DataFrame,
) -> tuple[History, Course] | None:
    """The history, and the course from its newest December to the last year, held to official figures where there are any.

    None where no two dates are three to five years apart.
    """
    history = history_of(population, units_of(reference_region, region_member))
    if not spans_of(history):
        return None
    path = national_path(kosis_national_population)
    return history, course_to(history, last_year(history.dates[-1].year), path, sido_projection)


def course_to(history: History, last: int, path: Mapping[int, Array], sido_projection: pd.DataFrame) -> Course:
    """The course from the newest December to `last`, held to the official path of the nation and to figures of sido."""
    return course_of(history, last, control_of(path, sido_projection, history.units, history.dates[-1].year, last))
