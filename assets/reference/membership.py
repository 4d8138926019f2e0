"""Groups of sido: 5+3 and its alternatives."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.megaregion_membership import MEGAREGION_MEMBERSHIP


@reference(contract=MEGAREGION_MEMBERSHIP, facts=(fact_file("megaregion_membership"),))
def megaregion_membership() -> pd.DataFrame:
    """Sido by grouping and period. One row per sido, grouping and period."""
    return read_facts("megaregion_membership")
