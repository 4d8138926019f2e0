"""Shapes of every level of the reference geography, full and simplified."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from assets.geography.boundary_gap import closed_gaps
from assets.geography.coverage import clean, dissolve, lonlat_centroids, simplify
from assets.lake.asset import asset
from assets.methods.stacked import stacked
from domain.borders import CLOSED_GAP_M, FITNESS, TOLERANCE_M
from domain.crs import CRS
from domain.errors import ContractError
from domain.history import reference_day
from domain.levels import LEVELS
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY, SIMPLE_BOUNDARY

# Shapes of the reference geography: sigungu dissolved to sido, 5+3 groups, capital and rest, and the nation.


def require_complete(reference_region: pd.DataFrame) -> None:
    """Raises ContractError when no vintage covers every unit: there is no geography that figures could be brought to."""
    if reference_region.empty:
        raise ContractError(
            "boundary: no sigungu vintage has every unit that lived then and is fit for measuring; a complete one is needed "
            "(one that is for maps only is taken when it is asked for, --reference DAY)"
        )


@asset(contract=LEVEL_BOUNDARY, require=require_complete)
def level_boundary(
    boundary: gpd.GeoDataFrame,
    derived_boundary: gpd.GeoDataFrame,
    boundary_gap: gpd.GeoDataFrame,
    reference_region: pd.DataFrame,
    region_member: pd.DataFrame,
    region: pd.DataFrame,
) -> gpd.GeoDataFrame:
    """Dissolved coverages in EPSG:5179, gaps between units closed, areas in km2. One row per level and region."""
    finest = closed_gaps(reference_coverage(boundary, derived_boundary, reference_region), boundary_gap)
    member = membership(finest, region_member, region)
    rows = [
        (level, region_id, shape, float(finest.loc[member[level] == region_id, "gaps_closed_km2"].sum()))
        for level in reversed(LEVELS)
        for region_id, shape in dissolve(finest.geometry.to_numpy(), list(member[level])).items()
    ]
    columns = ["level", "region_id", "geometry", "gaps_closed_km2"]
    table = gpd.GeoDataFrame(rows, columns=columns, geometry="geometry", crs=CRS)
    lon, lat = lonlat_centroids(table)
    return table.assign(
        area_km2=table.geometry.area / 1e6,
        centroid_lon=lon,
        centroid_lat=lat,
        geometry_basis=next(iter(finest["geometry_basis"]), None),
    )


def reference_coverage(
    boundary: gpd.GeoDataFrame, derived_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Sigungu of the reference vintage: a published one that is fit for measuring, else the derived one, else one for maps.

    Where both schemes have it, MOIS is taken, whose codes the tables use.
    """
    day = reference_day(reference_region)
    published = boundary[(boundary["level"] == "sigungu") & (pd.to_datetime(boundary["vintage"]) == day)]
    derived = derived_boundary[pd.to_datetime(derived_boundary["vintage"]) == day]
    candidates = (published[published["fit_for"] == FITNESS[0]], derived, published)
    same = next((series for series in candidates if len(series)), published)
    scheme = "mois" if "mois" in set(same["scheme"]) else "kostat"
    return same[same["scheme"] == scheme].reset_index(drop=True)


def membership(finest: gpd.GeoDataFrame, region_member: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """For each finest unit the region above it at every level, in the order of `finest`."""
    above = region_member[region_member["member_level"] == "sigungu"]
    parent = region.drop_duplicates("unit_id", keep="last").set_index("unit_id")["parent_unit_id"]
    unit = finest["unit_id"]
    kosis = unit.where(unit.isin(above["member_id"]), unit.map(parent))
    found = {level: kosis.map(rows.set_index("member_id")["region_id"]) for level, rows in above.groupby("level")}
    return pd.DataFrame(found, index=finest.index, columns=list(LEVELS))


# Simplified companions of the boundaries: fewer vertices, the same coverage. Full shapes are `levels.py` and `boundary.py`.

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
    return gpd.GeoDataFrame(stacked(parts, COLUMNS), geometry="geometry", crs=CRS)


def newest_emd(boundary: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Rows of the newest vintage of administrative eup-myeon-dong; none where no file has them."""
    emd = boundary[boundary["level"] == "emd"]
    return emd[emd["vintage"] == emd["vintage"].max()].reset_index(drop=True)


def _above(level: str, sigungu: gpd.GeoDataFrame, region_member: pd.DataFrame) -> gpd.GeoDataFrame:
    members = region_member[(region_member["level"] == level) & (region_member["member_level"] == "sigungu")]
    group = sigungu["region_id"].map(members.set_index("member_id")["region_id"])
    shapes = dissolve(sigungu.geometry.to_numpy(), list(group))
    table = gpd.GeoDataFrame({"region_id": list(shapes)}, geometry=list(shapes.values()), crs=CRS)
    return table.assign(level=level, geometry_basis=next(iter(sigungu["geometry_basis"]), None))
