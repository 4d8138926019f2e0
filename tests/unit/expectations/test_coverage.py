"""What counts against a coverage is ground claimed twice and borders that are not one line, not what GEOS finds odd."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from assets.geography.coverage import clean, dissolve, repair, simplify
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.raw_boundaries import MOIS_BOUNDARY
from expectations.coverage import Faults, faults, overlaps
from expectations.engine.runner import check
from expectations.rules.boundaries import derived_sets, levels_add_up, simple_coverages
from expectations.rules.coverage import claimed_twice, coverage_validity
from tests.frames import typed
from tests.publisher_files import bow_tie, square

box = shapely.box
UPPER = shapely.Polygon([(1000, 1000), (2000, 2000), (0, 2000)])
LOWER = shapely.Polygon([(0, 0), (2000, 0), (2000, 1000), (1000, 1000), (0, 1000)], [[(1000, 1000), (800, 500), (1200, 500)]])


def judged(*shapes: shapely.Geometry) -> Faults:
    return faults(np.array(shapes, dtype=object))


def test_lake_that_reaches_the_border_where_a_neighbour_begins_is_no_fault() -> None:
    assert not shapely.coverage_is_valid(np.array([UPPER, LOWER]))
    assert judged(UPPER, LOWER).none
    cleaned = clean(repair(np.array([UPPER, LOWER])))
    assert judged(*cleaned).none and judged(*simplify(cleaned, 10.0)).none
    assert dissolve(cleaned, ["a", "a"])["a"].area == shapely.area(cleaned).sum()


def test_several_lakes_that_reach_the_border_are_no_fault() -> None:
    lakes = [[(x, 1000), (x - 100, 500), (x + 100, 500)] for x in (500, 1000, 1500)]
    border = [(1500, 1000), (1000, 1000), (500, 1000)]
    lower = shapely.Polygon([(0, 0), (2000, 0), (2000, 1000), *border, (0, 1000)], lakes)
    teeth = [shapely.Polygon([(x, 1000), (x + 200, 2000), (x - 200, 2000)]) for x in (500, 1000, 1500)]
    assert judged(lower, *teeth).none and not shapely.coverage_is_valid(np.array([lower, *teeth]))


@pytest.mark.parametrize(
    ("shapes", "area"),
    [
        ((box(0, 0, 1000, 1000), box(900, 0, 2000, 1000)), 100_000),
        ((box(0, 0, 1000, 1000), box(0, 0, 1000, 1000)), 1_000_000),
        ((box(0, 0, 1000, 1000), box(100, 100, 200, 200)), 10_000),
        ((box(0, 0, 1000, 1000) - box(110, 100, 200, 200), box(100, 100, 200, 200)), 1_000),
        ((UPPER, LOWER, box(900, 900, 950, 950)), 2_500),
    ],
    ids=[
        "neighbours",
        "the same polygon twice",
        "one inside the other",
        "an enclave too large",
        "beside a touching hole",
    ],
)
def test_ground_claimed_twice_is_measured(shapes: tuple[shapely.Geometry, ...], area: float) -> None:
    found = judged(*shapes)
    assert found.overlap_m2.max() == pytest.approx(area) and not found.none
    assert overlaps(np.array(shapes)).area_m2.sum() == pytest.approx(area)


def test_two_units_that_overlap_in_the_hole_of_a_third_are_the_pair_that_is_told() -> None:
    found = judged(box(0, 0, 1000, 1000) - box(100, 100, 300, 300), box(100, 100, 200, 300), box(150, 100, 300, 300))
    wide = found.overlap_m2 > 1
    assert (found.first[wide], found.second[wide], found.overlap_m2[wide].tolist()) == ([1], [2], [10_000])


def test_sliver_of_half_a_square_metre_is_rounding_and_one_of_two_is_not() -> None:
    assert judged(box(0, 0, 1000, 1000), box(999.9995, 0, 2000, 1000)).none
    assert not judged(box(0, 0, 1000, 1000), box(999.998, 0, 2000, 1000)).none


def test_border_with_other_corners_on_either_side_is_told_with_its_length() -> None:
    found = judged(box(0, 0, 10, 20), box(10, 0, 20, 10), box(10, 10, 20, 20))
    assert [*zip(found.first, found.second, strict=True)] == [(0, 1), (0, 2)] and found.overlap_m2.max() == 0
    assert found.unshared_m == pytest.approx([10, 10])


@pytest.mark.parametrize(
    "shapes",
    [
        (box(0, 0, 10, 10), box(10, 0, 20, 10)),
        (box(0, 0, 10, 10), box(11, 0, 20, 10)),
        (box(0, 0, 10, 10), box(10, 10, 20, 20)),
        (box(0, 0, 100, 100) - box(10, 10, 20, 20), box(10, 10, 20, 20)),
    ],
    ids=["neighbours", "a strait", "a corner", "an enclave"],
)
def test_sound_coverages_have_no_fault(shapes: tuple[shapely.Geometry, ...]) -> None:
    assert judged(*shapes).none


def ring_of_lakes(*lakes: list[tuple[float, float]]) -> shapely.Polygon:
    return shapely.Polygon(LOWER.exterior.coords, lakes)


NEEDLE = shapely.Polygon([(0, 0), (1000, 0), (1000, 500), (1400, 500), (1000, 500.0000001), (1000, 1000), (0, 1000)])
LAKE, POND = [(1000, 1000), (800, 500), (1200, 500)], [(800, 500), (700, 200), (900, 200)]


@pytest.mark.parametrize(
    ("shapes", "lost_m2"),
    [
        ((UPPER, ring_of_lakes(LAKE, POND)), 0),
        ((UPPER, LOWER, shapely.Polygon([(1000, 1000), (900, 700), (1100, 700)])), 0),
        ((UPPER, ring_of_lakes([(1000, 1000), (800, 500), (1000, 0), (1200, 500)])), 0),
        ((box(0, 0, 1000, 1000), box(1000.0000001, 0, 2000, 1000)), 0.001),
        ((box(0, 0, 1000, 1000), shapely.segmentize(box(1000, 0, 2000, 1000), 100)), 0),
        ((NEEDLE, box(1000, 0, 2000, 1000)), 0.001),
        ((shapely.Polygon([(0, 0), (0, 0), (1000, 0), (1000, 1000), (1000, 1000), (0, 1000)]), box(1000, 0, 2000, 1000)), 0),
    ],
    ids=["a chain of lakes", "an island at the tip of a lake", "a lake that touches twice", "a gap of a ten-millionth",
         "corners on one side", "a needle into the neighbour", "corners twice"],
)  # fmt: skip
def test_odd_but_harmless_shapes_clean_into_a_coverage_without_faults(
    shapes: tuple[shapely.Geometry, ...], lost_m2: float
) -> None:
    drawn = np.array(shapes, dtype=object)
    cleaned = clean(repair(drawn))
    assert judged(*cleaned).none and not shapely.is_empty(cleaned).any()
    assert shapely.area(cleaned).sum() == pytest.approx(shapely.area(shapely.make_valid(drawn)).sum(), abs=lost_m2 + 1e-6)


# --- in the rules of tables

CLAIMED = (box(0, 0, 1000, 1000), box(900, 0, 2000, 1000))


def drawn(*shapes: shapely.Geometry) -> gpd.GeoDataFrame:
    units = [("11650", "서초구"), ("11680", "강남구")]
    return typed(
        BOUNDARY,
        *({"code": c, "name_ko": n, "level": "sigungu", "geometry": s} for (c, n), s in zip(units, shapes, strict=True)),
    )


def test_overlap_is_told_to_the_user_with_both_units_and_its_area() -> None:
    region = pd.DataFrame(columns=["level", "unit_id", "valid_from", "valid_to", "in_finest", "mois_code", "parent_unit_id"])
    region = region.assign(kostat7_code=None, kostat8_code=None)
    report = check(BOUNDARY, {"boundary": drawn(*CLAIMED), "region": region, "unit": pd.DataFrame({"unit_id": []})}, "")
    (told,) = [o.sentence() for o in report.failed("error") if o.column == "valid_coverage"]
    assert "서초구 (11650) and 강남구 (11680)" in told and "overlap_m2=100000.0" in told


def test_hole_that_touches_its_shell_passes_every_rule_on_coverages() -> None:
    for table in (coverage_validity(drawn(UPPER, LOWER)), *rules_of_levels(UPPER, LOWER)):
        assert table["valid_coverage"].all() and table["units"].tolist() == [""]


def test_overlap_fails_every_rule_on_coverages_and_names_the_pair() -> None:
    for table in (coverage_validity(drawn(*CLAIMED)), *rules_of_levels(*CLAIMED)):
        assert not table["valid_coverage"].any()
        assert table["units"].tolist()[0] in {"서초구 (11650) and 강남구 (11680)", "a and b"}
        assert table["overlap_m2"].tolist() == [100_000.0]


def rules_of_levels(*shapes: shapely.Geometry) -> list[pd.DataFrame]:
    """The rules of core.level_boundary, core.simple_boundary and core.derived_boundary on two shapes."""
    geometry = list(shapes)
    regions = gpd.GeoDataFrame({"level": "sigungu", "region_id": ["a", "b"]}, geometry=geometry)
    reference = pd.DataFrame({"level": ["sigungu"] * 2})
    derived = gpd.GeoDataFrame(
        {"vintage": "2026-07-01", "unit_id": ["a", "b"], "code": ["11650", "11680"], "name_ko": ["서초구", "강남구"]},
        geometry=geometry,
    )
    region = pd.DataFrame({"unit_id": ["a", "b"], "valid_from": "1995-01-01", "valid_to": None, "in_finest": True})
    return [levels_add_up(regions, reference), simple_coverages(regions, regions), derived_sets(derived, region)]


# --- published records


def published(*rows: tuple[str, str, shapely.Geometry | None], level: str = "sigungu") -> pd.DataFrame:
    """Rows of raw.mois_boundary in the order of one file, judged."""
    records = [
        {
            "level": level,
            "scheme": "mois",
            "code": code,
            "name_ko": name,
            "geometry": shape,
            "source_file": "a.shp",
            "source_row": n,
        }
        for n, (code, name, shape) in enumerate(rows, start=1)
    ]
    return claimed_twice(typed(MOIS_BOUNDARY, *records))


GANGNAM, SEOCHO = ("11680", "강남구", square(0, 0)), ("11650", "서초구", square(0, 0))


def test_shape_that_stands_twice_in_a_file_is_told_with_both_units_and_its_area() -> None:
    (told,) = published(GANGNAM, SEOCHO, ("11710", "송파구", square(1, 0))).to_dict("records")
    assert (told["units"], told["overlap_km2"], told["same_ground"]) == ("서초구 (11650) and 강남구 (11680)", 100.0, True)
    assert (told["source_file"], told["share"]) == ("a.shp", 1.0)


def test_city_over_its_gu_is_told_with_each_of_them() -> None:
    city = ("41110", "수원시", square(0, 0, 20_000))
    found = published(("41111", "장안구", square(0, 0)), ("41113", "권선구", square(1, 0)), city)
    assert found["same_ground"].tolist() == [True, True] and found["units"].str.contains("수원시 (41110)", regex=False).all()


def test_overlap_along_a_border_a_record_without_shape_and_an_enclave_are_no_same_ground() -> None:
    enclave = square(18, 1, 3_000)
    rows = [GANGNAM, ("11650", "서초구", square(0.8, 0)), ("11710", "송파구", None), ("11740", "강동구", enclave),
            ("11200", "성동구", square(5, 0).difference(enclave))]  # fmt: skip
    found = published(*rows)
    assert found["units"].tolist() == [""] and not found["same_ground"].any()


def test_small_unit_mostly_in_another_is_a_warning_and_a_bow_tie_is_measured_too() -> None:
    small = published(("1101053", "가동", square(0, 0)), ("1101054", "나동", square(0.2, 0, 9_000)), level="emd")
    assert small["much_ground"].tolist() == [True] and not small["same_ground"].any()
    crossed = published(("11110", "종로구", bow_tie(0, 0)), ("11140", "중구", square(0, 0)))
    assert crossed["share"].tolist() == [pytest.approx(1.0)]
