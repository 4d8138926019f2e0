"""Official population projections by sido, to which a projection may be controlled."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.sido_projection import SIDO_PROJECTION


@reference(contract=SIDO_PROJECTION, facts=(fact_file("sido_projection"),))
def sido_projection() -> pd.DataFrame:
    """Official projections. One row per sido and year; none are shipped, and then nothing is controlled."""
    return read_facts("sido_projection")
