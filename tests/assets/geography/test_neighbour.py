"""Neighbours: queen contiguity as PySAL has it, and nobody is left alone."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely
from libpysal.weights import Queen
from shapely.affinity import translate

from assets.geography.neighbour import neighbour
from expectations.contracts.level_boundary import LEVEL_BOUNDARY
from expectations.contracts.neighbour import NEIGHBOUR
from expectations.contracts.reference_region import REFERENCE_REGION
from expectations.rules.neighbours import both_ways
from tests.frames import result, typed
from tests.publisher_files import square

GRID = {f"u{n}{m}": square(n, m) for n in range(3) for m in range(3)}


def drawn(shapes: dict[str, shapely.Geometry]) -> gpd.GeoDataFrame:
    return typed(LEVEL_BOUNDARY, *({"level": "sigungu", "region_id": unit, "geometry": shape} for unit, shape in shapes.items()))


def pairs(shapes: dict[str, shapely.Geometry]) -> pd.DataFrame:
    kept: pd.DataFrame = result(NEIGHBOUR, neighbour(drawn(shapes)))
    return kept


def test_units_that_share_an_edge_or_a_corner_are_neighbours_as_in_pysal() -> None:
    queen = Queen.from_dataframe(drawn(GRID).set_index("region_id"), use_index=True)
    expected = {(unit, other) for unit, others in queen.neighbors.items() for other in others}
    table = pairs(GRID)
    assert set(zip(table["unit_id"], table["neighbour_id"], strict=True)) == expected
    assert set(table["kind"]) == {"queen"} and (table["distance_km"] == 0).all()


def test_island_is_joined_to_the_nearest_unit_in_both_directions() -> None:
    table = pairs(GRID | {"ulleung": translate(square(2, 2), 25_000, 5_000)})
    island = table[table["kind"] == "nearest"]
    assert set(zip(island["unit_id"], island["neighbour_id"], strict=True)) == {("ulleung", "u22"), ("u22", "ulleung")}
    assert island["distance_km"].tolist() == [15.0, 15.0]


def test_two_islands_nearest_to_each_other_are_one_pair() -> None:
    both = GRID | {"a": translate(square(2, 2), 100_000, 0), "b": translate(square(2, 2), 111_000, 0)}
    table = pairs(both)
    assert not table.duplicated(["unit_id", "neighbour_id"]).any()
    assert set(table.loc[table["unit_id"] == "a", "neighbour_id"]) == {"b"}


def test_pair_in_one_direction_and_unit_without_neighbour_are_measured() -> None:
    regions = typed(REFERENCE_REGION, *({"level": "sigungu", "region_id": unit} for unit in ("a", "b", "c")))
    one_way = typed(NEIGHBOUR, {"unit_id": "a", "neighbour_id": "b"})
    table = both_ways(one_way, regions).set_index("unit_id")
    assert table["one_way"].to_dict() == {"a": 1, "b": 0, "c": 0} and table["neighbours"].to_dict() == {"a": 1, "b": 0, "c": 0}
