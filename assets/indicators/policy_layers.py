"""Crisis areas and innovation cities as map layers: acts of government with their place and days, and no computed figure.

Population-decline areas are `legal_decline_area.py`.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from assets.geography.levels import reference_coverage
from assets.io.asset import asset
from assets.io.lake import CRS
from expectations.contracts.crisis_area import CRISIS_AREA
from expectations.contracts.innovation_city_place import INNOVATION_CITY_PLACE
from expectations.history import sigungu_alive


@asset(contract=CRISIS_AREA)
def crisis_area(
    crisis_designation: pd.DataFrame,
    boundary: gpd.GeoDataFrame,
    derived_boundary: gpd.GeoDataFrame,
    reference_region: pd.DataFrame,
    region: pd.DataFrame,
    level_boundary: gpd.GeoDataFrame,
) -> gpd.GeoDataFrame:
    """Designations with the shape of their unit, be it a city or a gu of one, EPSG:5179. One row per unit, scheme and first day.

    A unit that the reference vintage does not have is left out; a check names it.
    """
    finest = reference_coverage(boundary, derived_boundary, reference_region)
    cities = level_boundary[level_boundary["level"] == "sigungu"].rename(columns={"region_id": "unit_id"})
    cities = cities[~cities["unit_id"].isin(finest["unit_id"])]
    columns = ["unit_id", "area_km2", "geometry_basis", "geometry"]
    shapes = gpd.GeoDataFrame(pd.concat([finest[columns], cities[columns]], ignore_index=True), geometry="geometry", crs=CRS)
    names = sigungu_alive(region, pd.Timestamp(str(finest["vintage"].iloc[0])))
    facts = crisis_designation.drop(columns="mois_code")
    return shapes.merge(names[["unit_id", "name_ko", "name_en", "sido_ko"]], on="unit_id").merge(facts, on="unit_id")


@asset(contract=INNOVATION_CITY_PLACE)
def innovation_city_place(
    innovation_city_site: pd.DataFrame, innovation_city: pd.DataFrame, region: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Sites as points in EPSG:5179, each with the figures of its whole city. One row per site."""
    cities = innovation_city.drop(columns=["source", "verified", "note"])
    sites = innovation_city_site.merge(cities, on="city_id", how="left")
    day = pd.to_datetime(sites["reference_date"]).max()
    hosts = sigungu_alive(region, day).rename(columns={"name_ko": "host_ko"})[["unit_id", "host_ko", "sido_ko"]]
    table = sites.merge(hosts, on="unit_id", how="left")
    points = gpd.GeoSeries.from_xy(table["lon"], table["lat"], crs="EPSG:4326").to_crs(CRS)
    return gpd.GeoDataFrame(
        table.assign(sites_of_city=table.groupby("city_id")["site_id"].transform("size")), geometry=points.to_numpy(), crs=CRS
    )
