"""The OECD's large region with the capital of each country."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.oecd_capital_region import OECD_CAPITAL_REGION


@reference(contract=OECD_CAPITAL_REGION, facts=(fact_file("oecd_capital_region"),))
def oecd_capital_region() -> pd.DataFrame:
    """Large region (TL2) of each capital. One row per country."""
    return read_facts("oecd_capital_region")
