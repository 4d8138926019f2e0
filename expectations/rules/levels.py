"""Is every level the union of the one below, with the area that the register has?"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from expectations.history import links_between, moving_links


def levels_add_up(level_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Per level: area minus that of the sigungu (m2), is it a valid coverage, and how many regions lack a shape."""
    base = float(level_boundary.loc[level_boundary["level"] == "sigungu"].geometry.area.sum())
    expected = reference_region["level"].value_counts()
    rows = []
    for level, shapes in level_boundary.groupby("level"):
        polygons = shapes.geometry.to_numpy()
        difference = float(shapely.area(polygons).sum()) - base
        rows.append((level, difference, bool(shapely.coverage_is_valid(polygons)), int(expected.get(level, 0)) - len(shapes)))
    return pd.DataFrame(rows, columns=["level", "difference_m2", "valid_coverage", "missing_regions"])


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
