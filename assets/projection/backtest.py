"""How wrong the projection would have been: launched in the past on what was known then, held against what came.

Errors are those of Smith, Tayman and Swanson (2013): the mean absolute percentage error (MAPE) for precision, the mean
algebraic one (MALPE) for bias. Three simpler methods stand beside it. No launch is held to an official path: those at hand
were made later than the launches, and what they knew the launch could not.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assets.projection.cohorts import FEMALE, OLD, WOMEN_20_39, Array, History, Units, at_risk
from assets.projection.engine import Course, Drawn, course_of, project
from assets.projection.ratios import ratios_alone, sido_ratios, spans_of
from domain.ages import STEP

METHOD = "hamilton_perry"
# Years from the launch to the date that it is held against.
HORIZONS = (2 * STEP, STEP)
# Lower bounds in persons at the launch date.
SIZE_CLASSES = {"under_30k": 0, "30k_100k": 30_000, "100k_300k": 100_000, "300k_over": 300_000}


@dataclass(frozen=True)
class Launch:
    """One test. `projected` holds people (U, 2, 21) by method; units known at both dates are `tested`."""

    launch: dt.date
    target: dt.date
    fit_from: dt.date
    actual: Array
    projected: dict[str, Array]
    size: NDArray[np.intp]
    tested: NDArray[np.bool_]
    units: Units

    @property
    def years(self) -> int:
        """From the launch to the target."""
        return self.target.year - self.launch.year


def launches(history: History) -> list[Launch]:
    """Every test that the dates allow: ten years ahead, then five, the newest of five last.

    Two dates three to five years apart have to lie before a launch.
    """
    found = []
    for years in HORIZONS:
        for launch, target in history.spans(years):
            past = history.until(launch)
            if spans_of(past):
                found.append(_launch(past, launch, target, history.people[target]))
    return found


def size_class(persons: Array) -> NDArray[np.intp]:
    """Place in `SIZE_CLASSES` of each unit, by persons (U,)."""
    return np.searchsorted(np.array(list(SIZE_CLASSES.values())), persons, side="right") - 1


def errors(test: Launch) -> pd.DataFrame:
    """MAPE and MALPE in percent by method, measure and size class; columns of mart.projection_backtest."""
    rows = []
    classes = {"all": test.tested} | {name: test.tested & (test.size == i) for i, name in enumerate(SIZE_CLASSES)}
    for method, cells in test.projected.items():
        for measure, (projected, actual) in _measures(cells, test.actual).items():
            for name, inside in classes.items():
                if inside.any():
                    rows.append(
                        {"method": method, "measure": measure, "size_class": name} | _error(projected[inside], actual[inside])
                    )
        keis = test.tested & test.units.in_keis
        counts = {"projected": at_risk(cells)[keis].sum(), "actual": at_risk(test.actual)[keis].sum(), "units": keis.sum()}
        rows.append({"method": method, "measure": "at_risk_units", "size_class": "all"} | counts)
    table: pd.DataFrame = pd.DataFrame(rows).assign(launch_date=test.launch, target_date=test.target, fit_from=test.fit_from)
    return table.assign(fit_to=test.launch)


def errors_by_region(test: Launch) -> pd.DataFrame:
    """Projected and actual of every sigungu and region and their difference; columns of mart.projection_error.

    A region is the sum of its tested units; one without any has no row.
    """
    units = test.units
    tested = test.tested.astype(float)
    member = np.vstack([units.member, np.eye(len(units.ids))]) * tested
    keys = pd.DataFrame([*units.regions, *(("sigungu", unit) for unit in units.ids)], columns=["level", "region_id"])
    left_out = (np.vstack([units.member, np.eye(len(units.ids))]) * (1 - tested)).sum(axis=1)
    there = member.sum(axis=1) > 0
    parts = []
    for measure, (projected, actual) in _measures(test.projected[METHOD], test.actual).items():
        ours, came = (np.einsum("ru,u->r", member, people) for people in (projected, actual))
        percent = np.divide(100 * (ours - came), came, out=np.full_like(ours, np.nan), where=came > 0)
        part = keys.assign(measure=measure, projected=ours, actual=came, error=ours - came, percent_error=percent)
        parts.append(part.assign(missing_units=left_out.astype(int))[there])
    table: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return table.assign(launch_date=test.launch, target_date=test.target)


def _launch(past: History, launch: dt.date, target: dt.date, actual: Array) -> Launch:
    course = course_of(past, target.year)
    projected = {
        METHOD: _end(course),
        "ratios_only": _end(replace(course, ratios=ratios_alone(past))),
        "sido_ratios": _end(replace(course, ratios=sido_ratios(past))),
        "unchanged": course.base,
    }
    tested = course.known & ~np.isnan(actual[:, 0, 0])
    size = size_class(course.base.sum(axis=(1, 2)))
    first = spans_of(past)[0][0]
    return Launch(launch, target, first, np.nan_to_num(actual), projected, size, tested, past.units)


def _end(course: Course) -> Array:
    """People at the end of the last step."""
    *_, (_, people) = project(course, Drawn())
    end: Array = people[0]
    return end


def _measures(projected: Array, actual: Array) -> dict[str, tuple[Array, Array]]:
    return {
        "population": (projected.sum(axis=(1, 2)), actual.sum(axis=(1, 2))),
        "children_0_4": (projected[:, :, 0].sum(axis=1), actual[:, :, 0].sum(axis=1)),
        "women_20_39": (projected[:, FEMALE, WOMEN_20_39].sum(axis=1), actual[:, FEMALE, WOMEN_20_39].sum(axis=1)),
        "population_65_over": (projected[..., OLD].sum(axis=(1, 2)), actual[..., OLD].sum(axis=(1, 2))),
    }


def _error(projected: Array, actual: Array) -> dict[str, float]:
    there = actual > 0  # of nobody there is no percentage
    percent = 100 * (projected[there] - actual[there]) / actual[there]
    sums = {"projected": projected.sum(), "actual": actual.sum(), "units": len(actual)}
    if not len(percent):
        return sums
    return {"mape": float(np.abs(percent).mean()), "malpe": float(percent.mean())} | sums
