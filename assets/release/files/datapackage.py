"""`datapackage.json`: what the Parquet, CSV and tile files of a release are, as a Frictionless Data Package (v1).

Each table has a resource per file, with the Table Schema of its contract: types, keys, limits, labels. `rebalance diff`
reads keys and columns from here, so that an old release can be compared without the contracts of its day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from assets.reading.source_file import sha256
from assets.release.files.csv import csv_columns
from expectations.contract import Column, TableContract

NAME = "datapackage.json"
_TYPES = {
    "VARCHAR": "string",
    "DOUBLE": "number",
    "BIGINT": "integer",
    "INTEGER": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "GEOMETRY": "any",
}
_MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "pmtiles": "application/vnd.pmtiles"}
_CSV_NOTE = (
    "CSV: UTF-8 with byte order mark, comma, CRLF, empty = missing. A text that a spreadsheet would run as a formula, or that "
    "begins with an apostrophe, has one apostrophe before it: take one leading apostrophe off text cells to undo it."
)


def write_datapackage(
    folder: Path,
    contracts: Mapping[str, TableContract],
    inputs: Iterable[Mapping[str, Any]],
    *,
    version: str,
    about: str,
) -> None:
    """Describe the files that are in `folder`. `inputs` are the manifest's records of the publishers' files.

    Raises KeyError when a column has a type that Table Schema has no word for here.
    """
    inputs = list(inputs)
    resources = [
        resource
        for contract in contracts.values()
        for resource in (_csv_resource(folder, contract), _parquet_resource(folder, contract, inputs))
        if resource
    ]
    package = {
        "profile": "data-package",
        "name": "rebalance",
        "title": "Rebalance: South Korea's regional imbalance / 대한민국 지역 불균형",
        "description": f"{about} {_CSV_NOTE}",
        "version": version,
        "contributors": [{"title": "Rebalance contributors", "role": "author"}],
        "licenses": _licences(inputs),
        "sources": _sources(inputs),
        "resources": resources + [_tiles_resource(folder, path) for path in sorted(folder.glob("tiles/*.pmtiles"))],
    }
    (folder / NAME).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _csv_resource(folder: Path, contract: TableContract) -> dict[str, Any] | None:
    path = folder / "csv" / f"{contract.schema}.{contract.name}.csv"
    if not path.exists():
        return None
    schema = table_schema(contract, csv_columns(contract))
    if contract.references:
        schema["foreignKeys"] = [
            {"fields": list(fk.columns), "reference": {"resource": fk.table, "fields": list(fk.to_columns)}}
            for fk in contract.references
        ]
    return {
        "name": f"{contract.schema}.{contract.name}",
        "profile": "tabular-data-resource",
        **_file(folder, path),
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        **_titles(contract),
        "schema": schema,
    }


def _parquet_resource(folder: Path, contract: TableContract, inputs: list[Mapping[str, Any]]) -> dict[str, Any] | None:
    path = folder / "parquet" / contract.schema / f"{contract.name}.parquet"
    if not path.exists():
        return None
    own = [record for record in inputs if record["dataset"] == contract.name]
    return {
        "name": f"{contract.schema}.{contract.name}.parquet",
        "profile": "data-resource",
        "type": "file",  # a reader of packages without a Parquet library then checks size and digest, and stops there
        **_file(folder, path),
        **_titles(contract),
        **({"sources": _sources(own), "licenses": _licences(own)} if own else {}),
        "schema": table_schema(contract, tuple(c.name for c in contract.columns if not c.volatile)),
    }


def _tiles_resource(folder: Path, path: Path) -> dict[str, Any]:
    return {
        "name": f"tiles.{path.stem}",
        "profile": "data-resource",
        "type": "file",
        **_file(folder, path),
        "title": f"Vector tiles of {path.stem}",
    }


def _file(folder: Path, path: Path) -> dict[str, Any]:
    """Path, format, size and digest of one file."""
    kind = path.suffix.removeprefix(".")
    return {
        "path": path.relative_to(folder).as_posix(),
        "format": kind,
        "mediatype": _MEDIA_TYPES[kind],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256(path)}",
    }


def _titles(contract: TableContract) -> dict[str, str]:
    return {
        "title": f"{contract.en} / {contract.ko}",
        "description": f"{contract.description} One row: {contract.grain}. Source: {contract.source}.",
    }


def table_schema(contract: TableContract, names: tuple[str, ...]) -> dict[str, Any]:
    """Table Schema of the contract's columns of these names; KeyError for a type that it has no word for."""
    schema: dict[str, Any] = {"fields": [_field(contract.column(name), contract.key) for name in names], "missingValues": [""]}
    if contract.key:
        schema["primaryKey"] = list(contract.key)
    return schema


def _field(column: Column, key: tuple[str, ...]) -> dict[str, Any]:
    limits = {"minimum": column.minimum, "maximum": column.maximum}
    constraints: dict[str, Any] = {name: limit for name, limit in limits.items() if limit is not None}
    if not column.nullable:
        constraints["required"] = True
    if key == (column.name,):
        constraints["unique"] = True
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    if column.pattern:  # of a whole value here, so that the signs for its ends are not part of it
        constraints["pattern"] = column.pattern.removeprefix("^").removesuffix("$")
    field = {"name": column.name, "type": _TYPES[column.type], "title": f"{column.en} / {column.ko}"}
    about = {"description": column.comment, "unit": column.unit, "constraints": constraints}
    return field | {name: value for name, value in about.items() if value}


def _licences(inputs: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """One entry per licence; a short name of its own words, since the publishers' terms have no registered one."""
    named = sorted({record["licence"] for record in inputs if record["licence"]})
    return [{"name": re.sub(r"[^A-Za-z0-9.]+", "-", licence).strip("-"), "title": licence} for licence in named]


def _sources(inputs: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """One entry per publisher and address."""
    named = sorted({(record["publisher"], record["url"] or "") for record in inputs})
    return [{"title": publisher, **({"path": url} if url else {})} for publisher, url in named]
