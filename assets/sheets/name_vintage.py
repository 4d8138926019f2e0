"""`rebalance vintage` for sheets that have names and no codes: of which days the names can be.

How names are understood is `name_cells.py`; codes are `vintage_report.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assets.geography.fact_files import facts
from assets.geography.life import Facts
from assets.geography.vintage import Fit
from assets.sheets.name_cells import NameCells, name_cells, name_keys
from assets.sheets.name_days import fits_of_names, geography_of
from assets.sheets.name_offer import command_line, name_offer
from assets.sheets.named_units import named_units
from assets.sheets.table import plain_name
from assets.sheets.user_file import (
    CSV,
    EXCEL,
    Sheet,
    read_sheet,
)


@dataclass(frozen=True)
class Reading:
    """How a user's file is read: as the options of the command line say."""

    encoding: str = "utf-8"
    tab: str | None = None
    skip_rows: int | None = None
    drop_notes: bool = False
    layer: str | None = None

    @property
    def words(self) -> list[str]:
        """The same as options."""
        said = {
            "--encoding": self.encoding if self.encoding != "utf-8" else None,
            "--sheet": self.tab,
            "--skip-rows": self.skip_rows,
            "--layer": self.layer,
        }
        return [word for option, value in said.items() if value is not None for word in (option, str(value))]

    def sheet(self, path: Path, columns: Sequence[str], known: Facts, by: str | None = None) -> Sheet:
        """A sheet keyed by names."""
        keys = name_keys(columns, known.gazetteer)
        wanted = [*columns, *([by] if by else [])]
        return read_sheet(path, self.encoding, self.tab, wanted=wanted, keys=keys, skip_rows=self.skip_rows)


def run_name_vintage(console: Console, path: Path, columns: Sequence[str], by: str | None, reading: Reading) -> None:
    """Print of which days the names of a sheet can be. SourceError, with the row, for a name of no unit, or of several."""
    known = facts()
    columns, by = [plain_name(name) for name in columns], by and plain_name(by)
    sheet = reading.sheet(path, columns, known, by)
    cells = name_cells(sheet, columns, drop_notes=reading.drop_notes)
    called = f"column{'s' if len(columns) > 1 else ''} {', '.join(columns)}"
    console.print(f"{path.name}, {called}: {len(cells.names):,} rows, {cells.names.nunique():,} names", markup=False)
    for line in (*sheet.said, *cells.said):
        console.print(f"            {line}", markup=False)
    if not by:
        for line in _report(path.name, cells, known):
            console.print(line, markup=False)
        return
    for value, rows in cells.names.groupby(sheet.frame[by], sort=True):
        fits, _ = _fits(path.name, cells.of(rows.index), known)
        console.print(f"{by} {value}: {rows.nunique()} names, {' and '.join(fit.period for fit in fits)}", markup=False)


def offer_names(path: Path, column: str, reading: Reading, known: Facts) -> str:
    """The command with names in place of codes that works on this very file."""
    if path.suffix.lower() not in CSV + EXCEL:
        return "Name a column with codes."

    def attempt(columns: Sequence[str], drop_notes: bool) -> object:
        cells = name_cells(reading.sheet(path, columns, known), columns, drop_notes=reading.drop_notes or drop_notes)
        return _fits(path.name, cells, known)

    def command(columns: Sequence[str], drop_notes: bool) -> str:
        names = [word for name in columns for word in ("--name-column", name)]
        flag = ["--drop-notes"] if reading.drop_notes or drop_notes else []
        return command_line(["rebalance", "vintage", str(path), *names, *reading.words, *flag])

    return name_offer(reading.sheet(path, [column], known), column, [], known.gazetteer, attempt, command)


def _fits(file: str, cells: NameCells, known: Facts) -> tuple[list[Fit], tuple[str, ...]]:
    """Periods that the names fit, and names of another time. SourceError for one of no unit or of several."""
    fits = fits_of_names(file, cells, known)
    day = geography_of(fits[0], dt.date.fromisoformat(known.last_event)).day
    return fits, named_units(file, cells, day, known).said


def _report(file: str, cells: NameCells, known: Facts) -> list[str]:
    """The periods, names that are of another time, and how to say a day."""
    fits, told = _fits(file, cells, known)
    periods = [f"{'and' if number else 'fits':<12}names of {fit.period}" for number, fit in enumerate(fits)]
    day = geography_of(fits[0], dt.date.fromisoformat(known.last_event)).day
    return [
        *periods,
        *(f"            {line}" for line in told),
        f"say         --from {day}, or the day of the figures within the period",
    ]
