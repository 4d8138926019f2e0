"""Who is host, neighbour and possible donor of each innovation city: roles of sigungu by distance from the sites."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from assets.lake.asset import asset
from assets.methods.stacked import stacked
from domain.crs import CRS
from domain.innovation_city import RING_BOUNDS, RINGS
from expectations.contracts.innovation_city_study import INNOVATION_CITY_UNIT

NEAR_KM = RING_BOUNDS[-1]
# With fewer donors a comparison hangs on single units; the pool is then widened.
FEWEST_DONORS = 5
# Built for moved ministries: no unit that nothing happened to.
NOT_A_DONOR = ("sejong-si",)


@asset(contract=INNOVATION_CITY_UNIT)
def innovation_city_unit(
    innovation_city_site: pd.DataFrame, reference_region: pd.DataFrame, region: pd.DataFrame, level_boundary: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Hosts, rings and donors of each city, distance in km. One row per city and unit with a role."""
    units = located_units(reference_region, level_boundary)
    sites = _located_sites(innovation_city_site, region)
    hosts = sites[["city_id", "unit_id"]].drop_duplicates()
    far = {str(city): _distance(units, of_city) for city, of_city in sites.groupby("city_id")}
    clean = eligible(units, hosts, far)
    parts = [_roles(city, units, set(hosts.loc[hosts["city_id"] == city, "unit_id"]), far[city], clean) for city in sorted(far)]
    return stacked(parts, INNOVATION_CITY_UNIT.column_names)


def located_units(reference_region: pd.DataFrame, level_boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """Sigungu with sido, 5+3 group and the centroid of their shape in metres, by unit_id."""
    names = reference_region[reference_region["level"] == "sigungu"].set_index("region_id")
    shapes = level_boundary[level_boundary["level"] == "sigungu"].set_index("region_id")
    centre = shapes.geometry.centroid.reindex(names.index)
    return names[["name_ko", "sido_ko", "sido_unit_id", "megaregion"]].assign(
        x=centre.x, y=centre.y, geometry_basis=shapes["geometry_basis"].reindex(names.index)
    )


def eligible(units: pd.DataFrame, hosts: pd.DataFrame, far: dict[str, pd.Series]) -> pd.Series:
    """Units outside the capital region that are no host and not within 20 km of any site: donors and placebo hosts."""
    nearest = pd.DataFrame(far, index=units.index, dtype="float64").min(axis=1)
    barred = units.index.isin([*hosts["unit_id"], *NOT_A_DONOR])
    return (units["megaregion"] != "capital") & ~barred & (nearest >= NEAR_KM)


def donor_pool(units: pd.DataFrame, clean: pd.Series, of: set[str]) -> tuple[str, list[str]]:
    """Name and members of the pool for the units `of`: their sido, else their 5+3 group, else all outside the capital.

    The narrowest pool with at least five donors besides the units themselves.
    """
    own = units[units.index.isin(list(of))]
    candidates = units[clean & ~units.index.isin(list(of))]
    for pool, column in (("sido", "sido_unit_id"), ("megaregion", "megaregion")):
        members = candidates[candidates[column].isin(own[column])].index
        if len(members) >= FEWEST_DONORS:
            return pool, sorted(members)
    return "outside_capital", sorted(candidates.index)


def _roles(city: str, units: pd.DataFrame, hosts: set[str], distance: pd.Series, clean: pd.Series) -> pd.DataFrame:
    ring = pd.cut(distance, [0, *RING_BOUNDS], right=False, labels=list(RINGS)).astype("object")
    role = ring.where(ring.notna() & ~units.index.isin(list(hosts)))
    pool, donors = donor_pool(units, clean, hosts)
    role = role.mask(units.index.isin(donors), "donor").mask(units.index.isin(list(hosts)), "host")
    table = units.assign(city_id=city, role=role, distance_km=distance, donor_pool=role.map({"donor": pool}))
    return table[table["role"].notna()].rename_axis("unit_id").reset_index()


def _distance(units: pd.DataFrame, sites: pd.DataFrame) -> pd.Series:
    """Km from each centroid to the nearest of the sites."""
    apart = np.hypot(
        units["x"].to_numpy()[:, None] - sites["x"].to_numpy(), units["y"].to_numpy()[:, None] - sites["y"].to_numpy()
    )
    return pd.Series(apart.min(axis=1) / 1000, units.index)


def _located_sites(innovation_city_site: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Sites in metres (EPSG:5179) with their host of the KOSIS set: a gu of a city is its city."""
    place = gpd.GeoSeries(gpd.points_from_xy(innovation_city_site["lon"], innovation_city_site["lat"]), crs="EPSG:4326").to_crs(
        CRS
    )
    last = region.sort_values("valid_from").drop_duplicates("unit_id", keep="last").set_index("unit_id")
    unit = innovation_city_site["unit_id"]
    whole = unit.where(unit.map(last["in_kosis"]).eq(True), unit.map(last["parent_unit_id"]))
    return innovation_city_site[["city_id"]].assign(unit_id=whole, x=place.x.to_numpy(), y=place.y.to_numpy())
