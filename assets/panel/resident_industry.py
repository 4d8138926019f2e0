"""Employed residents in mining and manufacturing by sigungu, counted at home; at work they are in `sigungu_workers.py`."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.io.asset import asset
from assets.panel.on_reference import on_reference
from expectations.contracts.resident_industry import RESIDENT_INDUSTRY
from expectations.history import alive


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
