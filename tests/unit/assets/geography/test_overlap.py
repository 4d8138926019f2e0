"""Overlap of two coverages on squares and hexagons: shared areas, weights by area and by people, and how much is computed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.geography.convert import check_weights, convert_counts
from assets.geography.coverage import dissolve
from assets.geography.crosswalk import COLUMNS
from assets.geography.overlap import area_weights, named, overlay, population_weights
from domain.errors import ContractError

WEST, SOUTH = 950_000.0, 1_850_000.0


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """A rectangle, kilometres from a place in Chungcheong."""
    return shapely.box(*(1000 * km + at for km, at in zip((west, south, east, north), (WEST, SOUTH) * 2, strict=True)))


def grid(columns: int, rows: int, size: float = 1.0, shift: float = 0.0) -> np.ndarray:
    """Squares of `size` km, row by row, moved by `shift` km to the north-east."""
    corners = [(shift + size * c, shift + size * r) for r in range(rows) for c in range(columns)]
    return np.array([box(x, y, x + size, y + size) for x, y in corners], dtype=object)


def hexagons(columns: int, rows: int, radius_m: float) -> np.ndarray:
    """A honeycomb; neighbours share their corners exactly."""
    step = np.array([radius_m * 3**0.5 / 2, radius_m / 2])
    ring = [(0, 2), (1, 1), (1, -1), (0, -2), (-1, -1), (-1, 1)]
    centres = [(2 * c + r % 2, 3 * r) for r in range(rows) for c in range(columns)]
    return np.array(
        [shapely.Polygon([(WEST + (x + i) * step[0], SOUTH + (y + j) * step[1]) for i, j in ring]) for x, y in centres],
        dtype=object,
    )


def array(*shapes: shapely.Geometry) -> np.ndarray:
    return np.array(shapes, dtype=object)


def weights(table: pd.DataFrame) -> dict[tuple[int, int], float]:
    return table.set_index(["source", "target"])["weight"].to_dict()


# --- shared areas


def test_shared_area_is_in_square_metres() -> None:
    found = overlay(array(box(0, 0, 4, 1)), array(box(0, 0, 1, 1), box(1, 0, 4, 1)))
    assert dict(zip(found.target.tolist(), found.area_m2.tolist(), strict=True)) == {0: 1e6, 1: 3e6}


def test_neighbours_that_only_touch_share_nothing() -> None:
    found = overlay(grid(2, 1), grid(2, 1))
    assert list(zip(found.source.tolist(), found.target.tolist(), strict=True)) == [(0, 0), (1, 1)]


def test_polygon_inside_another_is_its_own_area_both_ways() -> None:
    small, large = array(box(1, 1, 2, 2)), array(box(0, 0, 3, 3))
    assert overlay(small, large).area_m2.tolist() == overlay(large, small).area_m2.tolist() == [1e6]


def test_hole_is_not_shared() -> None:
    ring = box(0, 0, 3, 3).difference(box(1, 1, 2, 2))
    assert overlay(array(ring), array(box(0, 0, 3, 3))).area_m2.tolist() == [8e6]
    assert overlay(array(ring), array(box(1, 1, 2, 2))).area_m2.tolist() == []


# --- weights


def test_weights_are_shares_of_the_source() -> None:
    table = area_weights(array(box(0, 0, 4, 1)), array(box(0, 0, 1, 1), box(1, 0, 4, 1)))
    assert weights(table) == {(0, 0): 0.25, (0, 1): 0.75}
    assert set(table["method"]) == {"area_km2"}


def test_what_lies_outside_all_targets_goes_with_the_rest() -> None:
    """Another coastline: a tenth of the source is sea on the other map."""
    table = area_weights(array(box(0, 0, 10, 1)), array(box(0, 0, 3, 1), box(3, 0, 9, 1)))
    assert weights(table) == pytest.approx({(0, 0): 1 / 3, (0, 1): 2 / 3})


def test_source_that_meets_no_target_has_no_row_and_its_figures_are_refused() -> None:
    crosswalk = named(area_weights(array(box(0, 0, 1, 1), box(8, 8, 9, 9)), array(box(0, 0, 2, 2))), ["a", "b"], ["x"])
    assert crosswalk["from_unit_id"].tolist() == ["a"]
    with pytest.raises(ContractError, match="no weights for b"):
        convert_counts(pd.DataFrame({"unit_id": ["a", "b"], "people": [1, 2]}), crosswalk, by=[], counts=["people"])


def test_slivers_are_dropped_only_when_asked_and_the_rest_still_sums_to_one() -> None:
    source, target = array(box(0, 0, 10, 1)), array(box(0, 0, 9.9999, 1), box(9.9999, 0, 12, 1))
    assert len(area_weights(source, target)) == 2
    assert weights(area_weights(source, target, drop_below=1e-4)) == {(0, 0): 1.0}


def test_targets_that_overlap_are_refused_since_they_would_receive_one_place_twice() -> None:
    with pytest.raises(ContractError, match="targets overlap in source 1"):
        area_weights(grid(2, 1), array(box(0, 0, 1.5, 1), box(1.2, 0, 2, 1)))


def test_named_weights_are_a_crosswalk() -> None:
    table = named(area_weights(grid(2, 1), array(box(0, 0, 1.5, 1), box(1.5, 0, 2, 1))), ["a", "b"], ["x", "y"])
    assert list(table.columns) == COLUMNS
    assert table[["from_unit_id", "to_unit_id", "weight", "exact"]].to_numpy().tolist() == [
        ["a", "x", 1.0, True], ["b", "x", 0.5, False], ["b", "y", 0.5, False],
    ]  # fmt: skip
    check_weights(table)


def test_people_weigh_where_they_live_and_not_where_land_is() -> None:
    """A gun divided in halves; nine tenths of its people live in two dong of the west."""
    atoms = array(box(0, 0, 1, 1), box(0, 1, 1, 2), box(1, 0, 2, 1), box(1, 1, 2, 2))
    halves = array(box(0, 0, 1, 2), box(1, 0, 2, 2))
    table = population_weights(array(box(0, 0, 2, 2)), halves, atoms, [500, 400, 60, 40])
    assert weights(table) == pytest.approx({(0, 0): 0.9, (0, 1): 0.1})
    assert set(table["method"]) == {"population"}


def test_atom_across_a_border_is_divided_by_area() -> None:
    table = population_weights(array(box(0, 0, 2, 1)), array(box(0, 0, 0.5, 1), box(0.5, 0, 2, 1)), grid(2, 1), [100, 300])
    assert weights(table) == pytest.approx({(0, 0): 50 / 400, (0, 1): 350 / 400})


@pytest.mark.parametrize("people", [[100, None, 7], [0, 0, 7]], ids=["a number is missing", "nobody lives there"])
def test_source_without_people_to_go_by_is_weighed_by_area_and_says_so(people: list[float | None]) -> None:
    source, atoms = array(box(0, 0, 2, 1), box(2, 0, 3, 1)), grid(3, 1)
    table = population_weights(source, array(box(0, 0, 0.5, 1), box(0.5, 0, 3, 1)), atoms, people)
    assert weights(table) == pytest.approx({(0, 0): 0.25, (0, 1): 0.75, (1, 1): 1.0})
    assert table.set_index("source")["method"].to_dict() == {0: "area_km2", 1: "population"}


def test_number_that_is_missing_beyond_a_sliver_only_does_not_matter() -> None:
    """The atom without a number reaches a hundredth into the source, as borders of two surveys do."""
    source, target = array(box(0, 0, 2, 1)), array(box(0, 0, 1, 1), box(1, 0, 2, 1))
    atoms = array(box(0, 0, 1, 1), box(1, 0, 1.98, 1), box(1.98, 0, 3, 1))
    assert weights(population_weights(source, target, atoms, [30, 10, None], drop_below=0.02)) == {(0, 0): 0.75, (0, 1): 0.25}
    assert weights(population_weights(source, target, atoms, [30, 10, None])) == {(0, 0): 0.5, (0, 1): 0.5}


@given(st.integers(1, 4), st.integers(1, 4), st.floats(0.3, 2.5), st.floats(-0.9, 0.9))
@settings(deadline=None)
def test_any_two_grids_conserve_and_assign_no_place_twice(columns: int, rows: int, size: float, shift: float) -> None:
    source, target = grid(columns, rows), grid(9, 9, size, shift)
    found = overlay(source, target)
    union = shapely.union_all(target)
    covered = shapely.area(shapely.intersection(source, union))
    assert np.bincount(found.source, found.area_m2, len(source)) == pytest.approx(covered, rel=1e-9, abs=1e-3)
    sums = area_weights(source, target).groupby("source")["weight"].sum()
    assert (sums - 1).abs().max() < 1e-9
    assert len(sums) == (covered > 0).sum()


# --- how much is computed


@pytest.fixture
def intersected(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pairs each call of shapely's intersection was given."""
    sizes: list[int] = []
    original = shapely.intersection

    def counting(a: Any, b: Any, **options: Any) -> Any:
        sizes.append(len(a))
        return original(a, b, **options)

    monkeypatch.setattr(shapely, "intersection", counting)
    return sizes


