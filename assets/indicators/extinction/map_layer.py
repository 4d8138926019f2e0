"""Extinction risk of every year as a map layer; the figures are `risk.py`.

One row per year rather than one column: a single style and legend fit every year, a time slider plays it as it is, and a
filter on the date shows one year.
"""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pandas as pd

from assets.lake.asset import asset
from expectations.contracts.decline import EXTINCTION_RISK_MAP


@asset(contract=EXTINCTION_RISK_MAP)
def extinction_risk_map(
    extinction_risk: pd.DataFrame, simple_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Sigungu with index and class, EPSG:5179. One row per unit and date; units without figures are there, empty."""
    shapes = simple_boundary.loc[simple_boundary["level"] == "sigungu", ["region_id", "geometry_basis", "geometry"]]
    names = reference_region.loc[reference_region["level"] == "sigungu", ["region_id", "name_ko", "name_en", "sido_ko"]]
    figures = extinction_risk[extinction_risk["level"] == "sigungu"].drop(columns=["name_ko", "name_en", "sido_ko"])
    figures = figures[pd.to_datetime(figures["reference_date"]).dt.month == 12]  # a year a step of the slider
    dates = pd.DataFrame({"reference_date": figures["reference_date"].unique()})
    every = shapes.merge(names, on="region_id").merge(dates, how="cross")
    table = every.merge(figures, on=["region_id", "reference_date"], how="left")
    years = pd.to_datetime(table["reference_date"]).dt.year
    missing = table["population"].isna().astype("int64")
    return table.assign(
        missing_units=missing, shown_from=[dt.date(year, 1, 1) for year in years], shown_to=table["reference_date"]
    )
