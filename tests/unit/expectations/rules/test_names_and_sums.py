"""Names that stand for a sido or sigungu, records that claim one ground, dong that make their sigungu: small frames."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from expectations.contracts.boundary_comparison import BOUNDARY_CHANGE
from expectations.contracts.emd import EMD_POPULATION, EMD_REGISTRATION
from expectations.contracts.establishments import KOSIS_SIGUNGU_ESTABLISHMENTS
from expectations.contracts.households_businesses import KOSIS_HOUSEHOLDS
from expectations.contracts.population import POPULATION_UNIT
from expectations.contracts.raw_boundaries import MOIS_BOUNDARY
from expectations.contracts.units import REGION
from expectations.contracts.vital import KOSIS_BIRTHS, KOSIS_MARRIAGES
from expectations.contracts.work_family import FERTILITY_RATE
from expectations.rules.coverage import MUCH_GROUND, SAME_GROUND, claimed_twice, unexplained_change, units_in_place
from expectations.rules.emd import emd_ages_add_up, registered_emd_add_up
from expectations.rules.names import establishment_names, household_names
from expectations.rules.population import codes_and_names
from expectations.rules.vital import (
    born_in_every_sido,
    married_in_every_sido,
    names_of_births,
    names_of_marriages,
    rates_of_sido_meet,
)
from tests.frames import typed
from tests.publisher_files import square

DAY, OTHER_DAY = dt.date(2024, 12, 31), dt.date(2023, 12, 31)
RENAMED = dt.date(2024, 1, 18)
ERAS: tuple[dict[str, Any], ...] = (
    {"unit_id": "jeonbuk", "level": "sido", "name_ko": "전라북도", "valid_to": RENAMED},
    {"unit_id": "jeonbuk", "level": "sido", "name_ko": "전북특별자치도", "valid_from": RENAMED},
    {"unit_id": "sejong", "level": "sido", "name_ko": "세종특별자치시"},
    {"unit_id": "gunsan-si", "name_ko": "군산시", "sido_unit_id": "jeonbuk"},
    {"unit_id": "jeonju-deokjin-gu", "name_ko": "덕진구", "sido_unit_id": "jeonbuk"},
    {"unit_id": "sejong-si", "name_ko": "세종특별자치시", "sido_unit_id": "sejong"},
)


def region() -> pd.DataFrame:
    standard = {"level": "sigungu", "valid_from": dt.date(1995, 1, 1)}
    return typed(REGION, *({"region_id": str(number)} | standard | era for number, era in enumerate(ERAS)))


# --- names


PRINTED = (
    ("전북특별자치도", "군산시", "sigungu"),
    ("전북특별자치도", "덕진구", "gu"),
    ("전라북도", "군산시", "sigungu"),
    ("세종특별자치시", "세종", "sigungu"),
    ("세종특별자치시", "세종시", "sigungu"),
    ("세종특별자치시", "세종특별자치시", "sigungu"),
    ("세종특별자치시", "군산시", "sigungu"),
    ("전북특별자치도", "군신시", "gu"),
    ("전북특별자치도", "아무개", "sido"),
)


@pytest.mark.parametrize(
    ("rule", "contract"), [(household_names, KOSIS_HOUSEHOLDS), (establishment_names, KOSIS_SIGUNGU_ESTABLISHMENTS)]
)
def test_name_of_a_sigungu_or_gu_is_known_in_its_own_sido_under_any_name_of_that(rule: Any, contract: Any) -> None:
    rows = [
        {"sido_name": sido, "region_name": name, "row_kind": kind, "source_row": number}
        for number, (sido, name, kind) in enumerate(PRINTED, start=1)
    ]
    verdicts = rule(typed(contract, *rows), region()).sort_values("source_row")
    assert verdicts["source_row"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert verdicts["verdict"].tolist() == ["known"] * 6 + ["unknown name"] * 2


def test_name_is_judged_once_where_it_is_first_printed() -> None:
    row = {"sido_name": "전라북도", "region_name": "군산시", "row_kind": "sigungu"}
    houses = typed(KOSIS_HOUSEHOLDS, *(row | {"source_row": 3, "reference_date": day} for day in (OTHER_DAY, DAY)))
    assert household_names(houses, region())["source_row"].tolist() == [3]
    firms = typed(KOSIS_SIGUNGU_ESTABLISHMENTS, *(row | {"source_row": number} for number in (4, 9)))
    assert establishment_names(firms, region())["source_row"].tolist() == [4]


def test_sido_is_known_under_every_name_it_bore_and_abroad_only_to_the_sheet_of_marriages() -> None:
    names = ("전국", "국외", "전라북도", "전북특별자치도", "군산시")
    births = names_of_births(typed(KOSIS_BIRTHS, *({"region_name": name} for name in names)), region())
    assert dict(zip(births["region_name"], births["verdict"], strict=True)) == {
        "전국": "known", "국외": "unknown name", "전라북도": "known", "전북특별자치도": "known", "군산시": "unknown name",
    }  # fmt: skip
    marriages = names_of_marriages(typed(KOSIS_MARRIAGES, *({"region_name": name} for name in names)), region())
    assert marriages.set_index("region_name")["verdict"]["국외"] == "known"


def test_row_of_a_file_is_told_with_the_newest_name_of_its_unit() -> None:
    rows = (
        {"unit_id": "jeonbuk", "row_kind": "sido", "name_fits": True},
        {"unit_id": "gunsan-si", "row_kind": "sigungu", "name_fits": False},
        {"unit_id": None, "row_kind": "unknown", "name_fits": None},
        {"unit_id": "gunsan-si", "row_kind": "emd", "name_fits": None},
    )
    found = codes_and_names(typed(POPULATION_UNIT, *rows), region())
    assert found["unit_name"].tolist() == ["전북특별자치도", "군산시", "none of that code"]
    assert found["name_fits"].tolist() == [True, False, True]


# --- births and marriages


def born(name: str, births: int | None, rate: float = 1.0, *, year: int = 2024, provisional: bool = False) -> dict[str, Any]:
    return {
        "region_name": name, "year": year, "births": births, "total_fertility_rate": rate, "is_provisional": provisional,
    }  # fmt: skip


def test_births_of_sido_are_held_against_the_nation_and_rounding_of_provisional_ones_explains_fifty_a_cell() -> None:
    table = typed(
        KOSIS_BIRTHS,
        *(born("전국", 1000), born("전라북도", 400), born("세종특별자치시", 700)),
        *(born(name, n, year=2025, provisional=True) for name, n in (("전국", 1000), ("전라북도", 400), ("세종특별자치시", 400))),
        born("국외", None, year=2025, provisional=True),
        born("전라북도", 5, year=2023),
    )
    found = born_in_every_sido(table).set_index("year")
    assert found["sido_minus_nation"].to_dict() == {2024: 100, 2025: -200}
    assert found["unexplained"].to_dict() == {2024: 100, 2025: 50}  # three printed cells of 2025 may be 150 off


@pytest.mark.parametrize(("rate", "outside"), [(0.7, 0.1), (0.8, 0.0), (1.2, 0.0), (1.5, 0.3)])
def test_rate_of_the_nation_lies_between_those_of_its_sido(rate: float, outside: float) -> None:
    table = typed(KOSIS_BIRTHS, born("전국", 3, rate), born("전라북도", 1, 0.8), born("세종특별자치시", 2, 1.2))
    assert born_in_every_sido(table)["rate_outside"].tolist() == pytest.approx([outside])


def test_marriages_of_sido_and_abroad_are_held_against_the_nation_of_each_month() -> None:
    cells = (("전국", 1, 10), ("전라북도", 1, 6), ("국외", 1, 3), ("전국", 2, 5))
    rows = [{"region_name": name, "month": dt.date(2024, month, 1), "marriages": count} for name, month, count in cells]
    found = married_in_every_sido(typed(KOSIS_MARRIAGES, *rows))
    assert found["parts_minus_nation"].tolist() == [-1, -5]


def test_weighted_rate_is_held_against_the_published_one_where_no_unit_is_missing() -> None:
    rows = [
        {"level": level, "region_id": unit, "reference_date": DAY, "total_fertility_rate": rate, "missing_units": missing}
        for level, unit, rate, missing in (
            ("nation", "nation", 0.75, 0), ("sido", "jeonbuk", 0.80, 0), ("sido", "sejong", 1.10, 1),
            ("sigungu", "gunsan-si", 0.9, 0),
        )
    ]  # fmt: skip
    printed = (
        born("전국", 1, 0.72),
        born("전북특별자치도", 1, 0.81),
        born("세종특별자치시", 1, 1.0),
        born("전국", 1, 9.0, year=2023),
    )
    found = rates_of_sido_meet(typed(FERTILITY_RATE, *rows), typed(KOSIS_BIRTHS, *printed), region())
    assert found.set_index("region_id")["difference"].to_dict() == pytest.approx({"nation": 0.03, "jeonbuk": -0.01})


# --- eup-myeon-dong


def test_ages_of_a_dong_are_held_against_its_printed_total() -> None:
    cells = ((1, None, 10), (1, 0, 4), (1, 5, 7), (2, None, 3), (2, 0, 3))
    rows = [{"source_row": row, "age_from": age, "population": people} for row, age, people in cells]
    assert emd_ages_add_up(typed(EMD_POPULATION, *rows)).set_index("source_row")["difference"].to_dict() == {1: 1, 2: 0}


def test_dong_make_their_sigungu_but_for_the_one_that_the_publisher_lacks() -> None:
    lacking = dt.date(2008, 12, 31)
    dong = [
        {
            "source": "mois_population",
            "reference_date": day,
            "sigungu_unit_id": unit,
            "population": people,
            "emd_code": str(number),
        }
        for number, (day, unit, people) in enumerate(
            ((DAY, "gunsan-si", 5), (DAY, "gunsan-si", 6), (DAY, "masan-gu", 9), (lacking, "yeongwol-gun", 784), (DAY, "none", 1))
        )
    ]
    units = [
        {"source": "mois_population", "reference_date": day, "unit_id": unit, "population": people}
        | {"row_kind": kind, "population_concept": concept}
        for day, unit, kind, people, concept in (
            (DAY, "gunsan-si", "sigungu", 10, "registration"),
            (DAY, "gunsan-si", "sigungu", 99, "registration_residents"),
            (DAY, "masan-gu", "gu", 9, "registration"),
            (DAY, "none", "emd", 7, "registration"),
            (lacking, "yeongwol-gun", "sigungu", 3000, "registration"),
        )
    ]
    found = registered_emd_add_up(typed(EMD_REGISTRATION, *dong), typed(POPULATION_UNIT, *units))
    assert found.set_index("unit_id")["unexplained"].to_dict() == {"gunsan-si": 1, "masan-gu": 0, "yeongwol-gun": 0}


# --- boundaries


def records(*shapes: shapely.Geometry | None, level: str = "sigungu") -> gpd.GeoDataFrame:
    rows = [
        {"level": level, "scheme": "mois", "vintage": DAY, "code": str(number), "name_ko": f"{number}구", "geometry": shape}
        | {"source_row": number}
        for number, shape in enumerate(shapes, start=1)
    ]
    return typed(MOIS_BOUNDARY, *rows)


def shifted(by: float) -> shapely.Geometry:
    """A square that has 1 - `by` of the first one."""
    return square(by, 0)


def test_two_records_of_one_ground_are_told_with_what_both_claim() -> None:
    (row,) = claimed_twice(records(square(0, 0), shifted(0.05), square(5, 5))).to_dict("records")
    assert (row["overlap_km2"], row["share"], row["source_row"]) == (pytest.approx(95), pytest.approx(0.95), 2)
    assert (row["same_ground"], row["much_ground"]) == (True, False)
    assert "1구" in row["units"] and "2구" in row["units"]


@pytest.mark.parametrize(
    ("by", "level", "same", "much"),
    [
        (1 - SAME_GROUND - 0.01, "sigungu", True, False),
        (1 - SAME_GROUND + 0.01, "sigungu", False, False),
        (1 - MUCH_GROUND - 0.01, "emd", False, True),
        (1 - SAME_GROUND - 0.01, "sido", True, False),
    ],
)
def test_nine_tenths_are_one_unit_and_half_is_too_much_among_small_ones(by: float, level: str, same: bool, much: bool) -> None:
    (row,) = claimed_twice(records(square(0, 0), shifted(by), level=level)).to_dict("records")
    assert (row["same_ground"], row["much_ground"]) == (same, much)


def test_neighbours_slivers_and_records_without_a_shape_claim_nothing_twice() -> None:
    west, south, *_ = square(0, 0).bounds
    sliver = shapely.box(west + 10, south + 10, west + 90, south + 90)
    (row,) = claimed_twice(records(square(0, 0), square(1, 0), sliver, None)).to_dict("records")
    assert (row["units"], row["overlap_km2"], row["same_ground"], row["much_ground"]) == ("", 0, False, False)


def test_pairs_stand_in_the_order_of_their_ground() -> None:
    found = claimed_twice(records(square(0, 0), shifted(0.3), square(5, 5), square(5.1, 5)))
    assert found["overlap_km2"].tolist() == pytest.approx([90, 70])


def changed(**more: Any) -> dict[str, Any]:
    return {"area_before_km2": 100.0, "area_after_km2": 110.0, "change_share": 0.1} | more


def test_change_of_a_km2_or_more_without_an_event_is_unexplained() -> None:
    rows = (
        changed(),
        changed(events="2023-07-01 partial_transfer"),
        changed(area_after_km2=100.9, change_share=0.009),
        changed(area_after_km2=99.0, change_share=-0.01),
        changed(area_before_km2=None, change_share=None),
        changed(area_before_km2=None, change_share=None, events="2003-08-30 split"),
    )
    found = unexplained_change(typed(BOUNDARY_CHANGE, *rows))
    assert found["unexplained_share"].tolist() == [0.1, 0, 0, -0.01, 0, 0]
    assert found["gone_or_new"].tolist() == [False, False, False, False, True, False]


def test_unit_that_exchanged_its_place_is_not_in_place() -> None:
    found = units_in_place(typed(BOUNDARY_CHANGE, changed(), changed(exchanged_with="gunsan-si")))
    assert found["in_place"].tolist() == [True, False] and found["exchanged_with"].tolist() == ["", "gunsan-si"]
