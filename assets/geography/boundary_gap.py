"""Ground that neighbours of one vintage leave free or claim twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import combinations
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from assets.geography.coverage import Polygons, clean, lonlat_centroids
from assets.geography.overlap import overlay
from assets.lake.asset import asset
from assets.methods.stacked import stacked
from domain.borders import CLOSED, COVERED_SHARE, FITNESS, GROUND_SHARE, JUNCTION_M, NARROW_M, VINTAGES_NEEDED, WATER_SHARE
from domain.crs import CRS
from expectations.contracts.boundary_comparison import BOUNDARY_GAP

# Holes and slits in a coverage: finding them, dividing one among the units around it, closing them.
#
# Plain functions on arrays of polygons, metres in. Which gaps are errors and which are water is decided in `boundary_gap.py`.

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


# Which gaps between sigungu are errors and which are water: by width, and by what the other vintages have there.
#
# How gaps are found and closed is in this file. They are closed where maps are made: on the reference geography (`levels.py`) and
# in the history of boundaries.

SERIES = ["scheme", "vintage", "geometry_basis"]
# Of an open slit so narrow nobody else needs to be asked (the width up to which cleaning closes enclosed gaps).
HAIR_M = 10.0
# Two units share a border in another vintage when it is at least this long there.
BORDER_M = 100.0
# A unit that lies in a gap with more than this of its ground is not there, rather than its place.
INSIDE_SHARE = 0.5
KEEP = [*SERIES, "code", "unit_id", "name_ko", "fit_for", "geometry"]

Flags = npt.NDArray[np.bool_]
Vintages = Mapping[tuple[Any, ...], gpd.GeoDataFrame]


@asset(contract=BOUNDARY_GAP)
def boundary_gap(boundary: gpd.GeoDataFrame, derived_boundary: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Gaps of every sigungu vintage with what is done about them, EPSG:5179. One row per gap; m, m2."""
    derived = derived_boundary.assign(fit_for=FITNESS[0])
    tables = [table[KEEP] for table in (boundary[boundary["level"] == "sigungu"], derived) if len(table)]
    drawn = gpd.GeoDataFrame(stacked(tables, KEEP), geometry="geometry", crs=CRS)
    vintages = {key: series.reset_index(drop=True) for key, series in drawn.groupby(SERIES)}
    # One after the other: each looks at the shapes of all, and GEOS must not prepare a shape that another thread reads.
    parts = [gaps_of(key, vintages) for key in vintages]
    found = gpd.GeoDataFrame(stacked(parts, BOUNDARY_GAP.column_names), geometry="geometry", crs=CRS)
    lon, lat = lonlat_centroids(found)
    return found.assign(centroid_lon=lon, centroid_lat=lat)


def gaps_of(key: tuple[Any, ...], vintages: Vintages) -> gpd.GeoDataFrame:
    """Gaps of one series, held against the published others that are fit for measuring; the largest first."""
    series = vintages[key]
    others = [other for name, other in vintages.items() if name[:2] != key[:2] and is_measure(other)]
    polygons = series.geometry.to_numpy()
    tree = shapely.STRtree(polygons)
    enclosed = holes(polygons)
    beside = [around(gap, polygons, tree) for gap in enclosed]
    first = _enclosed(series, enclosed, beside, others)
    closed = zip(beside, first["decision"] == "closed", strict=True)
    joined = {pair for near, is_closed in closed if is_closed for pair in combinations(sorted(near.tolist()), 2)}
    gaps = pd.concat([first, _open(series, slits(polygons, NARROW_M, joined), others)], ignore_index=True)
    order = np.argsort(-gaps["area_m2"].to_numpy(), kind="stable")
    return gaps.iloc[order].assign(gap=np.arange(1, len(gaps) + 1), **dict(zip(SERIES, key, strict=True)))


def is_measure(series: gpd.GeoDataFrame) -> bool:
    """True for a published vintage whose shapes are more than a picture."""
    return bool(series["geometry_basis"].iloc[0] == "published" and series["fit_for"].iloc[0] == FITNESS[0])


