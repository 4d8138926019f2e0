"""Lines to the capital region for a map of young people's leaving, as far as the sources go.

Moves are of all ages (`assets/panel/migration.py`), the youth balance is a residual of the origin (`youth_migration.py`):
both stand side by side in a row, and neither is said to be the other.
"""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from assets.io.asset import asset
from assets.io.lake import CRS
from expectations.contracts.youth_flow import YOUTH_FLOW


@asset(contract=YOUTH_FLOW)
def youth_flow(
    sigungu_flow: pd.DataFrame,
    youth_migration: pd.DataFrame,
    region_member: pd.DataFrame,
    reference_region: pd.DataFrame,
    level_boundary: gpd.GeoDataFrame,
) -> gpd.GeoDataFrame:
    """Newest year's moves of each sigungu outside the capital region to it and back, EPSG:5179. One row per sigungu."""
    capital = _capital(region_member)
    moves = moves_with(capital, sigungu_flow)
    shapes = level_boundary[level_boundary["level"] == "sigungu"].set_index("region_id")
    names = reference_region[reference_region["level"] == "sigungu"].set_index("region_id")
    table = moves.join(names[["name_ko", "name_en", "sido_ko"]]).join(_youth(youth_migration)).join(shapes["geometry_basis"])
    whole = level_boundary[(level_boundary["level"] == "capital_rest") & (level_boundary["region_id"] == "capital")]
    lines = gpd.GeoSeries(_lines(shapes.geometry.reindex(table.index), whole.geometry), index=table.index, crs=CRS)
    return gpd.GeoDataFrame(
        table.assign(length_km=lines.length / 1000).rename(columns={"name_ko": "from_name_ko", "name_en": "from_name_en"}),
        geometry=lines,
    ).rename_axis("from_unit_id").reset_index()  # fmt: skip


def moves_with(capital: set[str], flows: pd.DataFrame) -> pd.DataFrame:
    """Moves of all ages to and from the units of `capital` in the newest year, by unit outside it."""
    newest = flows[(flows["kind"] == "between") & (flows["year"] == flows["year"].max())]
    from_inside, to_inside = newest["from_unit_id"].isin(capital), newest["to_unit_id"].isin(capital)
    leaving, coming = newest[~from_inside & to_inside], newest[from_inside & ~to_inside]
    estimated = pd.concat(
        [leaving.set_index("from_unit_id")["interpolated"], coming.set_index("to_unit_id")["interpolated"]]
    ).astype(bool)
    table = pd.DataFrame(
        {
            "moves_to_capital": leaving.groupby("from_unit_id")["moves"].sum(),
            "moves_from_capital": coming.groupby("to_unit_id")["moves"].sum(),
            "interpolated": estimated.groupby(level=0).any(),
        }
    )
    counts = table[["moves_to_capital", "moves_from_capital"]].fillna(0).astype("int64")
    return table.assign(
        **counts,
        net_to_capital=counts["moves_to_capital"] - counts["moves_from_capital"],
        moves_date=dt.date(int(newest["year"].max()), 12, 31) if len(newest) else None,
    )


def _capital(region_member: pd.DataFrame) -> set[str]:
    inside = (region_member["level"] == "capital_rest") & (region_member["region_id"] == "capital")
    return set(region_member.loc[inside & (region_member["member_level"] == "sigungu"), "member_id"])


def _youth(youth_migration: pd.DataFrame) -> pd.DataFrame:
    rows = youth_migration[youth_migration["level"] == "sigungu"]
    newest = rows[rows["reference_date"] == rows["reference_date"].max()].set_index("region_id")
    named = {"reference_date": "youth_date", "net_rate_20_34": "youth_net_rate", "net_20_34": "youth_net"}
    table: pd.DataFrame = newest[list(named)].rename(columns=named)
    return table


def _lines(origins: gpd.GeoSeries, capital: gpd.GeoSeries) -> np.ndarray:
    starts = shapely.get_coordinates(shapely.centroid(origins.to_numpy())).reshape(-1, 2)
    ends = np.broadcast_to(shapely.get_coordinates(shapely.centroid(capital.to_numpy()))[:1].reshape(-1, 2), starts.shape)
    lines: np.ndarray = shapely.linestrings(np.stack([starts, ends], axis=1))
    return lines
