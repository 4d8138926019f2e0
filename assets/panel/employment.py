"""The two labour surveys on the reference geography: the local one by sigungu, the labour force survey by sido.

They are different samples and are never mixed in one sum; how far each adds up is in `domain/adding_up.py`.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.lake.asset import asset
from assets.panel.on_reference import on_reference, units_of_day
from domain.ages import SURVEY_AGES, SURVEY_TOTAL
from domain.days import year_end, year_ends
from domain.history import GROUP_FROM, alive
from domain.identify import SIDO, SURVEY, identify
from expectations.contracts.employment import EMPLOYMENT, LABOUR_FORCE, RESIDENT_INDUSTRY

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


# The labour force of sido and the nation, yearly means.
#
# A sido that is printed `-` stands within the one that it came from: it has no row, and `holds` of the other names it.

RATES = ["employment_rate", "employment_rate_15_64"]
PERSONS = ["population_15_over", "employed"]


@asset(contract=LABOUR_FORCE)
def labour_force(kosis_labour_force: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Thousand persons and percent. One row per year and nation, or reference sido all of whose printed parts have figures.

    Names are those of one day in all years. A part below 2 % of a sido's people, as Gunwi-gun was of Gyeongbuk, is taken for
    nothing: rates are those printed for the borders of each year.
    """
    known = kosis_labour_force[kosis_labour_force["employed"].notna() & kosis_labour_force["population_15_over"].notna()]
    nation = known[known["region_name"] == SURVEY_TOTAL].assign(level="nation", region_id="nation", printed_rows=1, holds=None)
    sido = region[region["level"] == "sido"]
    names = kosis_labour_force[kosis_labour_force["region_name"] != SURVEY_TOTAL]
    printed = names.assign(unit_id=identify(names["region_name"], region, SIDO)).dropna(subset=["unit_id"])
    parts = [nation, *(_sido_of_year(rows, sido, crosswalk) for _, rows in printed.groupby("year"))]
    table = pd.concat([part for part in parts if len(part)] or [nation], ignore_index=True)
    return table.assign(reference_date=year_ends(table["year"]))


def _sido_of_year(printed: pd.DataFrame, sido: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Reference sido of one year: each is made of the printed ones whose largest part it is."""
    year = int(printed["year"].iloc[0])
    figures = printed[printed["employed"].notna() & printed["population_15_over"].notna()].set_index("unit_id")
    unprinted = set(printed.loc[printed["status"] == "not_existing", "unit_id"])
    ways = units_of_day(crosswalk, track="sido", day=_day_of_borders(set(figures.index), unprinted, sido, year))
    ways = ways[ways["weight"] >= GROUP_FROM].sort_values(["from_unit_id", "weight", "to_unit_id"])
    heir = ways.drop_duplicates("from_unit_id", keep="last").set_index("from_unit_id")["to_unit_id"]
    rows = []
    for unit, sources in heir.groupby(heir):
        if not set(sources.index) <= set(figures.index):
            continue
        found = figures.loc[list(sources.index)]
        others = sorted(set(ways.loc[ways["from_unit_id"].isin(sources.index), "to_unit_id"]) - set(heir))
        row = {"level": "sido", "region_id": unit, "year": year, "printed_rows": len(found), "holds": "+".join(others) or None}
        persons = found[PERSONS].astype("int64").sum()
        rates = found[RATES].iloc[0] if len(found) == 1 else [100 * persons["employed"] / persons["population_15_over"], None]
        rows.append(row | persons.to_dict() | dict(zip(RATES, rates, strict=True)))
    return pd.DataFrame(rows)


def _day_of_borders(printed: set[str], unprinted: set[str], sido: pd.DataFrame, year: int) -> pd.Timestamp:
    """The day whose borders a year's rows have: its end, or the last day before an unprinted sido or after which one ended."""
    day = pd.Timestamp(year_end(year))
    begins = pd.to_datetime(sido["valid_from"]).groupby(sido["unit_id"]).min()
    born = begins[begins.index.isin(unprinted & set(alive(sido, day)["unit_id"]))]
    day = min([day, *(first - pd.Timedelta(days=1) for first in born)])
    living = sido.loc[sido["valid_to"].isna(), "unit_id"]
    ends = pd.to_datetime(sido["valid_to"]).groupby(sido["unit_id"]).max()
    gone = ends[ends.index.isin(printed - set(living)) & (ends <= day)]
    return min([day, *(last - pd.Timedelta(days=1) for last in gone)])
