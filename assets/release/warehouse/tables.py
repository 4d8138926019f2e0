"""The tables of the DuckDB file: schemas raw, core and mart with comments and keys, filled from the lake."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable

import duckdb

from assets.lake.lake import Lake
from expectations.contract import SCHEMAS, TableContract
from expectations.engine.ddl import create_table
from expectations.fault import doing


def parents_first(contracts: Iterable[TableContract]) -> list[TableContract]:
    """Tables in an order in which every foreign key finds the table that it refers to, when that is among them."""
    by_name = {f"{contract.schema}.{contract.name}": contract for contract in contracts}
    needs = {name: [fk.table for fk in contract.references if fk.table in by_name] for name, contract in by_name.items()}
    return [by_name[name] for name in graphlib.TopologicalSorter(needs).static_order()]


def write_tables(
    connection: duckdb.DuckDBPyConnection, contracts: Iterable[TableContract], lake: Lake, about: str
) -> dict[str, int]:
    """Create and fill every table in the connection's own database; returns rows by `schema.table`.

    `about` stands in the comment of every table with geometry. Raises duckdb.ConstraintException when a table breaks
    a key, which its own checks should have said first.
    """
    rows: dict[str, int] = {}
    for schema in SCHEMAS:
        connection.execute(f"CREATE SCHEMA {schema}")
    for contract in parents_first(contracts):
        with doing(f"table {contract.schema}.{contract.name}"):
            connection.execute("BEGIN")  # else each comment is a commit of its own
            for statement in create_table(contract, note=about if contract.geometry else ""):
                connection.execute(statement)
            name = f'{contract.schema}."{contract.name}"'
            connection.execute(f"INSERT INTO {name} FROM read_parquet(?)", [str(lake.sound_path(contract.name))])
            rows[f"{contract.schema}.{contract.name}"] = len(connection.table(name))
            connection.execute("COMMIT")
    return rows
