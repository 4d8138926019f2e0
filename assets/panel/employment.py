"""The local labour survey on the reference geography."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.lake.asset import asset
from assets.panel.on_reference import on_reference
from domain.ages import SURVEY_AGES
from domain.history import alive
from expectations.contracts.employment import EMPLOYMENT, RESIDENT_INDUSTRY

# Employed persons by sigungu and age on the reference geography.
#
# The publisher prints names without codes. A name is read among the units that live on the day of the survey, with
# the sido in front of it in cities of sido rank as printed; nothing is joined on a name that two units bear.

SURVEY_MONTH = {1: 4, 2: 10}
LAST_DAY = {1: (6, 30), 2: (12, 31)}
NAME = ["region_name", "name_number"]


@asset(contract=EMPLOYMENT)
def employment(kosis_employment_age: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Thousand persons and percent. One row per reference unit, half-year and age group with figures.

    Rates of merged units are computed again from employed persons and the population that the published
    rate implies. A name that no unit of the day bears (Yeongi-gun after it became Sejong) is left out.
    """
    printed = kosis_employment_age[kosis_employment_age["employed"].notna() & kosis_employment_age["age_group"].isin(SURVEY_AGES)]
    if printed.empty:
        return pd.DataFrame(columns=list(EMPLOYMENT.column_names))
    parts = []
    for year in sorted(printed["year"].unique().tolist()):
        for half, month in SURVEY_MONTH.items():
            survey = dt.date(year, month, 15)
            rows = printed[(printed["year"] == year) & (printed["half"] == half)]
            found = rows.merge(units_by_name(region, survey), on=NAME)
            parts.append(found.assign(survey=survey, reference_date=dt.date(year, *LAST_DAY[half])))
    table = pd.concat(parts, ignore_index=True)
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


def units_by_name(region: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Units living on a day by the name that the survey prints: `region_name, name_number, unit_id`.

    Any name that a unit has borne counts, since the file prints some names of later years in earlier ones. Units
    that share one stand in the order of KOSTAT codes, as in the file: Goseong-gun of Gangwon, then of Gyeongnam. A
    name once borne by another unit belongs to the one that bears it on the day.
    """
    eras = region[(region["level"] == "sigungu") & region["in_kosis"].astype(bool)]
    eras = eras.assign(region_name=_printed(eras, region), code=eras["kostat7_code"].fillna(eras["kostat8_code"]))
    living = alive(eras, pd.Timestamp(day))
    others = eras[eras["unit_id"].isin(living["unit_id"]) & ~eras["region_name"].isin(living["region_name"])]
    names = pd.concat([living, others]).sort_values(["region_name", "code"]).drop_duplicates(["region_name", "unit_id"])
    names["name_number"] = names.groupby("region_name").cumcount() + 1
    return names[[*NAME, "unit_id"]]


def _printed(eras: pd.DataFrame, region: pd.DataFrame) -> pd.Series:
    """`서울 종로구` in cities of sido rank, the bare name in provinces."""
    sido = region[(region["level"] == "sido") & region["name_ko"].str.endswith("시")]
    prefix = eras["sido_unit_id"].map(sido.drop_duplicates("unit_id").set_index("unit_id")["name_ko"].str[:2]).astype("str")
    return (prefix + " " + eras["name_ko"]).where(prefix.notna(), eras["name_ko"])


# Employed residents in mining and manufacturing by sigungu, counted at home; at work they are in `sigungu_workers.py`.


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
    day = pd.Timestamp(f"{table['year'].max()}-12-31") if len(table) else pd.Timestamp.max
    names = printed_names(alive(region, day))
    located = figures.merge(names, on=["region_name", "name_number"]).assign(names_of=day.date())
    converted = on_reference(
        located, crosswalk, track="kosis", day="names_of", by=["year"], counts=["employed", "in_manufacturing"]
    )  # fmt: skip
    known = converted.dropna(subset=["employed", "in_manufacturing"])
    return known.assign(reference_date=[dt.date(int(year), 12, 31) for year in known["year"]])


def printed_names(living: pd.DataFrame) -> pd.DataFrame:
    """`region_name, name_number, unit_id` as the survey prints them: 서울 중구 in cities of sido rank, bare elsewhere.

    Units of one name follow the order of Statistics Korea's codes, as the blocks of the file do.
    """
    sido = living[living["level"] == "sido"]
    cities = sido[sido["name_ko"].str.endswith("시")].set_index("unit_id")["name_ko"].str[:2]
    units = living[living["in_kosis"].astype(bool)].sort_values("kostat8_code", na_position="last")
    prefix = units["sido_unit_id"].map(cities)
    names = (prefix + " " + units["name_ko"]).where(prefix.notna(), units["name_ko"])
    return pd.DataFrame({"region_name": names, "name_number": names.groupby(names).cumcount() + 1, "unit_id": units["unit_id"]})
