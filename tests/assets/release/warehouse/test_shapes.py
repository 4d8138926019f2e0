"""Shapes as text for those without the spatial extension: simplified together, in longitude and latitude."""

from __future__ import annotations

import json
from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest
import shapely

from assets.lake.session import load_spatial
from assets.release.warehouse.shapes import simplified
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


def test_neighbours_still_share_their_edge_when_simplified() -> None:
    edge = [(1_000_000 + 3 * (n % 2), 1_900_000 + 100 * n) for n in range(101)]
    left = shapely.Polygon([*edge, (990_000, 1_910_000), (990_000, 1_900_000)])
    right = shapely.Polygon([*edge, (1_010_000, 1_910_000), (1_010_000, 1_900_000)])
    frame = pd.DataFrame({"level": "sigungu", "wkb": [shapely.to_wkb(left), shapely.to_wkb(right)]})
    a, b = shapely.from_geojson(simplified(frame)["geojson"].to_numpy())
    assert len(a.exterior.coords) < 20
    assert shapely.area(shapely.intersection(a, b)) < 1e-9 and shapely.union_all([a, b]).geom_type == "Polygon"


def test_no_regions_give_no_shapes() -> None:
    assert simplified(pd.DataFrame({"level": [], "wkb": []})).columns.tolist() == ["level", "geojson"]


def test_lonlat_brings_exact_shapes_to_degrees(warehouse: duckdb.DuckDBPyConnection, schematic: Built) -> None:
    with duckdb.connect(str(schematic.release / "warehouse.duckdb"), read_only=True) as connection:
        load_spatial(connection)
        lon, lat, centroid_lon, centroid_lat = connection.execute("""
            SELECT ST_X(lonlat(ST_Centroid(geometry))), ST_Y(lonlat(ST_Centroid(geometry))), centroid_lon, centroid_lat
            FROM mart.sido WHERE region_id = 'busan'
        """).fetchone() or (0, 0, 1, 1)
    assert (lon, lat) == pytest.approx((centroid_lon, centroid_lat), abs=0.02)
