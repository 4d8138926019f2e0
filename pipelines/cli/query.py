"""Read-only SQL over the current release, printed as a table, CSV or JSON.

A table is for people and stops after some rows; CSV is for spreadsheets and runs nothing there; JSON holds the exact values.
CSV and JSON are written as the rows come.
"""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

import rebalance
from domain.formulas import guarded
from domain.shown import shown, written_in_json

FORMATS = ("table", "csv", "json")
# Rows of a table, which is laid out as a whole.
ROWS_SHOWN = 40
ROWS_AT_ONCE = 1000
ISO = (dt.date, dt.time)


def run_query(console: Console, root: Path, sql: str, form: str, limit: int | None = None) -> None:
    """Print what `sql` returns, `limit` rows of it if it is given.

    UsageError for SQL that is faulty or not one question, and for an unknown format; ReleaseError without a release, DamageError
    for one that is not what was published.
    """
    if form not in FORMATS:
        raise rebalance.UsageError(f"--format {form}: one of {', '.join(FORMATS)}")
    with rebalance.open_release(root / "releases") as release:
        result = release.sql(sql)
        columns, rows = result.columns, _rows(result, release)
        if form == "csv":
            _write_csv(columns, itertools.islice(rows, limit))
        elif form == "json":
            _write_json(columns, itertools.islice(rows, limit))
        else:
            _print_table(console, columns, rows, limit or ROWS_SHOWN, release.version)


def _rows(result: duckdb.DuckDBPyRelation, release: rebalance.Release) -> Iterator[tuple[Any, ...]]:
    try:
        with release.reading():
            while batch := result.fetchmany(ROWS_AT_ONCE):
                yield from batch
    except duckdb.OutOfMemoryException as error:
        raise rebalance.UsageError(
            "the query was refused: it needs more memory than a query is given; ask for fewer rows or columns at once"
        ) from error
    except duckdb.Error as error:  # of a value, when it is computed
        raise rebalance.UsageError(f"the query was refused: {error}") from error


def _print_table(console: Console, columns: Sequence[str], rows: Iterator[tuple[Any, ...]], limit: int, version: str) -> None:
    table = Table(*map(shown, columns), box=None, header_style="bold")
    for row in itertools.islice(rows, limit):
        table.add_row(*map(_cell, row))
    left_out = sum(1 for _ in rows)
    count = table.row_count + left_out
    console.print(table, markup=False, emoji=False)
    console.print(f"{count:,} row{'' if count == 1 else 's'} from {version}", style="dim", markup=False)
    if left_out:
        console.print(f"the first {table.row_count:,} are shown; --limit N or --format csv gives more", style="dim", markup=False)


def _cell(value: object) -> str:
    """A cell for people: nothing for NULL, the size of a geometry instead of its bytes."""
    if value is None:
        return ""
    return f"<{len(value):,} bytes>" if isinstance(value, bytes) else shown(str(value))


def _write_csv(columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Text is guarded and legible; bytes are hexadecimal, so that a shape is the WKB that other programs read."""
    writer = csv.writer(sys.stdout)
    writer.writerow([guarded(shown(column)) for column in columns])
    writer.writerows([_csv_cell(value) for value in row] for row in rows)


def _csv_cell(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float, Decimal)):
        return value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str):
        return guarded(shown(value))
    return guarded(shown(_json(value) if isinstance(value, (list, tuple, dict)) else str(value)))


def _write_json(columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """A list of objects. UsageError when two columns share a name, as an object would lose one of them."""
    if twice := sorted({column for column in columns if columns.count(column) > 1}):
        raise rebalance.UsageError(f"two columns are called {', '.join(twice)}: tell them apart with AS, or use --format csv")
    names = [json.dumps(column, ensure_ascii=False) for column in columns]
    before = "[\n "
    for row in rows:
        pairs = ", ".join(f"{name}: {_json(value)}" for name, value in zip(names, row, strict=True))
        sys.stdout.write(written_in_json(f"{before}{{{pairs}}}"))
        before = ",\n "
    sys.stdout.write("[]\n" if before == "[\n " else "\n]\n")


def _json(value: Any) -> str:
    """A value as JSON: numbers with all their digits, days as ISO 8601, bytes hexadecimal, null for what is no number."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_json, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_json(str(key))}: {_json(item)}' for key, item in value.items())}}}"
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        number = format(value, "f") if isinstance(value, Decimal) else repr(value)
        return number if math.isfinite(value) else "null"
    if value is not None and not isinstance(value, (bool, str)):
        value = value.hex() if isinstance(value, bytes) else value.isoformat() if isinstance(value, ISO) else str(value)
    return json.dumps(value, ensure_ascii=False)
