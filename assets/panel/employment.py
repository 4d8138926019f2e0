"""The local labour survey on the reference geography."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.lake.asset import asset
from assets.panel.on_reference import on_reference
from domain.ages import SURVEY_AGES
from domain.days import year_end, year_ends
from domain.identify import SURVEY, identify
from expectations.contracts.employment import EMPLOYMENT, RESIDENT_INDUSTRY

# Employed persons by sigungu and age on the reference geography.
#
# The publisher prints names without codes. A name is read among the units that live on the day of the survey, with
# the sido in front of it in cities of sido rank as printed; nothing is joined on a name that two units bear.

SURVEY_MONTH = {1: 4, 2: 10}
LAST_DAY = {1: (6, 30), 2: (12, 31)}


@asset(contract=EMPLOYMENT)
def employment(kosis_employment_age: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Thousand persons and percent. One row per reference unit, half-year and age group with figures.

    Rates of merged units are computed again from employed persons and the population that the published
    rate implies. A name that no unit of the day bears (Yeongi-gun after it became Sejong) is left out.
    """
    printed = kosis_employment_age[kosis_employment_age["employed"].notna() & kosis_employment_age["age_group"].isin(SURVEY_AGES)]
    if printed.empty:
        return pd.DataFrame(columns=list(EMPLOYMENT.column_names))
    printed = printed.sort_values(["year", "half"], kind="stable")
    halves = list(zip(printed["year"].astype(int), printed["half"].astype(int), strict=True))
    table = printed.assign(
        survey=[dt.date(year, SURVEY_MONTH[half], 15) for year, half in halves],
        reference_date=[dt.date(year, *LAST_DAY[half]) for year, half in halves],
    )
    table = table.assign(unit_id=identify(table, region, SURVEY, table["survey"])).dropna(subset=["unit_id"])
    rate = table["employment_rate"].astype("float64")
    table = table.assign(
        age_group=table["age_group"].map(SURVEY_AGES), population_implied=100 * table["employed"] / rate.where(rate > 0)
    )
    converted = on_reference(
        table,
        crosswalk,
        track="kosis",
        day="survey",
        by=["reference_date", "age_group"],
        counts=["employed", "population_implied"],
    )
    known = converted[converted["employed"].notna()]
    people = known["population_implied"]
    return known.assign(employment_rate=(100 * known["employed"] / people.where(people > 0)).clip(upper=100))


# Employed residents in mining and manufacturing by sigungu, counted at home; at work they are in `workers.py`.


@asset(contract=RESIDENT_INDUSTRY)
def resident_industry(kosis_employment_industry: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Thousand persons by home, mean of the halves of a year. One row per sigungu and year."""
    table = kosis_employment_industry.assign(
        employed=kosis_employment_industry["employed"].astype("float64"),
        whole=kosis_employment_industry["ksic_sections"].isna(),
        made=kosis_employment_industry["ksic_sections"] == "B,C",
    )
    key = ["region_name", "name_number", "year"]
    figures = pd.DataFrame(
        {
            "employed": table[table["whole"]].groupby(key)["employed"].mean(),
            "in_manufacturing": table[table["made"]].groupby(key)["employed"].mean(),
        }
    ).reset_index()
    # The survey prints the names of its newest year.
    day = pd.Timestamp(year_end(table["year"].max())) if len(table) else pd.Timestamp.max
    units = identify(figures, region, SURVEY, day)
    located = figures.assign(unit_id=units, names_of=day.date()).dropna(subset=["unit_id"])
    converted = on_reference(
        located, crosswalk, track="kosis", day="names_of", by=["year"], counts=["employed", "in_manufacturing"]
    )  # fmt: skip
    known = converted.dropna(subset=["employed", "in_manufacturing"])
    return known.assign(reference_date=year_ends(known["year"]))
