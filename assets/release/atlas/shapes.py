"""Shapes for the page: simplified as one coverage, on a grid of whole numbers, so that a map is small and has no slivers.

Colours and figures are not here.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

# One step of the grid, in metres.
GRID_M = 50.0
# Simplification in metres; schematic shapes are steps of a kilometre and carry no detail.
TOLERANCE_M = {"schematic": 400.0}
FINE_TOLERANCE_M = 150.0
# Islets below this are left out, unless they are all there is of a region.
SMALLEST_KM2 = 0.3
# Holes below this are gaps between published borders; no region that lies within another is so small.
SMALLEST_HOLE_KM2 = 2.5

MAP_LEVELS = ("sigungu", "sido", "megaregion")
PARENTS = {"sido": "sido_unit_id", "megaregion": "megaregion"}

Rings = list[list[list[int]]]


def level_shapes(boundaries: gpd.GeoDataFrame, regions: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Per map level a region's polygons as `[[ring, …], …]`.

    A ring is `[x, y, dx, dy, …]` in steps of `GRID_M` from the north-western corner of the country, y to the south. The shapes
    of sido and 5+3 are unions of the simplified sigungu: borders of all levels lie on each other.
    """
    sigungu = boundaries[boundaries["level"] == "sigungu"].sort_values("region_id")
    if sigungu.empty:
        return {level: {} for level in MAP_LEVELS}
    tolerance = TOLERANCE_M.get(str(sigungu["geometry_basis"].iloc[0]), FINE_TOLERANCE_M)
    simple = pd.Series(shapely.coverage_simplify(sigungu.geometry.to_numpy(), tolerance), index=sigungu["region_id"])
    west, _, _, north = shapely.total_bounds(simple.to_numpy())
    units = regions[regions["level"] == "sigungu"].set_index("region_id")
    found = {"sigungu": {str(region): _rings(shape, west, north) for region, shape in simple.items()}}
    for level, column in PARENTS.items():
        groups = simple.groupby(units[column].reindex(simple.index))
        found[level] = {
            str(region): _rings(shapely.coverage_union_all(parts.to_numpy()), west, north) for region, parts in groups
        }
    return found


def large_parts(shape: shapely.Geometry, smallest_km2: float) -> list[shapely.Polygon]:
    """Polygons of a shape in metres, largest first, without islets below a size; the largest is always there."""
    parts = sorted(shapely.get_parts(shape), key=shapely.area, reverse=True)
    return [part for number, part in enumerate(parts) if not number or part.area >= smallest_km2 * 1e6]


def _rings(shape: shapely.Geometry, west: float, north: float) -> Rings:
    polygons = (_polygon(part, west, north) for part in large_parts(shape, SMALLEST_KM2))
    return [polygon for polygon in polygons if polygon]


def _polygon(polygon: shapely.Polygon, west: float, north: float) -> list[list[int]]:
    holes = [ring for ring in polygon.interiors if shapely.Polygon(ring).area >= SMALLEST_HOLE_KM2 * 1e6]
    rings = [_deltas(ring, west, north) for ring in (polygon.exterior, *holes)]
    return [ring for ring in rings if ring] if rings[0] else []


def _deltas(ring: shapely.LinearRing, west: float, north: float) -> list[int]:
    """The ring on the grid, points that fall together once, first point not repeated; empty when nothing is left."""
    points = np.rint((shapely.get_coordinates(ring) - (west, north)) / (GRID_M, -GRID_M)).astype("int64")[:-1]
    moved = (points != np.roll(points, 1, axis=0)).any(axis=1)
    points = points[moved]
    if len(points) < 3:
        return []
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype="int64"))
    return [int(number) for number in steps.ravel()]
