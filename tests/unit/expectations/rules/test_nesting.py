"""Units of one level lie in those of the level above of the same day; files of two days, or with wrong shapes, are told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.affinity import translate

from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.units import REGION
from expectations.engine.runner import check
from expectations.rules.nesting import in_their_own, made_of_their_own, off_their_own
from tests.frames import typed
from tests.publisher_files import square

DAY = dt.date(2024, 2, 1)
NAMES = {
    "11": "서울특별시", "26": "부산광역시", "27": "대구광역시", "28": "인천광역시",
    "11110": "종로구", "11140": "중구", "26110": "중구", "26140": "서구", "27110": "중구", "28110": "중구",
}  # fmt: skip
SIDO = {"11": square(0, 0).union(square(1, 0)), "26": square(2, 0).union(square(3, 0)), "27": square(4, 0), "28": square(5, 0)}
SIGUNGU = {code: square(n, 0) for n, code in enumerate(list(NAMES)[4:])}
DONG = {
    f"{code}{101 + n}": translate(square(0, 0, 5_000), 10_000 * at + 5_000 * (n % 2), 5_000 * (n // 2))
    for at, code in enumerate(SIGUNGU)
    for n in range(4)
}
# Of the day before one sigungu went from the first sido to the second.
BEFORE = SIDO | {"11": SIDO["11"].union(square(2, 0)), "26": square(3, 0)}
FILES = {"sido": "a.shp", "sigungu": "b.shp", "legal_dong": "c.shp"}


def region() -> pd.DataFrame:
    """Four sido and their six sigungu, each under its code."""
    eras = [
        {"region_id": code, "unit_id": code, "level": "sido" if len(code) == 2 else "sigungu", "sido_unit_id": code[:2],
         "valid_from": dt.date(1995, 1, 1), "in_finest": len(code) == 5}
        for code in NAMES
    ]  # fmt: skip
    return typed(REGION, *eras)


def drawn(level: str, shapes: dict[str, shapely.Geometry], **said: Any) -> list[dict[str, Any]]:
    base = {"level": level, "scheme": "mois", "vintage": DAY, "source_file": FILES[level]} | said
    return [
        base | {"code": code, "name_ko": NAMES.get(code, f"제{code[-1]}동"), "geometry": shape, "source_row": row,
                "unit_id": code if code in NAMES else None, "area_km2": shape.area / 1e6}
        for row, (code, shape) in enumerate(shapes.items(), start=1)
    ]  # fmt: skip


def country(
    sido: dict[str, shapely.Geometry] = SIDO, sigungu: dict[str, shapely.Geometry] = SIGUNGU, **said: Any
) -> gpd.GeoDataFrame:
    return typed(BOUNDARY, *drawn("sido", sido, **said), *drawn("sigungu", sigungu))


def strays(table: gpd.GeoDataFrame) -> dict[str, tuple[str, str]]:
    found = in_their_own(table, region())
    told = found[found["elsewhere"]]
    return dict(zip(told["code"], zip(told["lies_in"], told["belongs_to"], strict=True), strict=True))


def test_sound_levels_have_one_quiet_row_a_pair_of_series() -> None:
    table = typed(BOUNDARY, *drawn("sido", SIDO), *drawn("sigungu", SIGUNGU), *drawn("legal_dong", DONG))
    assert in_their_own(table, region())[["level", "elsewhere"]].to_numpy().tolist() == [
        ["legal_dong", False],
        ["sigungu", False],
    ]
    assert made_of_their_own(table, region())["difference_share"].abs().max() < 1e-9
    assert not off_their_own(table, region())["uniform"].any()


def test_sigungu_that_changed_hands_is_told_where_the_sido_are_of_the_day_before() -> None:
    table = country(BEFORE)
    assert strays(table) == {"26110": ("서울특별시 (11)", "부산광역시 (26)")}
    shares = made_of_their_own(table, region()).set_index("code")["difference_share"].round(6)
    assert shares.to_dict() == {"11": 0.5, "26": -0.5, "27": 0, "28": 0}


def test_sigungu_and_sido_of_two_days_or_without_a_unit_are_not_compared() -> None:
    other = country(BEFORE, vintage=dt.date(2023, 1, 1))
    assert in_their_own(other, region()).empty and made_of_their_own(other, region()).empty
    unknown = country(BEFORE).assign(unit_id=None)
    assert strays(unknown) == {}


def test_census_sido_are_held_against_sigungu_of_the_other_scheme() -> None:
    assert set(strays(country(BEFORE, scheme="kostat"))) == {"26110"}


def test_sido_that_lacks_a_sigungu_of_the_day_is_not_measured_by_the_others() -> None:
    table = country(sigungu={code: shape for code, shape in SIGUNGU.items() if code != "26140"})
    assert made_of_their_own(table, region())["code"].tolist() == ["11", "27", "28"]


def test_dong_drawn_in_another_sigungu_is_told_and_one_along_the_border_is_not() -> None:
    moved = DONG | {"11110101": DONG["26140101"], "26140101": DONG["11110101"]}
    table = typed(BOUNDARY, *drawn("sigungu", SIGUNGU), *drawn("legal_dong", moved))
    assert strays(table) == {"11110101": ("서구 (26140)", "종로구 (11110)"), "26140101": ("종로구 (11110)", "서구 (26140)")}
    border = DONG | {"11110104": translate(square(1, 0, 500), 9_550, 0)}
    assert strays(typed(BOUNDARY, *drawn("sigungu", SIGUNGU), *drawn("legal_dong", border))) == {}


def test_coarse_shapes_of_another_survey_are_told_only_when_they_are_far_apart() -> None:
    coarse = BEFORE | {"27": square(4, 0, 9_900), "28": square(5, 0, 10_100)}
    assert strays(country(coarse)) == {}
    far = SIGUNGU | {"11140": translate(square(3, 0, 5_000), 17_500, 2_500)}
    assert set(strays(country(coarse, far))) == {"11140"}


@pytest.mark.parametrize(("metres", "uniform"), [(300, True), (50, False)])
def test_levels_that_lie_off_each_other_as_a_whole_are_told(metres: float, uniform: bool) -> None:
    table = country({code: translate(shape, metres, 0) for code, shape in SIDO.items()})
    (row,) = off_their_own(table, region()).to_dict("records")
    assert (row["uniform"], row["offset_m"], row["file_above"]) == (uniform, metres, "a.shp")


def test_user_is_warned_with_both_units_and_the_row() -> None:
    report = check(
        BOUNDARY, {"boundary": country(BEFORE), "region": region(), "unit": pd.DataFrame({"unit_id": list(NAMES)})}, ""
    )
    said = [o.sentence() for o in report.failed("warning")]
    (nested,) = [line for line in said if line.startswith("nested")]
    assert "code=26110, name_ko=중구, lies_in=서울특별시 (11), belongs_to=부산광역시 (26)" in nested
    assert "source_file=b.shp, source_row=3" in nested
    assert any(line.startswith("sido_of_their_sigungu") and "sigungu_km2=200.0" in line for line in said)
