"""The profile of the 5+3 groups: all series side by side, the Southwest with and without Jeonbuk.

Nothing is computed here but counts of units; each figure is that of its own indicator.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from assets.lake.asset import asset
from expectations.contracts.megaregion_profile import MEGAREGION_PROFILE

# The group that the two readings draw differently.
DISPUTED = "southwest"


@asset(contract=MEGAREGION_PROFILE, after=("indicator",))  # its columns are those of all series
def megaregion_profile(
    indicator_value: pd.DataFrame,
    reference_region: pd.DataFrame,
    region_member: pd.DataFrame,
    extinction_risk: pd.DataFrame,
    decline_area: pd.DataFrame,
    level_boundary: gpd.GeoDataFrame,
) -> gpd.GeoDataFrame:
    """Newest figures of the eight groups and of the second reading, EPSG:5179. One row per group and reading."""
    levels = level_boundary["level"].map({"megaregion": "5+3", "five_plus_two": "5+2"})
    wanted = (levels == "5+3") | ((levels == "5+2") & (level_boundary["region_id"] == DISPUTED))
    groups = level_boundary[wanted].assign(reading=levels[wanted])
    names = reference_region[["level", "region_id", "name_ko", "name_en"]]
    counted = unit_counts(region_member, reference_region, extinction_risk, decline_area)
    table = groups.merge(names, on=["level", "region_id"]).merge(counted, on=["level", "region_id"])
    return table.merge(newest_figures(indicator_value), on=["level", "region_id"], how="left").reindex(
        columns=list(MEGAREGION_PROFILE.column_names)
    )


def newest_figures(indicator_value: pd.DataFrame) -> pd.DataFrame:
    """`level, region_id` and a column per series, `table__column`, with `table__date`: one date for a table and level.

    `table__missing_units` says how many units the figures lack.
    """
    series = indicator_value["indicator"].str
    values = indicator_value.assign(
        table=series.replace(r"\..*", "", regex=True), column=series.replace(".", "__", n=1, regex=False)
    )
    newest = values.groupby(["table", "level"])["reference_date"].transform("max")
    values = values[values["reference_date"] == newest]
    wide = values.pivot_table(index=["level", "region_id"], columns="column", values="value", aggfunc="first")
    dates = values.pivot_table(index=["level", "region_id"], columns="table", values="reference_date", aggfunc="first")
    missing = values.pivot_table(index=["level", "region_id"], columns="table", values="missing_units", aggfunc="max")
    return wide.join(dates.add_suffix("__date")).join(missing.add_suffix("__missing_units")).reset_index()


def unit_counts(
    region_member: pd.DataFrame, reference_region: pd.DataFrame, extinction_risk: pd.DataFrame, decline_area: pd.DataFrame
) -> pd.DataFrame:
    """Sigungu of the KEIS set in each region, how many are at risk and how many are decline areas in law.

    The number at risk is empty where the risk of one is not known.
    """
    newest = extinction_risk["reference_date"].max()
    risk = extinction_risk[(extinction_risk["level"] == "sigungu") & (extinction_risk["reference_date"] == newest)]
    at_risk = risk.set_index("region_id")["at_risk"].map({True: 1.0, False: 0.0})
    keis = set(reference_region.loc[reference_region["in_keis"].eq(True), "region_id"])
    members = region_member[region_member["member_level"] == "sigungu"]
    counted = members["member_id"].isin(keis)
    at_risk_units = members["member_id"].map(at_risk).astype("float64").where(counted, 0.0)
    flags = members.assign(
        keis_units=counted,
        at_risk_units=at_risk_units,
        unknown=at_risk_units.isna(),
        legal_decline_areas=members["member_id"].isin(set(decline_area["unit_id"])),
    )
    counts = ["keis_units", "at_risk_units", "unknown", "legal_decline_areas"]
    sums = flags.groupby(["level", "region_id"], as_index=False)[counts].sum()
    return sums.assign(at_risk_units=sums["at_risk_units"].where(sums["unknown"] == 0)).drop(columns="unknown")
