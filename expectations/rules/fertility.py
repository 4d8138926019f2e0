"""Do fertility rates agree with each other, and do their codes fit the year?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from expectations.history import alive

# The 8-digit code book (gun 200 higher) replaced the 7-digit one in the figures of 2023.
KOSTAT8_FROM = 2023
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
        codes = sigungu["kostat8_code" if day.year >= KOSTAT8_FROM else "kostat7_code"]
        known = rows["region_code"].isin(codes[alive(sigungu, day).index])
        later = rows["region_code"].isin(codes[pd.to_datetime(sigungu["valid_from"]) > day])
        parts.append(rows.assign(verdict=np.select([known, later], ["known", "of a later unit"], "unknown code")))
    return pd.concat(parts) if parts else table.assign(verdict=pd.Series(dtype="str"))
