"""Shapes of the page: whole numbers on a grid, borders of all levels on each other, no slivers."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from assets.release.atlas.shapes import GRID_M, Rings, level_shapes

REGIONS = pd.DataFrame(
    {
        "level": ["sigungu", "sigungu", "sigungu"],
        "region_id": ["a-gun", "b-gun", "c-gun"],
        "sido_unit_id": ["one", "one", "two"],
        "megaregion": ["south", "south", "south"],
    }
)


def boundaries(*shapes: shapely.Geometry, basis: str = "published") -> gpd.GeoDataFrame:
    regions = ["a-gun", "b-gun", "c-gun"][: len(shapes)]
    return gpd.GeoDataFrame(
        {"level": "sigungu", "region_id": regions, "geometry_basis": basis}, geometry=list(shapes), crs="EPSG:5179"
    )


def polygons(rings: Rings) -> shapely.Geometry:
    """What the page unpacks, in metres east and south of the corner."""
    found = []
    for polygon in rings:
        plain = []
        for ring in polygon:
            x = y = 0
            points = []
            for dx, dy in zip(ring[::2], ring[1::2], strict=True):
                x, y = x + dx, y + dy
                points.append((x * GRID_M, y * GRID_M))
            plain.append(points)
        found.append(shapely.Polygon(plain[0], plain[1:]))
    return shapely.union_all(found)


def km(west: float, south: float, east: float, north: float) -> shapely.Geometry:
    return shapely.box(west * 1000, south * 1000, east * 1000, north * 1000)


def test_a_shape_comes_back_where_it_was_with_y_to_the_south() -> None:
    found = level_shapes(boundaries(km(0, 0, 10, 10), km(10, 0, 20, 10), km(20, 0, 30, 10)), REGIONS)
    assert polygons(found["sigungu"]["b-gun"]).equals(km(10, 0, 20, 10))
    assert found["sigungu"]["a-gun"][0][0][:2] in ([0, 0], [0, 200], [200, 0], [200, 200])


def test_borders_of_sido_are_those_of_their_sigungu() -> None:
    found = level_shapes(boundaries(km(0, 0, 10, 10), km(10, 0, 20, 10), km(20, 0, 30, 10)), REGIONS)
    one = polygons(found["sido"]["one"])
    assert one.equals(shapely.union(polygons(found["sigungu"]["a-gun"]), polygons(found["sigungu"]["b-gun"])))
    assert set(found["sido"]) == {"one", "two"} and set(found["megaregion"]) == {"south"}


def test_neighbours_share_their_border_after_simplification() -> None:
    jagged = [(10_000, 0), *((10_000 + (60 if n % 2 else 0), n * 100) for n in range(1, 100)), (10_000, 10_000)]
    left = shapely.Polygon([(0, 10_000), (0, 0), *jagged])
    right = shapely.Polygon([*jagged, (20_000, 10_000), (20_000, 0)])
    found = level_shapes(boundaries(left, right), REGIONS)
    a, b = (polygons(found["sigungu"][name]) for name in ("a-gun", "b-gun"))
    assert sum(len(ring) for ring in found["sigungu"]["a-gun"][0]) < 40
    assert shapely.intersection(a, b).area == 0
    assert shapely.union(a, b).equals(km(0, 0, 20, 10))


def test_islets_go_but_never_the_last_of_a_region() -> None:
    islet = km(40, 0, 40.4, 0.4)
    found = level_shapes(boundaries(shapely.union(km(0, 0, 10, 10), islet), km(50, 0, 50.4, 0.4)), REGIONS)
    assert len(found["sigungu"]["a-gun"]) == 1
    assert len(found["sigungu"]["b-gun"]) == 1


def test_a_gap_between_borders_is_closed_and_an_enclave_stays_open() -> None:
    gap, enclave = km(1, 1, 2, 2), km(5, 5, 8, 8)
    found = level_shapes(boundaries(km(0, 0, 10, 10) - gap - enclave), REGIONS)
    assert polygons(found["sigungu"]["a-gun"]).area == 91e6


def test_no_shapes_give_an_empty_map() -> None:
    assert level_shapes(boundaries(), REGIONS) == {"sigungu": {}, "sido": {}, "megaregion": {}}
