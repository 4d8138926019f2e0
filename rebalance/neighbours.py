"""Which units share a border with a unit, on the map of the current release, or else of the lake."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import duckdb

from assets.lake.lake import Lake
from assets.release.opened import WAREHOUSE, reading, seal
from assets.release.publish import current
from domain.errors import ReleaseError
from expectations.engine.ddl import text_literal
from expectations.engine.spatial import load_spatial

RELEASES = "releases"
TABLES = ("level_boundary", "reference_region")
# Shared lines shorter than this are corners and rounding.
SHORTEST_BORDER_M = 1.0
BORDERS = """
    WITH level AS (
        FROM level_boundary
        WHERE level = $level
    )
    SELECT
        other.region_id,
        ST_Length(ST_Intersection(ST_Boundary(own.geometry), ST_Boundary(other.geometry))) / 1000 AS border_km
    FROM level AS own
    JOIN level AS other ON other.region_id <> own.region_id AND ST_Intersects(own.geometry, other.geometry)
    WHERE own.region_id = $unit
    ORDER BY border_km DESC
"""
ABOUT = """
    SELECT geometry_basis
    FROM level_boundary
    WHERE level = $level AND region_id = $unit
"""
VINTAGE = """
    SELECT max(reference_vintage)
    FROM reference_region
"""


@dataclass(frozen=True)
class Neighbours:
    """Units that share a border, the longest first (km); None when the unit is not on the map.

    `map` says which map it is, and `schematic` that its shapes are computed, so that neighbours may be wrong.
    """

    map: str
    schematic: bool
    units: list[tuple[str, float]] | None


def neighbours(home: Path, unit: str, level: str) -> Neighbours | None:
    """Neighbours of a unit of `sigungu` or `sido` level; None when nothing is built. DamageError for a damaged release."""
    connection = duckdb.connect()
    try:
        load_spatial(connection)
        release = _release(home)
        with reading(release, anything=True) if release else nullcontext():
            name = _open(connection, home, release)
            if name is None:
                return None
            (vintage,) = connection.execute(VINTAGE).fetchone() or (None,)
            basis = connection.execute(ABOUT, {"level": level, "unit": unit}).fetchone()
            rows = connection.execute(BORDERS, {"level": level, "unit": unit}).fetchall() if basis else []
    finally:
        connection.close()
    found = [(str(other), float(km)) for other, km in rows if km * 1000 >= SHORTEST_BORDER_M]
    return Neighbours(f"{name}, borders of {vintage}", bool(basis and basis[0] == "schematic"), found if basis else None)


def _release(home: Path) -> Path | None:
    try:
        return current(home / RELEASES)
    except ReleaseError:
        return None


def _open(connection: duckdb.DuckDBPyConnection, home: Path, release: Path | None) -> str | None:
    """Make the two tables known under their bare names: the release's, else those of the newest lake that has them."""
    if release is None:
        lakes = [lake for lake in map(Lake, (home / "lake").glob("*")) if all(map(lake.entry, TABLES))]
        if not lakes:
            return None
        lake = max(lakes, key=lambda lake: lake.path(TABLES[0]).stat().st_mtime)
        for table in TABLES:
            connection.read_parquet(str(lake.sound_path(table))).create_view(table)
        return f"lake {lake.root.name}"
    connection.execute(f"ATTACH {text_literal(str(release / WAREHOUSE))} AS release (READ_ONLY)")
    connection.execute("USE release.core")
    seal(connection)
    return f"release {release.name}"
