"""Does each shape lie where its unit lies? Held against the places of units, and against the other vintages."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from domain.history import alive
from expectations.coverage import labels
from expectations.places import exchanged, far_parts, rings

SERIES = ["level", "scheme", "vintage"]
SHORT_CODE = 5
# The day of whose units core.unit gives the places and areas.
PLACES_OF = pd.Timestamp("2024-02-01")
# A shape that misses its unit's place is elsewhere when it is further off than this, and than it is wide itself.
ELSEWHERE_M = 10_000.0
# Of a unit that nothing joined or left between, ground that differs by more than this factor is another's.
ANOTHER_SIZE = 2.0


def places(boundary: gpd.GeoDataFrame, region: pd.DataFrame, unit: pd.DataFrame) -> pd.DataFrame:
    """Per sido and sigungu of each vintage a `verdict`: `in place`, `exchanged`, `rotated`, `elsewhere` or `another size`.

    `told` says in whose place it lies, or how far off. A unit's place is where its people live (core.unit), else an inner
    point of its shape in the nearest other vintage; a sido's are those of its sigungu.
    """
    known = boundary[boundary["level"].isin(["sido", "sigungu"]) & boundary["unit_id"].notna()]
    points = gpd.GeoSeries.from_xy(unit["seat_lon"], unit["seat_lat"], index=unit["unit_id"], crs="EPSG:4326")
    seats = points[unit["seat_lon"].notna().to_numpy()].to_crs(boundary.crs)
    area = unit.set_index("unit_id")["seat_area_km2"].dropna()
    parts = []
    for key, series in known.groupby(SERIES):
        shapes = series.reset_index(drop=True)
        day = pd.Timestamp(str(key[2]))
        own = _seats(shapes, seats, region, day) if key[0] == "sido" else _places(shapes, seats, known)
        parts.append(_judged(shapes, own, _same_extent(area, region, day)))
    columns = [*SERIES, "code", "name_ko", "told", "verdict", "source_file", "source_row"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def exchanged_dong(boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """Per pair of vintages of eup-myeon-dong or legal dong, and per ring of those that changed places between: `exchanged`."""
    small = boundary[boundary["level"].isin(["emd", "legal_dong"])]
    rows: list[dict[str, Any]] = []
    for (level, scheme), series in small.groupby(["level", "scheme"]):
        for (first, before), (last, after) in pairwise(series.groupby("vintage")):
            both = pd.DataFrame(before).merge(pd.DataFrame(after), on=["code", "name_ko"], suffixes=("", "_after"))
            found = exchanged(both["geometry"].to_numpy(), both["geometry_after"].to_numpy())
            named = labels(both)
            base = {"level": level, "scheme": scheme, "vintage": last, "vintage_before": first}
            rows += [base | {"units": " and ".join(named[ring]), "exchanged": True} for ring in found]
            rows += [base | {"units": "", "exchanged": False}] if not found else []
    return pd.DataFrame(rows, columns=["level", "scheme", "vintage", "vintage_before", "units", "exchanged"])


def parts_far_away(boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """Per series, and per part that borders other units far from all else of its own unit: `distance_km`, else 0.

    Of eup-myeon-dong and legal dong the unit is the sigungu whose code they begin with.
    """
    rows = []
    for key, series in boundary.groupby(SERIES):
        owner = series["code"].str[:SHORT_CODE].to_numpy()
        names = dict(zip(owner, labels(series), strict=True)) if key[0] in ("sido", "sigungu") else {}
        found = far_parts(series.geometry.to_numpy(), owner)
        for own, metres, area, beside in found or [("", 0.0, 0.0, set())]:
            said = (names.get(own, own), ", ".join(names.get(other, other) for other in sorted(beside)))
            rows.append((*key, *said, round(area / 1e6, 2), round(metres / 1000, 1)))
    return pd.DataFrame(rows, columns=[*SERIES, "unit", "beside", "area_km2", "distance_km"])


def _places(shapes: gpd.GeoDataFrame, seats: gpd.GeoSeries, known: gpd.GeoDataFrame) -> pd.DataFrame:
    """Columns `position` and `point`: one place for each shape that has any."""
    here = shapes["unit_id"].map(seats)
    unplaced = shapes.loc[here.isna(), "unit_id"]
    others = known[known["unit_id"].isin(unplaced) & (known["level"] == "sigungu")]
    series = shapes[SERIES].iloc[0]
    others = others[(others[SERIES] != series).any(axis=1)]
    days = (pd.to_datetime(others["vintage"]) - pd.Timestamp(str(series["vintage"]))).abs()
    nearest = others.assign(days=days).sort_values("days", kind="stable").drop_duplicates("unit_id")
    inner = dict(zip(nearest["unit_id"], shapely.point_on_surface(nearest.geometry.to_numpy()), strict=True))
    table = pd.DataFrame({"position": shapes.index, "point": here.where(here.notna(), shapes["unit_id"].map(inner))})
    return table.dropna(subset=["point"])


def _seats(shapes: gpd.GeoDataFrame, seats: gpd.GeoSeries, region: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Columns `position` and `point`: the places of the sigungu of each sido."""
    living = alive(region[region["level"] == "sigungu"], day)
    placed = living[living["unit_id"].isin(seats.index)]
    position = placed["sido_unit_id"].map(dict(zip(shapes["unit_id"], shapes.index, strict=True)))
    return pd.DataFrame({"position": position, "point": seats[placed["unit_id"]].to_numpy()}).dropna().astype({"position": int})


