"""Neighbours: queen contiguity as PySAL has it, and nobody is left alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from libpysal.weights import Queen
from shapely.affinity import translate

from assets.geography.neighbour import neighbour
from assets.reference.units import fixed_link, unit
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.reference_boundaries import FIXED_LINK, LEVEL_BOUNDARY, NEIGHBOUR
from expectations.contracts.units import UNIT
from expectations.rules.boundaries import both_ways
from tests.frames import result, typed
from tests.publisher_files import square

GRID = {f"u{n}{m}": square(n, m) for n in range(3) for m in range(3)}


def drawn(shapes: dict[str, shapely.Geometry]) -> gpd.GeoDataFrame:
    return typed(LEVEL_BOUNDARY, *({"level": "sigungu", "region_id": unit, "geometry": shape} for unit, shape in shapes.items()))


def pairs(shapes: dict[str, shapely.Geometry], *links: dict[str, Any]) -> pd.DataFrame:
    bridges = typed(FIXED_LINK, *({"name_ko": "다리", "opened": dt.date(2010, 12, 14)} | link for link in links))
    day = typed(REFERENCE_REGION, {"level": "sigungu", "region_id": "u00", "reference_vintage": dt.date(2024, 2, 1)})
    kept: pd.DataFrame = result(NEIGHBOUR, neighbour(drawn(shapes), bridges, day))
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


ISLAND = GRID | {"geoje": translate(square(2, 2), 25_000, 5_000)}


def test_island_has_the_units_to_which_bridges_lead_beside_the_nearest() -> None:
    table = pairs(ISLAND, {"unit_id": "geoje", "other_unit_id": "u00"}, {"unit_id": "u22", "other_unit_id": "geoje"})
    own = table[table["unit_id"] == "geoje"].set_index("neighbour_id")
    assert own["kind"].to_dict() == {"u00": "bridge", "u22": "bridge"}
    assert own.loc["u22", "distance_km"] == 15.0 and len(table[table["neighbour_id"] == "geoje"]) == 2


def test_bridge_counts_from_its_opening_and_only_for_islands() -> None:
    later = pairs(ISLAND, {"unit_id": "geoje", "other_unit_id": "u00", "opened": dt.date(2026, 1, 5)})
    assert later.loc[later["unit_id"] == "geoje", "kind"].tolist() == ["nearest"]
    mainland = pairs(ISLAND, {"unit_id": "u00", "other_unit_id": "u22"}, {"unit_id": "gone", "other_unit_id": "geoje"})
    assert set(mainland["kind"]) == {"queen", "nearest"}


def test_fixed_links_join_units_of_the_history_by_days_that_are_past() -> None:
    links, units = result(FIXED_LINK, fixed_link()), result(UNIT, unit())
    ends = {*links["unit_id"], *links["other_unit_id"]}
    assert ends <= set(units.loc[units["level"] == "sigungu", "unit_id"]) and (links["unit_id"] != links["other_unit_id"]).all()
    assert ("geoje-si", "busan-gangseo-gu") in set(zip(links["unit_id"], links["other_unit_id"], strict=True))
    assert links["source"].str.len().min() > 10 and links["opened"].max() < dt.date(2026, 11, 1)


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
