"""What each map layer and each indicator is drawn by: the column and its classes. The same for QGIS, atlas and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assets.release.style.classes import graduated
from assets.release.style.palette import BOUNDARY_CHANGES, CLUSTERS, CRISIS, RISK, RUST_STATES, MapClass
from domain.units_of_measure import UNITS, Unit
from expectations.contract import Column
from expectations.contracts.extinction import RISK_INDEX

# Layers drawn by a column of classes that somebody has defined.
CATEGORIES: dict[str, tuple[MapClass, ...]] = {
    "risk_class": RISK,
    "cluster": CLUSTERS,
    "state": RUST_STATES,
    "scheme": CRISIS,
    "change": BOUNDARY_CHANGES,
}
# Columns whose classes are official limits, whatever the figures are.
OFFICIAL = {RISK_INDEX.name: RISK}


@dataclass(frozen=True)
class Theme:
    """A column and its classes; `categorical` columns hold the class itself, others a number between limits."""

    column: str
    ko: str
    en: str
    unit: Unit | None
    classes: tuple[MapClass, ...]
    categorical: bool


def category_theme(column: Column) -> Theme:
    """Theme of a column of defined classes; KeyError when its classes are not in the palette."""
    return Theme(column.name, column.ko, column.en, UNITS.get(column.unit), CATEGORIES[column.name], categorical=True)


def number_theme(column: Column, values: Sequence[float] | np.ndarray) -> Theme:
    """Theme of a number: official limits where there are any, else natural breaks of all `values` given."""
    classes = OFFICIAL.get(column.name) or graduated(values, neutral=neutral(column))
    return Theme(column.name, column.ko, column.en, UNITS.get(column.unit), classes, categorical=False)


def neutral(column: Column) -> float:
    """Where a diverging ramp turns: 1 for quotients (as much as in the nation), 0 for balances and changes."""
    return 1.0 if column.name.endswith(("_quotient", "_lq", "_specialisation", "functional_specialisation")) else 0.0
