"""A country of a few units, written by hand: who lives where, at which age."""

from __future__ import annotations

import datetime as dt

import numpy as np

from assets.projection.cohorts import Array, History, Units
from domain.ages import AGES

EAST_WEST = Units(
    ids=("east", "west"),
    sido=np.array([0, 1]),
    sido_ids=("sunrise", "sunset"),
    in_keis=np.array([True, True]),
    regions=(("capital_rest", "capital"), ("capital_rest", "rest"), ("nation", "nation")),
    member=np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
)
ONE_SIDO = Units(("east", "west"), np.array([0, 0]), ("land",), EAST_WEST.in_keis, EAST_WEST.regions, EAST_WEST.member)


def people(*units: dict[int, float] | None) -> Array:
    """(U, 2, 21): persons of each sex by the youngest age of their group, nobody elsewhere; None for a unit without figures."""
    cells = np.zeros((len(units), 2, len(AGES)))
    for place, ages in enumerate(units):
        if ages is None:
            cells[place] = np.nan
            continue
        for age, persons in ages.items():
            cells[place, :, age // 5] = persons
    return cells


def history(cells: dict[int, Array], units: Units = EAST_WEST) -> History:
    """Decembers by year."""
    return History(units, {dt.date(year, 12, 31): people for year, people in cells.items()})
