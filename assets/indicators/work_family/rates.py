"""Employment rate and fertility rate by region."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.region_sums import named, region_sums
from expectations.contracts.work_family import EMPLOYMENT_RATE, FERTILITY_RATE

# Above this share of units without figures a region's rate would be that of other regions.
MISSING_AT_MOST = 0.05

# Employment rates by age group: employed persons over the population that they are a share of, summed first.

KEY = ["level", "region_id", "reference_date"]
COUNTS = ["population_implied", "employed"]


@asset(contract=EMPLOYMENT_RATE)
def employment_rate(employment: pd.DataFrame, region_member: pd.DataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Percent by age group. One row per region and half-year of which nearly all sigungu have figures."""
    if employment.empty:
        return pd.DataFrame(columns=list(EMPLOYMENT_RATE.column_names))
    # A unit whose rate is 0 implies no population; both of its figures stay out, so that both sums are of the same units.
    known = employment[employment["population_implied"].notna()]
    sums = region_sums(known, region_member, counts=COUNTS, by=["reference_date", "age_group"])
    sums["employment_rate"] = 100 * sums["known_employed"] / sums["known_population_implied"]
    size = region_member[region_member["member_level"] == "sigungu"].groupby(["level", "region_id"]).size()
    units = sums[["level", "region_id"]].merge(size.rename("units").reset_index(), how="left")["units"].to_numpy()
    whole = sums[sums["missing_units"] <= MISSING_AT_MOST * units]
    figures = ("employment_rate", "employed")
    wide = [whole.pivot(index=KEY, columns="age_group", values=figure).add_prefix(f"{figure}_") for figure in figures]
    missing = whole.groupby(KEY)["missing_units"].max()
    table = pd.concat(wide, axis=1).assign(missing_units=missing).reset_index()
    return named(table.reindex(columns=[*KEY, *_figures()]), reference_region)


def _figures() -> list[str]:
    return [name for name in EMPLOYMENT_RATE.column_names if name not in (*KEY, "name_ko", "name_en", "sido_ko")]


# Total fertility rate: as published by sigungu, weighted with women by age above.
#
# TFR = 5 * sum of the rates of seven age groups. A region's rate of an age group is its births over its women of
# that age, so sigungu rates are weighted with their women; an average of total rates would be wrong.

YEARS_PER_GROUP = 5
PREFIX = "fertility_rate_"


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
    sums["rate"] = sums["known_births"] / sums["known_women"].where(sums["known_women"] > 0)
    cells = sums.groupby(KEY)
    regions = pd.DataFrame(
        {
            "total_fertility_rate": YEARS_PER_GROUP * cells["rate"].sum(min_count=groups),
            "births_implied": cells["births"].agg(lambda ages: ages.sum(skipna=False)).where(cells.size() == groups),
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
