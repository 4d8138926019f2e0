"""Polygonal coverages: repairing, cleaning, dissolving and measuring what was wrong.

Plain functions on arrays of polygons, metres in, square metres out; which boundaries they are used on
is known in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

Polygons = npt.NDArray[np.object_]

# Narrower gaps between neighbours are digitising noise; wider ones may be water.
GAP_WIDTH_M = 10.0
# Overlaps below this are rounding of coordinates.
OVERLAP_M2 = 1.0


def repair(polygons: Polygons) -> Polygons:
    """Valid polygons in the order given; collapsed parts are dropped, valid ones keep their shape."""
    repaired: Polygons = polygons.copy()
    broken = ~shapely.is_valid(polygons)
    repaired[broken] = shapely.make_valid(polygons[broken], method="structure", keep_collapsed=False)
    return repaired


def clean(polygons: Polygons, gap_width: float = GAP_WIDTH_M) -> Polygons:
    """A valid coverage: overlaps go to the smaller unit (which could otherwise vanish), gaps narrower than `gap_width` close.

    Raises nothing for dirty input; a unit wholly covered by a smaller one comes back empty.
    """
    cleaned: Polygons = shapely.coverage_clean(polygons, gap_width=gap_width, merge_strategy="min_area")
    return cleaned


def dissolve(polygons: Polygons, groups: Sequence[Hashable]) -> dict[Any, shapely.Geometry]:
    """Union of a valid coverage by group, exact along shared edges."""
    members: dict[Any, list[int]] = {}
    for index, group in enumerate(groups):
        members.setdefault(group, []).append(index)
    return {group: shapely.coverage_union_all(polygons[indices]) for group, indices in members.items()}


def simplify(polygons: Polygons, tolerance: float) -> Polygons:
    """A valid coverage with fewer vertices: shared edges are simplified once, so that no sliver and no gap comes between.

    `tolerance` in metres: corners whose triangle is smaller than its square go first (Visvalingam-Whyatt). No polygon vanishes.
    """
    simplified: Polygons = shapely.coverage_simplify(polygons, tolerance)
    return simplified


@dataclass(frozen=True)
class Overlaps:
    """Pairs of polygons whose interiors overlap by more than `OVERLAP_M2`: positions and m2."""

    first: npt.NDArray[np.intp]
    second: npt.NDArray[np.intp]
    area_m2: npt.NDArray[np.float64]


def overlaps(polygons: Polygons) -> Overlaps:
    """Measure overlaps of valid polygons; only those with an edge off the coverage are compared."""
    suspects = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(polygons)))
    first, second = shapely.STRtree(polygons[suspects]).query(polygons[suspects], predicate="intersects")
    once = first < second
    first, second = suspects[first[once]], suspects[second[once]]
    area = shapely.area(shapely.intersection(polygons[first], polygons[second]))
    wide = area > OVERLAP_M2
    return Overlaps(first[wide], second[wide], area[wide])


def enclosed_gaps(polygons: Polygons) -> npt.NDArray[np.float64]:
    """Areas in m2 of the holes in the union of a valid coverage, largest first (lakes, reclaimed land, errors)."""
    union = shapely.get_parts(shapely.coverage_union_all(polygons))
    rings = [shapely.get_interior_ring(part, i) for part in union for i in range(shapely.get_num_interior_rings(part))]
    areas = shapely.area(shapely.polygons(rings)) if rings else np.empty(0)
    return np.sort(areas)[::-1]


def lonlat_centroids(frame: gpd.GeoDataFrame) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Longitude and latitude in degrees (EPSG:4326) of planar centroids."""
    points = frame.geometry.centroid.to_crs("EPSG:4326")
    return points.x.to_numpy(), points.y.to_numpy()
