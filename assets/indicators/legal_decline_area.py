"""The population-decline areas designated by law: a layer of their own, and a table that counts them by computed class.

A designation is an act of government by eight figures of 2021; the extinction-risk class is arithmetic. They
are never columns of one layer. The facts are `core.decline_area`.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from assets.io.asset import asset
from assets.panel.on_reference import units_of_day
from expectations.contracts.legal_area_by_class import LEGAL_AREA_BY_CLASS
from expectations.contracts.legal_decline_area import LEGAL_DECLINE_AREA


@asset(contract=LEGAL_DECLINE_AREA)
def legal_decline_area(
    decline_area: pd.DataFrame, crosswalk: pd.DataFrame, level_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Designated areas on the reference geography, EPSG:5179. One row per area that is one whole reference unit.

    An area that was divided or merged by the reference vintage is no unit of it any more and left out; the
    contract expects all 89.
    """
    parts = []
    for day, rows in decline_area.groupby("designated_from"):
        ways = units_of_day(crosswalk, track="kosis", day=pd.Timestamp(str(day)))
        same = ways[ways["exact"].astype(bool) & ~ways["to_unit_id"].duplicated(keep=False)]
        found = rows.merge(same[["from_unit_id", "to_unit_id"]], left_on="unit_id", right_on="from_unit_id")
        parts.append(found[["to_unit_id", "designated_from", "notice", "source"]])
    areas = pd.concat(parts, ignore_index=True).rename(columns={"to_unit_id": "region_id"})
    shapes = level_boundary.loc[level_boundary["level"] == "sigungu", ["region_id", "area_km2", "geometry_basis", "geometry"]]
    names = reference_region.loc[reference_region["level"] == "sigungu", ["region_id", "name_ko", "name_en", "sido_ko"]]
    return shapes.merge(names, on="region_id").merge(areas, on="region_id").rename(columns={"region_id": "unit_id"})


@asset(contract=LEGAL_AREA_BY_CLASS)
def legal_area_by_class(
    legal_decline_area: pd.DataFrame, extinction_risk: pd.DataFrame, reference_region: pd.DataFrame
) -> pd.DataFrame:
    """Sigungu by designation and class. One row per date, designation and class that occurs."""
    units = reference_region.loc[reference_region["level"] == "sigungu", "region_id"]
    risk = extinction_risk.loc[extinction_risk["level"] == "sigungu", ["region_id", "reference_date", "risk_class"]]
    every = pd.MultiIndex.from_product([risk["reference_date"].unique(), units], names=["reference_date", "region_id"])
    table = every.to_frame(index=False).merge(risk, on=["reference_date", "region_id"], how="left")
    table = table.assign(
        designated=table["region_id"].isin(legal_decline_area["unit_id"]), risk_class=table["risk_class"].fillna("unknown")
    )
    return table.groupby(["reference_date", "designated", "risk_class"]).size().rename("units").reset_index()