def test_nested_coverages_need_no_intersection(intersected: list[int]) -> None:
    small = grid(8, 8)
    large = np.array(list(dissolve(small, [(i % 8) // 2 + 4 * (i // 16) for i in range(64)]).values()), dtype=object)
    assert len(overlay(small, large).source) == len(overlay(large, small).source) == 64
    assert sum(intersected) == 0


def test_equal_coverages_need_no_intersection(intersected: list[int]) -> None:
    assert len(overlay(hexagons(10, 10, 500), hexagons(10, 10, 500)).source) == 100
    assert sum(intersected) == 0


def test_shifted_grids_are_intersected_once_a_crossing_pair(intersected: list[int]) -> None:
    """Each square of 20 x 20 meets four of the other, fewer on two sides: 39 x 39 pairs of 160,000 conceivable."""
    found = overlay(grid(20, 20), grid(20, 20, shift=0.5))
    assert intersected == [39 * 39] and len(found.source) == 39 * 39


# --- another implementation


def assert_same_as_tobler(source: np.ndarray, target: np.ndarray) -> None:
    geopandas = pytest.importorskip("geopandas")
    area_interpolate = pytest.importorskip("tobler.area_weighted").area_interpolate
    table = area_weights(source, target)
    frames = [geopandas.GeoDataFrame(geometry=shapes, crs="EPSG:5179") for shapes in (source, target)]
    amounts = np.random.default_rng(7).integers(1, 1_000_000, len(source)).astype(float)
    theirs = area_interpolate(*(frames[0].assign(n=amounts), frames[1]), extensive_variables=["n"])["n"].to_numpy()
    ours = np.bincount(table["target"], table["weight"] * amounts[table["source"]], len(target))
    assert np.abs(ours - theirs).max() <= 1e-6 * amounts.sum()
    rows = np.linspace(0, len(source) - 1, 5).astype(int)
    for row in rows:  # one source at a time: what each target receives is that source's weight
        alone = area_interpolate(frames[0].assign(n=np.eye(len(source))[row]), frames[1], extensive_variables=["n"])[
            "n"
        ].to_numpy()
        own = table[table["source"] == row]
        assert np.abs(np.bincount(own["target"], own["weight"], len(target)) - alone).max() < 1e-6


@pytest.mark.parametrize(
    ("source", "target"),
    [(hexagons(12, 12, 700), grid(20, 20)), (grid(10, 10), hexagons(20, 20, 400)), (grid(6, 6), grid(6, 6, shift=0.37))],
    ids=["hexagons on squares", "squares on hexagons", "shifted squares"],
)
def test_weights_agree_with_tobler_within_1e_6(source: np.ndarray, target: np.ndarray) -> None:
    pytest.importorskip("tobler")
    assert_same_as_tobler(source, target)
