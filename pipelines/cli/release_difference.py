"""Finding two releases by name and printing what they differ in. How they are compared is in `assets/release/difference/`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

from assets.release.difference.compare import compare
from assets.release.difference.markdown import markdown
from assets.release.difference.model import (
    Difference,
    TableDifference,
    change_text,
    column_line,
    key_text,
    no_difference,
    overview,
    schema_lines,
    shape_line,
)
from assets.release.difference.published import read_published
from assets.release.publish import CURRENT, MANIFEST, current, require_whole
from domain.errors import UsageError
from domain.shown import shown
from pipelines.build.home import Home
from pipelines.cli.console import write_json
from pipelines.cli.release_list import PREVIOUS, before_current, published

FORMATS = ("table", "md", "json")
# Columns that the overview names; each has a line of its own below it.
NAMED = 3


def run_diff(
    console: Console,
    root: Path,
    before: str,
    after: str,
    *,
    tables: Sequence[str],
    tolerance: float,
    limit: int,
    form: str,
    data: bool = False,
) -> bool:
    """Print what differs; True when something does. `data` reads the rows of all tables, and before that checks all files.

    Raises UsageError for an unknown release, table or format, DamageError for a release that is not what was published.
    """
    if form not in FORMATS:
        raise UsageError(f"--format {form}: one of {', '.join(FORMATS)}")
    releases = Home(root).releases
    folders = [find_release(name, releases) for name in (before, after)]
    if data:
        for folder in folders:
            require_whole(folder)
    old, new = map(read_published, folders)
    try:
        difference = compare(old, new, tables=tables, tolerance=tolerance, limit=limit, data=data)
    except duckdb.Error:  # a file that DuckDB cannot read
        for folder in folders:
            require_whole(folder)
        raise
    if form == "json":
        write_json(difference.record())
    elif form == "md":
        sys.stdout.write(shown(markdown(difference)))
    else:
        _print(console, difference)
    return difference.differs


def find_release(name: str, releases: Path) -> Path:
    """The folder of a release given as a path, a version, `current` or `previous`. UsageError that lists what there is."""
    if name == CURRENT:
        return current(releases)
    if name == PREVIOUS:
        return before_current(releases)
    for folder in (Path(name), releases / name):
        if (folder / MANIFEST).is_file():
            return folder.resolve()
    known = sorted(one.folder.name for one in published(releases))
    there = f"in {releases} there are {', '.join(known)}, and current" if known else f"in {releases} nothing is published yet"
    raise UsageError(f"no release {name}: it is no folder with a {MANIFEST}, and {there}")


def _print(console: Console, difference: Difference) -> None:
    console.print(difference.before, style="bold", markup=False, end=" → ")
    console.print(difference.after, style="bold", markup=False)
    for label, text in overview(difference):
        console.print(f"{label:<16}{text}", markup=False)
    if not difference.differs:
        console.print(no_difference(difference), markup=False)
    if difference.tables:
        console.print()
        console.print(_summary(difference), markup=False, emoji=False)
    for table in difference.tables:
        _print_table(console, table)


def _summary(difference: Difference) -> Table:
    grid = Table("table", box=None, header_style="bold", padding=(0, 2, 0, 0))
    for title in ("rows before", "after", "added", "removed", "changed"):
        grid.add_column(title, justify="right")
    grid.add_column("columns with other values")
    for table in difference.tables:
        names = ["(schema)"] * table.schema_differs + [c.name for c in table.columns] + ["shape"] * bool(table.shapes)
        columns = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
        numbers = (table.rows_before, table.rows_after, table.rows_added, table.rows_removed, table.rows_changed)
        grid.add_row(table.table, *(f"{number:,}" for number in numbers), columns)
    return grid


def _print_table(console: Console, table: TableDifference) -> None:
    console.print(f"\n{table.table}", style="bold", markup=False, end="")
    console.print(f"  by {', '.join(table.key)}" if table.key else "", markup=False)
    for line in schema_lines(table):
        console.print(f"  {line}", markup=False)
    lines = [(column.name, column_line(column)) for column in table.columns]
    lines += [("shape", shape_line(table.shapes))] if table.shapes else []
    width = max((len(name) for name, _ in lines), default=0)
    for name, text in lines:
        console.print(f"  {name:<{width}}  {text}", markup=False)
    for sign, keys, count in (("+", table.first_added, table.rows_added), ("-", table.first_removed, table.rows_removed)):
        for key in keys:
            console.print(f"  {sign} {key_text(key)}", markup=False)
        if keys and count > len(keys):
            console.print(f"  {sign} and {count - len(keys):,} more", style="dim", markup=False)
    if table.first_changes:
        console.print("  first changed values", style="dim")
        grid = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
        for change in table.first_changes:
            grid.add_row(key_text(change.key), change.column, change_text(change))
        console.print(grid, markup=False, emoji=False)
