"""Apartment prices: the published index rebased, its change over a year, and how far one region ran ahead of another.

An index is never summed; there are only regions that the publisher prints. Households and incomes are elsewhere.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.lake.asset import asset
from assets.panel.region_sums import named
from expectations.contracts.prices import APARTMENT_PRICE, PRICE_GAP

# Published indices are brought to 100 in this month.
BASE_MONTH = dt.date(2015, 12, 1)

REGION = ["level", "region_id"]
SEOUL = ("sido", "seoul")


@asset(contract=APARTMENT_PRICE)
def apartment_price(apartment_price_month: pd.DataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Index of December 2015 = 100, percent. One row per region and December with a published index."""
    december = pd.to_datetime(apartment_price_month["month"]).dt.month == 12
    table = apartment_price_month[december].rename(columns={"price_index": "published"})
    if table.empty:
        return pd.DataFrame(columns=list(APARTMENT_PRICE.column_names))
    months = pd.to_datetime(table["month"])
    table = table.assign(reference_date=(months + pd.offsets.MonthEnd(0)).dt.date, year=months.dt.year)
    base = table.loc[table["month"] == BASE_MONTH].set_index(REGION)["published"].rename("base")
    before = table.assign(year=table["year"] + 1).set_index([*REGION, "year"])["published"].rename("before")
    table = table.join(base, on=REGION).join(before, on=[*REGION, "year"])
    table["price_index"] = 100 * table["published"] / table["base"]
    table["price_change"] = 100 * (table["published"] / table["before"] - 1)
    seoul = table[(table["level"] == SEOUL[0]) & (table["region_id"] == SEOUL[1])].set_index("year")["price_index"]
    gap_to_seoul = 100 * (table["year"].map(seoul) / table["price_index"] - 1)
    return named(table.assign(gap_to_seoul=gap_to_seoul, missing_units=0), reference_region)


@asset(contract=PRICE_GAP)
def price_gap(apartment_price_month: pd.DataFrame) -> pd.DataFrame:
    """Both indices, rebased, and the gap in percent. One row per comparison and month that both have."""
    groups = apartment_price_month.groupby(REGION)
    indices = {(str(level), str(region)): rows.set_index("month")["price_index"] for (level, region), rows in groups}
    pairs = [("capital_and_rest", ("capital_rest", "capital"), ("capital_rest", "rest"))]
    pairs += [("seoul_and_sido", SEOUL, key) for key in sorted(indices) if key[0] == "sido" and key != SEOUL]
    parts = [
        gap(indices[leading], indices[other]).assign(comparison=name, leading_id=leading[1], other_id=other[1])
        for name, leading, other in pairs
        if leading in indices and other in indices
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(PRICE_GAP.column_names))


def gap(leading: pd.Series, other: pd.Series) -> pd.DataFrame:
    """`month, base_month, leading_index, other_index, gap` of two series by month, rebased to their first common month."""
    both = pd.concat([leading.rename("leading_index"), other.rename("other_index")], axis=1, join="inner").sort_index()
    if both.empty:
        return pd.DataFrame(columns=["month", "base_month", "leading_index", "other_index", "gap"])
    both = 100 * both / both.iloc[0]
    both = both.assign(gap=100 * (both["leading_index"] / both["other_index"] - 1), base_month=both.index[0])
    return both.rename_axis("month").reset_index()
