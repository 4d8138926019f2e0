"""Shapes of the reference geography: levels nest, simplified ones are coverages, derived ones and neighbours are as published."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from domain.history import alive, links_between, moving_links
from expectations.coverage import judged, labels

# Is every level the union of the one below, with the area that the register has?


def levels_add_up(level_boundary: gpd.GeoDataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Per level: area minus that of the sigungu (m2), is it a valid coverage, and how many regions lack a shape.

    A level in which regions overlap has a row for each pair, with their `units`, `overlap_m2` and `unshared_m`.
    """
    areas = level_boundary.geometry.area
    base = float(areas[level_boundary["level"] == "sigungu"].sum())
    expected = reference_region["level"].value_counts()
    table = judged(level_boundary, ["level"], level_boundary["region_id"])
    level = table["level"]
    there = areas.groupby(level_boundary["level"])
    difference = level.map(there.apply(lambda of_level: float(of_level.sum())) - base)
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


# Are simplified shapes still one coverage, with every region of the full one?


def simple_coverages(simple_boundary: gpd.GeoDataFrame, level_boundary: gpd.GeoDataFrame) -> pd.DataFrame:
    """Per level: is it a valid coverage, how many shapes are empty, how many regions are absent, and by which share area differs.

    A level in which regions overlap has a row for each pair, with their `units`, `overlap_m2` and `unshared_m`.
    Eup-myeon-dong have no full shapes in core.level_boundary; what is said of those is without them.
    """
    full = {level: set(rows["region_id"]) for level, rows in level_boundary.groupby("level")}
    area = level_boundary.geometry.area.groupby(level_boundary["level"]).sum()
    rows = []
    for level, shapes in simple_boundary.groupby("level"):
        polygons = shapes.geometry.to_numpy()
        absent = len(full.get(level, set()) - set(shapes["region_id"]))
        change = float(shapely.area(polygons).sum() / area[level] - 1) if level in full else 0.0
        rows.append((level, int(shapely.is_empty(polygons).sum()), absent, change))
    sets = pd.DataFrame(rows, columns=["level", "empty_shapes", "absent_regions", "area_change"])
    return sets.merge(judged(simple_boundary, ["level"], simple_boundary["region_id"]), on="level")


# Are derived boundaries complete, and is each day one coverage?


def derived_sets(derived_boundary: gpd.GeoDataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per day: living finest units without a shape, shapes of other units, and whether the coverage is valid.

    A day with units that overlap has a row for each pair, with their `units`, `overlap_m2` and `unshared_m`.
    """
    rows = []
    for vintage, shapes in derived_boundary.groupby("vintage"):
        living = set(alive(region[region["in_finest"]], pd.Timestamp(str(vintage)))["unit_id"])
        drawn = set(shapes["unit_id"])
        rows.append((vintage, len(living - drawn), len(drawn - living)))
    sets = pd.DataFrame(rows, columns=["vintage", "missing_units", "extra_units"])
    return sets.merge(judged(derived_boundary, ["vintage"], labels(derived_boundary)), on="vintage")


def published_alike(derived_comparison: pd.DataFrame) -> pd.DataFrame:
    """Per unit: do both have it, and is a border that runs elsewhere explained?"""
    border = derived_comparison["verdict"] == "border"
    return derived_comparison.assign(
        in_both=~derived_comparison["verdict"].isin(["only_derived", "only_published"]),
        border_explained=~border | derived_comparison["explanation"].notna(),
    )


# Is everybody a neighbour of their neighbours, has every unit one, and are they those of another vintage too?


def both_ways(neighbour: pd.DataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Per sigungu: how many neighbours, and how many of them do not have it as theirs."""
    pairs = set(zip(neighbour["unit_id"], neighbour["neighbour_id"], strict=True))
    lonely = neighbour.assign(
        one_way=[(b, a) not in pairs for a, b in zip(neighbour["unit_id"], neighbour["neighbour_id"], strict=True)]
    )
    counted = lonely.groupby("unit_id")["one_way"].agg(neighbours="size", one_way="sum")
    units = reference_region.loc[reference_region["level"] == "sigungu", "region_id"]
    return counted.reindex(units, fill_value=0).rename_axis("unit_id").reset_index()


def borders_agree(border_comparison: pd.DataFrame) -> pd.DataFrame:
    """Per pair that touches in one vintage only: km of border that nothing explains, those of all pairs, and is it worth a look.

    Corners are not: they come and go with the last metres of a line.
    """
    unexplained = border_comparison["border_km"].where(border_comparison["reason"] == "none", 0.0)
    return border_comparison.assign(
        unexplained_km=unexplained, all_unexplained_km=unexplained.sum(), worth_a_look=border_comparison["reason"] != "a corner"
    ).round({"border_km": 2, "apart_km": 3})
