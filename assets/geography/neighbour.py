"""Neighbourhood of sigungu on the reference coverage: queen contiguity; islands joined to what is nearest and by their bridges.

Borders are held against those of another vintage in `border_comparison.py`.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from assets.lake.asset import asset
from expectations.contracts.reference_boundaries import NEIGHBOUR


@asset(contract=NEIGHBOUR)
def neighbour(level_boundary: gpd.GeoDataFrame, fixed_link: pd.DataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Pairs of sigungu that share a border or a corner, and islands with their nearest unit and with those that a bridge joins.

    One row per pair and order; km. Bridges count from the day of their opening.
    """
    sigungu = level_boundary[level_boundary["level"] == "sigungu"]
    units, shapes = sigungu["region_id"].to_numpy(), sigungu.geometry.to_numpy()
    tree = shapely.STRtree(shapes)
    # On a clean coverage two units that intersect share an edge or a corner, never ground.
    first, second = tree.query(shapes, predicate="intersects")
    touching = first != second
    pairs = [(units[a], units[b], "queen", 0.0) for a, b in zip(first[touching], second[touching], strict=True)]
    islands = np.setdiff1d(np.arange(len(units)), first[touching])
    place = {unit: position for position, unit in enumerate(units)}
    for one, other in bridges(fixed_link, reference_region):
        a, b = place.get(one), place.get(other)
        if a is not None and b is not None and {a, b} & set(islands):
            km = float(shapely.distance(shapes[a], shapes[b])) / 1000
            pairs += [(one, other, "bridge", km), (other, one, "bridge", km)]
    for island in islands:
        near, metres = nearest(shapes, tree, island)
        pairs += [(units[a], units[b], "nearest", metres / 1000) for a, b in ((island, near), (near, island))]
    return pd.DataFrame(pairs, columns=list(NEIGHBOUR.column_names)).drop_duplicates(["unit_id", "neighbour_id"])


def bridges(fixed_link: pd.DataFrame, reference_region: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs of units that a fixed link joined by the day of the reference geography."""
    days = pd.to_datetime(reference_region["reference_vintage"])
    there = fixed_link[pd.to_datetime(fixed_link["opened"]) <= days.max()]
    return list(dict.fromkeys(zip(there["unit_id"], there["other_unit_id"], strict=True)))


def nearest(shapes: np.ndarray, tree: shapely.STRtree, index: int) -> tuple[int, float]:
    """Position of the shape nearest to the one at `index`, the first of several, and the distance in metres."""
    (found, metres) = tree.query_nearest(shapes[index], exclusive=True, return_distance=True)
    return int(found.min()), float(metres[0])
