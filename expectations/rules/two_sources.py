"""Two sources of one figure: do they lie no further apart than is known?"""

from __future__ import annotations

import pandas as pd

from domain.two_sources import PAIRS


def further_apart_than_known(two_sources: pd.DataFrame) -> pd.DataFrame:
    """Per row: `excess`, by how much its two figures lie further apart than the pair may, in the pair's own measure."""
    key = ["figure", "level", "region_id", "reference_date"]
    relative = two_sources["figure"].map({name: pair.relative for name, pair in PAIRS.items()}).astype(bool)
    apart = two_sources["relative_difference"].where(relative, two_sources["difference"]).astype("float64").abs()
    allowed = two_sources["figure"].map({name: pair.apart for name, pair in PAIRS.items()}).astype("float64")
    return two_sources[key].assign(excess=(apart - allowed - ROUNDING).clip(lower=0).fillna(0))


# What floating numbers leave of two equal figures.
ROUNDING = 1e-9
