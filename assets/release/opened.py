"""A published DuckDB file, opened for questions: read-only, cut off from other files and the network, one SELECT at a time.

A release may come from elsewhere, and a question from a page or a colleague: neither a view nor a query reads what lies
beside the file. Who holds the connection in Python owns the process and may open another.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from assets.release.publish import MANIFEST, faults, told_in_brief
from domain.errors import DamageError, UsageError
from expectations.engine.ddl import text_literal
from expectations.engine.spatial import load_spatial

WAREHOUSE = "warehouse.duckdb"
# Of the machine's memory half, and no more than this; what needs more is refused, as nothing is written beside the release.
MOST_MEMORY_BYTES = 4 * 2**30
MOST_THREADS = 4
# How DuckDB says that a file is not what it wrote.
UNREADABLE = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)
ASKS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
WANTED = "one SELECT, FROM, WITH, VALUES, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN"
_EXPLAINED = re.compile(r"(\s|--[^\n]*\n|/\*.*?\*/)*EXPLAIN\b(\s*\([^)]*\)|\s+ANALYZE\b)*", re.IGNORECASE | re.DOTALL)
# Functions that change how the session goes on, though a SELECT may call them.
_CHANGES = re.compile(r'\b(enable_logging|disable_logging|truncate_duckdb_logs|write_log)"?\s*\(')


def open_warehouse(release: Path, *, spatial: bool = True) -> duckdb.DuckDBPyConnection:
    """The DuckDB file of a release, sealed; `spatial` loads the functions of shapes.

    It is attached: connections that open a file itself share their settings, and would be sealed with this one.
    Raises DamageError for a file that is not what was published.
    """
    connection = duckdb.connect()
    try:
        if spatial:
            load_spatial(connection)
        with reading(release, anything=True):
            connection.execute(f"ATTACH {text_literal(str(release / WAREHOUSE))} AS warehouse (READ_ONLY)")
            connection.execute("USE warehouse")
        seal(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def reading(release: Path, *, anything: bool = False) -> Iterator[None]:
    """DamageError instead of what DuckDB says of a file, or of `anything`, while a release that is damaged is read.

    DuckDB holds each block that it reads against a checksum; all files of the release are read only where that failed.
    """
    try:
        yield
    except duckdb.Error as error:
        found = faults(release) if anything or isinstance(error, UNREADABLE) else []
        if found and (anything or any(line.startswith((WAREHOUSE, MANIFEST)) for line in found)):
            raise DamageError(str(release), told_in_brief(found), "what was published") from error
        raise


def seal(connection: duckdb.DuckDBPyConnection) -> None:
    """Allow no file, network or extension beside what is open, bound memory and threads, and lock these settings."""
    for setting in (
        "enable_progress_bar = false",
        "temp_directory = ''",
        "enable_external_access = false",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "allow_community_extensions = false",
        f"memory_limit = '{_memory_bytes()}B'",
        f"threads = {min(os.cpu_count() or 1, MOST_THREADS)}",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")


def require_question(sql: str) -> None:
    """Pass one statement that asks. UsageError for none, for several, for what changes anything, and for faulty SQL."""
    try:
        # By a connection of its own: parsing a PRAGMA can leave the one that asks in a broken transaction.
        with duckdb.connect() as parser:
            statements = parser.extract_statements(sql)
        # A PIVOT comes with a type that it makes for itself, which has no text of its own.
        asked = [statement for statement in statements if statement.query] or statements[-1:]
    except duckdb.Error as error:
        raise UsageError(f"the query was refused: {error}") from error
    if not asked:
        raise UsageError(f"the query is empty: write {WANTED}")
    if len(asked) > 1:
        raise UsageError(f"the query holds {len(asked)} statements: ask one at a time, {WANTED}")
    (statement,) = asked
    kind = statement.type
    explained = _EXPLAINED.match(sql) if kind == duckdb.StatementType.EXPLAIN else None
    if kind not in ASKS or (kind == duckdb.StatementType.EXPLAIN and explained is None):
        raise UsageError(f"the query was refused: {kind.name} may change something, and a release is only read: write {WANTED}")
    if changed := _CHANGES.search(sql.lower()):
        raise UsageError(f"the query was refused: {changed[1]} changes the session, and a release is only read")
    if explained:
        require_question(sql[explained.end() :])


def _memory_bytes() -> int:
    try:
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):  # not on Windows
        return MOST_MEMORY_BYTES
    return min(machine // 2, MOST_MEMORY_BYTES)
