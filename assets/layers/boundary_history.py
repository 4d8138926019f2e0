"""Boundaries through time as a map layer: each vintage's sigungu with the era of the unit and what changed.

Full shapes are core.boundary; how much ground moved between vintages is measured in core.boundary_change.
"""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd

from assets.geography.boundary import series_by_series
from assets.geography.boundary_gap import closed_gaps
from assets.geography.coverage import simplify
from assets.lake.asset import asset
from assets.methods.stacked import stacked
from domain.borders import FITNESS, TOLERANCE_M
from domain.crs import CRS
from domain.history import (
    alive,
    links_between,
    moving_links,
    sigungu_alive,
)
from expectations.contracts.map_layers import BOUNDARY_HISTORY

SHAPE = ["vintage", "scheme", "code", "unit_id", "area_km2", "geometry_basis", "geometry"]
FOR_MAPS = FITNESS[1]
ERA = ["unit_id", "name_ko", "name_en", "kind", "valid_from", "valid_to", "sido_unit_id", "sido_ko", "mois_code"]


@asset(contract=BOUNDARY_HISTORY)
def boundary_history(
    boundary: gpd.GeoDataFrame,
    derived_boundary: gpd.GeoDataFrame,
    boundary_gap: gpd.GeoDataFrame,
    region: pd.DataFrame,
    region_event: pd.DataFrame,
) -> gpd.GeoDataFrame:
    """Sigungu of every vintage, gaps closed and simplified, EPSG:5179. One row per vintage and unit.

    Where both schemes have the day, MOIS' file is taken.
    """
    # A vintage that is published for maps only has no areas; where a derived one has the day, that is shown.
    derived = boundary["vintage"].isin(set(derived_boundary["vintage"])) & (boundary["fit_for"] == FOR_MAPS)
    published = boundary[(boundary["level"] == "sigungu") & ~derived]
    both = stacked([part[SHAPE] for part in (published, derived_boundary) if len(part)], SHAPE)
    # Within a day: a published file before a derived one, MOIS (m) before Statistics Korea (k).
    order = both.assign(derived=both["geometry_basis"] == "derived").sort_values(["derived", "scheme"], ascending=[True, False])
    chosen = order.drop_duplicates("vintage")[["vintage", "scheme", "geometry_basis"]]
    table = both[both["unit_id"].notna()].merge(chosen, on=["vintage", "scheme", "geometry_basis"])
    days = sorted(set(table["vintage"]))
    whole = gpd.GeoDataFrame(table, geometry="geometry", crs=CRS)
    shapes = [whole[whole["vintage"] == day] for day in days]
    parts = series_by_series(lambda series, day: _vintage(closed_gaps(series, boundary_gap), region, day), shapes, days)
    before, after = [None, *days][: len(days)], [*days[1:], None][: len(days)]
    dated = [
        part.assign(
            change=_first(part) if last is None else _changes(last, part, region, region_event),
            shown_from=day,
            shown_to=None if following is None else following - dt.timedelta(days=1),
        )
        for part, last, day, following in zip(parts, before, days, after, strict=True)
    ]
    return gpd.GeoDataFrame(stacked(dated, BOUNDARY_HISTORY.column_names), geometry="geometry", crs=CRS)


def _vintage(shapes: pd.DataFrame, region: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    table = shapes.merge(sigungu_alive(region, pd.Timestamp(day))[ERA], on="unit_id")
    return table.assign(geometry=simplify(table["geometry"].to_numpy(), TOLERANCE_M))


def _first(part: pd.DataFrame) -> np.ndarray:
    return np.full(len(part), "first", dtype=object)


def _changes(day: dt.date, after: pd.DataFrame, region: pd.DataFrame, region_event: pd.DataFrame) -> np.ndarray:
    """What became of each unit of `after` since the vintage of `day`: the first of the contract's changes that applies.

    By the region history and not by the file of that day, which may lack a unit that was there.
    """
    then, now = pd.Timestamp(day), pd.Timestamp(after["vintage"].iloc[0])
    moved = moving_links(links_between(region_event, then, now))
    living = alive(region, then)
    old = living[living["level"] == "sigungu"].set_index("unit_id").reindex(after["unit_id"]).reset_index()
    new = after.reset_index(drop=True)
    found = [
        ("new", old["valid_from"].isna()),
        ("extent", new["unit_id"].isin({*moved["from_unit_id"], *moved["to_unit_id"]})),
        ("transferred", old["sido_unit_id"] != new["sido_unit_id"]),
        ("renamed", old["name_ko"] != new["name_ko"]),
        ("recoded", old["mois_code"] != new["mois_code"]),
    ]
    return np.select([applies.to_numpy(bool) for _, applies in found], [name for name, _ in found], default="same")
