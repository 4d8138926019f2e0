"""Flows as lines: from centroid to centroid, above the threshold, newest year."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pytest
import shapely

from assets.layers.migration_layers import flow_lines
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.flows import MIGRATION_FLOW_SIDO, SIDO_FLOW
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from tests.frames import result, typed

PLACES = {"a": 0, "b": 3000, "c": 10_000}
SHAPES = [
    {"level": "sido", "region_id": name, "geometry": shapely.box(x, 0, x + 2000, 2000), "geometry_basis": "schematic"}
    for name, x in PLACES.items()
]
FLOWS = (
    ("a", "b", 600, 2024),
    ("b", "a", 100, 2024),
    ("a", "c", 400, 2024),
    ("c", "b", 300, 2024),
    ("a", "a", 9999, 2024),
    ("a", "b", 5000, 2023),
)


def lines(threshold: int) -> gpd.GeoDataFrame:
    flows = [
        {"from_unit_id": o, "to_unit_id": d, "kind": "within" if o == d else "between", "moves": n, "year": year}
        for o, d, n, year in FLOWS
    ]
    regions = [{"level": "sido", "region_id": name, "name_ko": f"{name}도"} for name in PLACES]
    return flow_lines(
        "sido", typed(SIDO_FLOW, *flows), typed(REFERENCE_REGION, *regions), typed(LEVEL_BOUNDARY, *SHAPES), threshold
    )


def test_line_runs_from_centroid_to_centroid() -> None:
    table = lines(500)
    assert table.geometry.tolist() == [shapely.LineString([(1000, 1000), (4000, 1000)])]
    assert table["length_km"].tolist() == [3.0] and table.crs.to_epsg() == 5179


def test_threshold_counts_itself_and_hides_no_way_back() -> None:
    table = lines(600)
    assert table[["from_unit_id", "to_unit_id", "moves", "moves_back", "net_moves"]].to_numpy().tolist() == [
        ["a", "b", 600, 100, 500]
    ]
    assert lines(601).empty


def test_shares_and_ranks_are_among_all_flows_not_only_those_drawn() -> None:
    row = lines(400).set_index("to_unit_id").loc["c"]
    assert row["share_of_out"] == pytest.approx(0.4)
    assert (row["rank_out"], row["rank_in"]) == (2, 1)
    assert lines(300).set_index(["from_unit_id", "to_unit_id"]).loc[("c", "b"), "rank_in"] == 2


def test_newest_year_only_and_nothing_within_a_region() -> None:
    table = lines(1)
    assert set(table["reference_date"]) == {dt.date(2024, 12, 31)}
    assert not (table["from_unit_id"] == table["to_unit_id"]).any()


def test_profile_without_flows_has_an_empty_layer_that_can_be_kept() -> None:
    empty = flow_lines("sido", typed(SIDO_FLOW), typed(REFERENCE_REGION), typed(LEVEL_BOUNDARY, *SHAPES), 1)
    assert result(MIGRATION_FLOW_SIDO, empty).empty
