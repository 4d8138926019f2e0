"""Are simplified shapes still one coverage, with every region of the full one?"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from expectations.coverage import judged


def simple_coverages(simple_boundary: gpd.GeoDataFrame, level_boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """Per level: is it a valid coverage, how many shapes are empty, how many regions are absent, and by which share area differs.

    A level in which regions overlap has a row for each pair, with their `units`, `overlap_m2` and `unshared_m`.
    Eup-myeon-dong have no full shapes in core.level_boundary; what is said of those is without them.
    """
    full = {level: set(rows["region_id"]) for level, rows in level_boundary.groupby("level")}
    area = level_boundary.geometry.area.groupby(level_boundary["level"]).sum()
    rows = []
    for level, shapes in simple_boundary.groupby("level"):
        polygons = shapes.geometry.to_numpy()
        absent = len(full.get(level, set()) - set(shapes["region_id"]))
        change = float(shapely.area(polygons).sum() / area[level] - 1) if level in full else 0.0
        rows.append((level, int(shapely.is_empty(polygons).sum()), absent, change))
    sets = pd.DataFrame(rows, columns=["level", "empty_shapes", "absent_regions", "area_change"])
    return sets.merge(judged(simple_boundary, ["level"], simple_boundary["region_id"]), on="level")
