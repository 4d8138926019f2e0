"""What is read off a projection: persons, youth, shares of the nation, index, units at risk, by region; their bands."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from assets.projection.cohorts import FEMALE, OLD, WOMEN_20_39, YOUTH, Array, at_risk
from assets.projection.engine import Course
from domain.measures import COMPARED

BAND = (0.05, 0.5, 0.95)
NATION = ("nation", "nation")
COUNTS = ("at_risk_units", "at_risk_share")


def measured(course: Course, people: Array) -> dict[str, Array]:
    """Measures by name for one year: (D, R) by region above sigungu, those that end in `_unit` (D, U) by sigungu.

    `people` is (D, U, 2, 21). Units at risk are those of the KEIS set, index below the line; a unit without figures is not
    counted, and a region without such units has no share of them.
    """
    persons = people.sum(axis=(2, 3), dtype=np.float64)
    counted = course.units.in_keis & course.known
    risky = at_risk(people) & counted
    population = _above(course, persons)
    nation = course.units.regions.index(NATION)
    women = _above(course, people[:, :, FEMALE, WOMEN_20_39].sum(axis=2, dtype=np.float64))
    old = _above(course, people[..., OLD].sum(axis=(2, 3), dtype=np.float64))
    youth = _above(course, people[..., YOUTH].sum(axis=(2, 3), dtype=np.float64))
    units = _above(course, risky.astype(persons.dtype))
    return {
        "population": population,
        "population_share": population / population[:, [nation]],
        "youth": youth,
        "youth_share": youth / youth[:, [nation]],
        "risk_index": _over(women, old),
        "at_risk_units": units,
        "at_risk_share": _over(units, np.broadcast_to((course.units.member * counted).sum(axis=1), units.shape)),
        "population_unit": persons[:, course.known],
        "at_risk_unit": risky[:, counted],
    }


def difference(measures: Mapping[str, Array], usual: Mapping[str, Array]) -> dict[str, Array]:
    """How much more there is than without levers, draw by draw."""
    return {f"{name}_difference": measures[name] - usual[name] for name in COMPARED}


def summary(course: Course, draws: Mapping[str, Array], path: Mapping[str, Array], year: int, *, banded: bool) -> pd.DataFrame:
    """`median`, `p05`, `p95` of each measure and region in one year; bands stay empty when there is but one path.

    The middle value is the path's, and the band of the draws is moved so that their median lies on it: a figure here and
    one of the path are the same number. Persons, shares and indices are moved in proportion, counts and differences by as much.
    """
    parts = []
    sigungu = np.array(course.units.ids)
    for measure, values in draws.items():
        if measure == "at_risk_unit":
            # The share of draws in which the unit is at risk has no band of its own.
            table = pd.DataFrame({"region_id": sigungu[course.units.in_keis & course.known], "median": values.mean(axis=0)})
            parts.append(table.assign(level="sigungu", measure="at_risk_probability", p05=None, p95=None))
            continue
        low, high = _band(measure, values, path[measure][0])
        level, region_id = zip(*course.units.regions, strict=True)
        if measure == "population_unit":
            level, region_id = ("sigungu",), tuple(sigungu[course.known])
        table = pd.DataFrame({"region_id": region_id, "median": path[measure][0], "p05": low, "p95": high})
        table["level"] = level if len(level) > 1 else level[0]
        table["measure"] = measure.removesuffix("_unit")
        table = table[table["median"].notna()]
        parts.append(table if banded else table.assign(p05=None, p95=None))
    return pd.concat([part.astype({"p05": object, "p95": object}) for part in parts], ignore_index=True).assign(year=year)


def _band(measure: str, values: Array, middle: Array) -> tuple[Array, Array]:
    """Low and high of the draws about the path's value."""
    low, centre, high = np.quantile(values, BAND, axis=0)
    if measure.endswith("_difference") or measure in COUNTS:
        shift = middle - centre
        low, high = low + shift, high + shift
        if measure == "at_risk_share":
            low, high = np.clip(low, 0, 1), np.clip(high, 0, 1)
        return (np.maximum(low, 0), high) if measure == "at_risk_units" else (low, high)
    factor = _over(middle, centre)
    return low * factor, high * factor


def _above(course: Course, cells: Array) -> Array:
    """Sums over the units of each region above sigungu, (D, U) to (D, R)."""
    summed: Array = np.einsum("du,ru->dr", cells, course.units.member)
    return summed


def _over(part: Array, whole: Array) -> Array:
    ratio: Array = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
    return ratio
