"""Hand-written measurements on small frames: what each one counts, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from expectations.contracts.boundaries import BOUNDARY, BOUNDARY_QUALITY
from expectations.contracts.events import REFERENCE_REGION, REGION_EVENT
from expectations.contracts.population import POPULATION_REPORTED
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from expectations.contracts.sido_population import SIDO_POPULATION_REPORTED
from expectations.contracts.units import OFFICIAL_AREA, REGION
from expectations.rules.boundaries import area_against_register, levels_add_up
from expectations.rules.coverage import best_vintage, coverage_validity, national_area, unknown_codes
from expectations.rules.history import unit_set_sizes
from expectations.rules.population import missing_sido, sheet_difference
from tests.frames import typed
from tests.publisher_files import square

BEGIN, DAY = dt.date(1995, 1, 1), dt.date(2024, 12, 31)


def history(*eras: dict[str, Any]) -> pd.DataFrame:
    standard = {"level": "sigungu", "valid_from": BEGIN}
    return typed(REGION, *({"region_id": str(n)} | standard | era for n, era in enumerate(eras)))


SUWON = (
    {"unit_id": "suwon", "mois_code": "41110", "in_kosis": True, "parent_unit_id": "gyeonggi"},
    {"unit_id": "jangan", "mois_code": "41111", "parent_unit_id": "suwon"},
)


# --- coverage


def drawn(*shapes: shapely.Geometry, **columns: Any) -> gpd.GeoDataFrame:
    rows = [
        {"code": str(10 + n), "level": "sigungu", "geometry": shape, "vintage": DAY} | columns for n, shape in enumerate(shapes)
    ]
    return typed(BOUNDARY, *rows)


@pytest.mark.parametrize(
    ("shapes", "valid"),
    [
        ((square(0, 0), square(1, 0)), True),
        ((square(0, 0), square(0.5, 0)), False),
        ((square(0, 0), shapely.box(*(np.array(square(1, 0).bounds) - [0, 0, 0, 5000]))), False),
    ],
    ids=["neighbours", "overlap", "edges of unequal length"],
)
def test_coverage_is_valid_only_when_edges_are_shared(shapes: tuple[shapely.Geometry, ...], valid: bool) -> None:
    assert coverage_validity(drawn(*shapes))["valid_coverage"].tolist() == [valid]


def test_invalid_polygons_are_counted() -> None:
    twisted = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    assert coverage_validity(drawn(twisted))["invalid_polygons"].tolist() == [1]


def test_sigungu_without_a_unit_has_an_unknown_code() -> None:
    table = unknown_codes(pd.concat([drawn(square(0, 0), unit_id="jongno"), drawn(square(1, 0))]), history())
    assert table["verdict"].tolist() == ["known", "unknown code"]


def test_city_drawn_beside_its_gu_is_told() -> None:
    both = pd.concat([drawn(square(0, 0), unit_id="suwon"), drawn(square(0, 0), unit_id="jangan")], ignore_index=True)
    table = unknown_codes(both, history(*SUWON))
    assert table["verdict"].tolist() == ["city beside its gu", "known"]


def test_vintage_that_lacks_least_is_told_with_what_it_lacks() -> None:
    eras = history({"unit_id": "a", "in_finest": True}, {"unit_id": "b", "in_finest": True}, {"unit_id": "c", "in_finest": True})
    old = pd.concat([drawn(square(n, 0), unit_id=unit, vintage=dt.date(2020, 12, 31)) for n, unit in enumerate("ab")])
    new = drawn(square(0, 0), unit_id="a")
    (best,) = best_vintage(pd.concat([old, new]), eras).to_dict("records")
    assert (best["vintage"], best["missing_units"], best["missing"]) == (dt.date(2020, 12, 31), 1, "c")


def test_dong_is_known_by_the_sigungu_it_begins_with() -> None:
    dong = typed(
        BOUNDARY,
        {"level": "legal_dong", "scheme": "mois", "vintage": DAY, "code": "11110101", "geometry": square(0, 0)},
        {"level": "legal_dong", "scheme": "mois", "vintage": DAY, "code": "99999101", "geometry": square(1, 0)},
    )
    table = unknown_codes(dong, history({"mois_code": "11110"}))
    assert table["verdict"].tolist() == ["known", "no sigungu for this legal_dong"]


def test_national_area_is_held_against_the_registered_one() -> None:
    quality = typed(BOUNDARY_QUALITY, {"vintage": DAY, "area_after_km2": 99.0})
    official = typed(OFFICIAL_AREA, {"level": "nation", "unit_id": "nation", "area_km2": 100.0})
    assert national_area(quality, official)["difference_share"].tolist() == pytest.approx([-0.01])


# --- levels


def levels(*rows: tuple[str, str, shapely.Geometry]) -> gpd.GeoDataFrame:
    return typed(
        LEVEL_BOUNDARY,
        *({"level": level, "region_id": name, "geometry": shape, "area_km2": shape.area / 1e6} for level, name, shape in rows),
    )


def test_level_that_lost_ground_or_a_region_is_measured() -> None:
    shapes = levels(("sigungu", "a", square(0, 0)), ("sigungu", "b", square(1, 0)), ("sido", "x", square(0, 0)))
    regions = typed(
        REFERENCE_REGION,
        *(
            {"level": level, "region_id": name}
            for level, name in (("sigungu", "a"), ("sigungu", "b"), ("sido", "x"), ("sido", "y"))
        ),
    )
    table = levels_add_up(shapes, regions).set_index("level")
    assert table["difference_m2"].to_dict() == {"sido": -1e8, "sigungu": 0}
    assert table["missing_regions"].to_dict() == {"sido": 1, "sigungu": 0}
    assert set(levels_add_up(shapes, regions[:0])["missing_regions"]) == {-1, -2}


def test_area_is_held_against_the_newest_register() -> None:
    official = typed(
        OFFICIAL_AREA,
        {"level": "sido", "unit_id": "x", "area_km2": 50.0, "reference_date": dt.date(2000, 12, 31)},
        {"level": "sido", "unit_id": "x", "area_km2": 80.0, "reference_date": DAY},
    )
    shapes = levels(("sido", "x", square(0, 0)), ("sido", "unregistered", square(1, 0)))
    table = area_against_register(shapes, official, typed(REFERENCE_REGION), typed(REGION_EVENT))
    assert table["difference_share"].tolist() == pytest.approx([0.25])


def test_area_is_not_compared_where_a_part_came_between_vintage_and_register() -> None:
    official = typed(OFFICIAL_AREA, {"level": "sido", "unit_id": "daegu", "area_km2": 150.0, "reference_date": DAY})
    event = {"date": dt.date(2023, 7, 1), "type": "partial_transfer", "from_unit_id": "gyeongbuk", "to_unit_id": "daegu"}
    compared = [
        len(
            area_against_register(
                levels(("sido", "daegu", square(0, 0))),
                official,
                typed(REFERENCE_REGION, {"reference_vintage": vintage}),
                typed(REGION_EVENT, event),
            )
        )
        for vintage in (dt.date(2020, 12, 31), dt.date(2024, 2, 1))
    ]
    assert compared == [0, 1]


# --- population


def against_sheet(*, counts: dict[str, int], sheet: int = 100, day: dt.date = DAY) -> pd.DataFrame:
    eras = history(
        {"unit_id": "gunwi", "sido_unit_id": "gyeongbuk", "in_kosis": True, "valid_to": dt.date(2023, 7, 1)},
        {"unit_id": "gunwi", "sido_unit_id": "daegu", "in_kosis": True, "valid_from": dt.date(2023, 7, 1)},
        {"unit_id": "jung", "sido_unit_id": "daegu", "in_kosis": True},
        {"unit_id": "andong", "sido_unit_id": "gyeongbuk", "in_kosis": True},
    )
    people = [
        {"unit_id": unit, "source_vintage": dt.date(2024, 2, 1), "reference_date": day, "population": count}
        for unit, count in counts.items()
    ]
    totals = [{"unit_id": sido, "reference_date": day, "population": sheet} for sido in ("daegu", "gyeongbuk")]
    table = sheet_difference(typed(POPULATION_REPORTED, *people), typed(SIDO_POPULATION_REPORTED, *totals), eras)
    return table.set_index("unit_id")


def test_sigungu_that_add_up_leave_nothing_unexplained() -> None:
    table = against_sheet(counts={"gunwi": 40, "jung": 60, "andong": 100})
    assert table["difference"].to_dict() == {"daegu": 0, "gyeongbuk": 0}


def test_gunwi_counts_for_gyeongbuk_before_july_2023_and_for_daegu_after() -> None:
    table = against_sheet(counts={"gunwi": 40, "jung": 100, "andong": 60}, day=dt.date(2022, 12, 31))
    assert table["difference"].to_dict() == {"daegu": 0, "gyeongbuk": 0}


def test_missing_unit_explains_the_gap_of_its_own_sido_only() -> None:
    table = against_sheet(counts={"jung": 60, "andong": 90})
    assert table["difference"].to_dict() == {"daegu": -40, "gyeongbuk": -10}
    assert table["unexplained"].to_dict() == {"daegu": 0, "gyeongbuk": -10}


def test_missing_unit_never_explains_too_many_people() -> None:
    table = against_sheet(counts={"jung": 160, "andong": 100})
    assert table.loc["daegu", "unexplained"] == 60


# --- reference geography


def test_unit_set_sizes_are_those_of_the_history() -> None:
    eras = history(
        {"unit_id": "a", "in_kosis": True, "in_keis": True}, {"unit_id": "b", "in_kosis": True}, {"unit_id": "x", "level": "sido"}
    )
    regions = typed(
        REFERENCE_REGION,
        {"level": "sigungu", "region_id": "a", "in_keis": True, "in_local_government": False, "reference_vintage": DAY},
        {"level": "sido", "region_id": "x", "reference_vintage": DAY},
    )
    table = unit_set_sizes(regions, eras).set_index("unit_set")
    assert table["difference"].to_dict() == {"sido": 0, "kosis": -1, "keis": 0, "local_government": 0}


def test_reference_geography_without_a_region_is_measured_too() -> None:
    table = unit_set_sizes(typed(REFERENCE_REGION), history({"unit_id": "a", "in_kosis": True}))
    assert (table["difference"] != 0).any()


def test_a_sido_without_a_figure_is_named_from_the_day_it_exists() -> None:
    born = {"seoul": BEGIN, "sejong": dt.date(2012, 7, 1)}
    eras = typed(
        REGION,
        *(
            {"region_id": unit, "unit_id": unit, "level": "sido", "name_ko": unit, "valid_from": day, "sido_unit_id": unit}
            for unit, day in born.items()
        ),
    )
    there = [("seoul", 1990), ("seoul", 2010), ("seoul", 2012), ("sejong", 2013)]
    rows = [{"unit_id": unit, "reference_date": dt.date(year, 12, 31), "population": 1} for unit, year in there]
    found = missing_sido(typed(SIDO_POPULATION_REPORTED, *rows), eras).set_index("reference_date")
    assert found["missing_sido"].tolist() == [0, 0, 1, 1]
    assert found["names"].dropna().tolist() == ["sejong", "seoul"]


def test_sido_that_were_merged_stand_for_the_new_one_only_together() -> None:
    day = dt.date(2026, 7, 1)
    later = dt.date(2029, 1, 1)
    lives = {
        "gwangju": (BEGIN, day), "jeonnam": (BEGIN, day), "jeonnam-gwangju": (day, later), "jeonnam-gwangju@2": (later, None),
    }  # fmt: skip
    eras = typed(
        REGION,
        *(
            {"region_id": era, "unit_id": unit, "level": "sido", "name_ko": unit, "valid_from": start, "valid_to": end}
            for era, (start, end) in lives.items()
            for unit in [era.removesuffix("@2")]
        ),
    )
    there = [("gwangju", 2026), ("jeonnam", 2026), ("gwangju", 2027), ("jeonnam-gwangju", 2028)]
    rows = [{"unit_id": unit, "reference_date": dt.date(year, 12, 31), "population": 1} for unit, year in there]
    found = missing_sido(typed(SIDO_POPULATION_REPORTED, *rows), eras).set_index("reference_date")
    assert found["missing_sido"].tolist() == [0, 1, 0]
