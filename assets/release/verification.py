"""Whether a release is what was published: every file by its digest, every table by its number of rows.

Which files are damaged is found by `publish.faults`, which a build asks, too; here is what only `rebalance verify` looks at.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from assets.release.opened import WAREHOUSE
from assets.release.publish import MANIFEST, SUMS, faults, read_manifest
from domain.errors import DamageError
from expectations.engine.ddl import quoted
from expectations.engine.spatial import load_spatial


@dataclass(frozen=True)
class Verdict:
    """What was looked at in one release, and every fault that was found, a line each.

    `files` and `size` (bytes) are those of the manifest, `tables` and `rows` those counted in the database. `uncovered` says
    what has no digest in a release of an earlier program; "" when all has one.
    """

    release: str
    files: int = 0
    size: int = 0
    tables: int = 0
    rows: int = 0
    faults: tuple[str, ...] = ()
    uncovered: str = ""

    @property
    def whole(self) -> bool:
        """True when nothing is otherwise than published."""
        return not self.faults


def verify_release(folder: Path) -> Verdict:
    """Read all of a release and hold it against its manifest; rows are counted where the files are what was published."""
    found = faults(folder)
    try:
        manifest = read_manifest(folder)
        records: list[dict[str, Any]] = manifest["files"]
        verdict = Verdict(folder.name, len(records), sum(record["bytes"] for record in records), faults=tuple(found))
    except (DamageError, OSError, LookupError, TypeError):
        return Verdict(folder.name, faults=tuple(found))
    if found:
        return verdict
    rows, lines = _counted(folder, manifest)
    uncovered = "" if (folder / SUMS).exists() else f"{MANIFEST} and data_docs have no digests: made by an earlier program"
    return Verdict(folder.name, verdict.files, verdict.size, len(rows), sum(rows.values()), tuple(lines), uncovered)


def _counted(folder: Path, manifest: dict[str, Any]) -> tuple[dict[str, int], list[str]]:
    """Rows by table in the database, and where these, the Parquet files or the tables are others than the manifest says."""
    said = {record["table"]: record["rows"] for record in manifest["tables"]}
    lines = []
    with duckdb.connect(str(folder / WAREHOUSE), read_only=True) as connection:
        load_spatial(connection)
        names = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE schema_name IN ('raw', 'core', 'mart') ORDER BY ALL"
        ).fetchall()
        rows = {f"{schema}.{name}": len(connection.table(f"{schema}.{quoted(name)}")) for schema, name in names}
    for name in sorted(said.keys() | rows.keys()):
        if said.get(name) != rows.get(name):
            lines.append(f"{WAREHOUSE}: {name} has {_rows(rows.get(name))}, the manifest says {_rows(said.get(name))}")
        path = folder / "parquet" / f"{name.replace('.', '/', 1)}.parquet"
        if path.exists() and (counted := pq.read_metadata(path).num_rows) != said.get(name):
            lines.append(f"{path.relative_to(folder).as_posix()}: {_rows(counted)}, the manifest says {_rows(said.get(name))}")
    return rows, lines


def _rows(number: int | None) -> str:
    return "no table" if number is None else f"{number:,} rows"
