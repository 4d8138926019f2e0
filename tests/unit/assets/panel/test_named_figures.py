"""Households and businesses, printed by name: every figure finds its unit, and the sheets' known faults are met."""

from __future__ import annotations

import datetime as dt
from typing import Any

from assets.panel.households_businesses import businesses, businesses_reported, households, households_reported
from expectations.contracts.events import CROSSWALK
from expectations.contracts.households_businesses import (
    BUSINESSES_REPORTED,
    BUSINESSES_TABLE,
    HOUSEHOLDS_REPORTED,
    HOUSEHOLDS_TABLE,
    KOSIS_HOUSEHOLDS,
    TAX_BUSINESSES,
)
from expectations.contracts.units import REGION
from expectations.rules.names import business_total, household_total
from tests.frames import relation, result, typed

OLD = dt.date(1994, 12, 31)


def era(unit: str, name: str, sido: str, begin: dt.date = OLD, end: dt.date | None = None) -> dict[str, Any]:
    return {
        "region_id": f"{unit}@{begin}", "unit_id": unit, "level": "sigungu", "name_ko": name, "sido_unit_id": sido,
        "in_kosis": True, "valid_from": begin, "valid_to": end,
    }  # fmt: skip


def sido(unit: str, name: str) -> dict[str, Any]:
    return {"region_id": unit, "unit_id": unit, "level": "sido", "name_ko": name, "sido_unit_id": unit, "valid_from": OLD}


RENAMED, SPLIT, BORN, MERGED = dt.date(2018, 7, 1), dt.date(2003, 8, 30), dt.date(2012, 7, 1), dt.date(2014, 7, 1)
REGIONS = (
    sido("incheon", "인천광역시"), sido("chungbuk", "충청북도"), sido("chungnam", "충청남도"), sido("sejong", "세종특별자치시"),
    sido("jeju", "제주특별자치도"),
    era("incheon-michuhol-gu", "남구", "incheon", OLD, RENAMED), era("incheon-michuhol-gu", "미추홀구", "incheon", RENAMED),
    era("goesan-gun", "괴산군", "chungbuk"), era("jeungpyeong-gun", "증평군", "chungbuk", SPLIT),
    era("cheongju-si-until-2014", "청주시", "chungbuk", OLD, MERGED), era("cheongju-si", "청주시", "chungbuk", MERGED),
    era("yeongi-gun", "연기군", "chungnam", OLD, BORN), era("sejong-si", "세종특별자치시", "sejong", BORN),
    era("jeju-si", "제주시", "jeju"), era("seogwipo-si", "서귀포시", "jeju"),
)  # fmt: skip


def printed(sido_name: str, name: str, year: int, count: int | None, kind: str = "sigungu") -> dict[str, Any]:
    return {
        "sido_name": sido_name, "region_name": name, "reference_date": dt.date(year, 12, 31), "households": count,
        "row_kind": kind,
    }  # fmt: skip


def found(*rows: dict[str, Any]) -> list[list[Any]]:
    table = result(HOUSEHOLDS_REPORTED, households_reported(relation(KOSIS_HOUSEHOLDS, *rows), relation(REGION, *REGIONS)))
    return table[["unit_id", "source_vintage", "households"]].to_numpy().tolist()


def test_name_of_today_finds_the_unit_in_years_before_it_bore_it() -> None:
    assert found(printed("인천광역시", "미추홀구", 2010, 7)) == [["incheon-michuhol-gu", dt.date(2010, 12, 31), 7]]


def test_of_two_units_of_one_name_the_one_that_lives_is_taken() -> None:
    assert [row[0] for row in found(printed("충청북도", "청주시", 2010, 7))] == ["cheongju-si-until-2014"]
    assert [row[0] for row in found(printed("충청북도", "청주시", 2015, 7))] == ["cheongju-si"]


def test_unit_that_bore_its_name_in_two_eras_is_found_once() -> None:
    again = (era("jeju-si", "제주시", "jeju", OLD, BORN), era("jeju-si", "제주시", "jeju", BORN))
    rows = [row for row in REGIONS if row["unit_id"] != "jeju-si"]
    sheet = relation(KOSIS_HOUSEHOLDS, printed("제주특별자치도", "제주시", 2020, 7))
    assert len(result(HOUSEHOLDS_REPORTED, households_reported(sheet, relation(REGION, *rows, *again)))) == 1


def test_sejong_is_found_under_its_short_name() -> None:
    assert [row[0] for row in found(printed("세종특별자치시", "세종시", 2013, 7))] == ["sejong-si"]


def test_branch_office_counted_apart_is_the_gun_that_it_became_and_the_year_has_its_borders() -> None:
    rows = found(printed("충청북도", "괴산군", 2001, 100), printed("충청북도", "증평출장소", 2001, 10, "branch_office"))
    assert rows == [["goesan-gun", dt.date(2003, 12, 31), 100], ["jeungpyeong-gun", dt.date(2003, 12, 31), 10]]


