"""Reading the region history: which units live on a day, and which unit sets they belong to."""

from __future__ import annotations

import pandas as pd


def alive(region: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Rows of core.region in force on `day` (half-open: `valid_from` counts, `valid_to` does not)."""
    begins = pd.to_datetime(region["valid_from"])
    ends = pd.to_datetime(region["valid_to"])
    return region[(begins <= day) & (ends.isna() | (ends > day))]
