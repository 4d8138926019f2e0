"""Fertility by sigungu on the reference geography; rates are carried over, never summed.

The nation and sido are weighted sums and so an indicator: `assets/indicators/fertility_rate.py`.
"""

from __future__ import annotations

import pandas as pd

from assets.geography.convert import convert_rates
from assets.io.asset import asset
from assets.panel.on_reference import units_of_day
from expectations.contracts.fertility import FERTILITY, RATES
from expectations.history import alive
from expectations.rules.fertility import KOSTAT8_FROM

NAMES = [column.name for column in RATES]


@asset(contract=FERTILITY)
def fertility(kosis_fertility: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Rates by reference unit and year. One row per unit and December 31 with a published rate of any of its sources.

    Codes are those of each year's end (see `raw.kosis_fertility`); codes that ended have empty cells and find no
    unit. Where the publisher printed a figure of a unit that did not yet live (Jeungpyeong-gun and
    Gyeryong-si before 2003), it stands in place of the one handed down from the unit it was a part of.
    """
    published = kosis_fertility[kosis_fertility["total_fertility_rate"].notna()]
    sigungu = region[(region["level"] == "sigungu") & region["in_kosis"].astype(bool)]
    parts = []
    for date, rows in published.groupby("reference_date"):
        day = pd.Timestamp(str(date))
        ways = units_of_day(crosswalk, track="kosis", day=day)
        code = "kostat8_code" if day.year >= KOSTAT8_FROM else "kostat7_code"
        living = alive(sigungu, day)[["unit_id", code]]
        found = rows.merge(living, left_on="region_code", right_on=code)[["unit_id", "reference_date", *NAMES]]
        carried = convert_rates(found, ways, by=["reference_date"], rates=NAMES, denominator=None)
        parts.append(_with_later_units(carried, rows, sigungu[pd.to_datetime(sigungu["valid_from"]) > day], code))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(FERTILITY.column_names))


def _with_later_units(carried: pd.DataFrame, rows: pd.DataFrame, later: pd.DataFrame, code: str) -> pd.DataFrame:
    """Figures printed for units that were to come take the place of those carried over."""
    known = later[["unit_id", code]].drop_duplicates()
    printed = rows.merge(known, left_on="region_code", right_on=code)
    printed = printed[printed["unit_id"].isin(carried["unit_id"])].drop_duplicates("unit_id")
    kept = carried[~carried["unit_id"].isin(printed["unit_id"])]
    own = printed[["unit_id", "reference_date", *NAMES]].assign(interpolated=False, missing_sources=0)
    return pd.concat([kept, own], ignore_index=True)
