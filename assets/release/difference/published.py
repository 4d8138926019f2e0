"""A published release as its own files describe it: tables, columns, keys, digests of contents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assets.release.files.datapackage import NAME as DATAPACKAGE
from assets.release.publish import read_manifest
from domain.errors import UsageError

SHAPE = "any"


@dataclass(frozen=True)
class PublishedTable:
    """One Parquet file of a release. `columns` and `units` by name in table order; `geometry` is "" without one."""

    name: str
    path: Path
    columns: tuple[str, ...]
    units: dict[str, str]
    key: tuple[str, ...]
    geometry: str
    content: str | None


@dataclass(frozen=True)
class Published:
    """One release with its manifest."""

    version: str
    tables: dict[str, PublishedTable]
    manifest: dict[str, Any]


def read_published(folder: Path) -> Published:
    """The release in `folder`. UsageError when it has no manifest or no data package that can be read."""
    try:
        manifest = read_manifest(folder)
        package = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError(
            f"{folder}: no {Path(error.filename).name}; a release from before there was one cannot be compared. "
            "Build it anew, or name another release"
        ) from error
    except (ValueError, OSError) as error:
        raise UsageError(
            f"{folder}: {DATAPACKAGE} or the manifest is damaged ({error}); `rebalance verify` tells what"
        ) from error
    contents = {record["table"]: record["content_sha256"] for record in manifest["tables"]}
    tables = [_table(folder, resource, contents) for resource in package["resources"] if resource["format"] == "parquet"]
    return Published(manifest["version"], {table.name: table for table in tables}, manifest)


def _table(folder: Path, resource: dict[str, Any], contents: dict[str, str | None]) -> PublishedTable:
    name = resource["name"].removesuffix(".parquet")
    fields = resource["schema"]["fields"]
    return PublishedTable(
        name=name,
        path=folder / resource["path"],
        columns=tuple(field["name"] for field in fields),
        units={field["name"]: field.get("unit", "") for field in fields},
        key=tuple(resource["schema"].get("primaryKey", ())),
        geometry=next((field["name"] for field in fields if field["type"] == SHAPE), ""),
        content=contents.get(name),
    )
