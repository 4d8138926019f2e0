"""The map layer of fertility, young people's employment and apartment prices; figures come from their own modules."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from assets.io.asset import asset
from expectations.contracts.work_and_family import FIGURES, WORK_AND_FAMILY


@asset(contract=WORK_AND_FAMILY)
def work_and_family(
    level_boundary: gpd.GeoDataFrame,
    reference_region: pd.DataFrame,
    fertility_rate: pd.DataFrame,
    employment_rate: pd.DataFrame,
    apartment_price: pd.DataFrame,
) -> gpd.GeoDataFrame:
    """Newest figures with the shape of each sigungu, EPSG:5179. One row per sigungu of the reference geography."""
    tables = {"fertility_rate": fertility_rate, "employment_rate": employment_rate, "apartment_price": apartment_price}
    names = reference_region.loc[reference_region["level"] == "sigungu", ["region_id", "name_ko", "name_en", "sido_ko"]]
    shapes = level_boundary.loc[level_boundary["level"] == "sigungu", ["region_id", "geometry_basis", "geometry"]]
    layer = shapes.merge(names, on="region_id")
    for column, contract, date in FIGURES:
        layer = layer.merge(newest(tables[contract.name], column, date), on="region_id", how="left")
    return layer.rename(columns={"region_id": "unit_id"})


def newest(series: pd.DataFrame, column: str, date: str) -> pd.DataFrame:
    """`region_id`, the figure and its date, of sigungu on the newest date that any of them has."""
    known = series[(series["level"] == "sigungu") & series[column].notna()]
    rows = known[known["reference_date"] == known["reference_date"].max()]
    return pd.DataFrame(rows[["region_id", column, "reference_date"]]).rename(columns={"reference_date": date})