def test_sums_gu_and_cells_without_a_figure_have_no_row() -> None:
    kinds = ("nation", "sido", "gu")
    assert (
        found(*(printed("충청북도", "괴산군", 2010, 5, kind) for kind in kinds), printed("충청북도", "증평군", 2010, None)) == []
    )


def test_household_of_a_name_without_a_unit_is_missed_by_the_check() -> None:
    sheet = typed(KOSIS_HOUSEHOLDS, printed("전국", "전국", 2010, 12, "nation"), printed("충청북도", "괴산군", 2010, 7),
                  printed("충청북도", "괴신군", 2010, 5))  # fmt: skip
    table = households_reported(relation(KOSIS_HOUSEHOLDS, *sheet.to_dict("records")), relation(REGION, *REGIONS))
    assert household_total(result(HOUSEHOLDS_REPORTED, table), sheet)["difference"].tolist() == [-5]


def test_households_of_merged_units_are_summed_on_the_reference() -> None:
    rows = [{"unit_id": unit, "source_vintage": OLD, "reference_date": OLD, "households": n} for unit, n in (("a", 3), ("b", 4))]
    ways = [
        {
            "track": "kosis",
            "from_unit_id": unit,
            "to_unit_id": "c",
            "weight": 1.0,
            "exact": True,
            "valid_from": OLD,
            "valid_to": None,
        }
        for unit in ("a", "b")
    ]
    table = result(HOUSEHOLDS_TABLE, households(typed(HOUSEHOLDS_REPORTED, *rows), typed(CROSSWALK, *ways)))
    assert table[["unit_id", "households"]].to_numpy().tolist() == [["c", 7]]
    lacking = result(HOUSEHOLDS_TABLE, households(typed(HOUSEHOLDS_REPORTED, rows[0]), typed(CROSSWALK, *ways)))
    assert lacking.empty  # a part is not the whole


def test_businesses_of_merged_units_are_summed_and_a_part_is_not_the_whole() -> None:
    rows = [{"unit_id": unit, "source_vintage": OLD, "reference_date": OLD, "businesses": n} for unit, n in (("a", 3), ("b", 4))]
    way = {"track": "kosis", "to_unit_id": "c", "weight": 1.0, "exact": True, "valid_from": OLD}
    ways = typed(CROSSWALK, *(way | {"from_unit_id": unit} for unit in ("a", "b")))
    table = result(BUSINESSES_TABLE, businesses(typed(BUSINESSES_REPORTED, *rows), ways))
    assert table[["unit_id", "businesses"]].to_numpy().tolist() == [["c", 7]]
    assert result(BUSINESSES_TABLE, businesses(typed(BUSINESSES_REPORTED, rows[0]), ways)).empty


def taxpayers(sido_name: str, name: str, year: int, count: int, kind: str = "총계") -> dict[str, Any]:
    return {"sido_name": sido_name, "region_name": name, "year": year, "businesses": count, "kind_name": kind}


def active(*rows: dict[str, Any]) -> list[list[Any]]:
    table = result(BUSINESSES_REPORTED, businesses_reported(relation(TAX_BUSINESSES, *rows), relation(REGION, *REGIONS)))
    return table[["unit_id", "source_vintage", "businesses"]].to_numpy().tolist()


def test_cheongju_of_2013_has_the_borders_of_its_merger() -> None:
    assert active(taxpayers("충청북도", "청주시", 2013, 9)) == [["cheongju-si", MERGED, 9]]
    assert active(taxpayers("충청북도", "청주시", 2012, 9)) == [["cheongju-si-until-2014", dt.date(2012, 12, 31), 9]]


def test_cities_of_jeju_swapped_in_2010_are_put_right_and_a_corrected_file_is_left_alone() -> None:
    day = dt.date(2010, 12, 31)
    right = [["jeju-si", day, 50638], ["seogwipo-si", day, 16714]]
    jeju = "제주특별자치도"
    assert active(taxpayers(jeju, "제주시", 2010, 16714), taxpayers(jeju, "서귀포시", 2010, 50638)) == right
    assert active(taxpayers(jeju, "제주시", 2010, 50638), taxpayers(jeju, "서귀포시", 2010, 16714)) == right


def test_unit_after_its_end_is_left_out_and_told_by_the_check() -> None:
    rows = (
        taxpayers("충청남도", "연기군", 2012, 15),
        taxpayers("세종특별자치시", "세종", 2012, 100),
        taxpayers("세종특별자치시", "세종", 2012, 4, "법인"),
    )
    assert [row[0] for row in active(*rows)] == ["sejong-si"]
    table = result(BUSINESSES_REPORTED, businesses_reported(relation(TAX_BUSINESSES, *rows), relation(REGION, *REGIONS)))
    assert business_total(table, typed(TAX_BUSINESSES, *rows))["difference"].tolist() == [-15]
