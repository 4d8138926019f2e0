"""Do the OECD's regional figures agree with each other?"""

from __future__ import annotations

import pandas as pd

MILLION = 1_000_000


def gdp_per_head_agrees(oecd_tl2: pd.DataFrame) -> pd.DataFrame:
    """Per region and year: GDP over population as a `ratio` of the printed GDP per head; 1 when they agree."""
    computed = oecd_tl2["gdp"] * MILLION / oecd_tl2["population"]
    return oecd_tl2[["region_id", "year", "source_row"]].assign(ratio=computed / oecd_tl2["gdp_per_head"])
