"""Registered areas of the nation and its units."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.official_area import OFFICIAL_AREA


@reference(contract=OFFICIAL_AREA, facts=(fact_file("official_area"),))
def official_area() -> pd.DataFrame:
    """Registered areas in km2. One row per unit and date."""
    return read_facts("official_area")
