"""Is every level the union of the one below, with the area that the register has?"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from expectations.coverage import judged
from expectations.history import links_between, moving_links


def levels_add_up(level_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Per level: area minus that of the sigungu (m2), is it a valid coverage, and how many regions lack a shape.

    A level in which regions overlap has a row for each pair, with their `units`, `overlap_m2` and `unshared_m`.
    """
    base = float(level_boundary.loc[level_boundary["level"] == "sigungu"].geometry.area.sum())
    expected = reference_region["level"].value_counts()
    table = judged(level_boundary, ["level"], level_boundary["region_id"])
    level = table["level"]
    there = level_boundary.groupby("level")
    difference = level.map(there["geometry"].apply(lambda shapes: float(shapes.area.sum())) - base)
    missing = level.map(expected).fillna(0).astype(int) - level.map(there.size())
    return table.assign(difference_m2=difference, missing_regions=missing)


def ground_won(level_boundary: pd.DataFrame) -> pd.DataFrame:
    """Per region: gaps that were closed, as a share of the ground that it had before."""
    table = pd.DataFrame(level_boundary[["level", "region_id", "area_km2", "gaps_closed_km2"]])
    return table.assign(won_share=table["gaps_closed_km2"] / (table["area_km2"] - table["gaps_closed_km2"]))


def area_against_register(
    level_boundary: pd.DataFrame, official_area: pd.DataFrame, reference_region: pd.DataFrame, region_event: pd.DataFrame
) -> pd.DataFrame:
    """Per region with a registered area: polygon area against it, as a share of the registered one.

    A unit that gained or lost ground between the reference vintage and the day of the register is left out.
    """
    newest = official_area.sort_values("reference_date").drop_duplicates(["level", "unit_id"], keep="last")
    newest = newest.rename(columns={"unit_id": "region_id", "area_km2": "registered_km2"})
    shapes = pd.DataFrame(level_boundary[["level", "region_id", "area_km2"]])
    table = shapes.merge(newest[["level", "region_id", "registered_km2", "publisher"]], on=["level", "region_id"])
    for day in set(reference_region["reference_vintage"]):
        dates = pd.to_datetime(newest["reference_date"])
        for registered in set(dates):
            links = moving_links(links_between(region_event, pd.Timestamp(str(day)), registered))
            moved = set(links["from_unit_id"]) | set(links["to_unit_id"])
            then = set(newest.loc[dates == registered, "region_id"])
            table = table[~table["region_id"].isin(moved & then)]
    return table.assign(difference_share=table["area_km2"] / table["registered_km2"] - 1)
