"""What was repaired is told: by vintage in boundary_quality, by record with file and row in boundary_repair."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from assets.geography.boundary import boundary
from assets.geography.boundary_quality import boundary_quality, boundary_repair
from expectations.contracts.boundaries import BOUNDARY_QUALITY, BOUNDARY_REPAIR
from expectations.contracts.units import OFFICIAL_AREA
from expectations.rules.coverage import heavy_repairs
from tests.frames import result, typed
from tests.publisher_files import ORIGIN, bow_tie, square
from tests.unit.assets.geography.test_boundary import history, none, records

KNOWN = ("11110", "11140")


def measured(published: gpd.GeoDataFrame) -> tuple[pd.Series, pd.DataFrame]:
    """The row of boundary_quality, and boundary_repair by row of the file."""
    cleaned = boundary(published, *none(), history())
    eras = history(*({"unit_id": code, "mois_code": code, "in_finest": True} for code in KNOWN))
    official = typed(OFFICIAL_AREA, {"level": "nation", "unit_id": "nation", "area_km2": 400.0})
    quality = result(BOUNDARY_QUALITY, boundary_quality(published, *none(), boundary(published, *none(), eras), eras, official))
    repairs = result(BOUNDARY_REPAIR, boundary_repair(published, *none(), cleaned))
    return quality.iloc[0], repairs.set_index("source_row")


def ring_of_four() -> list[shapely.Polygon]:
    """Four polygons around a lake of one square."""
    return [
        square(0, 0).union(square(1, 0)),
        square(2, 0).union(square(2, 1)),
        square(1, 2).union(square(2, 2)),
        square(0, 1).union(square(0, 2)),
    ]


def test_sound_coverage_has_nothing_to_report() -> None:
    quality, repairs = measured(records({"code": "11110", "geometry": square(0, 0)}, {"code": "11140", "geometry": square(1, 0)}))
    assert repairs.empty
    assert (quality["units"], quality["invalid"], quality["overlap_pairs"], quality["holes_left"]) == (2, 0, 0, 0)
    assert quality["area_before_km2"] == quality["area_after_km2"] == pytest.approx(200.0)
    assert quality["registered_difference_share"] == pytest.approx(-0.5)
    assert bool(quality["valid_coverage"]) and quality["dissolve_difference_m2"] == pytest.approx(0, abs=1e-3)


def test_overlap_is_measured_before_it_is_removed() -> None:
    wide = shapely.box(ORIGIN[0] + 9_000, ORIGIN[1], ORIGIN[0] + 20_000, ORIGIN[1] + 10_000)
    quality, repairs = measured(records({"code": "11110", "geometry": square(0, 0)}, {"code": "11140", "geometry": wide}))
    assert quality["overlap_pairs"] == 1 and quality["overlap_km2"] == pytest.approx(10.0)
    assert quality["area_after_km2"] == pytest.approx(200.0)
    assert list(repairs["problem"]) == ["overlap or gap"]
    assert repairs["change_share"].iloc[0] == pytest.approx(10 / 110, rel=1e-6)


def test_self_crossing_ring_is_listed_with_its_place_file_and_row() -> None:
    quality, repairs = measured(
        records({"code": "11110", "geometry": square(0, 0)}, {"code": "11140", "geometry": bow_tie(1, 0)})
    )
    assert (quality["invalid"], quality["repaired"]) == (1, 1)
    assert repairs.loc[2, "problem"].startswith("Self-intersection[965000 1855000]")
    assert (repairs.loc[2, "source_file"], repairs.loc[2, "code"]) == ("a.shp", "11140")
    assert repairs.loc[2, "area_after_m2"] == pytest.approx(5e7)


def test_record_without_geometry_is_listed() -> None:
    quality, repairs = measured(records({"code": "11110", "geometry": square(0, 0)}, {"code": "11140", "geometry": None}))
    assert quality["units_without_geometry"] == 1
    assert (quality["units_missing"], quality["missing"]) == (1, "11140")
    assert repairs.loc[2, "problem"] == "no geometry"
    assert repairs.loc[2, "area_after_m2"] == 0


def test_unit_that_vanishes_is_counted_as_lost_and_listed() -> None:
    rows = [{"code": "11110", "geometry": square(0, 0)}, {"code": "11140", "geometry": square(0, 0)}]
    quality, repairs = measured(records(*rows))
    assert quality["units_lost"] == 1
    assert 1.0 in set(repairs["change_share"])


def test_lake_that_is_left_is_counted() -> None:
    rows = [{"code": f"111{n}0", "geometry": shape} for n, shape in enumerate(ring_of_four())]
    quality, _ = measured(records(*rows))
    assert (quality["holes_left"], quality["holes_left_km2"]) == (1, pytest.approx(100.0))


def test_sido_of_a_vintage_dissolve_to_the_sum_of_their_parts() -> None:
    rows = [{"code": c, "geometry": square(n, 0)} for n, c in enumerate(("11110", "11140", "26110"))]
    quality, _ = measured(records(*rows))
    assert quality["dissolve_difference_m2"] < 1


@pytest.mark.parametrize(
    ("area", "problem", "judged"),
    [
        (5e7, "Self-intersection", True),
        (10_000.0, "Self-intersection", True),
        (9_999.0, "Self-intersection", False),
        (5e7, "no geometry", False),
    ],
)
def test_only_real_polygons_above_a_sliver_are_judged_for_being_remade(area: float, problem: str, judged: bool) -> None:
    repairs = pd.DataFrame(
        {
            "level": ["sigungu"],
            "vintage": ["2024-02-01"],
            "problem": [problem],
            "area_before_m2": [area],
            "area_after_m2": [0.0],
            "change_share": [1.0],
        }
    )
    assert bool(len(heavy_repairs(repairs, pd.DataFrame({"reference_vintage": ["2024-02-01"]})))) is judged


def test_repairs_off_the_reference_vintage_only_warn() -> None:
    repairs = pd.DataFrame(
        {
            "level": ["sigungu"] * 2,
            "vintage": ["2024-02-01", "2011-12-31"],
            "problem": ["x"] * 2,
            "area_before_m2": [1e7] * 2,
            "area_after_m2": [0.0] * 2,
            "change_share": [0.5] * 2,
        }
    )
    judged = heavy_repairs(repairs, pd.DataFrame({"reference_vintage": ["2024-02-01"]}))
    assert judged["change_share_reference"].notna().tolist() == [True, False]


def test_record_that_another_claims_too_is_listed_with_the_other_and_the_area() -> None:
    rows = [
        {"code": "11680", "name_ko": "강남구", "geometry": square(0, 0)},
        {"code": "11650", "name_ko": "서초구", "geometry": square(0, 0)},
        {"code": "11710", "name_ko": "송파구", "geometry": square(1, 0)},
    ]
    _, repairs = measured(records(*rows))
    (lost,) = repairs[repairs["change_share"] == 1.0].to_dict("records")
    other = {"11680": "서초구 (11650)", "11650": "강남구 (11680)"}[lost["code"]]
    assert lost["overlaps_with"] == f"{other}: 100.000 km2" and "11710" not in set(repairs["code"])


def test_a_vintage_none_of_whose_records_has_a_shape_is_told_all_the_same() -> None:
    published = records({"code": "11110", "geometry": square(0, 0)}, {"code": "11140", "geometry": square(1, 0)})
    lost = boundary(published, *none(), history()).head(0)
    official = typed(OFFICIAL_AREA, {"level": "nation", "unit_id": "nation", "area_km2": 400.0})
    table = result(BOUNDARY_QUALITY, boundary_quality(published, *none(), lost, history(), official))
    assert table[["units", "units_lost", "area_after_km2"]].to_numpy().tolist() == [[2, 2, 0.0]]


def test_without_a_registered_area_nothing_is_held_against_it() -> None:
    published = records({"code": "11110", "geometry": square(0, 0)})
    cleaned = boundary(published, *none(), history())
    table = boundary_quality(published, *none(), cleaned, history(), typed(OFFICIAL_AREA))
    assert table["registered_difference_share"].isna().tolist() == [True]
