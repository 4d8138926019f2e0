"""How wrong the projection would have been: launched five years before the newest date, on what was known then.

Errors are those of Smith, Tayman and Swanson (2013): the mean absolute percentage error (MAPE) for precision, the mean
algebraic one (MALPE) for bias. Two simpler methods stand beside it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assets.projection.cohorts import (
    FEMALE,
    OLD,
    WOMEN_20_39,
    Array,
    History,
)
from assets.projection.ratios import sido_ratios, spans_of
from assets.scenarios.engine import Course, Drawn, course_of, project
from domain.risk import AT_RISK_BELOW

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
    in_keis: NDArray[np.bool_]


def launches(history: History) -> list[Launch]:
    """Every test that the dates allow, the newest last: two dates three to five years apart before the launch."""
    found = []
    for launch, target in history.spans():
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
        keis = test.tested & test.in_keis
        counts = {"projected": at_risk(cells)[keis].sum(), "actual": at_risk(test.actual)[keis].sum(), "units": keis.sum()}
        rows.append({"method": method, "measure": "at_risk_units", "size_class": "all"} | counts)
    table = pd.DataFrame(rows).assign(launch_date=test.launch, target_date=test.target, fit_from=test.fit_from)
    return table.assign(fit_to=test.launch)


def at_risk(people: Array) -> NDArray[np.bool_]:
    """True where women aged 20-39 are too few beside persons aged 65 and over; (..., U)."""
    women = people[..., FEMALE, WOMEN_20_39].sum(axis=-1)
    risk: NDArray[np.bool_] = women < AT_RISK_BELOW * people[..., OLD].sum(axis=(-2, -1))
    return risk


def _launch(past: History, launch: dt.date, target: dt.date, actual: Array) -> Launch:
    course = course_of(past, target.year)
    plain = replace(course, ratios=sido_ratios(past))
    projected = {
        "hamilton_perry": _end(course),
        "sido_ratios": _end(plain),
        "unchanged": course.base,
    }
    tested = course.known & ~np.isnan(actual[:, 0, 0])
    size = size_class(course.base.sum(axis=(1, 2)))
    first = spans_of(past)[0][0]
    return Launch(launch, target, first, np.nan_to_num(actual), projected, size, tested, past.units.in_keis)


def _end(course: Course) -> Array:
    """People at the end of the only step."""
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
