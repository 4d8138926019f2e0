"""Prices of apartments on the reference geography, by month and by level."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd

from assets.geography.crosswalk import Track
from assets.lake.asset import asset
from assets.panel.named_units import named_units
from assets.panel.on_reference import rates_on_reference, units_of_day
from domain.history import GROUP_FROM
from domain.identify import IN_SHORT_SIDO, SHORT_SIDO, identify
from domain.levels import GROUPINGS
from domain.prices import ENDED, REDRAWN_FROM, SHARE_OF_REGIONS
from expectations.contracts.prices import APARTMENT_PRICE_LEVEL, APARTMENT_PRICE_MONTH

# Apartment price index by region of the reference geography: printed paths become regions, nothing is summed.

# The publisher's groups that are a region here, and what the panel calls them.
GROUPS = {"전국": ("nation", "nation"), "수도권": ("capital_rest", "capital"), "지방권": ("capital_rest", "rest")}
REGION = ["level", "region_id"]


@asset(contract=APARTMENT_PRICE_MONTH)
def apartment_price_month(
    reb_price_index: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame, region_member: pd.DataFrame
) -> pd.DataFrame:
    """Published index. One row per region and month with a figure.

    All months follow the units of the file's last month. A region made of one sido or sigungu alone (Sejong, 5+3
    groups of one sido) has the index of that one.
    """
    printed = reb_price_index[reb_price_index["price_index"].notna()]
    if printed.empty:
        return pd.DataFrame(columns=list(APARTMENT_PRICE_MONTH.column_names))
    paths = printed[["path", "row_kind", "level_1"]].drop_duplicates("path")
    day = pd.Timestamp(printed["month"].max())
    groups = pd.DataFrame([(path, *key, False) for path, key in GROUPS.items()], columns=["path", *REGION, "interpolated"])
    found = pd.concat([groups, _of_track(paths, region, crosswalk, region_member, day)], ignore_index=True)
    return found.merge(printed[["path", "month", "price_index"]], on="path")[[*REGION, "month", "price_index", "interpolated"]]


def _of_track(
    paths: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame, region_member: pd.DataFrame, day: pd.Timestamp
) -> pd.DataFrame:
    """`path, level, region_id, interpolated` of sido, sigungu and what is one of these alone."""
    sido = paths[paths["row_kind"] == "sido"]
    sido = sido.assign(unit_id=identify(sido["level_1"], region, SHORT_SIDO, day))
    below = paths[paths["row_kind"].isin(["sigungu", "city_of_gu"])]
    below = below.assign(sido_name=below["level_1"], region_name=below["path"].str.split("/").str[-1])
    below = below.assign(unit_id=identify(below, region, IN_SHORT_SIDO, day)).dropna(subset=["unit_id"])
    of_sido = _carried(sido, crosswalk, "sido", day).assign(level="sido")
    of_sigungu = _carried(below, crosswalk, "kosis", day).assign(level="sigungu")
    alone = region_member[region_member["level"].isin(GROUPINGS) & (region_member["member_level"] == "sido")]
    alone = alone[~alone.duplicated(REGION, keep=False)]
    of_group = (
        alone[REGION].assign(unit=alone["member_id"]).merge(of_sido.drop(columns=REGION), left_on="unit", right_on="unit_id")
    )
    single = region_member[(region_member["level"] == "sido") & (region_member["member_level"] == "sigungu")]
    single = single[~single["region_id"].duplicated(keep=False) & ~single["member_id"].isin(of_sigungu["region_id"])]
    of_city = of_sido.drop(columns=REGION).merge(single[["region_id", "member_id"]], left_on="unit_id", right_on="region_id")
    of_city = of_city.assign(level="sigungu", region_id=of_city["member_id"])
    return pd.concat([of_sido, of_group, of_sigungu, of_city], ignore_index=True)[["path", *REGION, "interpolated"]]


def _carried(found: pd.DataFrame, crosswalk: pd.DataFrame, track: Track, day: pd.Timestamp) -> pd.DataFrame:
    """Which printed path each reference unit takes its index from: only where it is one old unit or a part of one."""
    ways = units_of_day(crosswalk, track=track, day=day)
    single = ways[~ways["to_unit_id"].duplicated(keep=False)]
    taken = found.merge(single, left_on="unit_id", right_on="from_unit_id")
    return taken.assign(region_id=taken["to_unit_id"], unit_id=taken["to_unit_id"], interpolated=~taken["exact"].astype(bool))


# Average apartment sale and jeonse prices by region of the reference geography, and since when each sample holds.
#
# A level is carried over where one unit became one, never averaged or summed; a part that held less than 2 % of a unit's
# people (Gunwi-gun of Gyeongbuk) is taken for nothing. The index, which is chained over samples, is
# in this file.

PRICES = ["sale_price", "jeonse_price"]


@asset(contract=APARTMENT_PRICE_LEVEL)
def apartment_price_level(
    reb_price_level: duckdb.DuckDBPyRelation,
    apartment_price_month: pd.DataFrame,
    region: duckdb.DuckDBPyRelation,
    crosswalk: pd.DataFrame,
) -> pd.DataFrame:
    """Thousand KRW. One row per sido or sigungu and month of which a price is known.

    Names are read among the units of the month. What is printed for a unit after its end is left out: Yeongi-gun in July to
    November 2012. Sejong is printed as a sido and is its own sigungu too.
    """
    printed = _printed(reb_price_level)
    sido = named_units(printed.filter("row_kind = 'sido'"), region, SHORT_SIDO, "month")
    below = named_units(printed.filter("row_kind <> 'gu'"), region, IN_SHORT_SIDO, "month")
    tables: dict[Track, duckdb.DuckDBPyRelation] = {"sido": sido, "kosis": below}
    parts = [_on_reference(found.df(), crosswalk, track) for track, found in tables.items()]
    table = pd.concat(parts, ignore_index=True).dropna(subset=PRICES, how="all")
    return table.assign(
        jeonse_ratio=table["jeonse_price"] / table["sale_price"],
        sample_since=table["month"].map(sample_since(table, apartment_price_month)),
    )


def sample_since(levels: pd.DataFrame, index: pd.DataFrame) -> dict[object, object]:
    """The first month of its sample for each month of `levels`, up to the last one that the index reaches without a gap.

    A sample was redrawn in a month when for more than a tenth of the regions the average sale price and the index part by
    2 % or more. `levels` has `level, region_id, month, sale_price`, `index` `level, region_id, month, price_index`.
    """
    since: dict[object, object] = {}
    begun: object = None
    apart = departures(levels, index)
    for number, month in enumerate(sorted(levels["month"].unique())):
        if number and month not in apart:
            break
        if not number or apart[month] >= REDRAWN_FROM:
            begun = month
        since[month] = begun
    return since


def departures(levels: pd.DataFrame, index: pd.DataFrame) -> dict[object, float]:
    """Per month: how far sale price and index part since the month before, at the tenth of regions where most; log points."""
    both = levels.merge(index[[*REGION, "month", "price_index"]], on=[*REGION, "month"]).sort_values([*REGION, "month"])
    logs = pd.DataFrame({name: np.log(both[name].astype("float64")) for name in ("sale_price", "price_index")})
    before = logs.groupby([both[key] for key in REGION]).diff()
    moved = (before["sale_price"] - before["price_index"]).abs()
    months = pd.to_datetime(both["month"]).dt.to_period("M").map(lambda month: month.ordinal)
    step = months.groupby([both[key] for key in REGION]).diff()
    known = moved.where(step == 1).dropna()
    return known.groupby(both.loc[known.index, "month"]).quantile(1 - SHARE_OF_REGIONS).to_dict()


def _printed(reb_price_level: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Both prices of each printed region and month; of a sido `region_name` is its short name as well."""
    return duckdb.sql(
        """
        SELECT sido_name, regexp_replace(region_name, $ended, '') AS region_name, row_kind, month,
               max(price) FILTER (price_kind = 'sale') AS sale_price,
               max(price) FILTER (price_kind = 'jeonse') AS jeonse_price
        FROM reb_price_level
        WHERE price IS NOT NULL
        GROUP BY ALL
        """,
        params={"ended": ENDED},
    )


def _on_reference(found: pd.DataFrame, crosswalk: pd.DataFrame, track: Track) -> pd.DataFrame:
    found = found.assign(month=found["month"].dt.date)
    carried = rates_on_reference(found, crosswalk, track=track, day="month", by=["month"], rates=PRICES, negligible=GROUP_FROM)
    level = "sido" if track == "sido" else "sigungu"
    return carried.assign(level=level).rename(columns={"unit_id": "region_id"})
