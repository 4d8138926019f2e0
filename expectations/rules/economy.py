"""Do economic tables add up? Parts minus printed wholes, in the unit of the table."""

from __future__ import annotations

import pandas as pd

NATION = "전국"


def activities_add_up(kosis_grdp: pd.DataFrame) -> pd.DataFrame:
    """Per region, activity with parts and year, at current prices: `parts_minus_whole` (million KRW).

    Chained volumes are left out: they do not add up by construction.
    """
    table = kosis_grdp[(kosis_grdp["item"] == "명목") & kosis_grdp["value"].notna()]
    key = ["region_name", "activity_name", "year"]
    parts = table.drop(columns="activity_name").rename(columns={"part_of": "activity_name"})
    sums = parts.groupby(key)["value"].sum().rename("parts").reset_index()
    both = table[[*key, "value", "source_file", "source_row"]].merge(sums, on=key)
    return both.assign(parts_minus_whole=both["parts"] - both["value"])


def sido_grdp_adds_up(kosis_grdp: pd.DataFrame) -> pd.DataFrame:
    """Per activity and year, at current prices: `sido_minus_nation` (million KRW)."""
    table = kosis_grdp[kosis_grdp["item"] == "명목"]
    return _sido_minus_nation(table, ["activity_name", "year"])


def _sido_minus_nation(table: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Per key where a nation is printed: sum of the sido minus the nation; empty cells count as none."""
    nation = table["region_name"] == NATION
    sums = table[~nation].groupby(key)["value"].sum().rename("sido").reset_index()
    whole = table.loc[nation, [*key, "value", "source_file", "source_row"]].dropna(subset="value")
    both = whole.merge(sums, on=key)
    return both.assign(sido_minus_nation=both["sido"] - both["value"])
