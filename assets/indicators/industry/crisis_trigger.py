"""Early warning by the letter of the law, for the condition that has monthly figures: apartment prices.

Other conditions are not computed from something near them; core.crisis_condition says what each would take.
"""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import asset
from assets.methods.stacked import stacked
from domain.history import alive
from domain.names import short_sido_name
from expectations.contracts.policy import CRISIS_TRIGGER

CONDITION = "apartment_price"


@asset(contract=CRISIS_TRIGGER)
def crisis_trigger(reb_price_index: pd.DataFrame, crisis_condition: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Mean of the newest months against that of two years before. One row per unit and month that has both."""
    rules = crisis_condition[crisis_condition["condition"] == CONDITION]
    units = priced_units(reb_price_index, region)
    prices = reb_price_index.merge(units, on="path").pivot(index="month", columns="unit_id", values="price_index").sort_index()
    parts = [_judged(prices, *rule) for rule in rules[["months_averaged", "months_before", "threshold"]].itertuples(index=False)]
    changes = stacked(parts, CRISIS_TRIGGER.column_names)
    names = alive(region, _newest_month(reb_price_index)).drop_duplicates("unit_id").set_index("unit_id")
    sido = names.loc[names["level"] == "sido", "name_ko"]
    return changes.assign(
        condition=CONDITION,
        name_ko=changes["unit_id"].map(names["name_ko"]),
        sido_ko=changes["unit_id"].map(names["sido_unit_id"]).map(sido),
    )


def _judged(prices: pd.DataFrame, months_averaged: float, months_before: float, threshold: float) -> pd.DataFrame:
    changes = change_of_means(prices, months=int(months_averaged), before=int(months_before))
    return changes.assign(met=changes["change"] <= float(threshold))


def change_of_means(prices: pd.DataFrame, *, months: int, before: int) -> pd.DataFrame:
    """`unit_id, month, mean_now, mean_before, change` from months x units; only where all months of both means are known."""
    wide = prices.set_axis(pd.PeriodIndex(prices.index, freq="M"))
    if len(wide):
        wide = wide.reindex(pd.period_range(wide.index.min(), wide.index.max(), freq="M"))
    now = wide.rolling(months, min_periods=months).mean()
    both = pd.DataFrame({"mean_now": now.unstack(), "mean_before": now.shift(before).unstack()}).dropna()
    both.index.names = ["unit_id", "month"]
    table = both.assign(change=both["mean_now"] / both["mean_before"] - 1).reset_index()
    return table.assign(month=[month.to_timestamp().date() for month in table["month"]])


def priced_units(reb_price_index: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """`path, unit_id` of the sigungu and gu that the publisher prints: province, city above a gu, and name make it one.

    All months of the file have the names of its newest.
    """
    living = alive(region, _newest_month(reb_price_index))
    units = living[living["level"] == "sigungu"]
    city = units["parent_unit_id"].map(units.drop_duplicates("unit_id").set_index("unit_id")["name_ko"]).fillna("")
    sido = living[living["level"] == "sido"].set_index("unit_id")["name_ko"].map(short_sido_name)
    keys = zip(units["sido_unit_id"].map(sido), city, units["name_ko"], strict=True)
    of_key = dict(zip(keys, units["unit_id"], strict=True))
    rows = reb_price_index[reb_price_index["row_kind"].isin(["sigungu", "city_of_gu", "gu"])]
    paths = rows[["path", "row_kind"]].drop_duplicates()
    found = [_unit(path.split("/"), kind, of_key) for path, kind in paths.itertuples(index=False)]
    return pd.DataFrame({"path": paths["path"].to_numpy(), "unit_id": found}, dtype="object").dropna()


def _newest_month(reb_price_index: pd.DataFrame) -> pd.Timestamp:
    return pd.Timestamp(reb_price_index["month"].max())


def _unit(path: list[str], kind: str, of_key: dict[tuple[str, str, str], str]) -> str | None:
    return of_key.get((path[0], path[-2] if kind == "gu" else "", path[-1]))
