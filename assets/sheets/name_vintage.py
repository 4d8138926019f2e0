"""Of which days the names of a sheet that has no codes can be, as data and in lines for people.

How names are understood is `name_cells.py`; codes are `code_vintage.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from assets.geography.life import Facts
from assets.geography.vintage import Fit
from assets.sheets.name_cells import NameCells, name_cells, name_keys
from assets.sheets.name_days import fits_of_names, geography_of
from assets.sheets.named_units import named_units
from assets.sheets.table import plain_name
from assets.sheets.user_file import Sheet


@dataclass(frozen=True)
class NameVintage:
    """Periods of whose days all names can be, the newest first.

    Attributes
    ----------
    names
        The name of each row, the sido's first; the index is the row's number, from 1.
    fits
        The periods.
    day
        A day of the newest, as `convert` takes it.
    units
        The unit of each row on that day.
    said
        Names that are of another time.
    """

    names: pd.Series
    fits: tuple[Fit, ...]
    day: dt.date
    units: pd.Series
    said: tuple[str, ...]

    def line(self) -> str:
        """The periods in one line."""
        return f"{self.names.nunique()} names, {' and '.join(fit.period for fit in self.fits)}"

    def report(self, say: str = 'from_="{}"') -> list[str]:
        """The periods, names that are of another time, and how to `say` a day to `convert`."""
        periods = [f"{'and' if number else 'fits':<12}names of {fit.period}" for number, fit in enumerate(self.fits)]
        return [
            *periods,
            *(f"            {line}" for line in self.said),
            f"say         {say.format(self.day)}, or the day of the figures within the period",
        ]


@dataclass(frozen=True)
class SheetNames:
    """The names of a sheet, to be asked as a whole or by parts."""

    sheet: Sheet
    cells: NameCells
    facts: Facts
    columns: tuple[str, ...]
    by: str | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """What was read otherwise than it stands."""
        return (*self.sheet.said, *self.cells.said)

    def vintage(self, rows: pd.Index | None = None) -> NameVintage:
        """Of which days the names of these rows can be. SourceError, with the row, for one of no unit or of several."""
        cells = self.cells if rows is None else self.cells.of(rows)
        fits = fits_of_names(self.sheet.name, cells, self.facts)
        day = geography_of(fits[0], dt.date.fromisoformat(self.facts.last_event)).day
        found = named_units(self.sheet.name, cells, day, self.facts)
        return NameVintage(cells.names, tuple(fits), day, found.units, found.said)


def read_names(
    read: Callable[[Sequence[str], Mapping[str, Callable[[str], bool]]], Sheet],
    columns: Sequence[str],
    facts: Facts,
    by: str | None = None,
    *,
    drop_notes: bool = False,
) -> SheetNames:
    """Names out of the columns that make them up, the sido's first; `read` reads the sheet that has them."""
    columns, by = [plain_name(name) for name in columns], by and plain_name(by)
    sheet = read([*columns, *([by] if by else [])], name_keys(columns, facts.gazetteer))
    return SheetNames(sheet, name_cells(sheet, columns, drop_notes=drop_notes), facts, tuple(columns), by)
