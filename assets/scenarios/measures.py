"""What is read off a projection: persons, share of the nation, index, units at risk, by region; their medians and bands."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from assets.projection.cohorts import (
    FEMALE,
    OLD,
    WOMEN_20_39,
    Array,
)
from assets.scenarios.backtest import at_risk
from assets.scenarios.engine import Course

BAND = (0.05, 0.5, 0.95)
NATION = ("nation", "nation")


def measured(course: Course, people: Array) -> dict[str, Array]:
    """Measures by name for one year: (D, R) by region above sigungu, those that end in `_unit` (D, U) by sigungu.

    `people` is (D, U, 2, 21). Units at risk are those of the KEIS set, index below the line; a unit without figures is not
    counted.
    """
    persons = people.sum(axis=(2, 3), dtype=np.float64)
    counted = course.units.in_keis & course.known
    risky = at_risk(people) & counted
    population = _above(course, persons)
    nation = course.units.regions.index(NATION)
    women = _above(course, people[:, :, FEMALE, WOMEN_20_39].sum(axis=2, dtype=np.float64))
    old = _above(course, people[..., OLD].sum(axis=(2, 3), dtype=np.float64))
    return {
        "population": population,
        "population_share": population / population[:, [nation]],
        "risk_index": np.divide(women, old, out=np.full_like(old, np.nan), where=old > 0),
        "at_risk_units": _above(course, risky.astype(persons.dtype)),
        "population_unit": persons[:, course.known],
        "at_risk_unit": risky[:, counted],
    }


def _above(course: Course, cells: Array) -> Array:
    """Sums over the units of each region above sigungu, (D, U) to (D, R)."""
    summed: Array = np.einsum("du,ru->dr", cells, course.units.member)
    return summed


def difference(measures: Mapping[str, Array], usual: Mapping[str, Array]) -> dict[str, Array]:
    """Persons and units at risk more than without levers, draw by draw."""
    return {f"{name}_difference": measures[name] - usual[name] for name in ("population", "at_risk_units")}


def summary(course: Course, draws: Mapping[str, Array], year: int, *, banded: bool) -> pd.DataFrame:
    """Median, p05, p95 of each measure and region in one year; bands stay empty when there is but one path."""
    parts = []
    sigungu = np.array(course.units.ids)
    for measure, values in draws.items():
        if measure == "at_risk_unit":
            # The share of draws in which the unit is at risk has no band of its own.
            table = pd.DataFrame({"region_id": sigungu[course.units.in_keis & course.known], "median": values.mean(axis=0)})
            parts.append(table.assign(level="sigungu", measure="at_risk_probability", p05=None, p95=None))
            continue
        low, middle, high = np.quantile(values, BAND, axis=0)
        level, region_id = zip(*course.units.regions, strict=True)
        if measure == "population_unit":
            level, region_id = ("sigungu",), tuple(sigungu[course.known])
        table = pd.DataFrame({"region_id": region_id, "median": middle, "p05": low, "p95": high})
        table["level"] = level if len(level) > 1 else level[0]
        table["measure"] = measure.removesuffix("_unit")
        parts.append(table if banded else table.assign(p05=None, p95=None))
    return pd.concat([part.astype({"p05": object, "p95": object}) for part in parts], ignore_index=True).assign(year=year)
