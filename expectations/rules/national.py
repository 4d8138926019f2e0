"""Is each year of the nation of the series that it says? Held against year's ends of the register, cohorts against themselves."""

from __future__ import annotations

import pandas as pd

STEP, OLDEST_FOLLOWED = 5, 60
NATION = "전국"
# How far each series may lie from the mean of the two Decembers of the register. At mid-year within 13 persons until 2009, up
# to 1.01 % below since, without those of unknown address and nationals abroad; a projection counts foreigners, 0.3 to 0.7 %
# above.
AGAINST_DECEMBERS = {"mid_year_registration": (-0.0115, 0.0005), "projection": (0.001, 0.015)}


def series_lie_beside_the_register(national_population: pd.DataFrame, kosis_sido_population: pd.DataFrame) -> pd.DataFrame:
    """Per year not of a census: `difference`, people over the mean of the two Decembers less 1, and how far it is `outside`.

    A year taken for the other series lies outside.
    """
    table = national_population[national_population["population_concept"] != "census"].set_index("year")
    sheet = kosis_sido_population[(kosis_sido_population["region_name"] == NATION) & (kosis_sido_population["sex"] == "total")]
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
