"""`rebalance vintage`: what is printed of the scheme and date that the codes or names of a file follow.

What they follow is found by `rebalance.detect_vintage`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from rich.console import Console

import rebalance
from pipelines.cli.command_words import command_line, file_options

SAY = "--from {}"
_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:-?(\d{2})-?(\d{2}))?(?!\d)")


def run_vintage(console: Console, file: rebalance.SheetFile, code_column: str, by: str | None, *, drop_notes: bool) -> None:
    """Print what the codes of a file follow, or one line for each value of `by`. Raises as `rebalance.read_codes` does."""
    try:
        read = rebalance.read_codes(file, code_column, by=by, drop_notes=drop_notes)
    except rebalance.NamesForCodesError as error:
        error.say(lambda columns, notes: _with_names(file, columns, drop_notes=notes))
        raise
    table = read.frame
    code_column, by = table.columns[0], (table.columns[-1] if by else None)
    if by:
        for line in read.said:
            console.print(line, markup=False)
        for value, rows in table.groupby(by, sort=True):
            console.print(f"{by} {value}: {rebalance.detect_vintage(rows[code_column]).line()}", markup=False)
        return
    found = rebalance.detect_vintage(table[code_column])
    rows_and_codes = f"{len(table):,} rows, {len(found.codes):,} codes ({found.lengths()})"
    console.print(f"{file.path.name}, column {code_column}: {rows_and_codes}", markup=False)
    for line in read.said:
        console.print(f"            {line}", markup=False)
    if found.is_mixture:
        console.print(f"MIXTURE of {len(found.parts)} geographies: no scheme and day explains all codes", style="bold")
        console.print("            if a column tells years apart, say --by COLUMN")
    for line in found.report(SAY):
        console.print(line, markup=False)
    if found.fits and (note := _against_name(file.path.stem, found)):
        console.print(note, markup=False)


def run_name_vintage(
    console: Console, file: rebalance.SheetFile, columns: Sequence[str], by: str | None, *, drop_notes: bool
) -> None:
    """Print of which days the names of a sheet can be. SourceError, with the row, for a name of no unit, or of several."""
    read = rebalance.read_names(file, columns, by=by, drop_notes=drop_notes)
    names = read.cells.names
    called = f"column{'s' if len(read.columns) > 1 else ''} {', '.join(read.columns)}"
    console.print(f"{file.path.name}, {called}: {len(names):,} rows, {names.nunique():,} names", markup=False)
    for line in read.said:
        console.print(f"            {line}", markup=False)
    if read.by is None:
        for line in read.vintage().report(SAY):
            console.print(line, markup=False)
        return
    for value, rows in names.groupby(read.sheet.frame[read.by], sort=True):
        console.print(f"{read.by} {value}: {read.vintage(rows.index).line()}", markup=False)


def _with_names(file: rebalance.SheetFile, columns: Sequence[str], *, drop_notes: bool) -> str:
    """The command with names in place of codes."""
    names = [word for name in columns for word in ("--name-column", name)]
    flag = ["--drop-notes"] if drop_notes else []
    return command_line(["rebalance", "vintage", str(file.path), *names, *file_options(file), *flag])


def _against_name(name: str, found: rebalance.Vintage) -> str:
    """A warning when a year or day in the file's name is not in the period."""
    fit = found.fit
    for year, month, day_of_month in _NAMED_DAY.findall(name):
        try:
            named = dt.date(int(year), int(month or 12), int(day_of_month or 31))
        except ValueError:
            continue
        if not fit.valid_from <= named < (fit.valid_to or dt.date.max):
            said = str(named) if month else f"the end of {year}"
            return f"note        the file's name says {year}, but at {said} its codes do not fit"
    return ""
