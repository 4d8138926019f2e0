"""`csv/<schema>.<table>.csv`: the tables of core and mart for spreadsheets, UTF-8 with BOM, RFC 4180.

Raw tables are Parquet only: as CSV they double the release, and who wants the publisher's figures as published has the
publisher's file. Shapes are left out; tables of regions carry an area and a point instead.

A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection). So does a text that
begins with an apostrophe, hence taking one leading apostrophe off every text cell gives the exact text back. Numbers, dates
and yes/no are never touched: a negative number stays a number. Empty is missing (NULL).
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from domain.formulas import GUARD, GUARDED
from expectations.contract import TableContract
from expectations.engine.ddl import quoted, text_literal

SCHEMAS = ("core", "mart")
BYTE_ORDER_MARK = "\ufeff"


def csv_columns(contract: TableContract) -> tuple[str, ...]:
    """Columns of the CSV in table order: all but the geometry and what depends on the time of a run."""
    return tuple(c.name for c in contract.columns if c.name != contract.geometry and not c.volatile)


def write_csv(path: Path, contract: TableContract, table: pa.Table, connection: duckdb.DuckDBPyConnection) -> None:
    """Write `table`, cast to its contract, without its geometry, in the order of its key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = csv_columns(contract)
    cells = [_guarded(name) if contract.column(name).type == "VARCHAR" else quoted(name) for name in names]
    # Excel takes the file for UTF-8 by the mark at its very start, which is the first column's title.
    titles = [quoted(BYTE_ORDER_MARK * (position == 0) + name) for position, name in enumerate(names)]
    selected = ", ".join(f"{cell} AS {title}" for cell, title in zip(cells, titles, strict=True))
    connection.register("csv_table", table.select(list(names)))
    try:
        connection.execute(
            f"COPY (SELECT {selected} FROM csv_table) "  # noqa: S608  (names of our own contracts)
            f"TO {text_literal(str(path))} (FORMAT csv, HEADER, NEW_LINE '\\r\\n')"
        )
    finally:
        connection.unregister("csv_table")


def _guarded(name: str) -> str:
    first = ", ".join(str(ord(character)) for character in GUARDED)
    cell = quoted(name)
    return f"CASE WHEN ord({cell}) IN ({first}) THEN {text_literal(GUARD)} || {cell} ELSE {cell} END"
