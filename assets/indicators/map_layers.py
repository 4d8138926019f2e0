"""The map layers: newest figures of each region joined to its shape, per level.

Figures come from the indicator modules, shapes from `assets/geography/levels.py`; nothing is computed
here but density and the count of units at risk.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from assets.io.asset import asset
from expectations.contracts.megaregion import MEGAREGION
from expectations.contracts.sido import SIDO
from expectations.contracts.sigungu import SIGUNGU


@asset(contract=SIGUNGU)
def sigungu(level_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame, extinction_risk: pd.DataFrame) -> gpd.GeoDataFrame:
    """Sigungu of the KOSIS set with newest figures, EPSG:5179. One row per sigungu."""
    return layer("sigungu", level_boundary, reference_region, extinction_risk)


@asset(contract=SIDO)
def sido(level_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame, extinction_risk: pd.DataFrame) -> gpd.GeoDataFrame:
    """Sido with newest figures and the number of sigungu at risk, EPSG:5179. One row per sido."""
    return layer("sido", level_boundary, reference_region, extinction_risk)


@asset(contract=MEGAREGION)
def megaregion(
    level_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame, extinction_risk: pd.DataFrame
) -> gpd.GeoDataFrame:
    """The eight 5+3 groups with newest figures and the number of sigungu at risk, EPSG:5179. One row per group."""
    return layer("megaregion", level_boundary, reference_region, extinction_risk)


def layer(
    level: str, level_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame, extinction_risk: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Shapes of one level with identity and the figures of the newest date that any region has."""
    newest = extinction_risk["reference_date"].max()
    figures = extinction_risk[extinction_risk["reference_date"] == newest]
    of_level = figures.loc[
        figures["level"] == level,
        ["region_id", "population", "women_20_39", "population_65_over", "risk_index", "risk_class", "missing_units"],
    ]
    table = identity(level, level_boundary, reference_region).merge(of_level, on="region_id", how="left")
    counted = at_risk_units(level, figures, reference_region).reindex(table["region_id"])
    return table.assign(
        reference_date=newest,
        density=table["population"] / table["area_km2"],
        missing_units=table["missing_units"].fillna(1).astype("int64"),
        at_risk_units=counted["at_risk"].to_numpy(),
        keis_units=counted["units"].to_numpy(),
    )


def identity(level: str, level_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame) -> gpd.GeoDataFrame:
    """Shapes of one level with codes, names and group: what every map layer begins with."""
    columns = ["region_id", "mois_code", "name_ko", "name_en", "sido_ko", "megaregion"]
    names = reference_region.loc[reference_region["level"] == level, columns]
    return level_boundary[level_boundary["level"] == level].merge(names, on="region_id")


def at_risk_units(level: str, figures: pd.DataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Sigungu of the KEIS set above each region of `level`: `units` and how many of them are `at_risk`."""
    units = reference_region[(reference_region["level"] == "sigungu") & (reference_region["in_keis"] == True)]  # noqa: E712
    risk = figures[figures["level"] == "sigungu"].set_index("region_id")["at_risk"]
    above = units[{"sigungu": "region_id", "sido": "sido_unit_id", "megaregion": "megaregion"}[level]]
    risky = units["region_id"].map(risk).fillna(False).astype(bool)
    counted = pd.DataFrame({"at_risk": risky.groupby(above).sum(), "units": risky.groupby(above).size()})
    every = reference_region.loc[reference_region["level"] == level, "region_id"]
    return counted.reindex(every, fill_value=0)
