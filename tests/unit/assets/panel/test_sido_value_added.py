"""Value added and workers of sido: parts once, nothing shared out to a sido that was divided off later."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.panel.sido_product import not_yet_apart, own_borders, price_year, sido_value_added, sido_volume
from assets.panel.workers import sido_workers
from domain.names import short_sido_name
from expectations.contracts.establishments import KOSIS_ESTABLISHMENTS
from expectations.contracts.events import CROSSWALK
from expectations.contracts.units import REGION
from expectations.contracts.value_added import KOSIS_GRDP, SIDO_VALUE_ADDED, SIDO_VOLUME
from expectations.contracts.workers import SIDO_WORKERS
from expectations.rules.economy import volumes_meet_current_prices
from tests.frames import result, typed

BEGIN = dt.date(1995, 1, 1)
NAMES = {"jeonnam": "전라남도", "gwangju": "광주광역시", "gyeongnam": "경상남도", "ulsan": "울산광역시", "jeju": "제주특별자치도"}


def regions() -> pd.DataFrame:
    rows = [
        {"region_id": unit, "unit_id": unit, "name_ko": name, "level": "sido", "valid_from": BEGIN}
        for unit, name in NAMES.items()
    ]
    return typed(REGION, *rows)


def ways(**merged: str) -> pd.DataFrame:
    """Every sido is itself, but for those that `merged` sends elsewhere."""
    rows = [
        {
            "track": "sido",
            "from_unit_id": unit,
            "to_unit_id": merged.get(unit, unit),
            "weight": 1.0,
            "exact": True,
            "valid_from": BEGIN,
        }
        for unit in NAMES
    ]
    return typed(CROSSWALK, *rows)


def grdp(name: str, activity: str, year: int, value: float | None, item: str = "명목") -> dict[str, Any]:
    return {"region_name": name, "activity_name": activity, "year": year, "value": value, "item": item}


def added(*rows: dict[str, Any], **merged: str) -> pd.DataFrame:
    return result(SIDO_VALUE_ADDED, sido_value_added(typed(KOSIS_GRDP, *rows), regions(), ways(**merged)))


def test_only_activities_without_parts_at_current_prices_of_sido_are_kept() -> None:
    rows = [
        grdp("경상남도", "제조업", 2020, 10),
        grdp("경상남도", "음식료품 및 담배제조업", 2020, 4),
        grdp("경상남도", "음식료품 및 담배제조업", 2020, 99, item="실질"),
        grdp("전국", "음식료품 및 담배제조업", 2020, 400),
    ]
    table = added(*rows)
    assert table[["unit_id", "activity", "value_added"]].to_numpy().tolist() == [["gyeongnam", "manufacturing_food", 4.0]]
    assert table["reference_date"].tolist() == [dt.date(2020, 12, 31)]


def test_ulsan_before_1998_stays_within_gyeongnam_and_is_marked() -> None:
    rows = [grdp("경상남도", "광업", year, 5) for year in (1997, 1998)] + [
        grdp("울산광역시", "광업", 1997, None),
        grdp("울산광역시", "광업", 1998, 2),
    ]
    table = added(*rows).set_index(["unit_id", "reference_date"])
    assert table["value_added"].to_dict() == {
        ("gyeongnam", dt.date(1997, 12, 31)): 5.0,
        ("gyeongnam", dt.date(1998, 12, 31)): 5.0,
        ("ulsan", dt.date(1998, 12, 31)): 2.0,
    }
    assert table["own_borders"].tolist() == [False, True, True]
    assert not table["interpolated"].any()


def test_sido_that_become_one_are_summed() -> None:
    rows = [grdp("전라남도", "광업", 2020, 5), grdp("광주광역시", "광업", 2020, 2)]
    table = added(*rows, jeonnam="jeonnam-gwangju", gwangju="jeonnam-gwangju")
    assert table[["unit_id", "value_added"]].to_numpy().tolist() == [["jeonnam-gwangju", 7.0]]


def test_chungnam_waits_for_the_last_sido_divided_off() -> None:
    years = pd.Series([1988, 1990, 2012, 2013])
    assert own_borders(pd.Series(["chungnam"] * 4), years).tolist() == [False, False, False, True]
    assert own_borders(pd.Series(["seoul"]), pd.Series([1985])).tolist() == [True]
    assert not_yet_apart(1988) == {"daejeon", "ulsan", "sejong"}
    assert not_yet_apart(2013) == set()


def test_no_figures_give_an_empty_table() -> None:
    assert added().empty


# --- volumes


def volumes(*rows: dict[str, Any], **merged: str) -> pd.DataFrame:
    return result(SIDO_VOLUME, sido_volume(typed(KOSIS_GRDP, *rows), regions(), ways(**merged)))


FOOD = "음식료품 및 담배제조업"
IN_BOTH = [
    grdp("경상남도", FOOD, 2020, 4), grdp("경상남도", FOOD, 2020, 4, item="실질"),
    grdp("경상남도", FOOD, 2023, 6), grdp("경상남도", FOOD, 2023, 5, item="실질"),
]  # fmt: skip


def test_volumes_are_kept_apart_from_amounts_with_the_printed_wholes() -> None:
    wholes = [grdp("경상남도", name, 2023, 40, item="실질") for name in ("제조업", "총부가가치(기초가격)", "서비스업")]
    table = volumes(*IN_BOTH, *wholes)
    found = {(row.activity, row.reference_date.year): row.volume for row in table.itertuples()}
    assert found == {
        ("manufacturing_food", 2020): 4, ("manufacturing_food", 2023): 5, ("manufacturing", 2023): 40, ("value_added", 2023): 40,
    }  # fmt: skip
    assert added(*IN_BOTH)["value_added"].tolist() == [4, 6]


def test_year_of_the_prices_is_read_from_the_figures() -> None:
    assert set(volumes(*IN_BOTH)["price_year"]) == {2020}
    later = [row | {"year": row["year"] + 5} for row in IN_BOTH]
    assert price_year(typed(KOSIS_GRDP, *later)) == 2025


def test_one_figure_apart_is_enough_for_another_year_to_be_none() -> None:
    other = [grdp("경상남도", "광업", 2020, 9), grdp("경상남도", "광업", 2020, 7, item="실질")]
    assert price_year(typed(KOSIS_GRDP, *IN_BOTH, *other)) is None
    assert volumes(*IN_BOTH, *other)["price_year"].isna().all()


def test_rule_finds_volumes_that_meet_current_prices_in_no_year() -> None:
    shifted = [row | {"value": 8} if row["item"] == "실질" else row for row in IN_BOTH]
    assert volumes_meet_current_prices(volumes(*IN_BOTH), added(*IN_BOTH))["difference"].tolist() == [0]
    assert volumes_meet_current_prices(volumes(*shifted), added(*shifted))["difference"].tolist() == [2]


# --- workers


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("서울특별시", "서울"),
        ("충청북도", "충북"),
        ("경상남도", "경남"),
        ("경기도", "경기"),
        ("전북특별자치도", "전북"),
        ("제주특별자치도", "제주"),
    ],
)
def test_short_names_are_those_of_the_survey(name: str, short: str) -> None:
    assert short_sido_name(name) == short


def test_workers_by_section_leave_out_totals_other_items_and_what_is_suppressed() -> None:
    def row(code: str, value: int | None, item: str = "종사자수") -> dict[str, Any]:
        return {"region_name": "경남", "industry_code": code, "year": 2021, "item": item, "value": value}

    rows = [row("0", 100), row("10~34", 30), row("70~73", None), row("35", 5, item="사업체수")]
    table = result(SIDO_WORKERS, sido_workers(typed(KOSIS_ESTABLISHMENTS, *rows), regions(), ways()))
    assert table[["unit_id", "section", "workers"]].to_numpy().tolist() == [["gyeongnam", "C", 30]]
