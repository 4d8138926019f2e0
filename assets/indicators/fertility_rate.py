"""Total fertility rate: as published by sigungu, weighted with women by age above.

TFR = 5 * sum of the rates of seven age groups. A region's rate of an age group is its births over its women of
that age, so sigungu rates are weighted with their women; an average of total rates would be wrong.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.io.asset import asset
from assets.panel.region_sums import named, region_sums
from expectations.contracts.fertility_rate import FERTILITY_RATE

YEARS_PER_GROUP = 5
PREFIX = "fertility_rate_"
KEY = ["level", "region_id", "reference_date"]


@asset(contract=FERTILITY_RATE)
def fertility_rate(
    fertility: pd.DataFrame,
    population: duckdb.DuckDBPyRelation,
    region_member: pd.DataFrame,
    reference_region: pd.DataFrame,
) -> pd.DataFrame:
    """Births per woman by region and year. One row per region and December 31."""
    if fertility.empty:
        return pd.DataFrame(columns=list(FERTILITY_RATE.column_names))
    by_age = _births_and_women(fertility, women_of_the_year(population))
    sums = region_sums(by_age, region_member, counts=["births", "women"], by=["reference_date", "age_from"])
    groups = by_age["age_from"].nunique()
    sums["rate"] = sums["births"] / sums["women"].where(sums["women"] > 0)
    cells = sums.groupby(KEY)
    regions = pd.DataFrame(
        {
            "total_fertility_rate": YEARS_PER_GROUP * cells["rate"].sum(min_count=groups),
            "births_implied": cells["births"].sum(min_count=groups),
            "missing_units": cells["missing_units"].max(),
        }
    ).reset_index()
    own = fertility.loc[fertility["total_fertility_rate"].notna(), ["unit_id", "reference_date", "total_fertility_rate"]]
    own = own.rename(columns={"unit_id": "region_id"}).assign(level="sigungu", basis="published", missing_units=0)
    own = own.merge(regions.loc[regions["level"] == "sigungu", [*KEY, "births_implied"]], on=KEY, how="left")
    above = regions[regions["level"] != "sigungu"].assign(basis="weighted")
    return named(pd.concat([own, above], ignore_index=True), reference_region)


def women_of_the_year(population: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """Registered women aged 15-49 by unit, December 31 and age group: the mean of the year's two ends, where both are known.

    Births of a year are held against the women in its middle. Returns `unit_id, reference_date, age_from, women`.
    """
    women = duckdb.sql("""
        WITH december AS (
            SELECT unit_id, reference_date, age_from, sum(population) AS women
            FROM population
            WHERE population_concept = 'registration' AND sex = 'female' AND age_from BETWEEN 15 AND 45
            GROUP BY ALL
        )
        SELECT d.unit_id, d.reference_date, d.age_from, (d.women + coalesce(b.women, d.women)) / 2.0 AS women
        FROM december AS d
        LEFT JOIN december AS b
          ON b.unit_id = d.unit_id AND b.age_from = d.age_from
         AND b.reference_date = CAST(d.reference_date - INTERVAL 1 YEAR AS DATE)
    """).df()
    return women.assign(reference_date=women["reference_date"].dt.date)


def _births_and_women(fertility: pd.DataFrame, women: pd.DataFrame) -> pd.DataFrame:
    """Births by unit, year and age group with the women; only where rate and women are known."""
    rates = [column for column in fertility.columns if column.startswith(PREFIX)]
    long = fertility.melt(["unit_id", "reference_date"], rates, "ages", "per_thousand").dropna(subset=["per_thousand"])
    long = long.assign(age_from=long["ages"].str.removeprefix(PREFIX).str[:2].astype("int64"))
    both = long.merge(women, on=["unit_id", "reference_date", "age_from"])
    return both.assign(births=both["per_thousand"] * both["women"] / 1000)
