"""Where units lie, and who took whose place: rings of shapes that stand where the next one belongs.

Plain functions on positions and polygons in one planar CRS, metres in; which tables they are measured on is known in
`rules/places.py` and in `assets/geography/boundary_comparison.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

# Two polygons of different surveys are one unit's when they share more than this of what they cover together.
SAME_SHAPE = 0.5
# Parts of a unit further than this from all its other parts belong to it by an odd decision, or by mistake.
FAR_M = 40_000.0
# Smaller ones are rocks and slivers.
PART_M2 = 100_000.0
# An island is another's when it is this far from all else of its unit and so near to other ground: those of Yeosu lie up to
# 61 km out, some of them beside Goheung, and Dokdo 87 km, beside nobody.
ISLAND_FAR_M = 100_000.0
ISLAND_NEAR_M = 20_000.0
# Generalisation moves centres at random by tens of metres; a datum moves all of them by hundreds.
SHIFT_M = 100.0
STANDARD_ERRORS = 5.0

Indices = npt.NDArray[np.intp]
Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Offset:
    """Medians of the offsets of many centres to the east and north, their length and spread in metres; are all off alike?"""

    east: float
    north: float
    metres: float
    spread: float
    uniform: bool


def uniform_offset(east: pd.Series, north: pd.Series) -> Offset:
    """Judge the offsets of centres, metres in: uniform from 100 m and five standard errors of a median on.

    The standard error of a median is 1.2533 times that of a mean; the spread is the median absolute deviation, 1.4826
    times which estimates a standard deviation.
    """
    if not len(east):
        return Offset(0.0, 0.0, 0.0, 0.0, uniform=False)
    middle = (float(east.median()), float(north.median()))
    spread = float(np.hypot((east - middle[0]).abs().median(), (north - middle[1]).abs().median()))
    metres = float(np.hypot(*middle))
    error = 1.2533 * 1.4826 * spread / np.sqrt(len(east))
    return Offset(*middle, metres, spread, uniform=bool(metres >= SHIFT_M and metres > STANDARD_ERRORS * error))


def rings(taken_by: Mapping[int, int]) -> list[list[int]]:
    """Closed chains in `taken_by` (position -> who has its place), each once: two that exchanged, three that rotated.

    Those in their own place, and chains that end somewhere, are no ring.
    """
    found, seen = [], set()
    for start in taken_by:
        chain, here = [], start
        while here in taken_by and here not in seen:
            seen.add(here)
            chain.append(here)
            here = taken_by[here]
        if here in chain and len(ring := chain[chain.index(here) :]) > 1:
            found.append(ring)
    return found


def exchanged(before: Shapes, after: Shapes) -> list[list[int]]:
    """Rings of positions whose shapes changed places between two drawings of the same units, in the same order.

    Only units whose inner point lies outside the other drawing are compared, by the share of ground that two polygons have
    in common (intersection over union).
    """
    out = ~shapely.intersects(after, shapely.point_on_surface(before)) & ~shapely.intersects(
        before, shapely.point_on_surface(after)
    )
    movers = np.flatnonzero(out)
    one, other = shapely.STRtree(after[movers]).query(before[movers], predicate="intersects")
    first, second = movers[one], movers[other]
    common = shapely.area(shapely.intersection(before[first], after[second]))
    share = common / (shapely.area(before[first]) + shapely.area(after[second]) - common)
    alike = share > SAME_SHAPE
    return rings(dict(zip(first[alike].tolist(), second[alike].tolist(), strict=True)))


def far_parts(shapes: Shapes, owners: npt.NDArray[Any]) -> list[tuple[Any, float, float, set[Any]]]:
    """Parts that border others' ground and lie further than `FAR_M` from all else of their owner, and islands far off.

    As owner, distance in metres, area in m2, and the owners that it borders, of an island the nearest; the farthest first.
    """
    parts, of = shapely.get_parts(shapes, return_index=True)
    own = owners[of]
    away = np.flatnonzero(_away_from_main(parts, own))
    a, b = shapely.STRtree(parts).query(parts[away], predicate="intersects")
    a = away[a]
    same = own[a] == own[b]
    piece = _joined(len(parts), a[same], b[same])
    found = []
    for member in np.unique(piece[a[~same]]):
        inside = piece == member
        rest = parts[(own == own[inside][0]) & ~inside]
        area = float(shapely.area(parts[inside]).sum())
        if area < PART_M2:
            continue
        distance = _distance_of_group(shapely.multipolygons(parts[inside]), rest, area)
        if distance > FAR_M:
            found.append((own[inside][0], distance, area, set(own[b[~same & inside[a]]])))
    islands = np.setdiff1d(np.flatnonzero(_away_from_main(parts, own, ISLAND_FAR_M)), a[~same])
    for at in islands[shapely.area(parts[islands]) >= PART_M2]:
        of_others = np.flatnonzero(own != own[at])
        near = of_others[shapely.dwithin(parts[of_others], parts[at], ISLAND_NEAR_M)]
        if len(near):
            rest = parts[(own == own[at]) & (np.arange(len(parts)) != at)]
            area = float(shapely.area(parts[at]))
            distance = _distance_of_group(parts[at], rest, area)
            nearest = near[shapely.distance(parts[near], parts[at]).argmin()]
            found += [(own[at], distance, area, {own[nearest]})] if distance > ISLAND_FAR_M else []
    return sorted(found, key=lambda part: -part[1])


def _away_from_main(parts: Shapes, own: npt.NDArray[Any], metres: float = FAR_M) -> npt.NDArray[np.bool_]:
    """Parts whose envelope lies further than `metres` from that of the largest part of their owner."""
    order = np.argsort(shapely.area(parts), kind="stable")
    largest = dict(zip(own[order], order, strict=True))
    main = np.array([largest[name] for name in own], dtype=np.intp)
    west, south, east, north = shapely.bounds(parts).T
    x = np.maximum(np.maximum(west[main] - east, west - east[main]), 0)
    y = np.maximum(np.maximum(south[main] - north, south - north[main]), 0)
    return np.asarray(np.hypot(x, y) > metres)


def _distance_of_group(ground: shapely.Geometry, rest: Shapes, area: float) -> float:
    """Metres from a part, with what is near it and was moved with it, to the larger rest of its unit; 0 without such a rest."""
    distance = shapely.distance(rest, ground)
    while len(near := np.flatnonzero(distance <= FAR_M)):
        area += float(shapely.area(rest[near]).sum())
        rest = np.delete(rest, near)
        if not len(rest) or shapely.area(rest).sum() < area:
            return 0.0
        distance = np.delete(distance, near)
    return float(distance.min())


def _joined(size: int, a: Indices, b: Indices) -> Indices:
    """Number of the connected piece of each of `size` parts, where `a` touches `b`."""
    piece = np.arange(size)
    while True:
        lower = piece.copy()
        np.minimum.at(lower, a, piece[b])
        if (lower == piece).all():
            return piece
        piece = lower
