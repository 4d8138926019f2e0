"""Are derived boundaries complete, and is each day one coverage?"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from expectations.coverage import judged, labels
from expectations.history import alive


def derived_sets(derived_boundary: gpd.GeoDataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per day: living finest units without a shape, shapes of other units, and whether the coverage is valid.

    A day with units that overlap has a row for each pair, with their `units`, `overlap_m2` and `unshared_m`.
    """
    rows = []
    for vintage, shapes in derived_boundary.groupby("vintage"):
        living = set(alive(region[region["in_finest"]], pd.Timestamp(str(vintage)))["unit_id"])
        drawn = set(shapes["unit_id"])
        rows.append((vintage, len(living - drawn), len(drawn - living)))
    sets = pd.DataFrame(rows, columns=["vintage", "missing_units", "extra_units"])
    return sets.merge(judged(derived_boundary, ["vintage"], labels(derived_boundary)), on="vintage")


def published_alike(derived_comparison: pd.DataFrame) -> pd.DataFrame:
    """Per unit: do both have it, and is a border that runs elsewhere explained?"""
    border = derived_comparison["verdict"] == "border"
    return derived_comparison.assign(
        in_both=~derived_comparison["verdict"].isin(["only_derived", "only_published"]),
        border_explained=~border | derived_comparison["explanation"].notna(),
    )
