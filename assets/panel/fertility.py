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
    eras: dict[tuple[object, ...], list[tuple[pd.DataFrame, pd.DataFrame]]] = {}
    weights: dict[tuple[object, ...], pd.DataFrame] = {}
    for date, rows in published.groupby("reference_date"):
        day = pd.Timestamp(str(date))
        code = "kostat8_code" if day.year >= KOSTAT8_FROM else "kostat7_code"
        living, later = alive(sigungu, day), sigungu[pd.to_datetime(sigungu["valid_from"]) > day]
        ways = units_of_day(crosswalk, track="kosis", day=day)
        # Years with the same units are converted in one go.
        era = tuple(
            ways[["from_unit_id", "to_unit_id", "weight"]].sort_values(["from_unit_id", "to_unit_id"]).itertuples(index=False)
        )
        weights[era] = ways
        eras.setdefault(era, []).append((_of_units(rows, living, code), _of_units(rows, later, code)))
    parts = []
    for key, tables in eras.items():
        found, printed = (pd.concat(rows, ignore_index=True) for rows in zip(*tables, strict=True))
        carried = convert_rates(found, weights[key], by=["reference_date"], rates=NAMES, denominator=None)
        parts.append(_with_later_units(carried, printed))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(FERTILITY.column_names))


def _of_units(rows: pd.DataFrame, units: pd.DataFrame, code: str) -> pd.DataFrame:
    """Rows whose code is of one of the units."""
    known = units[["unit_id", code]].drop_duplicates()
    return rows.merge(known, left_on="region_code", right_on=code)[["unit_id", "reference_date", *NAMES]]


def _with_later_units(carried: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """Figures printed for units that were to come take the place of those carried over."""
    cell = ["unit_id", "reference_date"]
    own = carried[cell].merge(printed.drop_duplicates(cell), on=cell).assign(interpolated=False, missing_sources=0)
    there = pd.MultiIndex.from_frame(carried[cell]).isin(pd.MultiIndex.from_frame(own[cell]))
    return pd.concat([carried[~there], own], ignore_index=True) if len(own) else carried
