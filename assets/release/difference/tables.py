"""One table of two releases compared in DuckDB: columns, then rows by key, or whole rows when there is no common key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import duckdb

from assets.release.difference.model import (
    Change,
    ColumnChange,
    Key,
    SchemaChange,
    ShapeChange,
    TableDifference,
)
from assets.release.difference.published import PublishedTable
from assets.release.difference.shapes import in_words, shape_change
from expectations.engine.ddl import quoted

NUMERIC = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE"})


@dataclass(frozen=True)
class _Pair:
    """A column that both releases have, with its types."""

    name: str
    old: str
    new: str

    @property
    def numeric(self) -> bool:
        return {self.old, self.new} <= NUMERIC

    @property
    def cell(self) -> str:
        """The column in SQL; as text when its type has changed to one that cannot be compared."""
        name = quoted(self.name)
        return name if self.old == self.new or self.numeric else f"CAST({name} AS VARCHAR)"

    def differs(self, i: int, tolerance: float) -> str:
        """SQL that is true when the value v`i` of `o` and `n` is another one; NULL equals NULL, NaN equals NaN."""
        other = f"o.v{i} IS DISTINCT FROM n.v{i}"
        if not tolerance or not self.numeric:
            return other
        near = f"abs(o.v{i} - n.v{i}) <= {tolerance!r} * greatest(1, abs(o.v{i}), abs(n.v{i}))"
        return f"({other} AND NOT coalesce({near}, false))"


def compare_table(
    connection: duckdb.DuckDBPyConnection, before: PublishedTable, after: PublishedTable, *, tolerance: float, limit: int
) -> TableDifference:
    """What differs between two states of one table; see `TableDifference` for a table without a common key."""
    old = connection.from_parquet(str(before.path)).create_view("before_table", replace=True)
    new = connection.from_parquet(str(after.path)).create_view("after_table", replace=True)
    types = [dict(zip(side.columns, map(str, side.types), strict=True)) for side in (old, new)]
    common = [_Pair(name, types[0][name], types[1][name]) for name in after.columns if name in before.columns]
    paired = before.key == after.key and _is_key((old, new), before.key)
    rows = _paired(connection, before, common, tolerance, limit) if paired else _whole(connection, common, limit)
    return TableDifference(
        table=after.name,
        key=after.key if paired else (),
        rows_before=len(old),
        rows_after=len(new),
        columns_added=tuple(name for name in after.columns if name not in before.columns),
        columns_removed=tuple(name for name in before.columns if name not in after.columns),
        types=tuple(SchemaChange(pair.name, pair.old, pair.new) for pair in common if pair.old != pair.new),
        units=tuple(
            SchemaChange(pair.name, before.units[pair.name], after.units[pair.name])
            for pair in common
            if before.units[pair.name] != after.units[pair.name]
        ),
        key_change=SchemaChange("key", ", ".join(before.key), ", ".join(after.key)) if before.key != after.key else None,
        **rows,
    )


def _paired(
    connection: duckdb.DuckDBPyConnection, table: PublishedTable, common: list[_Pair], tolerance: float, limit: int
) -> dict[str, Any]:
    """Rows paired by key: those of one side only, and those with another value.

    The differing rows go into a table `other` with the key as k0…, values as o0… and n0…, and d0… true where they differ.
    """
    keys = [pair for pair in common if pair.name in table.key]
    values = [pair for pair in common if pair.name not in table.key]
    cells = [f"{pair.cell} AS k{i}" for i, pair in enumerate(keys)] + [f"{pair.cell} AS v{i}" for i, pair in enumerate(values)]
    side = f"SELECT true AS present, {', '.join(cells)}"
    columns = [f"coalesce(o.k{i}, n.k{i}) AS k{i}" for i in range(len(keys))]
    columns += [f"o.v{i} AS o{i}, n.v{i} AS n{i}" for i in range(len(values))]
    columns += [f"{pair.differs(i, tolerance)} AS d{i}" for i, pair in enumerate(values)]
    join = " AND ".join(f"o.k{i} IS NOT DISTINCT FROM n.k{i}" for i in range(len(keys)))
    any_other = " OR ".join(f"d{i}" for i in range(len(values))) or "false"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE other AS SELECT o.present AS old, n.present AS new, {', '.join(columns)} "  # noqa: S608
        f"FROM ({side} FROM before_table) AS o FULL JOIN ({side} FROM after_table) AS n ON {join} "
        f"WHERE o.present IS NULL OR n.present IS NULL OR {any_other}"
    )
    key = ", ".join(f"k{i}" for i in range(len(keys)))
    other = connection.table("other")
    added, removed, changed = (other.filter(side) for side in ("old IS NULL", "new IS NULL", "old AND new"))
    shape = next((i for i, pair in enumerate(values) if pair.name == table.geometry), None)
    first = changed.order(key).limit(limit).fetchall()
    listed = [change for row in first for change in _changes(row, len(keys), values, shape)]
    return {
        "rows_added": len(added),
        "rows_removed": len(removed),
        "rows_changed": len(changed),
        "columns": _columns(changed, values, shape, key),
        "shapes": None if shape is None else _shapes(changed, shape),
        "first_added": tuple(added.project(key).order(key).limit(limit).fetchall()),
        "first_removed": tuple(removed.project(key).order(key).limit(limit).fetchall()),
        "first_changes": tuple(listed[:limit]),
    }


def _columns(changed: duckdb.DuckDBPyRelation, values: list[_Pair], shape: int | None, key: str) -> tuple[ColumnChange, ...]:
    """Counts of each column with other values, shapes apart, and the number that changed most."""
    counts = [
        f"count(*) FILTER (d{i}{null})" for i in range(len(values)) for null in ("", f" AND n{i} IS NULL", f" AND o{i} IS NULL")
    ]
    counted = (changed.aggregate(", ".join(counts)).fetchone() or ()) if counts else ()
    found = []
    for i, pair in enumerate(values):
        rows, became_missing, became_known = counted[3 * i : 3 * i + 3]
        if rows and i != shape:
            largest = _largest(changed, i, pair, key) if pair.numeric else None
            found.append(ColumnChange(pair.name, rows, became_missing, became_known, largest))
    return tuple(found)


def _largest(changed: duckdb.DuckDBPyRelation, i: int, pair: _Pair, key: str) -> Change | None:
    """The row with the largest difference of a number; the first by key among equals."""
    both = changed.filter(f"d{i} AND n{i} - o{i} IS NOT NULL").project(f"{key}, o{i}, n{i}")
    row = both.order(f"abs(n{i} - o{i}) DESC, {key}").limit(1).fetchone()
    return Change(tuple(row[:-2]), pair.name, row[-2], row[-1]) if row else None


def _changes(row: tuple[Any, ...], keys: int, values: list[_Pair], shape: int | None) -> list[Change]:
    """The changed values of one row of `other`."""
    cells = row[2 + keys :]
    flags = cells[2 * len(values) :]
    key: Key = row[2 : 2 + keys]
    return [
        Change(key, pair.name, *(map(in_words, cells[2 * i : 2 * i + 2]) if i == shape else cells[2 * i : 2 * i + 2]))
        for i, pair in enumerate(values)
        if flags[i]
    ]


def _shapes(changed: duckdb.DuckDBPyRelation, i: int) -> ShapeChange | None:
    pairs = changed.filter(f"d{i}").project(f"o{i}, n{i}").fetchall()
    return shape_change(pairs) if pairs else None


def _whole(connection: duckdb.DuckDBPyConnection, common: list[_Pair], limit: int) -> dict[str, Any]:
    """Whole rows of the common columns that only one side has, each as often as it occurs."""
    columns = ", ".join(f"{pair.cell} AS {quoted(pair.name)}" for pair in common)
    before, after = (connection.view(f"{side}_table").project(columns) for side in ("before", "after"))
    found: dict[str, Any] = {}
    for what, rows in {"added": after.except_(before), "removed": before.except_(after)}.items():
        first = rows.order("ALL").limit(limit).fetchall()
        found[f"rows_{what}"] = len(rows)
        found[f"first_{what}"] = tuple(tuple(map(in_words, row)) for row in first)
    return found


def _is_key(tables: Iterable[duckdb.DuckDBPyRelation], key: tuple[str, ...]) -> bool:
    """True when `key` names each row of all tables once."""
    columns = ", ".join(map(quoted, key))
    return bool(key) and all(len(table) == len(table.project(columns).distinct()) for table in tables)
