"""What each map layer and each indicator is drawn by: the column and its classes. The same for QGIS, atlas and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assets.release.style.classes import graduated, of_date
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
    """A column and its classes; `categorical` columns hold the class itself, others a number between limits.

    `spread` says which figures the limits are of: "all" dates, the "date" that is shown, "" for defined classes.
    """

    column: str
    ko: str
    en: str
    unit: Unit | None
    classes: tuple[MapClass, ...]
    categorical: bool
    spread: str = ""

    def classed(self, date: str) -> tuple[str, str]:
        """What a legend says of its limits in Korean and English; `date` is the day shown. Empty for defined classes
        and where no day is known."""
        if not self.spread or not date:
            return "", ""
        if self.spread == "all":
            return "모든 시점의 값으로 나눈 등급", "classes of all dates"
        year, month = date[:4], int(date[5:7])
        whole = date.endswith("-12-31")
        return f"{year}년{'' if whole else f' {month}월'} 값으로 나눈 등급", f"classes of {year if whole else date[:7]}"


def category_theme(column: Column) -> Theme:
    """Theme of a column of defined classes; KeyError when its classes are not in the palette."""
    return Theme(column.name, column.ko, column.en, UNITS.get(column.unit), CATEGORIES[column.name], categorical=True)


def number_theme(
    column: Column,
    values: Sequence[float] | np.ndarray,
    shown: Sequence[float] | np.ndarray | None = None,
    together: tuple[MapClass, ...] | None = None,
) -> Theme:
    """Theme of a number: official limits where there are any, else natural breaks of all `values` given.

    `shown` are the figures of the date that is drawn; it has classes of its own where those of all dates, `together`, hide them.
    """
    if official := OFFICIAL.get(column.name):
        return Theme(column.name, column.ko, column.en, UNITS.get(column.unit), official, categorical=False)
    turn = neutral(column)
    if shown is None:
        classes, own = graduated(values, neutral=turn), False
    else:
        classes, own = of_date(values, shown, neutral=turn, together=together)
    spread = "date" if own else "all"
    return Theme(column.name, column.ko, column.en, UNITS.get(column.unit), classes, categorical=False, spread=spread)


def neutral(column: Column) -> float:
    """Where a diverging ramp turns: 1 for quotients (as much as in the nation), 0 for balances and changes."""
    return 1.0 if column.name.endswith(("_quotient", "_lq", "_specialisation", "functional_specialisation")) else 0.0
