"""Schema `docs`: the data dictionary, the views, the cookbook and the release's own facts, inside the file.

The rows of the dictionary come from `assets/release/dictionary/`; here they meet the release: rows of tables, input files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd

from assets.lake.lake import Lake
from assets.release.dictionary.cookbook import recipe_rows
from assets.release.dictionary.rows import Row, column_rows, foreign_key_rows, key_rows, table_rows
from assets.release.warehouse.view import View
from expectations.contract import TableContract
from expectations.engine.ddl import text_literal

_TEXT, _NUMBER, _WHOLE, _YES = "VARCHAR", "DOUBLE", "BIGINT", "BOOLEAN"
_TABLE = {"schema_name": _TEXT, "table_name": _TEXT}
LISTS: dict[str, tuple[str, dict[str, str]]] = {
    "tables": (
        "Every table: titles, what a row is, key, source, rows, CRS of its shapes / 표 목록",
        _TABLE
        | dict.fromkeys(("ko", "en", "description", "grain", "key", "source", "citation"), _TEXT)
        | dict.fromkeys(("adds_up_to", "adds_up_why", "geometry_type", "crs"), _TEXT)
        | {"is_series": _YES, "rows": _WHOLE},
    ),
    "columns": (
        "Every column: labels, unit, formula (kind sql: is run), source, name in the publisher's file, caveat / 열 사전",
        _TABLE
        | {"position": _WHOLE}
        | dict.fromkeys(
            ("column_name", "type", "ko", "en", "unit", "unit_ko", "formula", "formula_kind", "source", "raw_column", "caveat"),
            _TEXT,
        )
        | {"nullable": _YES, "in_key": _YES, "refers_to": _TEXT, "allowed": _TEXT}
        | {"minimum": _NUMBER, "maximum": _NUMBER, "pattern": _TEXT, "measure": _TEXT},
    ),
    "keys": ("Columns of the primary keys / 기본 키", _TABLE | {"position": _WHOLE, "column_name": _TEXT}),
    "foreign_keys": (
        "What refers to what; DuckDB holds foreign keys within a schema only, the suites of the release all but one / 외래 키",
        _TABLE | dict.fromkeys(("columns", "to_schema", "to_table", "to_columns", "checked_by"), _TEXT),
    ),
    "views": (
        "Views of schema main, with plain names; one with figures has rows of one level only / 뷰 목록",
        dict.fromkeys(("view_name", "level", "ko", "en", "tables", "sql"), _TEXT),
    ),
    "view_columns": (
        "What each column of a view means / 뷰의 열",
        {"view_name": _TEXT, "position": _WHOLE, "column_name": _TEXT, "meaning": _TEXT},
    ),
    "cookbook": (
        "Questions with the SQL that answers them / 질의 모음",
        {"number": _WHOLE} | dict.fromkeys(("title", "question_ko", "question_en", "sql", "reading"), _TEXT),
    ),
    "release": ("What this release is / 판 정보", {"name": _TEXT, "value": _TEXT}),
    "inputs": (
        "Every raw file with its digest and declarations / 원자료 파일",
        dict.fromkeys(("file", "dataset", "sha256", "publisher", "licence", "url", "encoding", "crs", "scheme", "vintage"), _TEXT)
        | {"bytes": _WHOLE},
    ),
}


def write_documentation(
    connection: duckdb.DuckDBPyConnection,
    contracts: Iterable[TableContract],
    rows: Mapping[str, int],
    views: Sequence[View],
    lake: Lake,
    release: Mapping[str, str],
) -> None:
    """Create schema `docs` with the lists above; `rows` by `schema.table`, `release` by name."""
    contracts = list(contracts)
    by_name = {contract.name: contract for contract in contracts}
    filled: dict[str, list[Row]] = {
        "tables": [row | {"rows": rows[f"{row['schema_name']}.{row['table_name']}"]} for row in table_rows(contracts)],
        "columns": column_rows(contracts),
        "keys": key_rows(contracts),
        "foreign_keys": foreign_key_rows(contracts),
        "views": [
            {
                "view_name": v.name,
                "level": v.level or None,
                "ko": v.ko,
                "en": v.en,
                "tables": ", ".join(v.tables),
                "sql": v.sql.strip(),
            }
            for v in views
        ],
        "view_columns": [
            {"view_name": v.name, "position": position, "column_name": name, "meaning": v.column_comment(name, by_name)}
            for v in views
            for position, name in enumerate(v.columns, start=1)
        ],
        "cookbook": recipe_rows(),
        "release": [{"name": name, "value": value} for name, value in sorted(release.items())],
        "inputs": _inputs(contracts, lake),
    }
    connection.execute("CREATE SCHEMA docs")
    for name, (about, columns) in LISTS.items():
        _write(connection, name, about, columns, filled[name])


def _inputs(contracts: Iterable[TableContract], lake: Lake) -> list[Row]:
    records = [record for c in contracts if (entry := lake.entry(c.name)) for record in entry.provenance]
    return sorted(
        ({**r, "vintage": r["vintage"] and str(r["vintage"])} for r in records), key=lambda r: (r["file"], r["dataset"])
    )


def _write(
    connection: duckdb.DuckDBPyConnection, name: str, about: str, columns: Mapping[str, str], rows: list[dict[str, Any]]
) -> None:
    declared = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    connection.execute(f"CREATE TABLE docs.{name} ({declared})")
    connection.execute(f"COMMENT ON TABLE docs.{name} IS {text_literal(about)}")
    if rows:
        # Objects, since a column of nothing but None has no type of its own; the table's column gives it one.
        frame = pd.DataFrame([{column: row.get(column) for column in columns} for row in rows], dtype=object)
        connection.register("rows_to_write", frame)
        connection.execute(f"INSERT INTO docs.{name} FROM rows_to_write")
        connection.unregister("rows_to_write")
