"""Are simplified shapes still one coverage, with every region of the full one?"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely


def simple_coverages(simple_boundary: gpd.GeoDataFrame, level_boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """Per level: is it a valid coverage, how many shapes are empty, how many regions are absent, and by which share area differs.

    Eup-myeon-dong have no full shapes in core.level_boundary; what is said of those is without them.
    """
    full = {level: set(rows["region_id"]) for level, rows in level_boundary.groupby("level")}
    area = level_boundary.geometry.area.groupby(level_boundary["level"]).sum()
    rows = []
    for level, shapes in simple_boundary.groupby("level"):
        polygons = shapes.geometry.to_numpy()
        absent = len(full.get(level, set()) - set(shapes["region_id"]))
        change = float(shapely.area(polygons).sum() / area[level] - 1) if level in full else 0.0
        rows.append((level, bool(shapely.coverage_is_valid(polygons)), int(shapely.is_empty(polygons).sum()), absent, change))
    return pd.DataFrame(rows, columns=["level", "valid_coverage", "empty_shapes", "absent_regions", "area_change"])
