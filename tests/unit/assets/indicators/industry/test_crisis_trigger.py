"""Early warning: means of months against those two years before, only where all months are known; paths find their unit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.industry.crisis_trigger import change_of_means, crisis_trigger, priced_units
from assets.reference.published import crisis_condition
from expectations.contracts.policy import CRISIS_CONDITION, CRISIS_TRIGGER
from expectations.contracts.prices import REB_PRICE_INDEX
from expectations.contracts.registry import all_contracts
from expectations.contracts.units import REGION
from tests.frames import result, typed

BEGIN = dt.date(1995, 1, 1)
ERAS = (
    {"unit_id": "gyeongnam", "name_ko": "경상남도", "level": "sido", "sido_unit_id": "gyeongnam"},
    {"unit_id": "ulsan", "name_ko": "울산광역시", "level": "sido", "sido_unit_id": "ulsan"},
    {"unit_id": "busan", "name_ko": "부산광역시", "level": "sido", "sido_unit_id": "busan"},
    {
        "unit_id": "changwon-si",
        "name_ko": "창원시",
        "level": "sigungu",
        "sido_unit_id": "gyeongnam",
        "parent_unit_id": "gyeongnam",
    },
    {
        "unit_id": "changwon-jinhae-gu",
        "name_ko": "진해구",
        "level": "sigungu",
        "sido_unit_id": "gyeongnam",
        "parent_unit_id": "changwon-si",
    },
    {"unit_id": "ulsan-dong-gu", "name_ko": "동구", "level": "sigungu", "sido_unit_id": "ulsan", "parent_unit_id": "ulsan"},
    {"unit_id": "busan-dong-gu", "name_ko": "동구", "level": "sigungu", "sido_unit_id": "busan", "parent_unit_id": "busan"},
)


def regions() -> pd.DataFrame:
    return typed(REGION, *({"region_id": str(n), "valid_from": BEGIN} | era for n, era in enumerate(ERAS)))


def months(count: int, first: dt.date = dt.date(2016, 1, 1)) -> list[dt.date]:
    return [stamp.date() for stamp in pd.date_range(first, periods=count, freq="MS")]


def prices(path: str, kind: str, *values: float | None) -> list[dict[str, Any]]:
    row = {"path": path, "row_kind": kind}
    return [
        row | {"month": month, "price_index": value, "source_row": n}
        for n, (month, value) in enumerate(zip(months(len(values)), values, strict=True), 1)
    ]


def triggers(*rows: list[dict[str, Any]]) -> pd.DataFrame:
    table = crisis_trigger(
        typed(REB_PRICE_INDEX, *(row for part in rows for row in part)), result(CRISIS_CONDITION, crisis_condition()), regions()
    )
    return result(CRISIS_TRIGGER, table).set_index(["unit_id", "month"])


def test_six_months_against_the_same_six_two_years_before() -> None:
    """100 for 24 months, then 95: the first month with six at 95 is the 30th, and a fall of 5 % is enough."""
    table = triggers(prices("울산/동구", "sigungu", *[100.0] * 24, *[95.0] * 8)).loc["ulsan-dong-gu"]
    assert table["met"].tolist() == [True] * 3
    assert table.index.tolist() == months(32)[29:]
    assert table.iloc[0][["mean_now", "mean_before"]].tolist() == [95, 100]
    assert table.iloc[0]["change"] == pytest.approx(-0.05)


def test_fall_of_less_is_not_met() -> None:
    table = triggers(prices("울산/동구", "sigungu", *[100.0] * 24, *[95.1] * 6))
    assert table["met"].tolist() == [False]


def test_unknown_month_leaves_no_mean() -> None:
    values = pd.DataFrame({"x": [100.0] * 3 + [None] + [100.0] * 26}, index=months(30))
    assert change_of_means(values, months=6, before=24).empty
    gap = pd.DataFrame({"x": [100.0] * 29}, index=[month for n, month in enumerate(months(30)) if n != 3])
    assert change_of_means(gap, months=6, before=24).empty


def test_path_finds_the_unit_of_its_province_and_the_gu_of_its_city() -> None:
    rows = [
        ("울산/동구", "sigungu"),
        ("부산/동구", "sigungu"),
        ("경남/창원시", "city_of_gu"),
        ("경남/창원시/진해구", "gu"),
        ("경남/진해구", "sigungu"),
        ("울산", "sido"),
    ]
    table = typed(REB_PRICE_INDEX, *({"path": path, "row_kind": kind, "source_row": n} for n, (path, kind) in enumerate(rows, 1)))
    assert priced_units(table, regions()).set_index("path")["unit_id"].to_dict() == {
        "울산/동구": "ulsan-dong-gu",
        "부산/동구": "busan-dong-gu",
        "경남/창원시": "changwon-si",
        "경남/창원시/진해구": "changwon-jinhae-gu",
    }


def test_no_prices_give_an_empty_table() -> None:
    assert triggers().empty


def test_only_the_condition_with_monthly_figures_is_checkable_and_its_table_exists() -> None:
    table = result(CRISIS_CONDITION, crisis_condition()).set_index("condition")
    at_hand = table[table["checkable"] == "checkable"]
    assert at_hand["table_at_hand"].to_dict() == {"apartment_price": "raw.reb_price_index"}
    assert {name.split(".")[1] for name in at_hand["table_at_hand"]} <= set(all_contracts())
    assert table["needed_series"].notna().all()
    assert len(table) == 9