def closed_gaps(series: gpd.GeoDataFrame, boundary_gap: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Sigungu of one vintage with those gaps closed that core.boundary_gap says to close; `gaps_closed_km2` is what each won."""
    same = [boundary_gap[column].isin(series[column].head(1)) for column in SERIES]
    mine = boundary_gap[np.logical_and.reduce(same) & (boundary_gap["decision"] == "closed")]
    enclosed = (mine["kind"] == "enclosed").to_numpy()
    before, gaps = series.geometry.to_numpy(), mine.geometry.to_numpy()
    after = close(before, list(gaps[enclosed]), list(gaps[~enclosed]))
    won = (shapely.area(after) - shapely.area(before)) / 1e6
    # Derived boundaries have closed gaps of their own already.
    already = series.get("gaps_closed_km2", 0.0)
    return series.set_geometry(gpd.GeoSeries(after, index=series.index, crs=CRS)).assign(gaps_closed_km2=already + won)


def _enclosed(series: gpd.GeoDataFrame, gaps: Polygons, beside: list[Indices], others: list[gpd.GeoDataFrame]) -> pd.DataFrame:
    width = widths(gaps)
    covered = [_covered(gaps, width > NARROW_M, series, other) for other in others]
    ground = np.sum([there for there, _ in covered], axis=0) if covered else np.zeros(len(gaps), dtype=int)
    missing = np.any([absent for _, absent in covered], axis=0) if covered else np.zeros(len(gaps), dtype=bool)
    reason = [
        _reason(float(width[n]), len(beside[n]), int(ground[n]), len(others), missing=bool(missing[n])) for n in range(len(gaps))
    ]
    return _rows(series, gaps, beside, ground, reason).assign(kind="enclosed", width_m=width, vintages=len(others))


def _reason(width: float, units: int, ground: int, vintages: int, *, missing: bool) -> str:
    """Why an enclosed gap is closed or kept; see REASONS in the contract."""
    share = ground / vintages if vintages else None
    if missing:
        return "a missing unit"
    if width <= NARROW_M:
        return "water" if share is not None and vintages >= VINTAGES_NEEDED and share < WATER_SHARE else "narrow"
    if share is not None and share >= GROUND_SHARE:
        return "ground elsewhere"
    if units >= 3 and width <= JUNCTION_M and (share is None or share >= WATER_SHARE):
        return "between three"
    return "not known" if share is None else "water"


def _covered(gaps: Polygons, wide: Flags, series: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> tuple[Flags, Flags]:
    """Is each gap ground in the other vintage (a narrow one by its middle), and has that a unit there that the series lacks?"""
    polygons = other.geometry.to_numpy()
    ground, missing = np.zeros(len(gaps), dtype=bool), np.zeros(len(gaps), dtype=bool)
    middle = shapely.get_point(shapely.maximum_inscribed_circle(gaps, tolerance=1.0), 0)
    ground[shapely.STRtree(polygons).query(middle, predicate="intersects")[0]] = True
    found = overlay(gaps[wide], polygons)
    area = shapely.area(gaps[wide])
    ground[wide] = np.bincount(found.source, weights=found.area_m2, minlength=len(area)) >= COVERED_SHARE * area
    lacking = ~other["unit_id"].isin(series["unit_id"]).to_numpy()[found.target]
    inside = lacking & (found.area_m2 > INSIDE_SHARE * shapely.area(polygons[found.target]))
    missing[np.flatnonzero(wide)[found.source[inside]]] = True
    return ground, missing


def _open(
    series: gpd.GeoDataFrame, found: list[tuple[int, int, shapely.Geometry]], others: list[gpd.GeoDataFrame]
) -> pd.DataFrame:
    """Slits between two units that do not touch, by the borders that the other vintages have there."""
    pairs = [(series["unit_id"].iloc[a], series["unit_id"].iloc[b]) for a, b, _ in found]
    known = [[border for other in others if (border := _border(other, *pair)) is not None] for pair in pairs]
    across = np.array([sum(border >= BORDER_M for border in borders) for borders in known], dtype=int)
    gaps = np.array([slit for *_, slit in found], dtype=object)
    apart = [float(shapely.distance(*series.geometry.to_numpy()[[a, b]])) for a, b, _ in found]
    reason = [
        "border elsewhere" if (borders and 2 * count > len(borders)) or (not borders and metres <= HAIR_M) else "open water"
        for borders, count, metres in zip(known, across, apart, strict=True)
    ]
    beside = [np.array([a, b]) for a, b, _ in found]
    counts = [len(borders) for borders in known]
    return _rows(series, gaps, beside, across, reason).assign(kind="open", width_m=widths(gaps), vintages=counts)


def _border(other: gpd.GeoDataFrame, first: str, second: str) -> float | None:
    """Metres of border between two units in another vintage; None when it lacks one of them."""
    one, two = (other.geometry.to_numpy()[(other["unit_id"] == unit).to_numpy()] for unit in (first, second))
    if not len(one) or not len(two):
        return None
    return float(shapely.length(shapely.intersection(shapely.boundary(one[0]), shapely.boundary(two[0]))))


def _rows(
    series: gpd.GeoDataFrame, gaps: Polygons, beside: list[Indices], ground: npt.NDArray[Any], reason: list[str]
) -> pd.DataFrame:
    units = series["unit_id"].fillna(series["code"]).to_numpy()
    names = series["name_ko"].fillna(series["code"]).to_numpy()
    return pd.DataFrame(
        {
            "area_m2": shapely.area(gaps),
            "units": ["+".join(units[near]) for near in beside],
            "names": ["+".join(names[near]) for near in beside],
            "ground_vintages": ground,
            "decision": ["closed" if why in CLOSED else "kept" for why in reason],
            "reason": reason,
            "geometry": gaps,
        }
    )
