"""Apartment price index by region of the reference geography: printed paths become regions, nothing is summed."""

from __future__ import annotations

import pandas as pd

from assets.geography.crosswalk import Track
from assets.io.asset import asset
from assets.panel.on_reference import units_of_day
from expectations.columns import GROUPINGS
from expectations.contracts.apartment_price_month import APARTMENT_PRICE_MONTH
from expectations.history import alive

# The publisher's groups that are a region here, and what the panel calls them.
GROUPS = {"전국": ("nation", "nation"), "수도권": ("capital_rest", "capital"), "지방권": ("capital_rest", "rest")}
SIDO = {
    "서울": "seoul", "부산": "busan", "대구": "daegu", "인천": "incheon", "광주": "gwangju", "대전": "daejeon", "울산": "ulsan",
    "세종": "sejong", "경기": "gyeonggi", "강원": "gangwon", "충북": "chungbuk", "충남": "chungnam", "전북": "jeonbuk",
    "전남": "jeonnam", "경북": "gyeongbuk", "경남": "gyeongnam", "제주": "jeju",
}  # fmt: skip
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
    living = alive(region, day)
    sido = paths[paths["row_kind"] == "sido"].assign(unit_id=lambda rows: rows["level_1"].map(SIDO))
    units = living[(living["level"] == "sigungu") & living["in_kosis"].astype(bool)]
    below = paths[paths["row_kind"].isin(["sigungu", "city_of_gu"])]
    below = below.assign(sido_unit_id=below["level_1"].map(SIDO), name_ko=below["path"].str.split("/").str[-1])
    below = below.merge(units[["sido_unit_id", "name_ko", "unit_id"]], on=["sido_unit_id", "name_ko"])
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
