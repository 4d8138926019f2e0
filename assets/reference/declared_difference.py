"""Differences between sources and the region history that have been looked into."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.declared_difference import DECLARED_DIFFERENCE


@reference(contract=DECLARED_DIFFERENCE, facts=(fact_file("declared_difference"),))
def declared_difference() -> pd.DataFrame:
    """Reasons of differences. One row per comparison, kind and place."""
    return read_facts("declared_difference")
