"""Holes between units are shared out among them along their own corners, slits are found where two units nearly touch."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from assets.geography.boundary_gap import (
    around,
    close,
    holes,
    shares,
    slits,
    widths,
)
from assets.geography.coverage import clean
from expectations.coverage import faults

box = shapely.box


def polygons(*shapes: shapely.Geometry) -> np.ndarray:
    """A coverage: corners of one on the edge of another are corners of both; no gap is closed."""
    return clean(np.array(shapes, dtype=object), 0.0)


def three_around(radius: float = 300.0) -> np.ndarray:
    """Three units that meet in a triangle of nobody, as when each is generalised by itself."""
    middle = shapely.Point(5000, 5000)
    triangle = shapely.Polygon([(5000, 5000 + radius), (5000 - radius, 5000 - radius), (5000 + radius, 5000 - radius)])
    corners = list(triangle.exterior.coords)[:3]
    ends = [(5000.0, 10000.0), (0.0, 0.0), (10000.0, 0.0)]
    sides = [
        [(0.0, 10000.0)],
        [],
        [(10000.0, 10000.0)],
    ]
    units = [shapely.Polygon([ends[i], *sides[i], ends[(i + 1) % 3], corners[(i + 1) % 3], corners[i]]) for i in range(3)]
    assert triangle.contains(middle)
    return polygons(*units)


def test_hole_between_three_is_found_with_its_width_and_who_is_beside_it() -> None:
    units = three_around()
    (gap,) = holes(units)
    assert gap.area == pytest.approx(600 * 600 / 2)
    assert widths(polygons(gap))[0] == pytest.approx(370.8, abs=2)
    assert set(around(gap, units, shapely.STRtree(units))) == {0, 1, 2}


def test_hole_is_shared_out_and_no_corner_is_new() -> None:
    units = three_around()
    closed = close(units, list(holes(units)))
    assert faults(closed).none and shapely.coverage_is_valid(closed) and not len(holes(closed))
    assert shapely.area(closed).sum() == pytest.approx(shapely.area(units).sum() + 180_000)
    corners = {tuple(p) for p in shapely.get_coordinates(units)}
    assert {tuple(p) for p in shapely.get_coordinates(closed)} <= corners


def test_each_part_of_a_wide_hole_goes_to_the_unit_whose_line_it_has() -> None:
    """A crooked hole of six corners; no unit takes all of it."""
    outer = box(0, 0, 3000, 2000)
    hole = shapely.Polygon([(500, 500), (1500, 300), (2500, 500), (2500, 1500), (1500, 1700), (500, 1500)])
    cuts = [box(0, 0, 1500, 2000), box(1500, 0, 3000, 2000)]
    units = polygons(*(shapely.intersection(outer.difference(hole), cut) for cut in cuts))
    tree = shapely.STRtree(units)
    (gap,) = holes(units)
    parts = shares(gap, units, around(gap, units, tree))
    assert sorted(owner for owner, _ in parts) == [0, 1]
    assert sum(part.area for _, part in parts) == pytest.approx(gap.area)
    assert min(part.area for _, part in parts) > gap.area / 4
    assert faults(close(units, [gap])).none


def test_narrow_hole_goes_in_one_piece_to_the_unit_with_most_of_its_border() -> None:
    south = box(0, 0, 1000, 500)
    north = box(0, 500, 1000, 1000).difference(shapely.Polygon([(100, 500), (500, 510), (900, 500)]))
    (gap,) = holes(polygons(south, north, box(-10, 0, 0, 1000), box(1000, 0, 1010, 1000)))
    units = polygons(south, north)
    (share,) = shares(gap, units, around(gap, units, shapely.STRtree(units)))
    assert share[1].equals(gap)


def test_lake_inside_one_unit_is_closed_by_it_and_others_stay_as_they_are() -> None:
    west, east = box(0, 0, 1000, 1000).difference(box(400, 400, 500, 500)), box(1000, 0, 2000, 1000)
    units = polygons(west, east)
    closed = close(units, list(holes(units)))
    assert closed[0].area == 1_000_000 and closed[1] is units[1]


def test_gaps_that_are_not_named_stay_open() -> None:
    ring = polygons(box(0, 0, 300, 100), box(0, 100, 100, 200), box(200, 100, 300, 200), box(0, 200, 300, 300))
    assert len(holes(close(ring, []))) == 1


# --- slits that are open to the sea

WEST, EAST = box(0, 0, 1000, 1000), box(1005, 0, 2000, 1000)


def test_slit_between_two_that_nearly_touch_is_found_and_reaches_no_further_than_them() -> None:
    ((a, b, slit),) = slits(polygons(WEST, EAST), 200.0, set())
    assert (a, b) == (0, 1)
    assert slit.area == pytest.approx(5 * 1000, rel=0.01) and slit.bounds == pytest.approx((1000, 0, 1005, 1000), abs=1)


def test_wide_strait_touching_units_and_joined_pairs_have_no_slit() -> None:
    assert slits(polygons(WEST, box(1300, 0, 2000, 1000)), 200.0, set()) == []
    assert slits(polygons(WEST, box(1000, 0, 2000, 1000)), 200.0, set()) == []
    assert slits(polygons(WEST, EAST), 200.0, {(0, 1)}) == []


def test_ground_of_a_third_unit_between_two_is_no_slit() -> None:
    assert slits(polygons(WEST, box(1100, 0, 2000, 1000), box(1000, -50, 1100, 1050)), 200.0, set()) == []


def test_closed_slit_makes_neighbours_of_the_two_and_the_coverage_stays_one() -> None:
    units = polygons(WEST, EAST)
    ((_, _, slit),) = slits(units, 200.0, set())
    closed = close(units, [], [slit])
    assert shapely.intersects(*closed) and faults(closed).none
    assert shapely.area(closed).sum() == pytest.approx(1_995_000 + slit.area, rel=1e-6)
