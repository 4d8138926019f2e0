"""Read-only SQL over the current release, printed as a table, CSV or JSON."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

import rebalance

FORMATS = ("table", "csv", "json")


def run_query(console: Console, root: Path, sql: str, form: str) -> None:
    """Print what `sql` returns. UsageError for faulty SQL or an unknown format, ReleaseError without a release."""
    if form not in FORMATS:
        raise rebalance.UsageError(f"--format {form}: one of {', '.join(FORMATS)}")
    with rebalance.open_release(root / "releases") as release:
        result = release.sql(sql)
        columns = result.columns
        try:
            rows = result.fetchall()
        except duckdb.Error as error:  # of a value, when it is computed
            raise rebalance.UsageError(f"the query was refused: {error}") from error
    if form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows(rows)
    elif form == "json":
        json.dump([dict(zip(columns, row, strict=True)) for row in rows], sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
    else:
        table = Table(*columns, box=None, header_style="bold")
        for row in rows:
            table.add_row(*(_shown(cell) for cell in row))
        console.print(table, markup=False)
        console.print(f"{len(rows)} row{'' if len(rows) == 1 else 's'} from {release.version}", style="dim")


def _shown(cell: object) -> str:
    """A cell for people: nothing for NULL, the size of a geometry instead of its bytes."""
    if cell is None:
        return ""
    return f"<{len(cell):,} bytes>" if isinstance(cell, bytes) else str(cell)
