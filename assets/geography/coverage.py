"""Polygonal coverages: repairing, cleaning, dissolving and finding their holes.

Plain functions on arrays of polygons, metres in, square metres out; which boundaries they are used on
is known in the modules beside this one, how a coverage is judged in `expectations/coverage.py`.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from expectations.coverage import overlaps

__all__ = ["clean", "dissolve", "enclosed_gaps", "lonlat_centroids", "overlaps", "repair", "simplify"]

Polygons = npt.NDArray[np.object_]

# Narrower gaps between neighbours are digitising noise; wider ones may be water.
GAP_WIDTH_M = 10.0


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
    # GEOS may leave the processor's flag of an invalid number behind although every coordinate is sound; numpy would warn of it.
    with np.errstate(invalid="ignore"):
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
