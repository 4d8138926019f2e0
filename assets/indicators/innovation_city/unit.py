"""Who is host, neighbour and possible donor of each innovation city: roles of sigungu by distance, and shocks of their own."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from assets.lake.asset import asset
from assets.methods.stacked import stacked
from domain.crs import CRS
from domain.innovation_city import RING_BOUNDS, RINGS
from expectations.contracts.innovation_city_study import INNOVATION_CITY_SHOCK, INNOVATION_CITY_UNIT

NEAR_KM = RING_BOUNDS[-1]
# With fewer donors a comparison hangs on single units; the pool is then widened.
FEWEST_DONORS = 5
# Built for moved ministries: no unit that nothing happened to.
SEJONG = "sejong-si"


@asset(contract=INNOVATION_CITY_SHOCK)
def innovation_city_shock(
    crisis_designation: pd.DataFrame,
    government_town: pd.DataFrame,
    neighbour: pd.DataFrame,
    region: pd.DataFrame,
    reference_region: pd.DataFrame,
) -> pd.DataFrame:
    """Sigungu that moved for reasons of their own, by rules that know no figure. One row per unit and kind of shock.

    A gu stands for its city. Whatever government designated, before or after the designation something happened there.
    """
    crises = crisis_designation.assign(unit_id=of_kosis_set(crisis_designation["unit_id"], region))
    first = pd.to_datetime(crises["designated_from"]).groupby(crises["unit_id"]).min().dt.year
    schemes = crises.groupby("unit_id")["scheme"].agg(lambda names: ", ".join(sorted(set(names))))
    beside = sorted(set(neighbour.loc[neighbour["neighbour_id"] == SEJONG, "unit_id"]))
    parts = [
        pd.DataFrame(
            {"unit_id": first.index, "kind": "crisis_region", "since_year": first.to_numpy(), "reason": schemes.to_numpy()}
        ),
        pd.DataFrame({"unit_id": beside, "kind": "beside_sejong", "since_year": None, "reason": "borders Sejong"}),
        government_town.assign(kind="government_town", reason=government_town["government_en"]),
    ]
    known = reference_region.loc[reference_region["level"] == "sigungu", "region_id"]
    return stacked([part[part["unit_id"].isin(known)] for part in parts], INNOVATION_CITY_SHOCK.column_names)


@asset(contract=INNOVATION_CITY_UNIT)
def innovation_city_unit(
    innovation_city_site: pd.DataFrame,
    reference_region: pd.DataFrame,
    region: pd.DataFrame,
    level_boundary: gpd.GeoDataFrame,
    innovation_city_shock: pd.DataFrame,
) -> pd.DataFrame:
    """Hosts, rings, donors and those left out as donors of each city, distance in km. One row per city and unit with a role."""
    units = located_units(reference_region, level_boundary)
    sites = _located_sites(innovation_city_site, region)
    hosts = sites[["city_id", "unit_id"]].drop_duplicates()
    far = {str(city): _distance(units, of_city) for city, of_city in sites.groupby("city_id")}
    clean = eligible(units, hosts, far)
    kinds = innovation_city_shock.sort_values("kind").groupby("unit_id")["kind"].agg(", ".join)
    shock = kinds.reindex(units.index)
    parts = [
        _roles(city, units, set(hosts.loc[hosts["city_id"] == city, "unit_id"]), far[city], clean, shock) for city in sorted(far)
    ]
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
    barred = units.index.isin([*hosts["unit_id"], SEJONG])
    return (units["megaregion"] != "capital") & ~barred & (nearest >= NEAR_KM)


def donor_pool(units: pd.DataFrame, clean: pd.Series, of: set[str]) -> tuple[str, list[str]]:
    """Name and members of the pool for the units `of`: their sido, else their 5+3 group, else all outside the capital.

    The narrowest pool with at least five donors besides the units themselves.
    """
    for pool in ("sido", "megaregion"):
        members = units.index[clean & within(units, pool, of)]
        if len(members) >= FEWEST_DONORS:
            return pool, sorted(members)
    return "outside_capital", sorted(units.index[clean & within(units, "outside_capital", of)])


def within(units: pd.DataFrame, pool: str, of: set[str]) -> pd.Series:
    """Which units besides `of` lie in the area of a pool, donors or not."""
    itself = pd.Series(units.index.isin(list(of)), units.index)
    if pool == "outside_capital":
        return (units["megaregion"] != "capital") & ~itself
    column = {"sido": "sido_unit_id", "megaregion": "megaregion"}[pool]
    return units[column].isin(units.loc[itself, column]) & ~itself


def of_kosis_set(unit: pd.Series, region: pd.DataFrame) -> pd.Series:
    """The units of the KOSIS set: a gu of a city is its city."""
    last = region.sort_values("valid_from").drop_duplicates("unit_id", keep="last").set_index("unit_id")
    return unit.where(unit.map(last["in_kosis"]).eq(True), unit.map(last["parent_unit_id"]))


def _roles(
    city: str, units: pd.DataFrame, hosts: set[str], distance: pd.Series, clean: pd.Series, shock: pd.Series
) -> pd.DataFrame:
    ring = pd.cut(distance, [0, *RING_BOUNDS], right=False, labels=list(RINGS)).astype("object")
    role = ring.where(ring.notna() & ~units.index.isin(list(hosts)))
    pool, donors = donor_pool(units, clean & shock.isna(), hosts)
    left_out = clean & shock.notna() & within(units, pool, hosts)
    role = role.mask(units.index.isin(donors), "donor").mask(left_out, "donor_with_shock")
    role = role.mask(units.index.isin(list(hosts)), "host")
    of_pool = role.isin(["donor", "donor_with_shock"])
    named = pd.Series(pool, units.index).where(of_pool)
    table = units.assign(city_id=city, role=role, distance_km=distance, donor_pool=named, shocks=shock.where(of_pool))
    return table[table["role"].notna()].rename_axis("unit_id").reset_index()


def _distance(units: pd.DataFrame, sites: pd.DataFrame) -> pd.Series:
    """Km from each centroid to the nearest of the sites."""
    apart = np.hypot(
        units["x"].to_numpy()[:, None] - sites["x"].to_numpy(), units["y"].to_numpy()[:, None] - sites["y"].to_numpy()
    )
    return pd.Series(apart.min(axis=1) / 1000, units.index)


def _located_sites(innovation_city_site: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Sites in metres (EPSG:5179) with their host of the KOSIS set."""
    place = gpd.GeoSeries(gpd.points_from_xy(innovation_city_site["lon"], innovation_city_site["lat"]), crs="EPSG:4326").to_crs(
        CRS
    )
    unit = of_kosis_set(innovation_city_site["unit_id"], region)
    return innovation_city_site[["city_id"]].assign(unit_id=unit, x=place.x.to_numpy(), y=place.y.to_numpy())
