"""Cleaning, dissolving and measuring polygonal coverages, on squares that a reader can draw."""

from __future__ import annotations

import warnings

import geopandas as gpd
import numpy as np
import pytest
import shapely

from assets.geography.coverage import GAP_WIDTH_M, clean, dissolve, enclosed_gaps, lonlat_centroids, overlaps, repair
from tests.publisher_files import CRS, bow_tie, square


def polygons(*shapes: shapely.Geometry) -> np.ndarray:
    return np.array(shapes, dtype=object)


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(west, south, east, north)


def test_valid_polygon_is_repaired_to_itself() -> None:
    shape = square(0, 0)
    assert shapely.equals_exact(shapely.normalize(repair(polygons(shape))[0]), shapely.normalize(shape))


def test_ring_that_crosses_itself_becomes_valid_and_keeps_both_halves() -> None:
    (repaired,) = repair(polygons(bow_tie(0, 0)))
    assert shapely.is_valid(repaired)
    assert repaired.area == pytest.approx(5e7)
    assert len(shapely.get_parts(repaired)) == 2


def test_spike_without_area_is_dropped() -> None:
    spiked = shapely.Polygon([(0, 0), (0, 10), (10, 10), (30, 10), (10, 10), (10, 0)])
    (repaired,) = repair(polygons(spiked))
    assert shapely.equals(repaired, box(0, 0, 10, 10))


def test_overlap_goes_to_the_smaller_unit() -> None:
    large, small = clean(polygons(box(0, 0, 1000, 1000), box(900, 0, 1100, 1000)))
    assert (large.area, small.area) == (900_000, 200_000)
    assert shapely.coverage_is_valid(polygons(large, small))


def framed(gap: float) -> np.ndarray:
    """Two squares of a kilometre with a slit between them, closed by strips north and south."""
    west, east = box(0, 0, 1000, 1000), box(1000 + gap, 0, 2000, 1000)
    return polygons(west, east, box(0, 1000, 2000, 1100), box(0, -100, 2000, 0))


def test_narrow_gap_closes_and_edges_are_shared() -> None:
    cleaned = clean(framed(GAP_WIDTH_M / 2))
    assert shapely.coverage_is_valid(cleaned)
    assert shapely.area(cleaned).sum() == pytest.approx(2000 * 1200)


def test_gap_wider_than_noise_stays_open() -> None:
    cleaned = clean(framed(GAP_WIDTH_M * 5))
    assert shapely.coverage_is_valid(cleaned)
    assert list(enclosed_gaps(cleaned)) == [pytest.approx(GAP_WIDTH_M * 5 * 1000)]


def test_strait_open_to_the_sea_is_left_alone() -> None:
    west, east = clean(polygons(box(0, 0, 1000, 1000), box(1005, 0, 2000, 1000)))
    assert west.distance(east) == 5


def test_corner_on_a_neighbours_edge_is_put_into_that_edge() -> None:
    tall, lower, upper = clean(polygons(box(0, 0, 10, 20), box(10, 0, 20, 10), box(10, 10, 20, 20)))
    assert shapely.coverage_is_valid(polygons(tall, lower, upper))
    assert (10.0, 10.0) in set(tall.exterior.coords)


def test_unit_under_a_smaller_one_comes_back_empty_and_in_its_place() -> None:
    cleaned = clean(polygons(box(0, 0, 10, 10), box(0, 0, 10, 10), box(10, 0, 20, 10)))
    assert len(cleaned) == 3
    assert sorted(shapely.area(cleaned)) == [0, 100, 100]
    assert shapely.area(cleaned[2]) == 100


def test_clean_coverage_is_left_as_it_is() -> None:
    shapes = polygons(square(0, 0), square(1, 0), square(0, 1), square(1, 1))
    assert shapely.equals(clean(shapes), shapes).all()


def test_flag_that_geos_leaves_in_the_processor_warns_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = polygons(square(0, 0), square(1, 0))

    def flagged(given: np.ndarray, **_: object) -> np.ndarray:
        np.sqrt(np.array([-1.0]))
        return given

    monkeypatch.setattr(shapely, "coverage_clean", flagged)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert shapely.equals(clean(shapes), shapes).all()


def test_dissolve_is_the_sum_of_its_parts_and_has_no_inner_edges() -> None:
    shapes = polygons(square(0, 0), square(1, 0), square(5, 5))
    united = dissolve(shapes, ["a", "a", "b"])
    assert united["a"].area == pytest.approx(2e8) and united["b"].area == pytest.approx(1e8)
    assert shapely.equals(united["a"], shapely.union(square(0, 0), square(1, 0)))
    assert len(shapely.get_parts(united["a"])) == 1


def test_overlaps_are_measured_by_pair() -> None:
    found = overlaps(polygons(box(0, 0, 100, 100), box(90, 0, 200, 100), box(200, 0, 300, 100)))
    assert list(zip(found.first, found.second, found.area_m2, strict=True)) == [(0, 1, 1000.0)]


def test_touching_neighbours_and_rounding_are_no_overlap() -> None:
    found = overlaps(polygons(box(0, 0, 100, 100), box(100, 0, 200, 100), box(199.999, 0, 300, 100)))
    assert len(found.area_m2) == 0


def test_enclosed_gap_is_a_hole_and_an_open_bay_is_none() -> None:
    ring = polygons(box(0, 0, 300, 100), box(0, 100, 100, 200), box(200, 100, 300, 200), box(0, 200, 300, 300))
    assert list(enclosed_gaps(clean(ring))) == [10_000.0]
    assert list(enclosed_gaps(clean(ring[:3]))) == []


def test_holes_are_listed_largest_first() -> None:
    country = shapely.Polygon(box(0, 0, 100, 100).exterior, [box(10, 10, 20, 20).exterior, box(50, 50, 90, 90).exterior])
    assert list(enclosed_gaps(polygons(country))) == [1600.0, 100.0]


def test_centroids_are_degrees_in_korea() -> None:
    lon, lat = lonlat_centroids(gpd.GeoDataFrame(geometry=[square(0, 0)], crs=CRS))
    assert (lon[0], lat[0]) == pytest.approx((127.0, 36.7), abs=0.1)
