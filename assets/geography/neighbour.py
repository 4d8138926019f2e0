"""Neighbourhood of sigungu on the reference coverage: queen contiguity, islands joined to what is nearest."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from assets.io.asset import asset
from expectations.contracts.neighbour import NEIGHBOUR


@asset(contract=NEIGHBOUR)
def neighbour(level_boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pairs of sigungu that share a border or a corner, and islands with their nearest unit. One row per pair and order; km."""
    sigungu = level_boundary[level_boundary["level"] == "sigungu"]
    units, shapes = sigungu["region_id"].to_numpy(), sigungu.geometry.to_numpy()
    tree = shapely.STRtree(shapes)
    # On a clean coverage two units that intersect share an edge or a corner, never ground.
    first, second = tree.query(shapes, predicate="intersects")
    touching = first != second
    pairs = [(units[a], units[b], "queen", 0.0) for a, b in zip(first[touching], second[touching], strict=True)]
    for island in np.setdiff1d(np.arange(len(units)), first[touching]):
        near, metres = nearest(shapes, island)
        pairs += [(units[a], units[b], "nearest", metres / 1000) for a, b in ((island, near), (near, island))]
    return pd.DataFrame(pairs, columns=list(NEIGHBOUR.column_names)).drop_duplicates(["unit_id", "neighbour_id"])


def nearest(shapes: np.ndarray, index: int) -> tuple[int, float]:
    """Position of the shape nearest to the one at `index`, and the distance in metres."""
    distance = shapely.distance(shapes, shapes[index])
    distance[index] = np.inf
    near = int(np.argmin(distance))
    return near, float(distance[near])
