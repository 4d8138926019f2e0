"""Printed sums of people: ages, sexes and the nation."""

from __future__ import annotations

import pandas as pd

from domain.ages import AGE_NAMES
from domain.history import alive

# Do parts add up to wholes? Differences in persons, zero when they do.

SEXES_AND_TOTAL = 3


def sheet_adds_up(kosis_sido_population: pd.DataFrame) -> pd.DataFrame:
    """Per year: sum of sido minus the printed nation, and men plus women minus the printed total."""
    table = kosis_sido_population.assign(nation=kosis_sido_population["region_name"] == "전국")
    wide = table.pivot_table(index="reference_date", columns=["nation", "sex"], values="population", aggfunc="sum")
    columns = pd.MultiIndex.from_product([[False, True], ["total", "male", "female"]])
    wide = wide.reindex(columns=columns).fillna(0).astype("int64")
    return pd.DataFrame(
        {
            "sido_minus_nation": wide[(False, "total")] - wide[(True, "total")],
            "sexes_minus_total": wide[(True, "male")] + wide[(True, "female")] - wide[(True, "total")],
        }
    ).reset_index()


def mois_ages_add_up(mois_population: pd.DataFrame) -> pd.DataFrame:
    """Per printed unit, date and concept of raw.mois_population: see `_ages_and_sexes`."""
    return _ages_and_sexes(mois_population)


def kosis_dong_ages_add_up(kosis_dong_population: pd.DataFrame) -> pd.DataFrame:
    """Per printed unit and date of raw.kosis_dong_population: see `_ages_and_sexes`."""
    return _ages_and_sexes(kosis_dong_population)


def collected_ages_add_up(kosis_collected_population: pd.DataFrame) -> pd.DataFrame:
    """Per printed unit and date of raw.kosis_collected_population: see `_ages_and_sexes`."""
    return _ages_and_sexes(kosis_collected_population)


def _ages_and_sexes(table: pd.DataFrame) -> pd.DataFrame:
    """Persons by which age groups miss the printed total, and men and women the total of both: `difference`, worst `sex`.

    Rows without a printed total are left out: the unit was not there on the day.
    """
    there = table[table["population"].notna()].reset_index(drop=True)
    key = ["source_file", "source_row", "region_code", "reference_date", "population_concept"]
    ages = there[list(AGE_NAMES)].sum(axis=1) - there["population"]
    signed = there["population"].where(there["sex"] == "total", -there["population"])
    whole = there.groupby(key)["sex"].transform("nunique") == SEXES_AND_TOTAL
    sexes = signed.groupby([there[name] for name in key]).transform("sum").where(whole & (there["sex"] == "total"), 0)
    off = (ages.abs() + sexes.abs()).astype("int64")
    worst = there.assign(difference=off).sort_values("difference", kind="stable").drop_duplicates(key, keep="last")
    return worst[[*key, "sex", "difference"]]


def kosis_ages_add_up(kosis_population: pd.DataFrame) -> pd.DataFrame:
    """Per unit, date and sex of raw.kosis_population with a printed total of all ages: groups minus that total, `difference`.

    `complete` is False where age groups lack between 0 and the open end; then the sum is too small and is not judged.
    """
    key = ["region_code", "reference_date", "sex"]
    table = kosis_population.assign(population=kosis_population["population"].astype("float64"))
    groups = table[table["age_from"].notna()]
    spans = groups.assign(width=groups["age_to"] - groups["age_from"] + 1).groupby(key)
    parts = spans.agg(
        parts=("population", "sum"), covered=("width", "sum"), oldest=("age_from", "max"), least=("age_from", "min")
    )
    parts["open"] = groups[groups["age_to"].isna()].groupby(key)["age_from"].max()
    parts["complete"] = (parts["open"] == parts["oldest"]) & (parts["covered"] == parts["oldest"]) & (parts["least"] == 0)
    totals = table[table["age_from"].isna()].groupby(key)["population"].sum().rename("total")
    rows = parts.join(totals, how="left").join(table.groupby(key)[["source_file", "source_row"]].first()).reset_index()
    difference = (rows["parts"] - rows["total"]).where(rows["complete"] & rows["total"].notna(), 0).astype("int64")
    return rows.assign(difference=difference)[[*key, "source_file", "source_row", "difference", "complete"]]


def kosis_sexes_add_up(kosis_population: pd.DataFrame) -> pd.DataFrame:
    """Per unit, date and age group of raw.kosis_population with all three items: men and women minus the total of both.

    `all_ages` is that difference for the total of all ages, `difference` that of age groups.
    """
    key = ["region_code", "reference_date", "age_band"]
    wide = kosis_population.pivot_table(index=key, columns="sex", values="population", aggfunc="sum", observed=True)
    rows = kosis_population.groupby(key)[["age_from", "source_file", "source_row"]].first()
    if set(wide.columns) != {"total", "male", "female"}:
        return pd.DataFrame(columns=[*key, "source_file", "source_row", "difference", "all_ages"])
    both = rows.join(wide.dropna(), how="inner").reset_index()
    off = (both["male"] + both["female"] - both["total"]).astype("int64")
    group = both["age_from"].notna()
    return both.assign(difference=off.where(group, 0), all_ages=off.where(~group, 0))[
        [*key, "source_file", "source_row", "difference", "all_ages"]
    ]


# Do sido make the nation year of age by year of age, are codes those of the day, do two files of one day agree?

