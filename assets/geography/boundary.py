"""Every boundary vintage as one valid coverage: repaired, cleaned, matched to the region history.

What was wrong and what repairing changed is measured in `boundary_quality.py`; levels above sigungu
are in `levels.py`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import geopandas as gpd
import pandas as pd

from assets.geography.coverage import clean, lonlat_centroids, repair
from assets.lake.asset import asset
from assets.methods.stacked import stacked
from domain.codes import Geography
from domain.crs import CRS
from domain.errors import ContractError
from domain.history import alive
from expectations.contracts.boundaries import BOUNDARY

T = TypeVar("T")
SERIES = ["level", "scheme", "vintage"]
BELOW_SIGUNGU = ("emd", "legal_dong")


def require_national(mois_boundary: gpd.GeoDataFrame, sgis_boundary: gpd.GeoDataFrame, kostat_boundary: gpd.GeoDataFrame) -> None:
    """Raises ContractError when no national file is declared: nothing could be mapped or compared."""
    if national(mois_boundary, sgis_boundary, kostat_boundary).empty:
        raise ContractError("no national boundary file is declared; the map needs one with every sigungu of its day")


@asset(contract=BOUNDARY, require=require_national)
def boundary(
    mois_boundary: gpd.GeoDataFrame,
    sgis_boundary: gpd.GeoDataFrame,
    kostat_boundary: gpd.GeoDataFrame,
    region: pd.DataFrame,
) -> gpd.GeoDataFrame:
    """Cleaned national coverages in EPSG:5179. One row per level, scheme, vintage and code.

    A name that the file lacks is that of the unit on the vintage (`name_basis` says so).
    Raises ContractError when two files of one day have the same unit.
    """
    published = national(mois_boundary, sgis_boundary, kostat_boundary)
    cleaned = series_by_series(clean_series, [series for _, series in published.groupby(SERIES, sort=True)])
    table = gpd.GeoDataFrame(stacked(cleaned, published.columns), geometry="geometry", crs=CRS)
    lon, lat = lonlat_centroids(table)
    table = with_names(table.assign(unit_id=match_units(table, region)), region)
    return table.assign(
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
    stacked = gpd.GeoDataFrame(pd.concat(filled, ignore_index=True), geometry="geometry", crs=CRS)
    twice = stacked[stacked.duplicated([*SERIES, "code"], keep=False)]
    if len(twice):
        level, scheme, vintage, code = twice[[*SERIES, "code"]].iloc[0]
        files = ", ".join(dict.fromkeys(twice.loc[twice["code"] == code, "source_file"]))
        raise ContractError(
            f"{files}: {level} {code} ({scheme}, {vintage}) stands in more than one file; mend `vintage` of one in the "
            'catalogue, or say options = { extent = "11" } for a file of one sido'
        )
    return stacked


def with_names(table: gpd.GeoDataFrame, region: pd.DataFrame) -> gpd.GeoDataFrame:
    """Names of files that have none filled in from the region history; an eup-myeon-dong's without the units above it."""
    short = table["name_ko"].map(lambda name: name.split()[-1], na_action="ignore")
    published = table["name_ko"].where(~table["level"].isin(BELOW_SIGUNGU), short).astype("object")
    names = pd.Series(None, index=table.index, dtype="object")
    for vintage, rows in table[published.isna()].groupby("vintage"):
        living = alive(region, pd.Timestamp(str(vintage))).set_index("unit_id")["name_ko"]
        names.loc[rows.index] = rows["unit_id"].map(living)
    basis = published.notna().map({True: "published", False: "history"})
    filled = published.where(published.notna(), names)
    known = filled.notna()
    return table.assign(name_ko=filled.where(known, None), name_basis=basis.astype("object").where(known, None))


def series_by_series(work: Callable[..., T], *series: Iterable[Any]) -> list[T]:
    """`work` on each vintage and level, in order, on as many threads as there are processors: GEOS lets go of Python.

    It may touch shapes of its own series alone. A shape that two threads read while one of them prepares it ends the process.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, *series))


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
