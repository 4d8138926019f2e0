"""Holes and slits in a coverage: finding them, dividing one among the units around it, closing them.

Plain functions on arrays of polygons, metres in. Which gaps are errors and which are water is decided in `boundary_gap.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

import numpy as np
import numpy.typing as npt
import shapely

from assets.geography.coverage import Polygons, clean

# Around the place where two units come nearest, how far a slit between them is looked for.
WINDOW_M = 3_000.0
# Narrower gaps are not divided: a line along one side is as good as one down the middle, and straighter.
DIVIDED_M = 20.0
EXACT = 1e-6

Indices = npt.NDArray[np.intp]


def holes(polygons: Polygons) -> Polygons:
    """Polygons of the holes in the union of a valid coverage."""
    union = shapely.get_parts(shapely.coverage_union_all(polygons))
    rings = [shapely.get_interior_ring(part, i) for part in union for i in range(shapely.get_num_interior_rings(part))]
    found: Polygons = shapely.polygons(rings) if rings else np.empty(0, dtype=object)
    return found


def widths(gaps: Polygons) -> npt.NDArray[np.float64]:
    """Diameter in metres of the largest circle in each polygon."""
    diameters: npt.NDArray[np.float64] = 2 * shapely.length(shapely.maximum_inscribed_circle(gaps, tolerance=1.0))
    return diameters


def around(gap: shapely.Geometry, polygons: Polygons, tree: shapely.STRtree) -> Indices:
    """Positions of the polygons that share a line with the gap, the one with the longest first."""
    near = np.sort(tree.query(gap, predicate="intersects"))
    shared = shapely.length(shapely.intersection(shapely.boundary(polygons[near]), shapely.boundary(gap)))
    order = np.argsort(-shared, kind="stable")
    beside: Indices = near[order][shared[order] > 0]
    return beside


def slits(polygons: Polygons, width: float, joined: Set[tuple[int, int]]) -> list[tuple[int, int, shapely.Geometry]]:
    """Ground of nobody between pairs of polygons that do not touch, up to `width` wide: positions and the slit.

    It is what a morphological closing adds to the two where they come nearest, less what others have: nothing of it is
    further than half the width from both. Pairs in `joined`, the smaller position first, are left out.
    """
    tree = shapely.STRtree(polygons)
    first, second = tree.query(polygons, predicate="dwithin", distance=width)
    once = first < second
    first, second = first[once], second[once]
    apart = ~shapely.intersects(polygons[first], polygons[second])
    found = []
    for a, b in zip(first[apart].tolist(), second[apart].tolist(), strict=True):
        if (a, b) in joined:
            continue
        window = shapely.shortest_line(polygons[a], polygons[b]).buffer(WINDOW_M)
        near = tree.query(window, predicate="intersects")
        local = dict(zip(near, shapely.intersection(polygons[near], window), strict=True))
        both = shapely.union(local[a], local[b])
        closed = shapely.buffer(shapely.buffer(both, width / 2), -width / 2)
        free = shapely.difference(closed, shapely.union_all(list(local.values())))
        parts = shapely.get_parts(free)
        between = shapely.dwithin(parts, local[a], EXACT) & shapely.dwithin(parts, local[b], EXACT) & (shapely.area(parts) > 0)
        found += [(a, b, shapely.union_all(parts[between]))] if between.any() else []
    return found


def close(polygons: Polygons, enclosed: Sequence[shapely.Geometry], between: Sequence[shapely.Geometry] = ()) -> Polygons:
    """The coverage with the holes `enclosed` divided among the units around them, and the slits `between` with them.

    No corner moves. Holes keep to the lines of the coverage; slits, which are open to the sea, do not, so that with any of
    them the coverage is cleaned once more.
    """
    tree = shapely.STRtree(polygons)
    gained: dict[int, list[shapely.Geometry]] = defaultdict(list)
    for gap in enclosed:
        for owner, share in shares(gap, polygons, around(gap, polygons, tree)):
            gained[owner].append(share)
    closed = polygons.copy()
    for owner, parts in gained.items():
        closed[owner] = shapely.coverage_union_all([polygons[owner], *parts])
    for slit in between:
        near = tree.query(slit, predicate="dwithin", distance=EXACT)
        beside = shapely.length(shapely.intersection(shapely.boundary(closed[near]), shapely.buffer(slit, 1.0)))
        owner = int(near[np.argmax(beside)])
        closed[owner] = shapely.union(closed[owner], slit)
    return clean(closed) if len(between) else closed


def shares(gap: shapely.Geometry, polygons: Polygons, beside: Indices) -> list[tuple[int, shapely.Geometry]]:
    """The gap in parts, each to the unit `beside` it that is nearest: triangles between its corners go to whose line they have.

    A narrow gap goes to the unit with the longest border in one piece. No corner is new, so that the coverage stays one.
    """
    if not len(beside):
        return []
    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(gap))
    exact = abs(shapely.area(triangles).sum() - shapely.area(gap)) <= EXACT * shapely.area(gap)
    if len(beside) == 1 or widths(np.array([gap]))[0] < DIVIDED_M or not exact:
        return [(int(beside[0]), gap)]
    lines = shapely.intersection(shapely.boundary(polygons[beside]), shapely.boundary(gap))
    length = np.array([shapely.length(shapely.intersection(shapely.boundary(triangles), line)) for line in lines])
    distance = np.array([shapely.distance(shapely.centroid(triangles), line) for line in lines])
    owner = np.where(length.max(axis=0) > 0, length.argmax(axis=0), distance.argmin(axis=0))
    return [(int(beside[place]), shapely.coverage_union_all(triangles[owner == place])) for place in np.unique(owner)]
