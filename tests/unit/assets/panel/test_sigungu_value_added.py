"""Product of sigungu: each activity scaled to its sido, nothing scaled where a unit lacks, nothing handed to a later sido."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.panel.sigungu_value_added import sigungu_value_added, value_added_reported
from domain.errors import ContractError
from expectations.contracts.events import CROSSWALK
from expectations.contracts.sido_population import CENSUS_FIGURE
from expectations.contracts.units import REGION
from expectations.contracts.value_added import KOSIS_GRDP, SIGUNGU_VALUE_ADDED, VALUE_ADDED_REPORTED
from expectations.rules.economy import scaled_to_sido
from tests.frames import result, typed

OLD, LATER = dt.date(1995, 1, 1), dt.date(2012, 7, 1)
UNITS = {"gongju-si": ("34020", "chungnam"), "yeongi-gun": ("34320", "chungnam"), "sejong-si": ("29010", "sejong")}
ENGLISH = {"made": "manufacturing", "built": "construction", "taxes": "net taxes on products"}
KOREAN = {"made": "제조업", "built": "건설업", "taxes": "순생산물세", "all": "지역내총생산(시장가격)"}


def regions() -> pd.DataFrame:
    born = {"sejong-si": LATER, "sejong": LATER}
    sido = [
        {"region_id": unit, "unit_id": unit, "level": "sido", "name_ko": name, "valid_from": born.get(unit, OLD)}
        for unit, name in (("chungnam", "충청남도"), ("sejong", "세종특별자치시"))
    ]
    ended = {"yeongi-gun": LATER}
    units = [
        {
            "region_id": unit, "unit_id": unit, "level": "sigungu", "in_kosis": True, "kostat7_code": code, "sido_unit_id": of,
            "name_en": unit.capitalize(), "valid_from": born.get(unit, OLD), "valid_to": ended.get(unit),
        }
        for unit, (code, of) in UNITS.items()
    ]  # fmt: skip
    return typed(REGION, *sido, *units)


def ways() -> pd.DataFrame:
    """Yeongi-gun became Sejong, and a tenth of Gongju's people went there."""
    moved = (
        ("gongju-si", "gongju-si", 0.9, OLD, LATER), ("gongju-si", "sejong-si", 0.1, OLD, LATER),
        ("gongju-si", "gongju-si", 1.0, LATER, None), ("yeongi-gun", "sejong-si", 1.0, OLD, LATER),
        ("sejong-si", "sejong-si", 1.0, LATER, None),
    )  # fmt: skip
    rows = [
        {
            "track": "kosis",
            "region_id": f"{a}@{begin}",
            "from_unit_id": a,
            "to_unit_id": b,
            "weight": weight,
            "exact": weight == 1,
            "valid_from": begin,
            "valid_to": end,
        }
        for a, b, weight, begin, end in moved
    ]
    return typed(CROSSWALK, *rows)


def printed(unit: str, year: int, **figures: float | None) -> list[dict[str, Any]]:
    code, _ = UNITS[unit]
    same = {"year": year, "topic": "grdp", "region_code": code, "region_name": unit.capitalize(), "unit": "million KRW"}
    total = sum(value or 0 for value in figures.values())
    rows = [same | {"item": ENGLISH[name], "value": value} for name, value in figures.items()]
    return [*rows, same | {"item": "gross regional domestic product at market prices", "value": total}]


def accounts(name: str, year: int, **figures: float) -> list[dict[str, Any]]:
    same = {"region_name": name, "year": year, "item": "명목"}
    whole = {"all": sum(figures.values())}
    return [same | {"activity_name": KOREAN[key], "value": value} for key, value in (figures | whole).items()]


def reported(units: list[dict[str, Any]], sido: list[dict[str, Any]]) -> pd.DataFrame:
    table = value_added_reported(typed(CENSUS_FIGURE, *units), typed(KOSIS_GRDP, *sido), regions())
    return result(VALUE_ADDED_REPORTED, table)


