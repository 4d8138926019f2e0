"""One new DuckDB file: tables, views and documentation in this order. What is in each is in the module of its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from assets.lake.lake import Lake
from assets.release.warehouse.documentation import write_documentation
from assets.release.warehouse.shapes import write_shapes
from assets.release.warehouse.tables import write_tables
from assets.release.warehouse.views import write_views
from expectations.contract import TableContract
from expectations.engine.ddl import text_literal
from expectations.engine.spatial import load_spatial

# The newest storage format that DuckDB 1.4 reads; geometry columns included.
STORAGE_VERSION = "v1.4.0"
# Bytes. Most columns of most tables are far smaller than DuckDB's own 262144, and a block holds one column.
BLOCK_SIZE = 65536


def write_warehouse(
    path: Path, contracts: Iterable[TableContract], lake: Lake, about: str, release: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Write a new DuckDB file; returns rows by `schema.table` of the contracts' tables.

    `about` says what the shapes are and stands in the comment of every table with geometry; `release` are facts of the
    release that `docs.release` lists, such as its version. Views and shapes whose tables are not among `contracts` are left
    out. Raises duckdb.ConstraintException when a table breaks a key, which its own checks should have said first.
    """
    contracts = list(contracts)
    connection = duckdb.connect()
    try:
        connection.execute("SET enable_progress_bar = false")
        load_spatial(connection)
        storage = f"STORAGE_VERSION '{STORAGE_VERSION}', BLOCK_SIZE {BLOCK_SIZE}"
        connection.execute(f"ATTACH {text_literal(str(path))} AS release ({storage})")
        connection.execute("USE release")
        rows = write_tables(connection, contracts, lake, about)
        connection.execute("BEGIN")
        write_shapes(connection, contracts, about)
        views = write_views(connection, contracts)
        write_documentation(connection, contracts, rows, views, lake, {**(release or {}), "geometry": about})
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT release")
        connection.execute("USE memory")
        connection.execute("DETACH release")
    finally:
        connection.close()
    return rows
