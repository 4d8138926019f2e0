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
    values = rows[RATES[published.concept]].dropna()
    return Ours(float(values.iloc[0]), published.period_to, "mart.employment_rate") if len(values) else None
