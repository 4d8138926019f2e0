"""Two releases compared: which inputs and tables are others; the tables themselves are `tables.py`'s work."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from typing import Any

import duckdb

from assets.release.difference.model import Difference, InputChange, SchemaChange
from assets.release.difference.published import Published, PublishedTable
from assets.release.difference.tables import compare_table
from domain.errors import UsageError
from expectations.contract import SCHEMAS

SETTINGS = ("profile", "geometry_basis", "reference_vintage")


def compare(
    before: Published,
    after: Published,
    *,
    tables: Collection[str] = (),
    tolerance: float = 0.0,
    limit: int = 5,
    data: bool = False,
) -> Difference:
    """What differs, in all tables or only in `tables` (`mart.sigungu`, or just `sigungu`).

    Two numbers within `tolerance` times the larger of 1 and both their sizes count as equal; 0 compares exactly. At most
    `limit` values, added and removed rows are listed per table; all are counted. Tables of which the manifests have one digest
    are not read, unless `data` asks for that. Raises UsageError for a table that neither
    release has.
    """
    known = before.tables.keys() | after.tables.keys()
    wanted = sorted({_full_name(name, known) for name in tables} or known, key=_causes_first)
    both = [name for name in wanted if name in before.tables and name in after.tables]
    told = set() if data else {name for name in both if _same(before.tables[name], after.tables[name])}
    connection = duckdb.connect()
    try:
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET enable_geoparquet_conversion = false")
        found = [
            compare_table(connection, before.tables[name], after.tables[name], tolerance=tolerance, limit=limit)
            for name in both
            if name not in told
        ]
    finally:
        connection.close()
    different = tuple(table for table in found if table.differs)
    return Difference(
        before=before.version,
        after=after.version,
        settings=_settings(before.manifest, after.manifest),
        inputs=_inputs(before.manifest, after.manifest),
        tables_added=tuple(name for name in wanted if name not in before.tables),
        tables_removed=tuple(name for name in wanted if name not in after.tables),
        tables_equal=len(both) - len(different),
        tables_by_digest=len(told),
        tables=different,
    )


def _causes_first(name: str) -> tuple[int, str]:
    """Order of tables: as published, then on the project's units, then results."""
    schema = name.split(".", maxsplit=1)[0]
    order: tuple[str, ...] = SCHEMAS
    return (order.index(schema) if schema in order else len(order), name)


def _full_name(name: str, known: Collection[str]) -> str:
    """`schema.table` of a table named with or without its schema."""
    short = {full.split(".")[-1]: full for full in sorted(known)}
    if found := name if name in known else short.get(name):
        return found
    near = difflib.get_close_matches(name.rsplit(".", maxsplit=1)[-1], short, n=3, cutoff=0.5)
    hint = f"; is it {' or '.join(short[other] for other in near)}?" if near else ""
    raise UsageError(f"--table {name}: neither release has such a table{hint}")


def _same(before: PublishedTable, after: PublishedTable) -> bool:
    """True when the digests of the contents already say so; other digests may still mean equal rows."""
    described = (before.columns, before.key, before.units) == (after.columns, after.key, after.units)
    return described and before.content is not None and before.content == after.content


def _settings(before: dict[str, Any], after: dict[str, Any]) -> tuple[SchemaChange, ...]:
    pairs = [(name, str(before.get(name, "")), str(after.get(name, ""))) for name in SETTINGS]
    return tuple(SchemaChange(*pair) for pair in pairs if pair[1] != pair[2])


def _inputs(before: dict[str, Any], after: dict[str, Any]) -> tuple[InputChange, ...]:
    """Publishers' files by dataset and path."""
    old, new = (
        {(record["dataset"], record["file"]): record["sha256"] for record in manifest["inputs"]} for manifest in (before, after)
    )
    changes = dict.fromkeys(old.keys() - new.keys(), "removed") | dict.fromkeys(new.keys() - old.keys(), "added")
    changes |= {name: "changed" for name in old.keys() & new.keys() if old[name] != new[name]}
    return tuple(InputChange(*name, what) for name, what in sorted(changes.items()))
