"""Map layers of policy: crisis areas, innovation cities, areas of population decline."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from assets.geography.levels import reference_coverage
from assets.lake.asset import asset
from assets.methods.stacked import stacked
from assets.panel.on_reference import units_of_day
from domain.crs import CRS
from domain.designation import state_on
from domain.history import sigungu_alive
from expectations.contracts.innovation_city import INNOVATION_CITY_PLACE
from expectations.contracts.legal_decline import LEGAL_AREA_BY_CLASS, LEGAL_DECLINE_AREA
from expectations.contracts.policy import CRISIS_AREA

# Crisis areas and innovation cities as map layers: acts of government with their place and days, and no computed figure.
#
# Population-decline areas are in this file.


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

    Their state is that of the last day up to which they were looked up, and not of the day of the build; a last day that is
    not known is the last that the law allows. A unit that is younger
    than the reference vintage has its derived shape, if there is one; without any shape it is left out, and a check names it.
    """
    finest = reference_coverage(boundary, derived_boundary, reference_region)
    cities = level_boundary[level_boundary["level"] == "sigungu"].rename(columns={"region_id": "unit_id"})
    cities = cities[~cities["unit_id"].isin(finest["unit_id"])]
    younger = derived_boundary.sort_values("vintage").drop_duplicates("unit_id", keep="last")
    younger = younger[~younger["unit_id"].isin([*finest["unit_id"], *cities["unit_id"]])]
    columns = ["unit_id", "area_km2", "geometry_basis", "geometry"]
    shapes = gpd.GeoDataFrame(
        pd.concat([part[columns] for part in (finest, cities, younger)], ignore_index=True), geometry="geometry", crs=CRS
    )
    names = _names(region, pd.to_datetime(finest["vintage"]).max(), pd.to_datetime(younger["vintage"]).max())
    day = pd.to_datetime(crisis_designation["checked_on"]).max()
    facts = crisis_designation.assign(
        state=state_on(crisis_designation, day), state_on=day, designated_until=crisis_designation["latest_until"]
    ).drop(columns=["mois_code", "checked_on", "source_date", "latest_until"])
    return shapes.merge(names, on="unit_id").merge(facts, on="unit_id")


def _names(region: pd.DataFrame, *days: pd.Timestamp) -> pd.DataFrame:
    """Names of sigungu on the first of `days` on which they live; NaT is no day."""
    living = [sigungu_alive(region, day) for day in days]
    return pd.concat(living).drop_duplicates("unit_id")[["unit_id", "name_ko", "name_en", "sido_ko"]]


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


# The population-decline areas designated by law: a layer of their own, and a table that counts them by computed class.
#
# A designation is an act of government by eight figures of 2021; the extinction-risk class is arithmetic. They
# are never columns of one layer. The facts are `core.decline_area`.


@asset(contract=LEGAL_DECLINE_AREA)
def legal_decline_area(
    decline_area: pd.DataFrame, crosswalk: pd.DataFrame, level_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Designated areas on the reference geography, EPSG:5179. One row per area that is one whole reference unit.

    An area that was divided or merged by the reference vintage is no unit of it any more and left out; the
    contract expects all 89.
    """
    parts, columns = [], ["to_unit_id", "designated_from", "designated_until", "until_basis", "notice", "source"]
    for day, rows in decline_area.groupby("designated_from"):
        ways = units_of_day(crosswalk, track="kosis", day=pd.Timestamp(str(day)))
        same = ways[ways["exact"].astype(bool) & ~ways["to_unit_id"].duplicated(keep=False)]
        found = rows.merge(same[["from_unit_id", "to_unit_id"]], left_on="unit_id", right_on="from_unit_id")
        parts.append(found[columns])
    areas = stacked(parts, columns).rename(columns={"to_unit_id": "region_id"})
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
