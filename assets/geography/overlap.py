"""Area overlap of two coverages: how much of each source polygon lies in each target polygon.

Only geometry: which units these are, and when overlap is the right weight, is `crosswalk.py`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from assets.geography.coverage import Polygons

# Slivers narrower than digitising noise: below this share of the smaller polygon they carry no information.
SLIVER_SHARE = 1e-4


@dataclass(frozen=True)
class Overlay:
    """Intersecting pairs by position: source, target, shared area in m2."""

    source: npt.NDArray[np.intp]
    target: npt.NDArray[np.intp]
    area_m2: npt.NDArray[np.float64]


def overlay(source: Polygons, target: Polygons) -> Overlay:
    """Shared areas of two arrays of valid polygons in one planar CRS; pairs that merely touch are left out."""
    tree = shapely.STRtree(target)
    first, second = tree.query(source, predicate="intersects")
    area = shapely.area(shapely.intersection(source[first], target[second]))
    real = area > 0
    return Overlay(first[real], second[real], area[real])


def area_weights(source: Polygons, target: Polygons, *, drop_slivers: bool = False) -> pd.DataFrame:
    """Weights `source`, `target`, `weight` by shared area; per source they sum to 1.

    What of a source lies outside all targets (another coastline) is spread over its targets in
    proportion, so that nothing is lost. A source that meets no target has no row. `drop_slivers`
    leaves out shares below `SLIVER_SHARE` of the source before weights are taken.
    """
    found = overlay(source, target)
    table = pd.DataFrame({"source": found.source, "target": found.target, "area": found.area_m2})
    whole = table.groupby("source")["area"].transform("sum")
    if drop_slivers:
        table = table[table["area"] / whole >= SLIVER_SHARE]
        whole = table.groupby("source")["area"].transform("sum")
    return table.assign(weight=table["area"] / whole).drop(columns="area").reset_index(drop=True)
