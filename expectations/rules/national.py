"""Is the nation by age one series where it says so? Mid-year counts against year's ends, cohorts against themselves."""

from __future__ import annotations

import pandas as pd

STEP, OLDEST_FOLLOWED = 5, 60
NATION = "전국"


def mid_year_lies_between_decembers(national_population: pd.DataFrame, kosis_sido_population: pd.DataFrame) -> pd.DataFrame:
    """Per year at mid-year by the register: people over the mean of the two Decembers, less 1."""
    register = national_population[national_population["population_concept"] == "mid_year_registration"]
    middle = register.set_index("year")["population"].astype("float64")
    sheet = kosis_sido_population[(kosis_sido_population["region_name"] == NATION) & (kosis_sido_population["sex"] == "total")]
    ends = pd.Series(sheet["population"].astype("float64").to_numpy(), [day.year for day in sheet["reference_date"]])
    mean = (ends + ends.rename(lambda year: year + 1)) / 2
    return (middle / mean - 1).dropna().rename("difference").rename_axis("year").reset_index()


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
