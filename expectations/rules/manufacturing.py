"""Does the index of manufacturing jobs move as jobs do within a segment, and stand still over a break?"""

from __future__ import annotations

import pandas as pd


def index_within_segments(manufacturing_jobs: pd.DataFrame) -> pd.DataFrame:
    """Per unit and date with an index, but the first: `step_over_a_break`, the change of the index where the segment is new;
    `unexplained`, its ratio minus that of workers where the segment goes on."""
    known = manufacturing_jobs.dropna(subset=["jobs_index"]).sort_values(["region_id", "reference_date"])
    before = known.groupby("region_id")[["jobs_index", "manufacturing_workers", "segment"]].shift()
    later = before["segment"].notna()
    same = later & (before["segment"] == known["segment"])
    workers = known["manufacturing_workers"].astype("float64") / before["manufacturing_workers"].astype("float64")
    index = known["jobs_index"] / before["jobs_index"]
    measured = known[["region_id", "reference_date"]].assign(
        step_over_a_break=(known["jobs_index"] - before["jobs_index"]).where(later & ~same),
        unexplained=(index - workers).where(same & before["manufacturing_workers"].gt(0) & before["jobs_index"].gt(0)),
    )
    return measured[later]
