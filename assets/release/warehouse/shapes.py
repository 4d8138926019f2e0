"""Shapes for those without the spatial extension: GeoJSON text in longitude and latitude, and the macro `lonlat`.

The exact shapes are the GEOMETRY columns in EPSG:5179; these are simplified, for drawing only.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import geopandas as gpd
import pandas as pd
import pyproj
import shapely

from expectations.contract import TableContract
from expectations.engine.ddl import text_literal

TABLE = "region_shapes"
LEVELS = ("sido", "sigungu", "megaregion")
# Half a kilometre: good for a page-wide map, small enough to read as text. Edges stay shared.
TOLERANCE_M = 500.0
# Five decimals of a degree are about a metre.
DECIMALS = 5
COMMENT = (
    "Simplified shapes of sido, sigungu and 5+3 groups as GeoJSON text / 단순화한 지역 경계 (GeoJSON). "
    "Longitude and latitude, WGS 84 (EPSG:4326), simplified by 500 m with shared edges: for drawing, not for measuring. "
    "No spatial extension is needed."
)
COLUMNS = {
    "level": "Level / 단위 수준",
    "region_id": "Region / 지역 식별자; with level it joins every other table",
    "region_ko": "Name in Korean / 이름",
    "region_en": "Name in English / 영문 이름",
    "geojson": "Shape as GeoJSON text, longitude and latitude (EPSG:4326) / 경계 (GeoJSON, 경위도)",
}
_LONLAT = """
CREATE MACRO lonlat(shape) AS ST_Transform(shape, 'EPSG:5179', 'EPSG:4326', always_xy := true)
"""


def write_shapes(connection: duckdb.DuckDBPyConnection, contracts: Iterable[TableContract], about: str) -> None:
    """Create `region_shapes` and the macro `lonlat(geometry)`; nothing when the release has no shapes by level."""
    if not {"level_boundary", "reference_region"} <= {contract.name for contract in contracts}:
        return
    connection.execute(_LONLAT)
    # What is simplified already has far fewer corners.
    table = "simple_boundary" if "simple_boundary" in {contract.name for contract in contracts} else "level_boundary"
    shapes = simplified(connection.execute(_SHAPES.format(table=table)).df())
    connection.register("shapes_to_write", shapes)
    connection.execute(
        "CREATE TABLE region_shapes (level VARCHAR, region_id VARCHAR, region_ko VARCHAR, region_en VARCHAR, geojson VARCHAR, "
        "PRIMARY KEY (level, region_id))"
    )
    connection.execute("INSERT INTO region_shapes SELECT level, region_id, region_ko, region_en, geojson FROM shapes_to_write")
    connection.unregister("shapes_to_write")
    connection.execute(f"COMMENT ON TABLE {TABLE} IS {text_literal(f'{COMMENT} {about}')}")
    for name, comment in COLUMNS.items():
        connection.execute(f'COMMENT ON COLUMN {TABLE}."{name}" IS {text_literal(comment)}')


_SHAPES = """
SELECT b.level, b.region_id, r.name_ko AS region_ko, r.name_en AS region_en, ST_AsWKB(b.geometry) AS wkb
FROM core.{table} AS b
JOIN core.reference_region AS r USING (level, region_id)
WHERE b.level IN ('sido', 'sigungu', 'megaregion')
ORDER BY b.level, b.region_id
"""


def simplified(shapes: pd.DataFrame) -> pd.DataFrame:
    """Add `geojson` from `wkb` (EPSG:5179), each level simplified as one coverage; rows stay in order."""
    parts = []
    for _, level in shapes.groupby("level", sort=False):
        coverage = shapely.coverage_simplify(shapely.from_wkb([bytes(wkb) for wkb in level["wkb"]]), TOLERANCE_M)
        degrees = gpd.GeoSeries(coverage, crs="EPSG:5179").to_crs(pyproj.CRS("EPSG:4326"))
        rounded = shapely.transform(degrees.to_numpy(), lambda points: points.round(DECIMALS))
        parts.append(level.assign(geojson=shapely.to_geojson(rounded)).drop(columns="wkb"))
    return pd.concat(parts, ignore_index=True) if parts else shapes.assign(geojson=None).drop(columns="wkb")
