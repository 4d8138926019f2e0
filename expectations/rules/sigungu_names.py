"""Do names that a publisher prints without a known code stand for sigungu of the region history?

A name and its sido together are held against every era of every unit, since publishers print names of one day for all
years.
"""

from __future__ import annotations

import pandas as pd


def business_names(tax_businesses: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per code a `verdict`: `known`, or `unknown name` where no unit of that sido was ever called so."""
    first = tax_businesses.groupby(["region_code", "sido_name", "region_name"], as_index=False)[
        ["source_file", "source_row"]
    ].first()
    return first.assign(verdict=_verdicts(first, region))


def household_names(kosis_households: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per printed row of a sigungu or gu a `verdict`: `known` or `unknown name`."""
    return _rows_by_name(kosis_households, region)


def mover_names(kosis_sigungu_moves: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """The same of moves by sigungu; a row that is 0 in every year stands for a unit that had ended, and counts too."""
    return _rows_by_name(kosis_sigungu_moves, region)


def _rows_by_name(table: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    rows = table[table["row_kind"].isin(["sigungu", "gu"])]
    first = rows.drop_duplicates(["source_file", "source_row"])[["sido_name", "region_name", "source_file", "source_row"]]
    return first.assign(verdict=_verdicts(first, region))


def establishment_names(kosis_sigungu_establishments: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per printed sigungu or gu a `verdict`: `known` or `unknown name`."""
    rows = kosis_sigungu_establishments
    rows = rows[rows["row_kind"].isin(["sigungu", "gu"])].drop_duplicates(["sido_name", "region_name"])
    first = rows[["sido_name", "region_name", "source_file", "source_row"]]
    return first.assign(verdict=_verdicts(first, region))


def _verdicts(rows: pd.DataFrame, region: pd.DataFrame) -> list[str]:
    sido = region[region["level"] == "sido"]
    unit_of = dict(zip(sido["name_ko"], sido["unit_id"], strict=True))
    eras = region[region["level"] == "sigungu"]
    known = set(zip(eras["sido_unit_id"], eras["name_ko"], strict=True))
    # Sejong is its own sido and is printed 세종 or 세종시.
    alone = eras[eras["name_ko"].isin(sido["name_ko"])]
    known |= {
        (unit, name[:2] + ending)
        for unit, name in zip(alone["sido_unit_id"], alone["name_ko"], strict=True)
        for ending in ("", "시")
    }
    pairs = zip(rows["sido_name"].map(unit_of), rows["region_name"], strict=True)
    return ["known" if pair in known else "unknown name" for pair in pairs]
