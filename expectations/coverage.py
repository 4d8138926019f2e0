"""Judging a coverage: which polygons overlap, whose common borders are drawn twice, and is the union exact?

GEOS' own `coverage_is_valid` answers no where a hole touches its shell at a neighbour's corner, although nothing overlaps and
nothing is missing. Here it only says where to look; what counts is measured. Cleaning is `assets/geography/coverage.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from domain.borders import OVERLAP_M2
from expectations.contract import Expect

# Two lines closer than this are one; more common border than this with other corners on either side is not one line.
SAME_LINE_M = 1e-6
UNSHARED_M = 1.0

JUDGED_KEY = ("units", "overlap_m2", "unshared_m")
VALID_COVERAGE = Expect(
    "expect_column_values_to_be_in_set",
    {"column": "valid_coverage", "value_set": [True]},
    why="two units claim the same ground, or their common border is not one line",
)

Indices = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Overlaps:
    """Pairs of polygons whose interiors overlap by more than `OVERLAP_M2`: positions and m2."""

    first: Indices
    second: Indices
    area_m2: Floats


@dataclass(frozen=True)
class Faults:
    """Pairs that overlap or do not share their border, by position, with m2 and metres; and is the union exact."""

    first: Indices
    second: Indices
    overlap_m2: Floats
    unshared_m: Floats
    exact: bool

    @property
    def none(self) -> bool:
        """True for a valid coverage."""
        return self.exact and not len(self.first)


def faults(polygons: npt.NDArray[Any]) -> Faults:
    """Judge valid polygons, metres in. Only those with an edge off the coverage, and what they meet, are looked at."""
    first, second = _suspects(polygons)
    overlap = _overlap(polygons, first, second)
    unshared = np.array([_unshared(polygons[a], polygons[b]) for a, b in zip(first, second, strict=True)])
    near = polygons[np.union1d(first, second)]
    exact = abs(shapely.area(shapely.union_all(near)) - shapely.area(near).sum()) <= OVERLAP_M2 * max(len(first), 1)
    wrong = (overlap > OVERLAP_M2) | (unshared > UNSHARED_M)
    return Faults(first[wrong], second[wrong], overlap[wrong], unshared[wrong], bool(exact))


def overlaps(polygons: npt.NDArray[Any]) -> Overlaps:
    """Measure overlaps of valid polygons; only those with an edge off the coverage are compared, with all that they meet."""
    first, second = _suspects(polygons)
    area = _overlap(polygons, first, second)
    wide = area > OVERLAP_M2
    return Overlaps(first[wide], second[wide], area[wide])


def labels(table: pd.DataFrame) -> pd.Series:
    """`강남구 (11680)` for each row, `11680` where the file has no name."""
    named: pd.Series = (table["name_ko"] + " (" + table["code"] + ")").fillna(table["code"])
    return named


def judged(shapes: gpd.GeoDataFrame, groups: list[str], names: pd.Series) -> pd.DataFrame:
    """Whether each group of shapes is a `valid_coverage`, and if not, which `units`, by `overlap_m2` and `unshared_m`.

    One row per group and faulty pair, the widest overlap first, named by `names` (index as in `shapes`); a group without
    any has one row, of no units.
    """
    rows = []
    for key, series in shapes.groupby(groups):
        found = faults(series.geometry.to_numpy())
        known = names[series.index].to_numpy()
        pairs = zip(found.first, found.second, found.overlap_m2.round(1), found.unshared_m.round(1), strict=True)
        told = [(f"{known[a]} and {known[b]}", float(area), float(length)) for a, b, area, length in pairs]
        for pair in sorted(told, key=lambda pair: -pair[1]) or [("", 0.0, 0.0)]:
            rows.append((*key, found.none, *pair))
    return pd.DataFrame(rows, columns=[*groups, "valid_coverage", *JUDGED_KEY])


def _suspects(polygons: npt.NDArray[Any]) -> tuple[Indices, Indices]:
    """Pairs that intersect and of which at least one has an edge off the coverage, each once.

    Of a polygon inside another only its own edges are told, so that it is compared with all.
    """
    suspects = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(polygons)))
    if not len(suspects):
        return suspects, suspects
    one, other = shapely.STRtree(polygons).query(polygons[suspects], predicate="intersects")
    one = suspects[one]
    pairs = np.unique(np.stack([np.minimum(one, other), np.maximum(one, other)])[:, one != other], axis=1)
    return pairs[0], pairs[1]


def _overlap(polygons: npt.NDArray[Any], first: Indices, second: Indices) -> Floats:
    area: Floats = shapely.area(shapely.intersection(polygons[first], polygons[second]))
    return area


def _unshared(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """Metres, roughly, that lie on both borders and are no edge of both."""
    ours, theirs = _edges(one), _edges(other)
    shared = {*map(tuple, ours)} & {*map(tuple, theirs)}
    return max(_along(edges, shapely.boundary(shape), shared) for edges, shape in ((ours, other), (theirs, one)))


def _edges(polygon: shapely.Geometry) -> Floats:
    """Edges of all rings as rows x1, y1, x2, y2, the smaller end first."""
    points, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(polygon)), return_index=True)
    edges = np.hstack([points[:-1], points[1:]])[ring[:-1] == ring[1:]]
    turned = (edges[:, 0] > edges[:, 2]) | ((edges[:, 0] == edges[:, 2]) & (edges[:, 1] > edges[:, 3]))
    ordered: Floats = np.where(turned[:, None], edges[:, [2, 3, 0, 1]], edges)
    return ordered


def _along(edges: Floats, border: shapely.Geometry, shared: set[tuple[float, ...]]) -> float:
    """Length of the edges that are not shared, as far as ten points of each lie on the border."""
    own = np.array([edge for edge in map(tuple, edges) if edge not in shared]).reshape(-1, 4)
    steps = (np.arange(10) + 0.5) / 10
    points = shapely.points(own[:, None, :2] + steps[None, :, None] * (own[:, None, 2:] - own[:, None, :2]))
    near = shapely.dwithin(points, border, SAME_LINE_M).mean(axis=1) if len(own) else np.empty(0)
    return float((near * np.hypot(own[:, 2] - own[:, 0], own[:, 3] - own[:, 1])).sum())
