"""Employment rate and fertility rate by region."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.region_sums import named, region_sums
from domain.adding_up import MISSING_AT_MOST
from expectations.contracts.work_family import EMPLOYMENT_RATE, FERTILITY_RATE

# Employment rates by age. Sigungu are one survey, sido and what they make another: see `domain/adding_up.py`.

KEY = ["level", "region_id", "reference_date"]
COUNTS = ["population_implied", "employed"]
# Rates of the labour force survey by the name that they have here.
OFFICIAL = {"employment_rate_15_over": "employment_rate", "employment_rate_15_64": "employment_rate_15_64"}


@asset(contract=EMPLOYMENT_RATE)
def employment_rate(
    employment: pd.DataFrame, labour_force: pd.DataFrame, region_member: pd.DataFrame, reference_region: pd.DataFrame
) -> pd.DataFrame:
    """Percent by age group. One row per region and half-year with a figure of either survey; yearly means at 31 December.

    Above sigungu all ages and 15-64 are those of the labour force survey, and empty where it has none. Other ages are sums of
    the sigungu survey, of which nearly all sigungu have figures; how far these lie off is measured for both official ages.
    """
    survey, official = of_sigungu_survey(employment, region_member), of_labour_force(labour_force, region_member)
    above = survey[survey["level"] != "sigungu"]
    ages = [name for name in _figures("employ") if name not in (*OFFICIAL, "employed_15_over")]
    both = above[[*KEY, *ages, "missing_units"]].merge(official, on=KEY, how="outer")
    both = both.merge(survey_gaps(above, official), on=KEY, how="left")
    sigungu = survey[survey["level"] == "sigungu"]
    units = sigungu.assign(basis=pd.Series("sigungu_survey", sigungu.index).where(sigungu[list(OFFICIAL)].notna().any(axis=1)))
    table = pd.concat([units, both], ignore_index=True).reindex(columns=[*KEY, *_figures()])
    return named(table.assign(missing_units=table["missing_units"].fillna(0).astype("int64")), reference_region)


def of_sigungu_survey(employment: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """Rates and employed by age, a column each, of regions of which nearly all sigungu have figures, with `missing_units`.

    A sum of persons that lacks a sigungu is empty; its rate is of the others.
    """
    if employment.empty:
        return pd.DataFrame(columns=[*KEY, *_figures("employ"), "missing_units"])
    # A unit whose rate is 0 implies no population; both of its figures stay out, so that both sums are of the same units.
    known = employment[employment["population_implied"].notna()]
    sums = region_sums(known, region_member, counts=COUNTS, by=["reference_date", "age_group"], of="employment", beyond=True)
    sums["employment_rate"] = 100 * sums["known_employed"] / sums["known_population_implied"]
    size = region_member[region_member["member_level"] == "sigungu"].groupby(["level", "region_id"]).size()
    units = sums[["level", "region_id"]].merge(size.rename("units").reset_index(), how="left")["units"].to_numpy()
    whole = sums[sums["missing_units"] <= MISSING_AT_MOST * units]
    figures = ("employment_rate", "employed")
    wide = [whole.pivot(index=KEY, columns="age_group", values=figure).add_prefix(f"{figure}_") for figure in figures]
    missing = whole.groupby(KEY)["missing_units"].max()
    table = pd.concat(wide, axis=1).assign(missing_units=missing).reset_index()
    return table.reindex(columns=[*KEY, *_figures("employ"), "missing_units"])


def of_labour_force(labour_force: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """Rates of all ages and 15-64, `employed_15_over`, `basis` and `holds` of the nation, sido and groups of sido.

    A group has figures when all its sido have, counting as there those whose people stand within another of the group. The rate
    of 15-64 is weighted with persons of 15 and over, since no others are published.
    """
    names = {own: name for name, own in OFFICIAL.items()} | {"employed": "employed_15_over"}
    printed = labour_force.assign(
        basis=labour_force["printed_rows"].eq(1).map({True: "labour_force", False: "labour_force_sums"})
    )
    printed = printed.rename(columns=names).astype(dict.fromkeys(names.values(), "float64"))
    columns = [*KEY, *names.values(), "basis", "holds"]
    groups = _groups_of_sido(printed[printed["level"] == "sido"], region_member)
    known = pd.MultiIndex.from_frame(printed[KEY])
    groups = groups[~pd.MultiIndex.from_frame(groups[KEY]).isin(known)]
    parts = [part[columns] for part in (printed, groups) if len(part)]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    # With those of another sido among them its employed are no figure of its own, and would fall when that is printed apart.
    return table.assign(employed_15_over=table["employed_15_over"].where(table["holds"].isna()))


def _groups_of_sido(sido: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """Rates, employed, `basis` and `holds` of regions made of sido, those alone that lack none; of one sido, its own figures."""
    persons = sido["population_15_over"].astype("float64")
    table = sido.assign(unit_id=sido["region_id"], persons=persons, weighed=persons * sido["employment_rate_15_64"])
    counts = ["employed_15_over", "persons", "weighed"]
    inside = _within_others(table)
    members = region_member[(region_member["member_level"] == "sido") & (region_member["level"] != "sido")]
    table = pd.concat([table[["unit_id", "reference_date", *counts]], inside.assign(**dict.fromkeys(counts, 0.0))])
    sums = region_sums(table, members, counts=["employed_15_over", "persons"], member_level="sido", of="labour_force")
    weighed = region_sums(table.dropna(subset=["weighed"]), members, counts=["weighed"], member_level="sido", of="labour_force")
    sums = sums.merge(weighed.loc[weighed["missing_units"] == 0, [*KEY, "weighed"]], on=KEY, how="left")
    torn = _torn(inside, members)
    sums = sums[(sums["missing_units"] == 0) & ~pd.MultiIndex.from_frame(sums[KEY]).isin(torn)]
    sums = sums.assign(
        employment_rate_15_over=100 * sums["employed_15_over"] / sums["persons"],
        employment_rate_15_64=sums["weighed"] / sums["persons"],
        basis="labour_force_sums",
        holds=None,
    )
    single = members[members.groupby(["level", "region_id"])["member_id"].transform("size") == 1]
    own = single[["level", "region_id", "member_id"]].merge(
        sido.rename(columns={"region_id": "member_id"}).drop(columns="level"), on="member_id"
    )
    several = ~pd.MultiIndex.from_frame(sums[KEY]).isin(pd.MultiIndex.from_frame(own[KEY]))
    return pd.concat([own, sums[several]], ignore_index=True)


def _within_others(sido: pd.DataFrame) -> pd.DataFrame:
    """`unit_id, reference_date, holder` of the sido whose people stand in the figures of another."""
    held = sido.dropna(subset=["holds"])
    pairs = held.assign(inside=held["holds"].str.split("+")).explode("inside")
    return pairs[["inside", "reference_date", "region_id"]].rename(columns={"inside": "unit_id", "region_id": "holder"})


def _torn(inside: pd.DataFrame, members: pd.DataFrame) -> pd.MultiIndex:
    """Regions and days that have a sido without the one that holds it, or the other way round."""
    regions = members[["level", "region_id", "member_id"]]
    one = regions.merge(inside, left_on="member_id", right_on="unit_id")
    other = regions.merge(inside, left_on="member_id", right_on="holder")
    key = [*KEY, "unit_id", "holder"]
    apart = pd.concat([one[key], other[key]]).drop_duplicates(keep=False)
    return pd.MultiIndex.from_frame(apart[KEY])


def survey_gaps(survey: pd.DataFrame, official: pd.DataFrame) -> pd.DataFrame:
    """By region and 31 December: mean of the survey's two halves of that year minus the official rate, in points."""
    halves = survey.assign(year=[day.year for day in survey["reference_date"]])
    cells = halves.groupby(["level", "region_id", "year"])[list(OFFICIAL)]
    mean = cells.mean()[cells.count() == HALVES].reset_index()
    both = official.assign(year=[day.year for day in official["reference_date"]]).merge(
        mean, on=["level", "region_id", "year"], suffixes=("", "_survey")
    )
    gaps = {name.replace("employment_rate", "survey_gap"): both[f"{name}_survey"] - both[name] for name in OFFICIAL}
    return both[KEY].assign(**gaps)


HALVES = 2


def _figures(prefix: str = "") -> list[str]:
    """Columns of the table besides the region and its day, those that begin with `prefix`."""
    others = (*KEY, "name_ko", "name_en", "sido_ko")
    return [name for name in EMPLOYMENT_RATE.column_names if name not in others and name.startswith(prefix)]


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
    counts, by = ["births", "women"], ["reference_date", "age_from"]
    sums = region_sums(by_age, region_member, counts=counts, by=by, of="population")
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
