"""Product of sigungu by activity: as published, brought to the sido's accounts, and on the reference geography.

Accounts of sido by year stand in `sido_product.py`.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from assets.lake.asset import asset
from assets.panel.on_reference import on_reference
from domain.census import (
    ACTIVITIES,
    GRDP,
    NET_TAXES,
    PRODUCT,
    TOTALS,
    VALUE_ADDED,
    product_units,
)
from domain.days import year_ends
from domain.errors import ContractError
from domain.history import alive, day_of
from domain.identify import SIDO, identify
from domain.industries import ACTIVITIES as OF_SIDO
from domain.product import PRODUCT_ROUNDING
from expectations.contracts.value_added import SIGUNGU_VALUE_ADDED, VALUE_ADDED_REPORTED

PARTS = list(ACTIVITIES.values())
# The sido table's activities that are the same; Sejong, whose units are the sido, has equal figures in all of them.
SIDO_ACTIVITIES = {name: activity for name, activity in OF_SIDO.items() if activity in PARTS} | {
    "제조업": "manufacturing",
    "사업서비스업": "business_services",
    "문화 및 기타서비스업": "culture_and_other",
    "총부가가치(기초가격)": VALUE_ADDED,
    "순생산물세": NET_TAXES,
    "지역내총생산(시장가격)": GRDP,
}
CELL = ["sido_unit_id", "reference_date", "activity"]


@asset(contract=VALUE_ADDED_REPORTED)
def value_added_reported(census_figure: pd.DataFrame, kosis_grdp: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Million KRW at current prices. One row per unit of the day, year and activity."""
    if not (census_figure["topic"] == PRODUCT).any():
        return pd.DataFrame(columns=list(VALUE_ADDED_REPORTED.column_names))
    located = published(census_figure, region)
    table = located.merge(sido_accounts(kosis_grdp, region), on=CELL, how="left")
    table = table.merge(missing_units(located, region), on=["sido_unit_id", "reference_date"], how="left")
    return scaled(table)


