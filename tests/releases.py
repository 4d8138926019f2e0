"""Small releases written in place: tables by contract and rows, as a release folder holds them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from assets.lake.lake import Lake
from assets.release.difference.compare import compare
from assets.release.difference.model import Difference, TableDifference
from assets.release.difference.published import read_published
from assets.release.files.write import write_files
from expectations.contract import Column, TableContract
from tests.frames import frame

NUMBER = Column("people", "BIGINT", "인구", "People", unit="persons", nullable=True)


def table(*columns: Column, key: tuple[str, ...] = ("region_id",), name: str = "unit", geometry: str = "") -> TableContract:
    """A contract of the mart whose first column is the region."""
    region = Column("region_id", "VARCHAR", "지역", "Region")
    return TableContract(name, "mart", "단위", "Unit", "", "a unit", (region, *columns), key, "", geometry=geometry, min_rows=0)


def release(
    folder: Path, *tables: tuple[TableContract, list[dict[str, Any]]], inputs: Mapping[str, str] | None = None, **manifest: Any
) -> Path:
    """A release folder with these tables, and a manifest with input digests by file."""
    lake = Lake(folder.with_name(f"{folder.name}-lake"))
    folder.mkdir()
    contracts = {contract.name: contract for contract, _ in tables}
    for contract, rows in tables:
        lake.put(lake.seal(contract, _typed(contract, rows), fingerprint=""))
    write_files(folder, contracts, lake, version=folder.name, date="2024-12-31", about="")
    entries = {name: lake.entry(name) for name in contracts}
    record = {
        "version": folder.name,
        "tables": [
            {"table": f"{contracts[name].schema}.{name}", "rows": entry.rows, "content_sha256": entry.content}
            for name, entry in entries.items()
            if entry
        ],
        "inputs": [{"dataset": "figures", "file": file, "sha256": digest} for file, digest in (inputs or {}).items()],
        **manifest,
    }
    (folder / "manifest.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def small_release(home: Path) -> Path:
    """A home whose release is a DuckDB file with the table `unit`, and a view of a file that lies outside: `secret.csv`."""
    (home / "secret.csv").write_text("password\nhunter2\n", encoding="utf-8")
    folder = home / "releases" / "2024-12-31-small"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    (folder.parent / "current").symlink_to(folder.name)
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute("CREATE TABLE unit AS SELECT range AS id, 'gu ' || range AS name, -range AS loss FROM range(100)")
        connection.read_csv(str(home / "secret.csv")).create_view("beside")
    return home


def described(folder: Path, name: str, **schema: Any) -> None:
    """Describe a table otherwise, as a release of another program version might: its key, its columns."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] == f"mart.{name}.parquet":
            resource["schema"] |= schema
    path.write_text(json.dumps(package), encoding="utf-8")


def difference(before: Path, after: Path, **options: Any) -> Difference:
    """Two release folders compared."""
    return compare(read_published(before), read_published(after), **options)


def only(
    tmp_path: Path, before: list[dict[str, Any]], after: list[dict[str, Any]], contract: TableContract, **options: Any
) -> TableDifference:
    """The difference of one table between two releases that hold nothing else."""
    old = release(tmp_path / "old", (contract, before))
    new = release(tmp_path / "new", (contract, after))
    (found,) = difference(old, new, **options).tables
    return found


def _typed(contract: TableContract, rows: list[dict[str, Any]]) -> Any:
    return frame(contract, *rows) if rows else duckdb.sql(_nothing(contract))


def _nothing(contract: TableContract) -> str:
    return "SELECT " + ", ".join(f'CAST(NULL AS {c.type}) AS "{c.name}"' for c in contract.columns) + " WHERE false"
