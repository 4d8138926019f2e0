"""DuckDB's spatial extension, from its wheel."""

from __future__ import annotations

from importlib import resources

import duckdb


def load_spatial(connection: duckdb.DuckDBPyConnection) -> None:
    """Load the spatial extension from the installed wheel: no network, nothing written to the home folder."""
    (version,) = connection.execute("SELECT library_version FROM pragma_version()").fetchone() or ("",)
    package = resources.files("duckdb_extension_spatial")
    connection.load_extension(str(package / "extensions" / version / "spatial.duckdb_extension"))
