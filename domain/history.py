"""Reading the region history: which units live on a day, and which events move ground between units."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

# How the note of a link begins that is smaller than an eup, myeon or dong.
NEGLIGIBLE = "negligible"
# A unit that got less than this share of the people of another was not divided from it: Gunwi-gun of Gyeongbuk.
GROUP_FROM = 0.02


def alive(region: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Rows of core.region in force on `day` (half-open: `valid_from` counts, `valid_to` does not)."""
    begins = pd.to_datetime(region["valid_from"])
    ends = pd.to_datetime(region["valid_to"])
    return region[(begins <= day) & (ends.isna() | (ends > day))]


def reference_day(reference_region: pd.DataFrame) -> pd.Timestamp:
    """The reference vintage, which is the same on every row of core.reference_region; NaT where no vintage is complete.

    Nothing lives on NaT, and no shape is of it.
    """
    return pd.to_datetime(reference_region["reference_vintage"]).max()


def day_of(region: pd.DataFrame, column: str, values: Iterable[object]) -> pd.Timestamp:
    """The newest first day of an era on which as many of `values` as on any stand in `column` of the rows in force.

    For publishers who print the names or codes of one day for all years and do not say which day it is.
    """
    wanted, days = set(values), sorted(set(pd.to_datetime(region["valid_from"])))
    return max(days, key=lambda day: (len(wanted & set(alive(region, day)[column])), day), default=pd.Timestamp.max)


def sigungu_alive(region: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """The sigungu among the rows of core.region that held on `day`, with the name of their sido in `sido_ko`."""
    living = alive(region, day)
    sido = living[living["level"] == "sido"].set_index("unit_id")["name_ko"]
    units = living[living["level"] == "sigungu"]
    return units.assign(sido_ko=units["sido_unit_id"].map(sido))


def moving_links(region_event: pd.DataFrame) -> pd.DataFrame:
    """Links of core.region_event that change the extent of a unit.

    Left out are renames, recodes, a unit's transfer to another sido as a whole, and what is smaller than an
    eup, myeon or dong.
    """
    still = region_event["type"].isin(["rename", "recode", "status_change"])
    whole = (region_event["type"] == "sido_transfer") & (region_event["from_unit_id"] == region_event["to_unit_id"])
    small = region_event["note"].fillna("").str.startswith(NEGLIGIBLE)
    return region_event[~still & ~whole & ~small]


def links_between(region_event: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Events after the earlier of two days, up to and with the later one."""
    dates = pd.to_datetime(region_event["date"])
    return region_event[(dates > min(first, last)) & (dates <= max(first, last))]
