"""Published boundaries become one valid coverage per vintage, matched to the unit that bore the code on that day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from assets.geography.boundary import boundary, clean_series, match_units, national, require_national
from domain.errors import ContractError
from expectations.contracts.raw_boundaries import KOSTAT_BOUNDARY, MOIS_BOUNDARY, SGIS_BOUNDARY
from expectations.contracts.units import REGION
from tests.frames import typed
from tests.publisher_files import square

DAY = dt.date(2024, 2, 1)


def records(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    """Rows of raw.mois_boundary: sigungu of one national file unless told otherwise."""
    standard = {"level": "sigungu", "scheme": "mois", "vintage": DAY, "extent": "national", "source_file": "a.shp"}
    return typed(MOIS_BOUNDARY, *({**standard, "source_row": n} | row for n, row in enumerate(rows, start=1)))


def history(*eras: dict[str, Any]) -> pd.DataFrame:
    standard = {"level": "sigungu", "valid_from": dt.date(1995, 1, 1)}
    return typed(REGION, *({"region_id": str(n)} | standard | era for n, era in enumerate(eras)))


def none() -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    return typed(SGIS_BOUNDARY), typed(KOSTAT_BOUNDARY)


def test_overlapping_records_become_a_valid_coverage_with_areas_and_units() -> None:
    published = records(
        {"code": "11110", "geometry": square(0, 0)},
        {"code": "11140", "geometry": shapely.box(*(square(1, 0).buffer(100, join_style="mitre").bounds))},
    )
    table = boundary(published, *none(), history({"unit_id": "jongno", "mois_code": "11110"})).set_index("code")
    assert shapely.coverage_is_valid(table.geometry.to_numpy())
    assert table.loc["11110", "area_km2"] == pytest.approx(100.0)
    assert table.loc["11110", "unit_id"] == "jongno" and pd.isna(table.loc["11140", "unit_id"])
    assert table["centroid_lon"].between(126, 128).all() and table["centroid_lat"].between(36, 37).all()


def test_series_are_cleaned_apart_from_each_other() -> None:
    published = records(
        {"code": "11110", "geometry": square(0, 0)}, {"code": "11", "level": "sido", "geometry": square(0, 0)},
    )  # fmt: skip
    table = boundary(published, *none(), history())
    assert sorted(table["level"]) == ["sido", "sigungu"]
    assert table["area_km2"].tolist() == pytest.approx([100.0, 100.0])


def test_file_of_one_sido_does_not_enter_the_national_coverage() -> None:
    published = records({"code": "11110", "geometry": square(0, 0)}, {"code": "11110", "extent": "11", "geometry": square(0, 0)})
    assert len(national(published, *none())) == 1


def test_no_national_file_is_refused_with_what_is_needed() -> None:
    with pytest.raises(ContractError, match="national boundary file"):
        require_national(records({"code": "11110", "extent": "11", "geometry": square(0, 0)}), *none())


def test_record_without_geometry_drops_out_of_the_coverage() -> None:
    cleaned = clean_series(records({"code": "11110", "geometry": square(0, 0)}, {"code": "11140", "geometry": None}))
    assert list(cleaned["code"]) == ["11110"]


def test_unit_wholly_under_a_smaller_one_drops_out() -> None:
    cleaned = clean_series(
        records(
            {"code": "1", "geometry": square(0, 0)},
            {"code": "2", "geometry": square(0, 0)},
            {"code": "3", "geometry": square(1, 0)},
        )
    )
    assert len(cleaned) == 2 and "3" in set(cleaned["code"])


def test_schematic_geometry_is_marked_on_every_row() -> None:
    table = boundary(records({"code": "11110", "geometry": square(0, 0), "schematic": True}), *none(), history())
    assert set(table["geometry_basis"]) == {"schematic"}


@pytest.mark.parametrize(
    ("scheme", "day", "unit"),
    [
        ("mois", dt.date(2023, 6, 30), "busan-unit"),
        ("mois", dt.date(2023, 7, 1), None),
        ("kostat", dt.date(2020, 12, 31), "ulsan-unit"),
        ("kostat", dt.date(2023, 7, 1), "gun-unit"),
    ],
)
def test_code_means_what_its_scheme_and_day_say(scheme: str, day: dt.date, unit: str | None) -> None:
    """26710 is a unit of Busan to MOIS, of Ulsan to Statistics Korea's 7-digit era, and a gun of its 8-digit era."""
    eras = history(
        {"unit_id": "busan-unit", "mois_code": "26710", "valid_to": dt.date(2023, 7, 1)},
        {"unit_id": "ulsan-unit", "mois_code": "31710", "kostat7_code": "26710"},
        {"unit_id": "gun-unit", "mois_code": "99999", "kostat7_code": "26510", "kostat8_code": "26710"},
    )
    matched = match_units(records({"code": "26710", "scheme": scheme, "vintage": day, "geometry": square(0, 0)}), eras)
    assert list(matched.where(matched.notna(), None)) == [unit]


def test_eup_myeon_dong_are_matched_to_no_unit() -> None:
    emd = records({"code": "1101053", "level": "emd", "scheme": "kostat", "geometry": square(0, 0)})
    matched = match_units(emd, history({"kostat7_code": "11010"}))
    assert matched.isna().all()


def test_name_that_the_file_lacks_is_that_of_the_unit_on_the_day_and_marked() -> None:
    eras = history(
        {"unit_id": "michuhol", "mois_code": "28170", "name_ko": "남구", "valid_to": dt.date(2018, 7, 1)},
        {"unit_id": "michuhol", "mois_code": "28170", "name_ko": "미추홀구", "valid_from": dt.date(2018, 7, 1)},
    )
    published = records(
        {"code": "28170", "name_ko": None, "vintage": dt.date(2017, 12, 31), "geometry": square(0, 0)},
        {"code": "28170", "name_ko": None, "geometry": square(0, 0)},
        {"code": "99999", "name_ko": None, "geometry": square(1, 0)},
        {"code": "11110", "name_ko": "종로구", "geometry": square(2, 0)},
    )
    table = boundary(published, *none(), eras).sort_values(["vintage", "code"])
    assert table["name_ko"].tolist() == ["남구", "종로구", "미추홀구", None]
    assert table["name_basis"].tolist() == ["history", "published", "history", None]


def test_name_of_an_eup_myeon_dong_stands_without_the_units_above_it() -> None:
    emd = {"level": "emd", "scheme": "kostat", "geometry": square(0, 0)}
    published = records(
        emd | {"code": "1101053", "name_ko": "서울특별시 종로구 사직동"},
        emd | {"code": "1101054", "name_ko": None, "geometry": square(1, 0)},
    )
    assert boundary(published, *none(), history())["name_ko"].tolist() == ["사직동", None]


def test_two_files_with_one_unit_of_one_day_are_both_named() -> None:
    unit = {"code": "11110", "geometry": square(0, 0)}
    with pytest.raises(ContractError, match=r"a\.shp, b\.shp: sigungu 11110 \(mois, 2024-02-01\) stands in more than one file"):
        national(records(unit, unit | {"source_file": "b.shp"}), *none())


def test_fitness_of_the_file_stays_with_its_units() -> None:
    table = boundary(records({"code": "11110", "fit_for": "maps", "geometry": square(0, 0)}), *none(), history())
    assert set(table["fit_for"]) == {"maps"}
