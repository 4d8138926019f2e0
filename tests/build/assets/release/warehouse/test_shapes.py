"""Shapes as text for those without the spatial extension: simplified together, in longitude and latitude."""

from __future__ import annotations

import json
from collections.abc import Iterator

import duckdb
import pytest
import shapely

from expectations.engine.spatial import load_spatial
from tests.conftest import Built


@pytest.fixture(scope="module")
def warehouse(schematic: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(schematic.release / "warehouse.duckdb"), read_only=True) as connection:
        yield connection


def test_every_region_of_three_levels_has_a_shape(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute("SELECT level, count(geojson) FROM region_shapes GROUP BY level ORDER BY level").fetchall()
    assert found == [("megaregion", 8), ("sido", 17), ("sigungu", 229)]


def test_shapes_are_in_degrees_and_in_korea(warehouse: duckdb.DuckDBPyConnection) -> None:
    (text,) = warehouse.execute("SELECT geojson FROM region_shapes WHERE level = 'sido' AND region_id = 'seoul'").fetchone() or (
        "",
    )
    west, south, east, north = shapely.from_geojson(text).bounds
    assert 126.5 < west < east < 127.5 and 37.3 < south < north < 37.9
    assert json.loads(text)["type"] in {"Polygon", "MultiPolygon"}


def test_lonlat_brings_exact_shapes_to_degrees(warehouse: duckdb.DuckDBPyConnection, schematic: Built) -> None:
    with duckdb.connect(str(schematic.release / "warehouse.duckdb"), read_only=True) as connection:
        load_spatial(connection)
        lon, lat, centroid_lon, centroid_lat = connection.execute("""
            SELECT ST_X(lonlat(ST_Centroid(geometry))), ST_Y(lonlat(ST_Centroid(geometry))), centroid_lon, centroid_lat
            FROM mart.sido WHERE region_id = 'busan'
        """).fetchone() or (0, 0, 1, 1)
    assert (lon, lat) == pytest.approx((centroid_lon, centroid_lat), abs=0.02)
