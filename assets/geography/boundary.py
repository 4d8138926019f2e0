"""Every boundary vintage as one valid coverage: repaired, cleaned, matched to the region history.

What was wrong and what repairing changed is measured in `boundary_quality.py`; levels above sigungu
are in `levels.py`.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from assets.geography.codes import Geography
from assets.geography.coverage import clean, lonlat_centroids, repair
from assets.io.asset import asset
from assets.io.lake import CRS
from expectations.contracts.boundary import BOUNDARY
from expectations.errors import ContractError
from expectations.history import alive

SERIES = ["level", "scheme", "vintage"]


@asset(contract=BOUNDARY)
def boundary(
    mois_boundary: gpd.GeoDataFrame,
    sgis_boundary: gpd.GeoDataFrame,
    kostat_boundary: gpd.GeoDataFrame,
    region: pd.DataFrame,
) -> gpd.GeoDataFrame:
    """Cleaned national coverages in EPSG:5179. One row per level, scheme, vintage and code.

    Raises ContractError when no national file is declared.
    """
    published = national(mois_boundary, sgis_boundary, kostat_boundary)
    if published.empty:
        raise ContractError("no national boundary file is declared; the map needs one with every sigungu of its day")
    cleaned = [clean_series(series) for _, series in published.groupby(SERIES, sort=True)]
    table = gpd.GeoDataFrame(pd.concat(cleaned, ignore_index=True), geometry="geometry", crs=CRS)
    lon, lat = lonlat_centroids(table)
    return table.assign(
        unit_id=match_units(table, region),
        area_km2=table.geometry.area / 1e6,
        centroid_lon=lon,
        centroid_lat=lat,
        geometry_basis=table["schematic"].map({True: "schematic", False: "published"}),
    )


def national(*tables: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Records of nation-wide files from all raw boundary tables, stacked."""
    filled = [table[table["extent"] == "national"] for table in tables if len(table)]
    if not filled:
        return tables[0]
    return gpd.GeoDataFrame(pd.concat(filled, ignore_index=True), geometry="geometry", crs=CRS)


def clean_series(series: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One vintage at one level as a valid coverage; units without geometry, or lost in cleaning, drop out."""
    present = series[series.geometry.notna()]
    cleaned = present.set_geometry(gpd.GeoSeries(clean(repair(present.geometry.to_numpy())), index=present.index, crs=CRS))
    return cleaned[~cleaned.geometry.is_empty]


def match_units(table: pd.DataFrame, region: pd.DataFrame) -> pd.Series:
    """`unit_id` of the unit that bore each code on its vintage; None for emd and unknown codes."""
    matched = pd.Series(None, index=table.index, dtype="object")
    for (level, scheme, vintage), rows in table.groupby(SERIES):
        if level not in ("sido", "sigungu"):
            continue
        day = pd.Timestamp(str(vintage))
        living = alive(region[region["level"] == level], day)
        column = Geography(str(scheme), day.date()).column
        unit_of = living.dropna(subset=[column]).set_index(column)["unit_id"]
        matched.loc[rows.index] = rows["code"].map(unit_of)
    return matched
