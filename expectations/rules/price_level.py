"""Do average prices lie between those of their parts, do names stand for units, does the level go the way of the index?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from domain.identify import IN_SHORT_SIDO, SHORT_SIDO, bearers
from domain.prices import ENDED


def between_its_parts(reb_price_level: pd.DataFrame) -> pd.DataFrame:
    """Per sido or city, kind and month: `outside`, thousand KRW by which it lies outside the least and the most of its parts."""
    table = reb_price_level[reb_price_level["price"].notna()]
    top = ["price_kind", "sido_name", "month"]
    sigungu, gu = table[table["row_kind"].isin(["sigungu", "city_of_gu"])], table[table["row_kind"] == "gu"]
    parts = pd.concat([sigungu.assign(whole=sigungu["sido_name"]), gu.assign(whole=gu["city_name"])])
    spread = parts.groupby([*top, "whole"])["price"].agg(["min", "max"]).reset_index()
    wholes = table[table["row_kind"].isin(["sido", "city_of_gu"])]
    both = wholes.merge(spread, left_on=[*top, "region_name"], right_on=[*top, "whole"])
    outside = np.maximum(np.maximum(both["min"] - both["price"], both["price"] - both["max"]), 0.0)
    return both[["price_kind", "sido_name", "region_name", "month", "source_file", "source_row"]].assign(outside=outside)


def price_names(reb_price_level: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per printed region a `verdict`: `known` where a unit of that sido, or of that city, was ever called so."""
    first = reb_price_level.drop_duplicates(["sido_name", "source_row"])
    sido = set(bearers(region, SHORT_SIDO)["region_name"])
    below = set(bearers(region, IN_SHORT_SIDO, among="")[IN_SHORT_SIDO.printed].itertuples(index=False, name=None))

    def known(short: str, name: str, kind: str) -> bool:
        return short in sido if kind == "sido" else (short, name) in below

    bare = first["region_name"].str.replace(ENDED, "", regex=True)
    rows = zip(first["sido_name"], bare, first["row_kind"], strict=True)
    verdicts = ["known" if known(*row) else "unknown name" for row in rows]
    return first[["sido_name", "region_name", "source_file", "source_row"]].assign(verdict=verdicts)


def samples_of_a_year(apartment_price_level: pd.DataFrame) -> pd.DataFrame:
    """Per calendar year: in how many of its months a new sample begins, the first month of the table apart."""
    months = apartment_price_level.drop_duplicates("month").sort_values("month").iloc[1:]
    begun = (months["month"] == months["sample_since"]).groupby([month.year for month in months["month"]]).sum()
    return begun.rename("samples_begun").rename_axis("year").reset_index()


def most_regions_arrive(apartment_price_level: pd.DataFrame, reb_price_level: pd.DataFrame) -> pd.DataFrame:
    """Per month: `share`, sigungu with a price over sigungu and cities printed with one."""
    printed = reb_price_level[reb_price_level["row_kind"].isin(["sigungu", "city_of_gu"]) & reb_price_level["price"].notna()]
    there = printed.drop_duplicates(["sido_name", "region_name", "month"]).groupby("month").size()
    here = apartment_price_level[apartment_price_level["level"] == "sigungu"].groupby("month").size()
    return (here.reindex(there.index).fillna(0) / there).rename("share").reset_index()