NATION = "0000000000"
SIDO, SIGUNGU = 2, 5
UNIT = ["region_code", "reference_date"]


def everybody_has_a_sido(mois_single_age: pd.DataFrame) -> pd.DataFrame:
    """Per file, day, concept, sex and age where the nation is printed: `sido_minus_nation` in persons."""
    table = mois_single_age
    of_sido = _is_sido(table["region_code"]) & (table["region_code"] != NATION)
    key = ["source_file", "reference_date", "population_concept", "sex", "age"]
    nation = table[table["region_code"] == NATION].set_index(key)["population"]
    sums = table[of_sido].groupby(key)["population"].sum().reindex(nation.index).fillna(0)
    return (sums - nation).astype("int64").rename("sido_minus_nation").reset_index()


def codes_of_the_day(mois_single_age: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per code and day a `verdict`: `known`, `nobody there` (branch offices), or `unknown code`.

    A sido or sigungu bears the code on that day; an eup-myeon-dong stands in a sigungu that does. Days before the region
    history begins are left out.
    """
    units = mois_single_age.groupby(UNIT, as_index=False).agg(
        people=("population", "sum"), source_file=("source_file", "first"), source_row=("source_row", "first")
    )
    begins = pd.to_datetime(region["valid_from"]).min()
    parts = [
        rows.assign(verdict=_verdicts(rows, alive(region, pd.Timestamp(str(day)))))
        for day, rows in units.groupby("reference_date")
        if pd.Timestamp(str(day)) >= begins
    ]
    return pd.concat(parts, ignore_index=True) if parts else units.assign(verdict="")[:0]


def _verdicts(rows: pd.DataFrame, living: pd.DataFrame) -> pd.Series:
    codes = {level: set(living.loc[living["level"] == level, "mois_code"]) for level in ("sido", "sigungu")}
    code = rows["region_code"]
    known = code.str[:SIGUNGU].isin(codes["sigungu"]) | (_is_sido(code) & code.str[:SIDO].isin(codes["sido"]))
    verdict = pd.Series("unknown code", index=rows.index).mask(rows["people"] == 0, "nobody there")
    return verdict.mask(known | (code == NATION), "known")


def _is_sido(codes: pd.Series) -> pd.Series:
    return codes.str[SIDO:].eq("0" * (len(NATION) - SIDO))


def copies_agree(mois_single_age: pd.DataFrame) -> pd.DataFrame:
    """Per unit, day and concept that several files have: `most_apart`, the largest difference of any sex and age (persons)."""
    several = mois_single_age.groupby([*UNIT, "population_concept"])["source_file"].transform("nunique") > 1
    cells = mois_single_age[several].groupby([*UNIT, "population_concept", "sex", "age"])["population"]
    apart = (cells.max() - cells.min()).groupby([*UNIT, "population_concept"]).max()
    return apart.rename("most_apart").reset_index()


# Is each year of the nation of the series that it says? Held against year's ends of the register, cohorts against themselves.

STEP, OLDEST_FOLLOWED = 5, 60
WHOLE_COUNTRY = "전국"
# How far each series may lie from the mean of the two Decembers of the register. At mid-year within 13 persons until 2009, up
# to 1.01 % below since, without those of unknown address and nationals abroad; a projection counts foreigners, 0.3 to 0.7 %
# above.
AGAINST_DECEMBERS = {"mid_year_registration": (-0.0115, 0.0005), "projection": (0.001, 0.015)}


def series_lie_beside_the_register(national_population: pd.DataFrame, kosis_sido_population: pd.DataFrame) -> pd.DataFrame:
    """Per year not of a census: `difference`, people over the mean of the two Decembers less 1, and how far it is `outside`.

    A year taken for the other series lies outside.
    """
    table = national_population[national_population["population_concept"] != "census"].set_index("year")
    sheet = kosis_sido_population[
        (kosis_sido_population["region_name"] == WHOLE_COUNTRY) & (kosis_sido_population["sex"] == "total")
    ]
    ends = pd.Series(sheet["population"].astype("float64").to_numpy(), [day.year for day in sheet["reference_date"]])
    mean = (ends + ends.rename(lambda year: year + 1)) / 2
    difference = (table["population"].astype("float64") / mean - 1).dropna()
    bounds = pd.DataFrame(
        [AGAINST_DECEMBERS[concept] for concept in table.loc[difference.index, "population_concept"]],
        index=difference.index,
        columns=["least", "most"],
    )
    outside = (bounds["least"] - difference).clip(lower=0) + (difference - bounds["most"]).clip(lower=0)
    measured = pd.DataFrame({"difference": difference, "outside": outside})
    return measured.rename_axis("year").reset_index()


def cohorts_grow_older(kosis_national_population: pd.DataFrame) -> pd.DataFrame:
    """Per sex, age group up to 60-64 and year: persons five years older five years later, over those now.

    Within the register and within the projection; between censuses lie wars and a country divided.
    """
    table = kosis_national_population
    closed = table[(table["population_concept"] != "census") & table["age_to"].notna() & (table["age_from"] <= OLDEST_FOLLOWED)]
    key = ["sex", "age_from", "year", "population_concept"]
    now = closed[[*key, "population", "source_file", "source_row"]]
    later = table[table["age_to"].notna()][[*key, "population"]].rename(columns={"population": "later"})
    later = later.assign(age_from=later["age_from"] - STEP, year=later["year"] - STEP)
    both = now.merge(later, on=key)
    return both.assign(survived=both["later"].astype("float64") / both["population"].astype("float64"))
