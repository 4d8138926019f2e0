"""Figures as ministries, institutes and the press published them."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.published_figure import PUBLISHED_FIGURE


@reference(contract=PUBLISHED_FIGURE, facts=(fact_file("published_figure"),))
def published_figure() -> pd.DataFrame:
    """Published figures with date, concept and unit set. One row per figure."""
    return read_facts("published_figure")
