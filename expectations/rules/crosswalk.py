"""Is every source unit shared out whole?"""

from __future__ import annotations

import pandas as pd


def weights_of_a_source(crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Per set and era: sum of weights minus 1, and whether a source said to be exact goes to several units."""
    grouped = crosswalk.groupby(["track", "region_id"])
    return pd.DataFrame(
        {"excess": grouped["weight"].sum() - 1, "exact_but_divided": grouped["exact"].any() & (grouped.size() > 1)}
    ).reset_index()
