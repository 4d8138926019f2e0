"""The local labour survey: rates follow from persons, regions from their parts."""

from __future__ import annotations

import pandas as pd

from domain.identify import SURVEY, bearers

# Do figures of the employment surveys add up, and do the printed names stand for units?

UNIT = ["region_name", "name_number"]
PERIOD = ["year", "half"]
TOTAL = "계"
DISJOINT_AGES = ("15 - 29세", "30 - 49세", "50 - 64세", "65세이상")


def ages_add_up(kosis_employment_age: pd.DataFrame) -> pd.DataFrame:
    """Per unit and half-year with all four disjoint age groups: their sum minus all ages (thousand persons)."""
    table = kosis_employment_age
    return _parts_minus_whole(table, table["age_group"] == TOTAL, table["age_group"].isin(DISJOINT_AGES), len(DISJOINT_AGES))


def industries_add_up(kosis_employment_industry: pd.DataFrame) -> pd.DataFrame:
    """Per unit and half-year: the industries, those printed `-` left out, minus all industries (thousand persons)."""
    whole = kosis_employment_industry["industry_name"] == TOTAL
    return _parts_minus_whole(kosis_employment_industry, whole, ~whole, 1)


def names_by_age(kosis_employment_age: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per printed name a `verdict`: `known`, `unknown name`, or `more rows than units` of that name."""
    return _names(kosis_employment_age, region)


def names_by_industry(kosis_employment_industry: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """The same of the table by industry."""
    return _names(kosis_employment_industry, region)


def _parts_minus_whole(table: pd.DataFrame, whole: pd.Series, part: pd.Series, least: int) -> pd.DataFrame:
    key = [*UNIT, *PERIOD]
    parts = table[part].groupby(key)["employed"].sum(min_count=least).rename("parts").reset_index()
    both = table[whole].merge(parts, on=key).dropna(subset=["employed", "parts"])
    return both[[*key, "source_file", "source_row"]].assign(
        parts_minus_whole=(both["parts"] - both["employed"]).astype("float64")
    )


def _names(table: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    units = bearers(region, SURVEY).groupby("region_name")["unit_id"].nunique()
    first = table.groupby(UNIT, as_index=False)[["source_file", "source_row"]].first()
    known = first["region_name"].map(units).astype("float64").fillna(0)
    verdict = pd.Series("known", index=first.index).mask(first["name_number"] > known, "more rows than units")
    return first.assign(verdict=verdict.mask(known == 0, "unknown name"))


# Does the labour force add up? In thousand persons, as printed.

NATION = "계"


def labour_force_adds_up(kosis_labour_force: pd.DataFrame) -> pd.DataFrame:
    """Per region and year: employed and unemployed minus active, active and inactive minus all of 15 and over.

    `sido_minus_nation` compares the sum of the employed with the nation, on the nation's row.
    """
    counts = ["population_15_over", "economically_active", "employed", "unemployed", "inactive"]
    table = kosis_labour_force.astype(dict.fromkeys(counts, "float64"))
    sums = table[table["region_name"] != NATION].groupby("year")["employed"].sum()
    return table.assign(
        active_difference=table["employed"] + table["unemployed"] - table["economically_active"],
        population_difference=table["economically_active"] + table["inactive"] - table["population_15_over"],
        sido_minus_nation=(table["year"].map(sums).astype("float64") - table["employed"]).where(table["region_name"] == NATION),
    )
