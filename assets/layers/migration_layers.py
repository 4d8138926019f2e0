"""Line layers of migration, all ages and youth."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from assets.lake.asset import asset
from domain.crs import CRS
from domain.days import year_end, year_ends
from domain.moves import SIDO_THRESHOLD, SIGUNGU_THRESHOLD
from expectations.contracts.flows import MIGRATION_FLOW_SIDO, MIGRATION_FLOW_SIGUNGU
from expectations.contracts.map_layers import YOUTH_FLOW

# Flows as lines for a map: newest year, from centroid to centroid, above a threshold. Counts are `assets/panel/moves.py`.

PAIR = ["from_unit_id", "to_unit_id"]


@asset(contract=MIGRATION_FLOW_SIDO)
def migration_flow_sido(
    sido_flow: pd.DataFrame, reference_region: pd.DataFrame, level_boundary: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Newest flows between sido as lines, EPSG:5179. One row per origin and destination of at least the threshold."""
    return flow_lines("sido", sido_flow, reference_region, level_boundary, SIDO_THRESHOLD)


@asset(contract=MIGRATION_FLOW_SIGUNGU)
def migration_flow_sigungu(
    sigungu_flow: pd.DataFrame, reference_region: pd.DataFrame, level_boundary: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Newest flows between sigungu as lines, EPSG:5179. One row per origin and destination of at least the threshold."""
    return flow_lines("sigungu", sigungu_flow, reference_region, level_boundary, SIGUNGU_THRESHOLD)


def flow_lines(
    level: str, flows: pd.DataFrame, reference_region: pd.DataFrame, level_boundary: gpd.GeoDataFrame, threshold: int
) -> gpd.GeoDataFrame:
    """Straight lines of the newest year's flows of `threshold` persons and more; shares and ranks are among all flows.

    The threshold is of one direction: a line may be there whose way back is not. `moves_back` counts it all the same.
    """
    table = flows[(flows["kind"] == "between") & (flows["year"] == flows["year"].max())]
    back = table.set_index(PAIR)["moves"]
    other_way = pd.MultiIndex.from_frame(table[["to_unit_id", "from_unit_id"]])
    out = table.groupby("from_unit_id")["moves"]
    table = table.assign(
        moves_back=back.reindex(other_way).fillna(0).to_numpy("int64"),
        share_of_out=table["moves"] / out.transform("sum"),
        rank_out=out.rank(method="min", ascending=False),
        rank_in=table.groupby("to_unit_id")["moves"].rank(method="min", ascending=False),
    )
    table = table[table["moves"] >= threshold].reset_index(drop=True)
    shapes = level_boundary[level_boundary["level"] == level].set_index("region_id")
    names = reference_region[reference_region["level"] == level].set_index("region_id")
    for side in ("from", "to"):
        table[f"{side}_name_ko"] = table[f"{side}_unit_id"].map(names["name_ko"])
        table[f"{side}_name_en"] = table[f"{side}_unit_id"].map(names["name_en"])
    lines = gpd.GeoSeries(_lines(table, shapes), crs=CRS)
    return gpd.GeoDataFrame(
        table.assign(
            reference_date=year_ends(table["year"]),
            net_moves=table["moves"] - table["moves_back"],
            length_km=lines.length.to_numpy() / 1000,
            geometry_basis=table["from_unit_id"].map(shapes["geometry_basis"]),
        ),
        geometry=lines,
    )


def _lines(table: pd.DataFrame, shapes: gpd.GeoDataFrame) -> np.ndarray:
    """From the centroid of the origin to that of the destination, metres in EPSG:5179."""
    centre = shapes.geometry.centroid
    ends = [shapely.get_coordinates(centre.reindex(table[side]).to_numpy()).reshape(-1, 2) for side in PAIR]
    lines: np.ndarray = shapely.linestrings(np.stack(ends, axis=1))
    return lines


# Lines to the capital region for a map of young people's leaving, as far as the sources go.
#
# Moves are of all ages (`assets/panel/moves.py`), the youth balance is a residual of the origin
# (`assets/indicators/migration/youth.py`): both stand side by side in a row, and neither is said to be the other.


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
    lines = gpd.GeoSeries(_youth_lines(shapes.geometry.reindex(table.index), whole.geometry), index=table.index, crs=CRS)
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
        moves_date=year_end(newest["year"].max()) if len(newest) else None,
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


def _youth_lines(origins: gpd.GeoSeries, capital: gpd.GeoSeries) -> np.ndarray:
    starts = shapely.get_coordinates(shapely.centroid(origins.to_numpy())).reshape(-1, 2)
    ends = np.broadcast_to(shapely.get_coordinates(shapely.centroid(capital.to_numpy()))[:1].reshape(-1, 2), starts.shape)
    lines: np.ndarray = shapely.linestrings(np.stack([starts, ends], axis=1))
    return lines
