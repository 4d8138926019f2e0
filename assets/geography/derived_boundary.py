"""Boundaries that nobody has published to measure on: legal dong dissolved into the units that events have made of them.

Who belongs where is `composition.py`; what is made of other shapes where there are no legal dong is `carry_forward.py`.
Published vintages are in `boundary.py`, and held against these in `derived_comparison.py`.
"""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from assets.geography.boundary import series_by_series
from assets.geography.carry_forward import State, carry_forward
from assets.geography.composition import changing_days, compose
from assets.geography.coverage import clean, dissolve, lonlat_centroids
from assets.lake.asset import asset
from domain.borders import FITNESS
from domain.codes import Geography, codes
from domain.crs import CRS
from expectations.contracts.derived_boundaries import DERIVED_BOUNDARY

# The address system generalises each legal dong by itself; gaps up to this width are its doing, not water.
GAP_WIDTH_M = 200.0


# What legal dong are dissolved into.
DISSOLVED = "dissolved"


@asset(contract=DERIVED_BOUNDARY)
def derived_boundary(
    boundary: gpd.GeoDataFrame, region: pd.DataFrame, region_event: pd.DataFrame, event_piece: pd.DataFrame
) -> gpd.GeoDataFrame:
    """National coverages in EPSG:5179 of days without a published one that is fit for measuring. One row per sigungu and day.

    With legal dong: each day of change since their newest, up to which none is published. Without: the newest published
    vintage carried forward. Raises HistoryError when an event divides a unit and does not say of which legal dong its parts
    are made.
    """
    dong = boundary[(boundary["level"] == "legal_dong") & (boundary["scheme"] == "mois")]
    if len(dong):
        parts = from_legal_dong(dong, boundary, region, region_event)
    else:
        schematic = bool((boundary["geometry_basis"] == "schematic").any())
        carried = carry_forward(boundary, region, region_event, event_piece)
        parts = series_by_series(
            lambda day, state: carried_coverage(day, state, region, schematic=schematic), carried, carried.values()
        )
    if not parts:
        return gpd.GeoDataFrame(columns=list(DERIVED_BOUNDARY.column_names), geometry="geometry", crs=CRS)
    table = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), geometry="geometry", crs=CRS)
    lon, lat = lonlat_centroids(table)
    return table.assign(area_km2=table.geometry.area / 1e6, centroid_lon=lon, centroid_lat=lat)


def from_legal_dong(
    dong: gpd.GeoDataFrame, boundary: gpd.GeoDataFrame, region: pd.DataFrame, region_event: pd.DataFrame
) -> list[gpd.GeoDataFrame]:
    """A coverage of each day of change that no published vintage serves, dissolved from the newest legal dong."""
    base = max(_day(vintage) for vintage in dong["vintage"])
    dong = dong[dong["vintage"].map(_day) == base]
    measured = boundary[(boundary["level"] == "sigungu") & (boundary["fit_for"] == FITNESS[0])]
    newest = max(map(_day, measured["vintage"]), default=base)
    days = [day for day in changing_days(region_event, base) if day > newest]
    return [coverage_of(day, base, dong, region, region_event) for day in days]


def carried_coverage(day: dt.date, state: State, region: pd.DataFrame, *, schematic: bool) -> gpd.GeoDataFrame:
    """Units of `day` as carried forward, cleaned so that new lines meet old ones in a common point."""
    named = codes(region, Geography("mois", day)).set_index("unit_id")
    units = sorted(state)
    shapes = [state[unit] for unit in units]
    # Copies: other days have the same polygons, and are cleaned at the same time.
    before = shapely.from_wkb(shapely.to_wkb([shape.polygon for shape in shapes]))
    closed = clean(before)
    return gpd.GeoDataFrame(
        {
            "level": "sigungu",
            "scheme": "mois",
            "vintage": day,
            "code": named["code"].reindex(units).to_numpy(),
            "unit_id": units,
            "name_ko": named["name_ko"].reindex(units).to_numpy(),
            "geometry_basis": "schematic" if schematic else "derived",
            "method": [shape.method for shape in shapes],
            "parts": [shape.parts for shape in shapes],
            "base_vintage": [shape.base for shape in shapes],
            "gaps_closed_km2": (shapely.area(closed) - shapely.area(before)) / 1e6,
            "islets_km2": [sum(islet.area for islet in shape.islets) / 1e6 for shape in shapes],
            "events": [";".join(shape.events) or None for shape in shapes],
            "border_before": [shape.border_before for shape in shapes],
        },
        geometry=closed,
        crs=CRS,
    )


def coverage_of(
    day: dt.date, base: dt.date, dong: gpd.GeoDataFrame, region: pd.DataFrame, region_event: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Sigungu of `day` as unions of the legal dong of `base`, with the events behind each."""
    made_of = compose(dong["code"], base, day, region, region_event)
    named = codes(region, Geography("mois", day)).set_index("unit_id")
    shapes = dissolve(dong.geometry.to_numpy(), list(made_of["unit_id"]))
    grouped = made_of.groupby("unit_id", sort=True)["event_id"]
    events = grouped.agg(lambda ids: ";".join(sorted({one for joined in ids for one in joined.split(";") if one})))
    units = events.index
    dissolved = np.array([shapes[unit] for unit in units], dtype=object)
    closed = clean(dissolved, GAP_WIDTH_M)
    return gpd.GeoDataFrame(
        {
            "level": "sigungu",
            "scheme": "mois",
            "vintage": day,
            "code": named.loc[units, "code"].to_numpy(),
            "unit_id": units,
            "name_ko": named.loc[units, "name_ko"].to_numpy(),
            "geometry_basis": "schematic" if (dong["geometry_basis"] == "schematic").any() else "derived",
            "method": DISSOLVED,
            "parts": grouped.size().to_numpy(),
            "base_vintage": base,
            "gaps_closed_km2": (shapely.area(closed) - shapely.area(dissolved)) / 1e6,
            "islets_km2": 0.0,
            "events": events.where(events != "").to_numpy(),
            "border_before": None,
        },
        geometry=closed,
        crs=CRS,
    )


def _day(value: object) -> dt.date:
    return pd.Timestamp(str(value)).date()
