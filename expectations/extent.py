"""How far a table reaches: its rows, its periods and its units, and how much of these a later release may do without.

Which columns say so is told from their names, the same in all contracts. `assets/release/continuity.py` compares releases.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import pandas as pd

# The first of them that a table has, key or not, is when its figures are of.
PERIODS = ("reference_date", "month", "year", "vintage", "table_date", "changed_on")
# The first of them whose columns a table has is whose figures they are; a name of a sigungu tells nothing without its sido.
UNITS = (
    ("sido_name", "region_name"),
    ("level", "region_id"),
    ("unit_id",),
    ("region_code",),
    ("sido_name", "sigungu_name", "emd_name"),
    ("region_name", "name_number"),
    ("region_name",),
    ("level", "scheme", "code"),
    ("path",),
    ("origin_code",),
    ("from_name",),
    ("from_unit_id",),
    ("emd_code",),
    ("sido_unit_id",),
    ("code",),
    ("old_code",),
)


@dataclass(frozen=True)
class MayLose:
    """How much of itself a table may lose from one release to the next: shares of its rows, periods and units."""

    rows: float = 0.01
    periods: float = 0.0
    units: float = 0.0


# Of a table that grows with its sources, and of a result, a choice or a list of what is wrong, which comes out anew each time.
A_LITTLE, ALL = MayLose(), MayLose(1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Extent:
    """What a table holds: rows, periods as text in order, number of units; and the columns that say so ("" and () for none)."""

    rows: int
    period: str = ""
    periods: tuple[str, ...] = field(default=(), repr=False)
    unit: tuple[str, ...] = ()
    units: int = 0


def period_column(columns: Collection[str]) -> str:
    """The column that says when figures are of; "" where none does."""
    return next((name for name in PERIODS if name in columns), "")


def unit_columns(columns: Collection[str]) -> tuple[str, ...]:
    """The columns that say together whose figures they are; none where none do."""
    return next((names for names in UNITS if set(names) <= set(columns)), ())


def extent_of(table: pd.DataFrame) -> Extent:
    """The extent of a table in memory."""
    period, unit = period_column(table.columns), unit_columns(table.columns)
    periods = tuple(sorted(map(str, table[period].dropna().unique()))) if period else ()
    units = len(table[list(unit)].drop_duplicates()) if unit else 0
    return Extent(len(table), period, periods, unit, units)
