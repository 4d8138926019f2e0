"""Map layers of regions by level, of dong, and of work and family."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from assets.geography.levels import newest_emd
from assets.lake.asset import asset
from domain.history import sigungu_alive
from expectations.contracts.map_layers import CLUSTERS, EMD, MEGAREGION, SIDO, SIGUNGU
from expectations.contracts.series import LOCAL_CLUSTER
from expectations.contracts.work_family import FIGURES, WORK_AND_FAMILY

# The map layers: newest figures of each region joined to its shape, per level.
#
# Figures come from the indicator modules, shapes from `assets/geography/levels.py`; nothing is computed
# here but density and the count of units at risk.


# The series whose clusters are a map layer.
MAPPED = "extinction_risk.risk_index"


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


@asset(contract=CLUSTERS)
def clusters(level_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame, local_cluster: pd.DataFrame) -> gpd.GeoDataFrame:
    """The map of clusters of the extinction-risk index, EPSG:5179. One row per sigungu."""
    table = identity("sigungu", level_boundary, reference_region)
    found = local_cluster.loc[local_cluster["indicator"] == MAPPED, [c for c in LOCAL_CLUSTER.column_names if c != "indicator"]]
    return table.merge(found, on="region_id", how="left")


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
    """Sigungu of the KEIS set in each region of `level`: `units` and how many are `at_risk`, empty where one is not known."""
    units = reference_region[(reference_region["level"] == "sigungu") & (reference_region["in_keis"] == True)]  # noqa: E712
    risk = figures[figures["level"] == "sigungu"].set_index("region_id")["at_risk"]
    above = units[{"sigungu": "region_id", "sido": "sido_unit_id", "megaregion": "megaregion"}[level]]
    risky = units["region_id"].map(risk).astype("boolean")
    counted = pd.DataFrame(
        {
            "at_risk": risky.groupby(above).agg(lambda of: of.astype("Int64").sum(skipna=False)).astype("Int64"),
            "units": risky.groupby(above).size(),
        }
    )
    every = reference_region.loc[reference_region["level"] == level, "region_id"]
    nobody = sorted(set(every) - set(counted.index))
    return pd.concat([counted, pd.DataFrame({"at_risk": 0, "units": 0}, index=nobody)]).reindex(every)


# Eup-myeon-dong as a map layer: shapes and people of one vintage, joined by code. Other vintages are never mixed in.

COUNTS = ["population", "residents_20_39", "residents_65_over"]
RISK = ["women_20_39", "population_65_over", "risk_index", "risk_class", "at_risk"]


@asset(contract=EMD)
def emd(
    boundary: gpd.GeoDataFrame, emd_population: pd.DataFrame, emd_extinction_risk: pd.DataFrame, region: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Newest eup-myeon-dong with people and index, EPSG:5179. One row per unit; none where no file has their shapes."""
    table = newest_emd(boundary).rename(columns={"code": "kostat_code"})
    vintage = pd.to_datetime(table["vintage"]).max()
    table = table.merge(residents(emd_population, vintage), on="kostat_code", how="left")
    table = table.merge(at_risk(emd_population, emd_extinction_risk, vintage), on="kostat_code", how="left")
    known = pd.DataFrame(
        table["kostat_code"].str[:5].map(_sigungu(region, vintage)).tolist(), index=table.index, columns=range(3)
    )
    return table.assign(
        sigungu_unit_id=known[0],
        sigungu_ko=known[1],
        sido_ko=known[2],
        share_65_over=100 * table["residents_65_over"] / table["population"],
        density=table["population"] / table["area_km2"],
    )


def at_risk(emd_population: pd.DataFrame, emd_extinction_risk: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """`kostat_code, emd_code`, registered persons and index of that day, by the file that prints both codes of a unit."""
    codes = emd_population[pd.to_datetime(emd_population["reference_date"]) == day]
    codes = codes[["kostat_code", "mois_code"]].drop_duplicates()
    # What one code of a scheme stands for twice in the other has no figure of its own.
    codes = codes[~codes["kostat_code"].duplicated(keep=False) & ~codes["mois_code"].duplicated(keep=False)]
    people = emd_extinction_risk[pd.to_datetime(emd_extinction_risk["reference_date"]) == day]
    people = people.rename(columns={"population": "registered"})[["emd_code", "registered", *RISK]]
    return codes.merge(people, left_on="mois_code", right_on="emd_code")[["kostat_code", "emd_code", "registered", *RISK]]


def residents(emd_population: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """`kostat_code, reference_date` and counts of that day, from 5-year groups and the printed total."""
    rows = emd_population[pd.to_datetime(emd_population["reference_date"]) == day]
    age = pd.to_numeric(rows["age_from"])
    of = {"population": rows["age_band"] == "ALL", "residents_20_39": age.between(20, 39), "residents_65_over": age >= 65}
    sums = {name: rows[chosen].groupby("kostat_code")["population"].sum() for name, chosen in of.items()}
    return pd.DataFrame(sums, columns=COUNTS).assign(reference_date=day.to_pydatetime()).rename_axis("kostat_code").reset_index()


def _sigungu(region: pd.DataFrame, vintage: pd.Timestamp) -> dict[str, tuple[str, str, str]]:
    """Identifier, name and province by the KOSTAT code of that day, in whichever era the day lies."""
    units = sigungu_alive(region, vintage)
    facts = list(zip(units["unit_id"], units["name_ko"], units["sido_ko"], strict=True))
    codes = [dict(zip(units[column], facts, strict=True)) for column in ("kostat8_code", "kostat7_code")]
    return {str(code): fact for by_code in codes for code, fact in by_code.items() if pd.notna(code)}


# The map layer of fertility, young people's employment and apartment prices; figures come from their own modules.


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