def cells(table: pd.DataFrame, activity: str, column: str = "scaled") -> dict[str, float | None]:
    return table[table["activity"] == activity].set_index("unit_id")[column].to_dict()


OF_2010 = printed("gongju-si", 2010, made=30, built=10, taxes=5) + printed("yeongi-gun", 2010, made=10, built=0, taxes=5)
CHUNGNAM_2010 = accounts("충청남도", 2010, made=80, built=9, taxes=10)


def test_each_activity_is_scaled_to_the_sido_and_totals_are_sums() -> None:
    table = reported(OF_2010, CHUNGNAM_2010)
    assert cells(table, "manufacturing") == {"gongju-si": 60, "yeongi-gun": 20}
    assert cells(table, "construction") == {"gongju-si": pytest.approx(9), "yeongi-gun": 0}
    assert cells(table, "grdp") == {"gongju-si": pytest.approx(74), "yeongi-gun": pytest.approx(25)}
    assert cells(table, "manufacturing", "scale")["gongju-si"] == 2
    assert cells(table, "manufacturing", "published") == {"gongju-si": 30, "yeongi-gun": 10}
    assert scaled_to_sido(table)["difference"].abs().max() < 1e-9


def test_accounts_of_another_year_are_told_from_those_of_the_sido() -> None:
    assert set(reported(OF_2010, CHUNGNAM_2010)["price_base"]) == {"earlier"}
    same = accounts("충청남도", 2010, made=40, built=10, taxes=10)
    assert set(reported(OF_2010, same)["price_base"]) == {"sido_table"}
    assert reported(OF_2010, [])[["price_base", "scale", "scaled"]].isna().all(axis=None)


def test_sido_that_lacks_a_unit_is_not_scaled() -> None:
    table = reported(printed("gongju-si", 2010, made=30, taxes=5), CHUNGNAM_2010)
    assert set(table["missing_units"]) == {1}
    assert table[["scale", "scaled"]].isna().all(axis=None) and cells(table, "manufacturing", "published") == {"gongju-si": 30}


def test_activity_that_the_units_do_not_have_cannot_be_shared_out() -> None:
    mined = [*CHUNGNAM_2010, {"region_name": "충청남도", "year": 2010, "item": "명목", "activity_name": "광업", "value": 3}]
    table = reported(OF_2010, mined)
    assert pd.isna(cells(table, "mining")["gongju-si"]) and pd.isna(cells(table, "grdp")["gongju-si"])
    assert cells(table, "manufacturing")["gongju-si"] == 60


def test_code_that_is_no_unit_is_refused() -> None:
    lost = [row | {"region_code": "34990"} for row in OF_2010]
    with pytest.raises(ContractError, match="34990 is no unit of 2010"):
        reported(lost, CHUNGNAM_2010)


def test_sejong_has_nothing_before_it_was_a_sido_and_gongju_is_marked() -> None:
    later = printed("gongju-si", 2015, made=30) + printed("sejong-si", 2015, made=7)
    table = reported(
        OF_2010 + later, CHUNGNAM_2010 + accounts("충청남도", 2015, made=30) + accounts("세종특별자치시", 2015, made=7)
    )
    figures = result(SIGUNGU_VALUE_ADDED, sigungu_value_added(table, regions(), ways()))
    made = figures[figures["activity"] == "manufacturing"].set_index(["unit_id", "reference_date"])
    assert made["scaled"].to_dict() == {
        ("gongju-si", dt.date(2010, 12, 31)): 54.0,
        ("gongju-si", dt.date(2015, 12, 31)): 30.0,
        ("sejong-si", dt.date(2015, 12, 31)): 7.0,
    }
    assert made["interpolated"].tolist() == [True, False, False]
    assert made["price_base"].tolist() == ["earlier", "sido_table", "sido_table"]


def test_no_figures_give_empty_tables() -> None:
    table = reported([], CHUNGNAM_2010)
    assert table.empty and result(SIGUNGU_VALUE_ADDED, sigungu_value_added(table, regions(), ways())).empty