@asset(contract=SIGUNGU_VALUE_ADDED)
def sigungu_value_added(value_added_reported: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Million KRW at current prices on the reference geography. One row per unit, year and activity.

    Where a unit was divided, product is shared out as people are, and marked; a unit of a sido that did not yet exist has none.
    """
    if value_added_reported.empty:
        return pd.DataFrame(columns=list(SIGUNGU_VALUE_ADDED.column_names))
    figures = on_reference(
        value_added_reported,
        crosswalk,
        track="kosis",
        day="source_vintage",
        by=["reference_date", "activity"],
        counts=["published", "scaled"],
    )
    base = on_reference_base(value_added_reported, crosswalk)
    table = figures.merge(base, on=["unit_id", "reference_date"], how="left")
    born = region[region["level"] == "sido"].groupby("unit_id")["valid_from"].min()
    sido = region.dropna(subset=["sido_unit_id"]).groupby("unit_id")["sido_unit_id"].last()
    unborn = table["unit_id"].map(sido).map(born) > table["reference_date"]
    return table[~(unborn & table["interpolated"])]


def published(census_figure: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """`unit_id, sido_unit_id, source_vintage, reference_date, activity, published`: every activity and total of each unit.

    An activity without a figure is none: the parts make the whole without it (`product_adds_up`). A total without one is empty.
    Raises ContractError for a code that is no unit.
    """
    units = product_units(census_figure, region)
    lost = units[units["unit_id"].isna()]
    if len(lost):
        raise ContractError(f"raw.census_figure: {lost['region_code'].iloc[0]} is no unit of {lost['year'].iloc[0]}")
    rows = census_figure[census_figure["topic"] == PRODUCT]
    key = ["year", "region_code"]
    wide = rows.pivot_table(index=key, columns="item", values="value", aggfunc="first").rename(columns=ACTIVITIES | TOTALS)
    wide = wide.reindex(columns=[*PARTS, *TOTALS.values()])
    wide[PARTS] = wide[PARTS].fillna(0.0)
    long = wide.reset_index().melt(id_vars=key, var_name="activity", value_name="published")
    table = long.merge(units[[*key, "unit_id"]], on=key)
    days = year_ends(table["year"])
    table = table.assign(reference_date=days, source_vintage=days)
    sido = pd.concat([_sido_of(region, day) for day in sorted(set(days))], ignore_index=True)
    return table.merge(sido, on=["unit_id", "reference_date"]).drop(columns=key)


def sido_accounts(kosis_grdp: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """`sido_unit_id, reference_date, activity, sido_published` at current prices."""
    printed = kosis_grdp[(kosis_grdp["item"] == "명목") & kosis_grdp["value"].notna()]
    day = day_of(SIDO.written(region), "region_name", printed["region_name"])
    return pd.DataFrame(
        {
            "sido_unit_id": identify(printed["region_name"], region, SIDO, day),
            "reference_date": year_ends(printed["year"]),
            "activity": printed["activity_name"].map(SIDO_ACTIVITIES),
            "sido_published": printed["value"].astype("float64"),
        }
    ).dropna()


def missing_units(located: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """`sido_unit_id, reference_date, missing_units`: units of the day, of a sido that is published, without a figure."""
    found = located.groupby(["sido_unit_id", "reference_date"])["unit_id"].nunique().rename("found").reset_index()
    living = [_sido_of(region, day) for day in sorted(set(located["reference_date"]))]
    expected = pd.concat(living).groupby(["sido_unit_id", "reference_date"]).size()
    table = found.merge(expected.rename("expected").reset_index(), on=["sido_unit_id", "reference_date"])
    return table.assign(missing_units=table["expected"] - table["found"])[["sido_unit_id", "reference_date", "missing_units"]]


def scaled(table: pd.DataFrame) -> pd.DataFrame:
    """`table` with `scale`, `scaled` and `price_base`; nothing is scaled where a unit of the sido is missing."""
    whole = table["missing_units"] == 0
    sums = table.groupby(CELL)["published"].transform(lambda of: of.sum(skipna=False)).where(whole)
    # A sido's activity that its units do not have, or have below zero, cannot be shared out.
    scale = (table["sido_published"] / sums.where(sums > 0)).where(lambda found: found >= 0)
    accounts = table.groupby(["sido_unit_id", "reference_date"])["sido_published"].transform("count") > 0
    none = accounts & (sums == 0) & (table["sido_published"].fillna(0) == 0)
    part = table["activity"].isin([*PARTS, NET_TAXES])
    value = (table["published"] * scale).mask(none, 0.0).where(part)
    table = table.assign(scale=scale, scaled=value)
    of_unit = table.groupby(["unit_id", "reference_date"])
    added = _summed(table, of_unit.ngroup(), PARTS)
    product = _summed(table, of_unit.ngroup(), [*PARTS, NET_TAXES])
    table["scaled"] = np.select([table["activity"] == VALUE_ADDED, table["activity"] == GRDP], [added, product], table["scaled"])
    return table.assign(price_base=_price_base(table, sums))


def on_reference_base(value_added_reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """`unit_id, reference_date, price_base`; empty where units of several met."""
    ways = crosswalk[crosswalk["track"] == "kosis"][["from_unit_id", "to_unit_id", "valid_from", "valid_to"]]
    units = value_added_reported[["unit_id", "reference_date", "price_base"]].drop_duplicates()
    met = units.merge(ways, left_on="unit_id", right_on="from_unit_id")
    lived = (met["valid_from"] <= met["reference_date"]) & ~(met["valid_to"] <= met["reference_date"])
    cells = met[lived].groupby(["to_unit_id", "reference_date"])["price_base"]
    bases = cells.first().where(cells.nunique() == 1)
    return bases.reset_index().rename(columns={"to_unit_id": "unit_id"})


def _price_base(table: pd.DataFrame, sums: pd.Series) -> pd.Series:
    """By sido and year: `sido_table` where every total of the units is the sido's to the rounding; empty where not known."""
    gap = (sums - table["sido_published"]).abs()
    total = table["activity"] == GRDP
    of_sido = gap[total].groupby([table.loc[total, "sido_unit_id"], table.loc[total, "reference_date"]]).max()
    cells = pd.MultiIndex.from_arrays([table["sido_unit_id"], table["reference_date"]])
    found = of_sido.reindex(cells).to_numpy(dtype="float64")
    names = np.select([np.isnan(found), found <= PRODUCT_ROUNDING], ["", "sido_table"], "earlier")
    return pd.Series(names, table.index, dtype="object").replace("", None)


def _summed(table: pd.DataFrame, units: pd.Series, activities: list[str]) -> pd.Series:
    """For each row the sum of `activities` of its unit and year; empty where one is."""
    rows = table["activity"].isin(activities)
    sums = table.loc[rows, "scaled"].groupby(units[rows]).agg(lambda of: of.sum(skipna=False))
    return units.map(sums)


def _sido_of(region: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    living = alive(region[region["in_kosis"].astype(bool)], pd.Timestamp(day))
    return living[["unit_id", "sido_unit_id"]].assign(reference_date=day)
