"""Simplified companions of the boundaries: fewer vertices, the same coverage. Full shapes are `levels.py` and `boundary.py`."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from assets.geography.coverage import clean, dissolve, simplify
from assets.io.asset import asset
from assets.io.lake import CRS
from expectations.contracts.simple_boundary import CLOSED_GAP_M, SIMPLE_BOUNDARY, TOLERANCE_M

COLUMNS = ["level", "region_id", "geometry_basis", "geometry"]


@asset(contract=SIMPLE_BOUNDARY)
def simple_boundary(
    level_boundary: gpd.GeoDataFrame, boundary: gpd.GeoDataFrame, region_member: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Sigungu, what they make up, and the newest eup-myeon-dong, simplified, EPSG:5179. One row per level and region."""
    sigungu = level_boundary[level_boundary["level"] == "sigungu"].reset_index(drop=True)
    # Gaps that are too wide to be closed in the full boundaries are specks on a map of the country.
    whole = clean(sigungu.geometry.to_numpy(), CLOSED_GAP_M)
    sigungu = sigungu.assign(geometry=simplify(whole, TOLERANCE_M))
    emd = newest_emd(boundary).rename(columns={"code": "region_id"})
    if len(emd):
        emd = emd.assign(geometry=simplify(emd.geometry.to_numpy(), TOLERANCE_M))
    above = [_above(level, sigungu, region_member) for level in ("sido", "megaregion")]
    parts = [part[COLUMNS] for part in (sigungu, *above, emd) if len(part)]
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), geometry="geometry", crs=CRS)


def newest_emd(boundary: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Rows of the newest vintage of administrative eup-myeon-dong; none where no file has them."""
    emd = boundary[boundary["level"] == "emd"]
    return emd[emd["vintage"] == emd["vintage"].max()].reset_index(drop=True)


def _above(level: str, sigungu: gpd.GeoDataFrame, region_member: pd.DataFrame) -> gpd.GeoDataFrame:
    members = region_member[(region_member["level"] == level) & (region_member["member_level"] == "sigungu")]
    group = sigungu["region_id"].map(members.set_index("member_id")["region_id"])
    shapes = dissolve(sigungu.geometry.to_numpy(), list(group))
    table = gpd.GeoDataFrame({"region_id": list(shapes)}, geometry=list(shapes.values()), crs=CRS)
    return table.assign(level=level, geometry_basis=str(sigungu["geometry_basis"].iloc[0]))
