"""Neighbouring boundary vintages held against each other and against the register.

A uniform offset betrays a wrong datum, an area that changes without an event a wrong boundary, two units that change places
a wrong file. Faults within one vintage are `boundary_quality.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import geopandas as gpd
import pandas as pd

from assets.lake.asset import asset
from domain.borders import FITNESS
from domain.history import links_between, moving_links
from expectations.contracts.boundary_comparison import AREA_COMPARISON, BOUNDARY_CHANGE, BOUNDARY_SHIFT
from expectations.places import exchanged, uniform_offset

LEVELS = ("sido", "sigungu")
# Units whose area differs by more than this were redrawn; their centre says nothing of a datum.
COMPARABLE = 0.1


@asset(contract=BOUNDARY_SHIFT)
def boundary_shift(boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """Median offset of unit centres between neighbouring vintages, EPSG:5179 metres. One row per pair of vintages."""
    rows = [shift(before, after) for before, after in neighbours(boundary)]
    return pd.DataFrame(rows, columns=list(BOUNDARY_SHIFT.column_names))


def shift(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> dict[str, Any]:
    """Offset of the later vintage against the earlier one: medians, spread and a verdict."""
    both = before.merge(pd.DataFrame(after), on="unit_id", suffixes=("", "_after"))
    similar = both[(both["area_km2_after"] / both["area_km2"] - 1).abs() < COMPARABLE]
    first = similar.geometry.centroid
    second = gpd.GeoSeries(similar["geometry_after"].to_numpy(), index=similar.index, crs=before.crs).centroid
    offset = uniform_offset(second.x - first.x, second.y - first.y)
    return _pair(before, after) | {
        "units_compared": len(similar),
        "offset_east_m": offset.east,
        "offset_north_m": offset.north,
        "offset_m": offset.metres,
        "spread_m": offset.spread,
        "verdict": "uniform offset" if offset.uniform else "none",
    }


@asset(contract=BOUNDARY_CHANGE)
def boundary_change(boundary: gpd.GeoDataFrame, region_event: pd.DataFrame) -> pd.DataFrame:
    """Area of each unit in neighbouring vintages, with the events between them. One row per unit and pair; km2.

    Vintages that are for maps only are left out: their areas are those of the drawing.
    """
    measured = boundary[boundary["fit_for"] == FITNESS[0]]
    parts = [changes(before, after, region_event) for before, after in neighbours(measured)]
    columns = list(BOUNDARY_CHANGE.column_names)
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def changes(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, region_event: pd.DataFrame) -> pd.DataFrame:
    """Units of either vintage: areas, change, the events that touch the unit between the two days, and who took its place."""
    keep = ["unit_id", "name_ko", "area_km2", "geometry"]
    table = pd.DataFrame(before[keep]).merge(pd.DataFrame(after[keep]), on="unit_id", how="outer", suffixes=("", "_after"))
    pair = _pair(before, after)
    first, last = pd.Timestamp(pair["vintage_before"]), pd.Timestamp(pair["vintage_after"])
    moving = moving_links(links_between(region_event, first, last))
    touching = pd.concat(
        [moving[["event_id", "from_unit_id"]].set_axis(["event_id", "unit_id"], axis=1),
         moving[["event_id", "to_unit_id"]].set_axis(["event_id", "unit_id"], axis=1)]
    )  # fmt: skip
    events = touching.drop_duplicates().groupby("unit_id")["event_id"].agg(";".join)
    return table.assign(
        **pair,
        name_ko=table["name_ko"].fillna(table["name_ko_after"]),
        area_before_km2=table["area_km2"],
        area_after_km2=table["area_km2_after"],
        change_share=table["area_km2_after"] / table["area_km2"] - 1,
        events=table["unit_id"].map(events),
        exchanged_with=table["unit_id"].map(_exchanged(table)),
    )


def _exchanged(table: pd.DataFrame) -> dict[str, str]:
    """For units that changed places between the two vintages, the others of their ring, joined by `;`."""
    both = table.dropna(subset=["geometry", "geometry_after"]).reset_index(drop=True)
    units = both["unit_id"]
    found = exchanged(both["geometry"].to_numpy(), both["geometry_after"].to_numpy())
    return {units[one]: ";".join(units[other] for other in ring if other != one) for ring in found for one in ring}


@asset(contract=AREA_COMPARISON)
def area_comparison(
    boundary: pd.DataFrame, derived_boundary: pd.DataFrame, official_area: pd.DataFrame, region_event: pd.DataFrame
) -> pd.DataFrame:
    """Polygon areas against registered ones. One row per vintage and registered area; km2.

    A registered area may be of two units together, and of units that have since been divided: the
    polygons of what they are on the vintage are summed.
    """
    columns = ["level", "scheme", "vintage", "unit_id", "area_km2"]
    measured = boundary["level"].isin(LEVELS) & (boundary["fit_for"] == FITNESS[0])
    drawn = pd.concat([boundary.loc[measured, columns], derived_boundary[columns]], ignore_index=True)
    rows: list[dict[str, Any]] = []
    for (level, scheme, vintage), shapes in drawn.groupby(["level", "scheme", "vintage"]):
        area = shapes.dropna(subset=["unit_id"]).set_index("unit_id")["area_km2"]
        series = {"level": level, "scheme": scheme, "vintage": vintage}
        for row in official_area[official_area["level"].isin([level, "nation"])].to_dict("records"):
            units = _units_then({str(k): v for k, v in row.items()}, vintage, region_event)
            if row["level"] == "nation":
                units = list(area.index)
            if units and set(units) <= set(area.index):
                rows.append(series | _compared(row, units, float(area[units].sum())))
    return pd.DataFrame(rows, columns=list(AREA_COMPARISON.column_names))


def _compared(row: dict[Any, Any], units: list[str], polygons: float) -> dict[str, Any]:
    return {
        "registered_unit_id": row["unit_id"],
        "units": "nation" if row["level"] == "nation" else "+".join(units),
        "polygon_km2": polygons,
        "registered_km2": row["area_km2"],
        "registered_date": row["reference_date"],
        "difference_share": polygons / row["area_km2"] - 1,
        "publisher": row["publisher"],
    }


def _units_then(row: dict[str, Any], vintage: object, region_event: pd.DataFrame) -> list[str]:
    """What the registered units are on the vintage: themselves, or what later events made of the whole of them.

    Empty where they are no longer, or not yet, the same ground: a part came or went between the two days.
    """
    day, registered = pd.Timestamp(str(vintage)), pd.Timestamp(row["reference_date"])
    units = set(row["unit_id"].split("+"))
    links = moving_links(links_between(region_event, day, registered)).dropna(subset=["from_unit_id", "to_unit_id"])
    for _, step in links.groupby("date"):
        touched = step[step["from_unit_id"].isin(units) | step["to_unit_id"].isin(units)]
        if day <= registered and len(touched):
            return []
        gone = units & set(step["from_unit_id"])
        units = (units - gone) | set(step.loc[step["from_unit_id"].isin(gone), "to_unit_id"])
        if set(step.loc[step["to_unit_id"].isin(units), "from_unit_id"]) - gone:  # others joined
            return []
    return sorted(units)


def neighbours(boundary: gpd.GeoDataFrame) -> Iterator[tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]]:
    """Pairs of series of one level that follow each other in time."""
    for level in LEVELS:
        known = boundary[(boundary["level"] == level) & boundary["unit_id"].notna()]
        yield from pairwise(series for _, series in known.groupby(["vintage", "scheme"], sort=True))


def _pair(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> dict[str, Any]:
    first, second = before.iloc[0], after.iloc[0]
    return {
        "level": first["level"],
        "scheme_before": first["scheme"],
        "vintage_before": first["vintage"],
        "scheme_after": second["scheme"],
        "vintage_after": second["vintage"],
    }
