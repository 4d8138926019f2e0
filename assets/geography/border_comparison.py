"""Adjacency of the reference held against another vintage: who touches in one of the two only, how long, and why.

A border lost to a gap makes two neighbours strangers in every statistic of neighbourhood, and no map shows it. Areas and
places of units are compared in `boundary_comparison.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from assets.geography.boundary_gap import SERIES, closed_gaps, is_measure
from assets.geography.coverage import dissolve
from assets.lake.asset import asset
from domain.borders import CORNER_KM
from domain.history import alive, links_between, moving_links, reference_day
from expectations.contracts.derived_boundaries import BORDER_COMPARISON

# A vintage with fewer of the reference's units is of another time, or not complete.
SAME_UNITS = 0.98
# One in which more of the ground than this was gap between units is drawn too coarsely.
COARSE = 0.005

Pair = tuple[str, str]
Shapes = Mapping[str, shapely.Geometry]


@asset(contract=BORDER_COMPARISON)
def border_comparison(
    level_boundary: gpd.GeoDataFrame,
    boundary: gpd.GeoDataFrame,
    derived_boundary: pd.DataFrame,
    boundary_gap: gpd.GeoDataFrame,
    reference_region: pd.DataFrame,
    region: pd.DataFrame,
    region_event: pd.DataFrame,
) -> pd.DataFrame:
    """Pairs of sigungu that touch in the reference or in the vintage it is held against, not in both. One row per pair; km."""
    columns = list(BORDER_COMPARISON.column_names)
    sigungu = level_boundary[level_boundary["level"] == "sigungu"]
    day = reference_day(reference_region)
    reference = dict(zip(sigungu["region_id"], sigungu.geometry, strict=True))
    # A map is not held against the one it was made from.
    made_of = derived_boundary.loc[pd.to_datetime(derived_boundary["vintage"]) == day, "base_vintage"]
    same = {day, *pd.to_datetime(made_of).value_counts().index[:1]}
    other = None if "schematic" in set(sigungu["geometry_basis"]) else cleanest(reference, same, boundary, boundary_gap, region)
    if other is None:
        return pd.DataFrame(columns=columns)
    scheme, vintage = other[["scheme", "vintage"]].iloc[0]
    shapes = kosis_units(closed_gaps(other, boundary_gap), region)
    both = reference.keys() & shapes.keys()
    sides = ("reference", {unit: reference[unit] for unit in both}), ("other", {unit: shapes[unit] for unit in both})
    touched = moved_units(region_event, region, day, pd.Timestamp(str(vintage)))
    rows = [
        (*pair, scheme, vintage, name, *_compared(pair, one, two, ground, touched))
        for (name, one), (_, two) in (sides, sides[::-1])
        for ground in [land(two)]
        for pair in sorted(touching(one) - touching(two))
    ]
    return pd.DataFrame(rows, columns=columns)


def cleanest(
    reference: Shapes, same: set[pd.Timestamp], boundary: gpd.GeoDataFrame, boundary_gap: pd.DataFrame, region: pd.DataFrame
) -> gpd.GeoDataFrame | None:
    """Sigungu of a published vintage, of none of the days `same`: most units of the reference, then fewest gaps, then nearest.

    None where every other one lacks more than a few of its units, or is too coarse to tell a border from a gap.
    """
    days = pd.to_datetime(boundary["vintage"])
    published = boundary[(boundary["level"] == "sigungu") & ~days.isin(same)]
    errors = boundary_gap[boundary_gap["decision"] == "closed"].groupby(SERIES)["area_m2"].agg(["size", "sum"])
    ranked = []
    for key, series in published.groupby(SERIES):
        if not is_measure(series):
            continue
        unit = kosis_of(series, region)
        common = len(reference.keys() & set(unit.dropna()))
        count, area = errors.loc[key] if key in errors.index else (0, 0.0)
        if common >= SAME_UNITS * len(reference) and area <= COARSE * series.geometry.area.sum():
            ranked.append((-common, int(count), abs((pd.Timestamp(str(key[1])) - max(same)).days), key, series))
    return min(ranked, key=lambda rank: rank[:3])[-1].reset_index(drop=True) if ranked else None


def kosis_of(series: gpd.GeoDataFrame, region: pd.DataFrame) -> pd.Series:
    """For each shape of one vintage the unit of the KOSIS set that it is, or is a part of."""
    living = alive(region, pd.Timestamp(str(series["vintage"].iloc[0])))
    units: pd.Series = series["unit_id"].map(_whole(living))
    return units


def kosis_units(series: gpd.GeoDataFrame, region: pd.DataFrame) -> dict[str, shapely.Geometry]:
    """Shapes of the KOSIS set of one vintage, dissolved from its sigungu."""
    unit = kosis_of(series, region)
    return dissolve(series.geometry.to_numpy()[unit.notna().to_numpy()], list(unit.dropna()))


def moved_units(region_event: pd.DataFrame, region: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> set[str]:
    """Units of the KOSIS set that gained or lost ground between two days; a city that is divided into gu does not."""
    links = moving_links(links_between(region_event, first, last)).dropna(subset=["from_unit_id", "to_unit_id"])
    whole = _whole(region.sort_values("valid_from"))
    ends = {(whole.get(a, a), whole.get(b, b)) for a, b in zip(links["from_unit_id"], links["to_unit_id"], strict=True)}
    return {unit for pair in ends if pair[0] != pair[1] for unit in pair}


def _whole(eras: pd.DataFrame) -> dict[str, str]:
    """The unit of the KOSIS set of each unit: itself, or its city."""
    return dict(zip(eras["unit_id"], eras["unit_id"].where(eras["in_kosis"], eras["parent_unit_id"]), strict=True))


def touching(shapes: Shapes) -> set[Pair]:
    """Pairs of units that share a border or a corner."""
    units = np.array(list(shapes), dtype=object)
    polygons = np.array(list(shapes.values()), dtype=object)
    first, second = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    return {(str(a), str(b)) for a, b in zip(units[first], units[second], strict=True) if a < b}


def land(shapes: Shapes) -> shapely.Geometry:
    """The country without holes: ground of somebody, and what it encloses."""
    parts = shapely.get_parts(shapely.coverage_union_all(list(shapes.values())))
    filled = shapely.union_all(shapely.polygons(shapely.get_exterior_ring(parts)))
    shapely.prepare(filled)
    return filled


def _compared(pair: Pair, here: Shapes, there: Shapes, ground: shapely.Geometry, moved: set[str]) -> tuple[Any, ...]:
    """Km of border where the pair touches, km apart where it does not, and the explanation."""
    a, b = pair
    border = shapely.intersection(shapely.boundary(here[a]), shapely.boundary(here[b]))
    length = float(shapely.length(border)) / 1000
    apart = float(shapely.distance(there[a], there[b])) / 1000
    if moved & {a, b}:
        return length, apart, "an event"
    if length < CORNER_KM:
        return length, apart, "a corner"
    dry = float(shapely.length(shapely.intersection(border, ground))) / 1000
    return length, apart, "no ground" if 2 * dry < length else "none"
