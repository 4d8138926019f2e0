"""Published figures of work beside ours; how a reproduction is written is said in `reproductions.py`."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assets.indicators.gathered.reproductions import Ours, reproduces

RATES = {"15 and over": "employment_rate_15_over", "15-64": "employment_rate_15_64"}


@reproduces("employment_rate", *RATES)
def employment(published: Any, employment_rate: pd.DataFrame) -> Ours | None:
    """Employed persons in percent of those of an age, mean of a year."""
    level = {"nation": "nation", "capital": "capital_rest", "seoul": "sido"}.get(published.region)
    rows = employment_rate[
        (employment_rate["level"] == level)
        & (employment_rate["region_id"] == published.region)
        & (employment_rate["reference_date"] == published.period_to)
    ]
    rows = rows.dropna(subset=[RATES[published.concept]])
    if rows.empty:
        return None
    other = "of the sigungu survey, not of the labour force survey" if rows["basis"].iloc[0] == "sigungu_survey" else ""
    return Ours(float(rows[RATES[published.concept]].iloc[0]), published.period_to, "mart.employment_rate", differs=other)
