"""The DuckDB file: schemas raw, core and mart with comments and primary keys, filled from the lake."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable
from pathlib import Path

import duckdb

from assets.io.lake import Lake
from assets.io.session import load_spatial
from expectations.contract import TableContract
from expectations.ddl import create_table, text_literal

# The newest storage format that DuckDB 1.4 reads; geometry columns included.
STORAGE_VERSION = "v1.4.0"
# As published; on the project's own units; indicators and map layers.
SCHEMAS = ("raw", "core", "mart")


def parents_first(contracts: Iterable[TableContract]) -> list[TableContract]:
    """Tables in an order in which every foreign key finds the table that it refers to."""
    by_name = {f"{contract.schema}.{contract.name}": contract for contract in contracts}
    needs = {name: {fk.table for fk in contract.references} for name, contract in by_name.items()}
    return [by_name[name] for name in graphlib.TopologicalSorter(needs).static_order()]


def write_warehouse(path: Path, contracts: Iterable[TableContract], lake: Lake, about: str) -> dict[str, int]:
    """Write a new DuckDB file; returns rows by `schema.table`.

    `about` stands in the comment of every table with geometry. Raises duckdb.ConstraintException when a table breaks
    its key, which its own checks should have said first.
    """
    rows: dict[str, int] = {}
    connection = duckdb.connect()
    try:
        load_spatial(connection)
        connection.execute(f"ATTACH {text_literal(str(path))} AS release (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE release")
        for schema in SCHEMAS:
            connection.execute(f"CREATE SCHEMA {schema}")
        for contract in parents_first(contracts):
            for statement in create_table(contract, note=about if contract.geometry else ""):
                connection.execute(statement)
            name = f'{contract.schema}."{contract.name}"'
            connection.execute(f"INSERT INTO {name} FROM read_parquet(?)", [str(lake.path(contract.name))])
            rows[f"{contract.schema}.{contract.name}"] = len(connection.table(name))
        connection.execute("CHECKPOINT release")
        connection.execute("USE memory")
        connection.execute("DETACH release")
    finally:
        connection.close()
    return rows
