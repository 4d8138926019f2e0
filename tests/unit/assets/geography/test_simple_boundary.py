"""Simplified boundaries stay one coverage: no sliver, no unit lost, levels on each other."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from assets.geography.coverage import simplify
from assets.geography.levels import newest_emd, simple_boundary
from domain.crs import CRS
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY, SIMPLE_BOUNDARY
from expectations.contracts.units import REGION_MEMBER
from expectations.rules.boundaries import simple_coverages
from tests.frames import result, typed

# The border of a and b is a zigzag of 20 m; c is an islet of 30 m.
ZIGZAG = [(1000.0 + 20 * (n % 2), 100.0 * n) for n in range(31)]
A = shapely.Polygon([(0, 0), *ZIGZAG, (0, 3000)])
B = shapely.Polygon([(3000, 0), *ZIGZAG, (3000, 3000)])
C = shapely.box(5000, 0, 5030, 30)
UNITS = {"a": A, "b": B, "c": C}


def made(emd: tuple[dict[str, Any], ...] = ()) -> gpd.GeoDataFrame:
    shapes = [{"level": "sigungu", "region_id": name, "geometry": shape} for name, shape in UNITS.items()]
    members = [
        {"level": level, "region_id": f"{level}-1", "member_level": "sigungu", "member_id": name}
        for level in ("sido", "megaregion")
        for name in UNITS
    ]
    return simple_boundary(typed(LEVEL_BOUNDARY, *shapes), typed(BOUNDARY, *emd), typed(REGION_MEMBER, *members))


def test_zigzag_border_becomes_one_straight_line_for_both() -> None:
    table = made().set_index(["level", "region_id"]).geometry
    a, b = table["sigungu", "a"], table["sigungu", "b"]
    assert shapely.coverage_is_valid(np.array([a, b]))
    assert shapely.get_num_coordinates(shapely.intersection(a, b)) < len(ZIGZAG) / 3
    assert shapely.length(shapely.intersection(a.boundary, b.boundary)) > 2900


def test_islet_smaller_than_the_tolerance_does_not_vanish() -> None:
    table = made().set_index(["level", "region_id"]).geometry
    assert table["sigungu", "c"].area > 0 and len(table) == 5
    assert simplify(np.array([C]), 1000.0)[0].area > 0


def test_sido_is_the_union_of_simplified_sigungu() -> None:
    table = made().set_index(["level", "region_id"]).geometry
    assert table["sido", "sido-1"].area == sum(table["sigungu", name].area for name in UNITS)
    assert table["sido", "sido-1"].equals(table["megaregion", "megaregion-1"])


def test_speck_between_units_is_closed_and_wide_water_is_not() -> None:
    def holes(width: float) -> int:
        hole = shapely.box(1000 - width / 2, 1000, 1000 + width / 2, 1000 + width)
        halves = [shapely.box(0, 0, 1000, 6000), shapely.box(1000, 0, 6000, 6000)]
        shapes = [{"level": "sigungu", "region_id": n, "geometry": s.difference(hole)} for n, s in zip("ab", halves, strict=True)]
        members = [{"level": "sido", "region_id": "s", "member_level": "sigungu", "member_id": name} for name in "ab"]
        members += [row | {"level": "megaregion"} for row in members]
        table = simple_boundary(typed(LEVEL_BOUNDARY, *shapes), typed(BOUNDARY), typed(REGION_MEMBER, *members))
        return len(table.set_index("level").geometry["sido"].interiors)

    assert (holes(200.0), holes(1900.0)) == (0, 1)


def test_only_the_newest_emd_are_taken_and_stay_apart_from_other_levels() -> None:
    old, new = dt.date(2011, 12, 31), dt.date(2017, 12, 31)
    rows = [{"level": "emd", "vintage": day, "code": code, "geometry": A} for day, code in ((old, "1101053"), (new, "1101054"))]
    assert newest_emd(typed(BOUNDARY, *rows))["code"].tolist() == ["1101054"]
    table = result(SIMPLE_BOUNDARY, made(tuple(rows)))
    assert table[table["level"] == "emd"]["region_id"].tolist() == ["1101054"]


def test_rule_sees_a_sliver_a_lost_region_and_a_moved_area() -> None:
    full = typed(LEVEL_BOUNDARY, *({"level": "sido", "region_id": n, "geometry": s} for n, s in UNITS.items()))
    moved = shapely.box(500, 0, 3000, 3000)
    wrong = gpd.GeoDataFrame({"level": "sido", "region_id": ["a", "b"]}, geometry=[A, moved], crs=CRS)
    (row,) = simple_coverages(wrong, full).to_dict("records")
    assert (row["valid_coverage"], row["empty_shapes"], row["absent_regions"]) == (False, 0, 1)
    assert row["area_change"] > 0.1
    good = gpd.GeoDataFrame({"level": "sido", "region_id": list(UNITS)}, geometry=list(UNITS.values()), crs=CRS)
    assert simple_coverages(good, full)[["valid_coverage", "absent_regions", "area_change"]].to_numpy().tolist() == [
        [True, 0, 0.0]
    ]
