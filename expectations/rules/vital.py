"""Births, deaths, marriages and fertility: sido make the nation, names are known, districts are complete."""

from __future__ import annotations

import numpy as np
import pandas as pd

from domain.codes import FIGURES_IN_KOSTAT8_FROM
from domain.days import year_ends
from domain.history import alive
from domain.identify import SIDO, bearers, identify

# Do births and marriages of sido make those of the nation, do the names stand for sido, do rates agree with each other?

NATION, ABROAD = "전국", "국외"
# Provisional births are printed in hundreds, so that each cell is up to this far off.
ROUNDED_BY = 50
MONTHS = 12


def born_in_every_sido(kosis_births: pd.DataFrame) -> pd.DataFrame:
    """Per year: births of sido minus the nation, and the part of it that rounding does not explain (`unexplained`).

    `rate_outside` is how far the nation's rate lies outside those of its sido, in births per woman.
    """
    rows = []
    for year, table in kosis_births.groupby("year"):
        nation, sido = table[table["region_name"] == NATION], table[table["region_name"] != NATION]
        if nation.empty:
            continue
        difference = float(sido["births"].sum() - nation["births"].sum())
        slack = ROUNDED_BY * int((table["is_provisional"] & table["births"].notna()).sum())
        rate, rates = float(nation["total_fertility_rate"].iloc[0]), sido["total_fertility_rate"].astype("float64")
        outside = max(rates.min() - rate, rate - rates.max(), 0.0)
        rows.append((year, difference, max(abs(difference) - slack, 0.0), outside))
    return pd.DataFrame(rows, columns=["year", "sido_minus_nation", "unexplained", "rate_outside"])


def married_in_every_sido(kosis_marriages: pd.DataFrame) -> pd.DataFrame:
    """Per month: marriages of sido and abroad minus those of the nation."""
    nation = kosis_marriages["region_name"] == NATION
    whole = kosis_marriages[nation].set_index("month")["marriages"]
    parts = kosis_marriages[~nation].groupby("month")["marriages"].sum()
    return (parts.reindex(whole.index).fillna(0) - whole).astype("float64").rename("parts_minus_nation").reset_index()


def nobody_is_lost(
    vital_events: pd.DataFrame, kosis_births: pd.DataFrame, kosis_marriages: pd.DataFrame, region: pd.DataFrame
) -> pd.DataFrame:
    """Per year since the region history begins: events on the reference minus those printed for sido.

    Marriages count in years of which the nation has all twelve months.
    """
    births = kosis_births[~kosis_births["region_name"].isin([NATION])]
    marriages = kosis_marriages.assign(year=[month.year for month in kosis_marriages["month"]])
    months = marriages[marriages["region_name"] == NATION].groupby("year")["marriages"].count()
    whole = marriages["year"].isin(months[months == MONTHS].index)
    marriages = marriages[whole & ~marriages["region_name"].isin([NATION, ABROAD])]
    panel = vital_events.assign(year=[day.year for day in vital_events["reference_date"]]).groupby("year")
    measured = pd.DataFrame(
        {
            "births_difference": panel["births"].sum().sub(births.groupby("year")["births"].sum(), fill_value=0),
            "marriages_difference": panel["marriages"].sum().sub(marriages.groupby("year")["marriages"].sum(), fill_value=0),
        }
    )
    measured = measured.fillna(0).rename_axis("year").reset_index()
    measured["reference_date"] = year_ends(measured["year"])
    return measured[pd.to_datetime(measured["reference_date"]) >= pd.to_datetime(region["valid_from"]).min()]


def names_of_births(kosis_births: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per printed name a `verdict`: `known` for the nation and what a sido was ever called, else `unknown name`."""
    return sido_names(kosis_births, region, NATION)


def names_of_marriages(kosis_marriages: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """The same; 국외, abroad, is known too."""
    return sido_names(kosis_marriages, region, NATION, ABROAD)


def sido_names(table: pd.DataFrame, region: pd.DataFrame, *others: str) -> pd.DataFrame:
    """Per printed name a `verdict`: `known` for `others` and what a sido was ever called, else `unknown name`."""
    known = {*bearers(region, SIDO)["region_name"], *others}
    first = table.drop_duplicates("region_name")[["region_name", "source_file", "source_row"]]
    return first.assign(verdict=first["region_name"].isin(known).map({True: "known", False: "unknown name"}))


def sido_units(names: pd.Series, region: pd.DataFrame) -> pd.Series:
    """Unit of each sido by any name that it has borne, since publishers print names of one day for all years; else missing."""
    return identify(names, region, SIDO)


def rates_of_sido_meet(fertility_rate: pd.DataFrame, kosis_births: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per sido or nation and year: the rate weighted here minus the published one, in births per woman."""
    nation = kosis_births["region_name"] == NATION
    published = kosis_births.assign(region_id=sido_units(kosis_births["region_name"], region).mask(nation, "nation"))
    weighted = fertility_rate[fertility_rate["level"].isin(["nation", "sido"]) & (fertility_rate["missing_units"] == 0)]
    weighted = weighted.assign(year=[day.year for day in weighted["reference_date"]])
    both = weighted.merge(published, on=["region_id", "year"], suffixes=("", "_published"))
    measured = both[["level", "region_id", "reference_date"]]
    return measured.assign(difference=both["total_fertility_rate"] - both["total_fertility_rate_published"])


# Do fertility rates agree with each other, and do their codes fit the year?

YEARS_PER_GROUP = 5


def rates_add_up(kosis_fertility: pd.DataFrame) -> pd.DataFrame:
    """Per unit and year: five times the rates by age minus the printed total rate; `difference` in births per woman."""
    rates = [column for column in kosis_fertility.columns if column.startswith("fertility_rate_")]
    table = kosis_fertility[kosis_fertility["total_fertility_rate"].notna()]
    summed = table[rates].sum(axis=1, min_count=len(rates)) * YEARS_PER_GROUP / 1000
    return table[["region_code", "reference_date", "source_row"]].assign(difference=summed - table["total_fertility_rate"])


def kostat_codes_of_the_year(kosis_fertility: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per unit and year with a figure a `verdict`: `known` at the year's end, `of a later unit`, or `unknown code`."""
    table = kosis_fertility.loc[kosis_fertility["total_fertility_rate"].notna(), ["region_code", "reference_date", "source_row"]]
    sigungu = region[region["level"] == "sigungu"]
    parts = []
    for date, rows in table.groupby("reference_date"):
        day = pd.Timestamp(str(date))
        codes = sigungu["kostat8_code" if day.year >= FIGURES_IN_KOSTAT8_FROM else "kostat7_code"]
        known = rows["region_code"].isin(codes[alive(sigungu, day).index])
        later = rows["region_code"].isin(codes[pd.to_datetime(sigungu["valid_from"]) > day])
        parts.append(rows.assign(verdict=np.select([known, later], ["known", "of a later unit"], "unknown code")))
    return pd.concat(parts) if parts else table.assign(verdict=pd.Series(dtype="str"))
