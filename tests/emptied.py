"""A lake without some figures, as it is when a profile has no file of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from assets.lake.file_digest import write_digest
from assets.lake.lake import Lake


def emptied(
    lake: Lake, folder: Path, *, tables: Iterable[str] = (), columns: Iterable[str] = (), indicators: Iterable[str] = ()
) -> Lake:
    """A copy in a new folder: `tables` without rows, `columns` (`table.column`) NULL, no values of `indicators` (by table)."""
    folder.mkdir(parents=True)
    for path in lake.root.glob("*.parquet"):
        os.link(path, folder / path.name)
    for name in tables:
        _rewrite(folder, name, lambda table: table.slice(0, 0))
    for text in columns:
        name, _, column = text.partition(".")
        _rewrite(folder, name, lambda table, column=column: _without_values(table, column))
    for name in indicators:
        _rewrite(folder, "indicator_value", lambda table, name=name: _without_indicators(table, name))
    return Lake(folder)


def _rewrite(folder: Path, name: str, change: object) -> None:
    path = folder / f"{name}.parquet"
    table = change(pq.read_table(path))  # type: ignore[operator]
    path.unlink()
    pq.write_table(table, path)
    write_digest(path)


def _without_values(table: pa.Table, column: str) -> pa.Table:
    place = table.schema.get_field_index(column)
    field = table.schema.field(place)
    nulls = pa.nulls(table.num_rows, field.type)
    return table.set_column(place, field, nulls).replace_schema_metadata(table.schema.metadata)


def _without_indicators(table: pa.Table, name: str) -> pa.Table:
    return table.filter(pc.invert(pc.starts_with(table["indicator"], f"{name}.")))
