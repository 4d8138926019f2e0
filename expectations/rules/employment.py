"""The local labour survey: rates follow from persons, regions from their parts."""

from __future__ import annotations

import pandas as pd

from domain.ages import SURVEY_TOTAL
from domain.identify import SIDO, SURVEY, bearers, identify

# Do figures of the employment surveys add up, and do the printed names stand for units?

UNIT = ["region_name", "name_number"]
PERIOD = ["year", "half"]
DISJOINT_AGES = ("15 - 29세", "30 - 49세", "50 - 64세", "65세이상")


def ages_add_up(kosis_employment_age: pd.DataFrame) -> pd.DataFrame:
    """Per unit and half-year with all four disjoint age groups: their sum minus all ages (thousand persons)."""
    table = kosis_employment_age
    return _parts_minus_whole(
        table, table["age_group"] == SURVEY_TOTAL, table["age_group"].isin(DISJOINT_AGES), len(DISJOINT_AGES)
    )


def industries_add_up(kosis_employment_industry: pd.DataFrame) -> pd.DataFrame:
    """Per unit and half-year: the industries, those printed `-` left out, minus all industries (thousand persons)."""
    whole = kosis_employment_industry["industry_name"] == SURVEY_TOTAL
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

NATION = SURVEY_TOTAL


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


# Is each rate that of the survey it says it is of, and does weighting give what is printed?

EMPLOYMENT_BASES = ("sigungu_survey", "labour_force", "labour_force_sums")
OFFICIAL = {"employment_rate_15_over": "employment_rate", "employment_rate_15_64": "employment_rate_15_64"}


def rates_are_of_their_survey(
    employment_rate: pd.DataFrame, kosis_labour_force: pd.DataFrame, region_member: pd.DataFrame, region: pd.DataFrame
) -> pd.DataFrame:
    """Per region and date above the sigungu with a rate of all ages or of 15-64 a `verdict`: `as published`, or what is wrong.

    A rate of the nation or of one printed sido is the printed one; that of a group lies between those of its sido. Sums of the
    sigungu survey are neither.
    """
    rates = list(OFFICIAL)
    table = employment_rate[(employment_rate["level"] != "sigungu") & employment_rate[rates].notna().any(axis=1)]
    table = table.assign(year=[day.year for day in table["reference_date"]])
    names = kosis_labour_force["region_name"]
    units = identify(names, region, SIDO).mask(names == NATION, "nation")
    printed = kosis_labour_force.assign(region_id=units, **{rate: kosis_labour_force[own] for rate, own in OFFICIAL.items()})
    printed = printed.dropna(subset=["region_id"])
    both = table.merge(printed[["region_id", "year", *rates]], on=["region_id", "year"], how="left", suffixes=("", "_printed"))
    single = both["level"].isin(["nation", "sido"]) & (both["basis"] == "labour_force")
    whole_year = pd.Series([(day.month, day.day) == (12, 31) for day in both["reference_date"]], both.index, dtype=bool)
    verdict = pd.Series("as published", both.index).mask(~whole_year, "a yearly mean on another day than the year's last")
    verdict = verdict.mask(both["basis"].isna() | (both["basis"] == "sigungu_survey"), "of the sigungu survey")
    ends = _ends_of_members(table, region_member)
    for rate in rates:
        difference = (both[rate] - both[f"{rate}_printed"]).abs()
        verdict = verdict.mask(single & both[rate].notna() & ~(difference < NOTHING), f"{rate} is not the printed one")
        low, high = (ends[rate, end].reindex(pd.MultiIndex.from_frame(both[REGION_YEAR])).to_numpy() for end in ("min", "max"))
        inside = (both[rate] >= low - NOTHING) & (both[rate] <= high + NOTHING)
        verdict = verdict.mask(~single & both[rate].notna() & ~inside, f"{rate} lies outside those of its sido")
    return both[["level", "region_id", "reference_date"]].assign(verdict=verdict)


NOTHING = 1e-9
REGION_YEAR = ["level", "region_id", "year"]


def _ends_of_members(table: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """Lowest and highest rates of the sido of each region and year."""
    sido = table.loc[table["level"] == "sido", ["region_id", "year", *OFFICIAL]].rename(columns={"region_id": "member_id"})
    members = region_member.loc[region_member["member_level"] == "sido", ["level", "region_id", "member_id"]]
    return members.merge(sido, on="member_id").groupby(REGION_YEAR)[list(OFFICIAL)].agg(["min", "max"])


def weighted_rate_of_the_nation(labour_force: pd.DataFrame) -> pd.DataFrame:
    """Per year of which all printed sido have a rate of 15-64: that of the sido, weighted, minus the nation's (points)."""
    table = labour_force.astype({"population_15_over": "float64", "employment_rate_15_64": "float64"})
    sido = table[table["level"] == "sido"]
    weighed = sido.assign(weighed=sido["employment_rate_15_64"] * sido["population_15_over"])
    cells = weighed.groupby("reference_date")
    mean = cells["weighed"].sum(min_count=1) / cells["population_15_over"].sum()
    nation = table[table["level"] == "nation"].set_index("reference_date")
    # Years of which a sido lacks have fewer persons than the nation.
    whole = (cells["population_15_over"].sum() / nation["population_15_over"] - 1).abs() < WHOLE_WITHIN
    known = cells["employment_rate_15_64"].count() == cells.size()
    difference = (mean - nation["employment_rate_15_64"])[whole & known.reindex(whole.index, fill_value=False)]
    return difference.dropna().rename("difference").reset_index()


# Persons of sido make the nation's within rounding.
WHOLE_WITHIN = 0.001
