"""The DuckDB session every asset of a process shares, with the spatial extension from its wheel.

Assets say `duckdb.sql("… FROM population …")`; DuckDB finds the relation by its name in the caller.
Opening a published release is `assets/release/`'s work.
"""

from __future__ import annotations

import functools

import duckdb

from expectations.engine.spatial import load_spatial

MEMORY_LIMIT = "1GB"
# What SQL of assets says of days. An empty end is open; an era has its first day and not its end, a year ends with December.
MACROS = (
    "CREATE OR REPLACE MACRO open_end(day) AS coalesce(day, DATE '9999-12-31')",
    "CREATE OR REPLACE MACRO in_force(begins, ends, day) AS begins <= day AND day < open_end(ends)",
    "CREATE OR REPLACE MACRO year_end(year) AS make_date(year, 12, 31)",
)


@functools.cache
def session() -> duckdb.DuckDBPyConnection:
    """The process's default connection, in memory, settings made once."""
    connection = duckdb.default_connection()
    connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET enable_progress_bar = false")
    load_spatial(connection)
    for macro in MACROS:
        connection.execute(macro)
    return connection
