"""Flows as lines for a map: newest year, from centroid to centroid, above a threshold. Counts are `assets/panel/migration.py`."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from assets.io.asset import asset
from assets.io.lake import CRS
from expectations.contracts.migration_flow_sido import MIGRATION_FLOW_SIDO, SIDO_THRESHOLD
from expectations.contracts.migration_flow_sigungu import MIGRATION_FLOW_SIGUNGU, SIGUNGU_THRESHOLD

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
            reference_date=[dt.date(int(year), 12, 31) for year in table["year"]],
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