def _same_extent(area: pd.Series, region: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """The areas of units that have the same era on the day and on that of the places: nothing joined or left them."""
    eras = [set(alive(region, moment)["region_id"]) for moment in (day, PLACES_OF)]
    return area[area.index.isin(region.loc[region["region_id"].isin(eras[0] & eras[1]), "unit_id"])]


def _judged(shapes: gpd.GeoDataFrame, own: pd.DataFrame, area: pd.Series) -> pd.DataFrame:
    """The shapes with `verdict` and `told`; `own` has their places, `area` the km2 that they ought to have."""
    taken = _taken(shapes, own)
    size, named = _sizes(shapes, area), labels(shapes)
    found = _other_sizes(shapes, area, size) | _away(shapes, own, taken)
    for ring in rings(taken):
        stands_for = {taken[place]: place for place in ring}
        for position in ring:
            verdict = "exchanged" if len(ring) == 2 else "rotated"
            told = f"lies where {named[stands_for[position]]} is"
            found[position] = (verdict, f"{told}: {size[position]}" if size[position] else told)
    verdicts = [found.get(position, ("in place", "")) for position in shapes.index]
    return pd.DataFrame(shapes).assign(verdict=[verdict for verdict, _ in verdicts], told=[told for _, told in verdicts])


def _taken(shapes: gpd.GeoDataFrame, own: pd.DataFrame) -> dict[int, int]:
    """By whose shape (position) the place of each unit is held that does not hold it itself; of several places most count."""
    points = own["point"].to_numpy(dtype=object)
    which, holder = shapely.STRtree(shapes.geometry.to_numpy()).query(points, predicate="intersects")
    held = pd.DataFrame({"position": own["position"].to_numpy()[which], "holder": holder})
    most = held.value_counts().reset_index().drop_duplicates("position")
    return {int(place): int(by) for place, by in zip(most["position"], most["holder"], strict=True) if place != by}


def _away(shapes: gpd.GeoDataFrame, own: pd.DataFrame, taken: dict[int, int]) -> dict[int, tuple[str, str]]:
    """Shapes far from their place, and those that stand in another's while somebody stands in theirs."""
    polygons = shapes.geometry.to_numpy()
    metres_off = pd.Series(
        shapely.distance(own["point"].to_numpy(dtype=object), polygons[own["position"].to_numpy(dtype=np.intp)])
    )
    median = metres_off.groupby(own["position"].to_numpy()).median()
    west, south, east, north = shapely.bounds(polygons).T
    reach = np.maximum(np.hypot(east - west, north - south), ELSEWHERE_M)
    both = set(taken) & set(taken.values())
    return {
        position: ("elsewhere", f"{metres / 1000:.1f} km from its place")
        for position, metres in zip(median.index.tolist(), median, strict=True)
        if position in both or metres > reach[position]
    }


def _other_sizes(shapes: gpd.GeoDataFrame, area: pd.Series, size: list[str]) -> dict[int, tuple[str, str]]:
    factor = (shapes["area_km2"] / shapes["unit_id"].map(area)).fillna(1.0)
    odd = (factor > ANOTHER_SIZE) | (factor < 1 / ANOTHER_SIZE)
    return {int(position): ("another size", size[position]) for position in np.flatnonzero(odd)}


def _sizes(shapes: gpd.GeoDataFrame, area: pd.Series) -> list[str]:
    """`47.0 km2 instead of 39.5` for each shape; "" where it is not known how much ground the unit has."""
    pairs = zip(shapes["area_km2"], shapes["unit_id"].map(area), strict=True)
    return [f"{drawn:.1f} km2 instead of {ought:.1f}" if pd.notna(ought) else "" for drawn, ought in pairs]
