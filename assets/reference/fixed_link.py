"""Bridges, tunnels and causeways over the sea between sigungu: contiguity that no map of borders shows."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.fixed_link import FIXED_LINK


@reference(contract=FIXED_LINK, facts=(fact_file("fixed_link"),))
def fixed_link() -> pd.DataFrame:
    """Fixed links with the day of their opening. One row per link."""
    return read_facts("fixed_link")
