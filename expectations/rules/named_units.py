"""Does every figure that a publisher prints by name arrive at a unit? Sums of the panel minus sums of the sheet."""

from __future__ import annotations

import pandas as pd


def household_total(households_reported: pd.DataFrame, kosis_households: pd.DataFrame) -> pd.DataFrame:
    """Per December: households of all units minus the printed nation; `difference` in households."""
    nation = kosis_households[kosis_households["row_kind"] == "nation"].set_index("reference_date")["households"]
    return _difference(households_reported, "households", nation)


def business_total(businesses_reported: pd.DataFrame, tax_businesses: pd.DataFrame) -> pd.DataFrame:
    """Per December: businesses of all units minus those of all printed rows; `difference` in businesses."""
    printed = tax_businesses[tax_businesses["kind_name"] == "총계"]
    nation = printed.groupby("year")["businesses"].sum()
    nation.index = pd.Index([pd.Timestamp(int(year), 12, 31).date() for year in nation.index], dtype="object")
    return _difference(businesses_reported, "businesses", nation)


def _difference(panel: pd.DataFrame, column: str, printed: pd.Series) -> pd.DataFrame:
    both = pd.DataFrame({"panel": panel.groupby("reference_date")[column].sum(), "printed": printed})
    both = both.fillna(0).astype("int64").rename_axis("reference_date").reset_index()
    return both.assign(difference=both["panel"] - both["printed"])
