"""Eup-myeon-dong as a map layer: shapes and people of one vintage, joined by code. Other vintages are never mixed in."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from assets.geography.simple_boundary import newest_emd
from assets.io.asset import asset
from expectations.contracts.emd import EMD
from expectations.history import sigungu_alive

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
