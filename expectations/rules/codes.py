"""Are codes known, and are differences of code tables explained? Measured against the region history."""

from __future__ import annotations

import pandas as pd

from expectations.history import alive, day_of


def local_governments_only(local_finance: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per code a `verdict`: `known` when a basic local government of the copy's day bears it, else `unknown code`.

    The copy has the codes of one day in all years: successors are already applied.
    """
    governments = region[region["in_local_government"].astype(bool)]
    living = alive(governments, day_of(governments, "mois_code", local_finance["region_code"]))
    first = local_finance.groupby("region_code", as_index=False)[["source_file", "source_row"]].first()
    known = first["region_code"].isin(living["mois_code"])
    return first.assign(verdict=known.map({True: "known", False: "unknown code"}))


def unexplained_differences(code_comparison: pd.DataFrame) -> pd.DataFrame:
    """Per difference: is a reason declared?"""
    return code_comparison.assign(explained=code_comparison["reason"].notna())
