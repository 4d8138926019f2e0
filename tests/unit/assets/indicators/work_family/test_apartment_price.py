"""Printed paths become regions, the index is rebased and never summed, the gap is of growth and not of prices."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.work_family.apartment_price import apartment_price, gap, price_gap
from assets.panel.apartment_price import apartment_price_month
from expectations.contracts.events import CROSSWALK, REFERENCE_REGION
from expectations.contracts.prices import APARTMENT_PRICE, APARTMENT_PRICE_MONTH, PRICE_GAP, REB_PRICE_INDEX
from expectations.contracts.units import REGION
from tests.frames import result, typed
from tests.regions import members

OLD = dt.date(1995, 1, 1)
SIGUNGU = {
    "seoul-jung-gu": ("seoul", "중구"),
    "busan-jung-gu": ("busan", "중구"),
    "busan-seo-gu": ("busan", "서구"),
    "sejong-si": ("sejong", "세종특별자치시"),
}
NAMES = {"seoul": "서울특별시", "busan": "부산광역시", "sejong": "세종특별자치시"}
GROUPS = {"seoul": "capital", "busan": "southeast", "sejong": "central"}
REGIONS = (
    *({"level": "sido", "region_id": sido, "sido_unit_id": sido, "megaregion": group} for sido, group in GROUPS.items()),
    *(
        {"level": "sigungu", "region_id": unit, "sido_unit_id": sido, "megaregion": GROUPS[sido]}
        for unit, (sido, _) in SIGUNGU.items()
    ),
    {"level": "megaregion", "region_id": "southeast", "megaregion": "southeast"},
)


def printed(path: str, kind: str, index: float | None, month: dt.date = dt.date(2024, 12, 1)) -> dict[str, Any]:
    return {"path": path, "level_1": path.split("/", maxsplit=1)[0], "row_kind": kind, "price_index": index, "month": month}


def months(*rows: dict[str, Any]) -> dict[tuple[str, str], float]:
    eras = [{"level": "sido", "region_id": s, "unit_id": s, "name_ko": NAMES[s], "valid_from": OLD} for s in GROUPS]
    eras += [
        {
            "level": "sigungu",
            "region_id": unit,
            "unit_id": unit,
            "sido_unit_id": sido,
            "name_ko": name,
            "in_kosis": True,
            "valid_from": OLD,
        }
        for unit, (sido, name) in SIGUNGU.items()
    ]
    ways = [
        {
            "track": track,
            "region_id": unit,
            "from_unit_id": unit,
            "to_unit_id": unit,
            "weight": 1,
            "exact": True,
            "valid_from": OLD,
        }
        for track, units in (("sido", GROUPS), ("kosis", SIGUNGU))
        for unit in units
    ]
    numbered = [{"source_row": n, **row} for n, row in enumerate(rows, start=1)]
    table = apartment_price_month(
        typed(REB_PRICE_INDEX, *numbered), typed(REGION, *eras), typed(CROSSWALK, *ways), members(REGIONS)
    )
    table = result(APARTMENT_PRICE_MONTH, table)
    return dict(zip(zip(table["level"], table["region_id"], strict=True), table["price_index"], strict=True))


def test_units_of_one_name_are_told_apart_by_their_sido() -> None:
    found = months(printed("서울/강북지역/도심권/중구", "sigungu", 90), printed("부산/중부산권/중구", "sigungu", 70))
    assert found == {("sigungu", "seoul-jung-gu"): 90, ("sigungu", "busan-jung-gu"): 70}


def test_publishers_groups_are_regions_only_where_they_are_the_same() -> None:
    found = months(
        printed("수도권", "group_of_sido", 99), printed("지방권", "group_of_sido", 88), printed("5대광역시", "group_of_sido", 77)
    )
    assert found == {("capital_rest", "capital"): 99, ("capital_rest", "rest"): 88}


def test_region_made_of_one_alone_has_the_index_of_that_one() -> None:
    found = months(printed("부산", "sido", 80), printed("세종", "sido", 60))
    assert found[("megaregion", "southeast")] == found[("sido", "busan")] == 80
    assert found[("sigungu", "sejong-si")] == 60 and ("sigungu", "busan-jung-gu") not in found


def test_empty_cell_is_no_row_and_no_file_no_table() -> None:
    assert months(printed("서울", "sido", None)) == {} == months()


# --- rebased


def rows(**indices: dict[int, float]) -> list[dict[str, Any]]:
    return [
        {"level": "sido", "region_id": region, "month": dt.date(year, 12, 1), "price_index": index}
        for region, years in indices.items()
        for year, index in years.items()
    ]


def prices(*months: dict[str, Any]) -> pd.DataFrame:
    table = apartment_price(typed(APARTMENT_PRICE_MONTH, *months), typed(REFERENCE_REGION, *REGIONS))
    table = result(APARTMENT_PRICE, table)
    return table.assign(year=[day.year for day in table["reference_date"]]).set_index(["region_id", "year"])


def test_index_is_rebased_and_seoul_ran_ahead_by_a_quarter() -> None:
    table = prices(*rows(seoul={2015: 60, 2023: 80, 2024: 90}, busan={2015: 80, 2023: 100, 2024: 96}))
    assert table.loc[("seoul", 2024), "price_index"] == 150 and table.loc[("busan", 2024), "price_index"] == 120
    assert table.loc[("busan", 2024), "gap_to_seoul"] == pytest.approx(25) and table.loc[("seoul", 2024), "gap_to_seoul"] == 0
    assert table.loc[("busan", 2024), "price_change"] == pytest.approx(-4)
    assert table.loc[("busan", 2024), "reference_date"] == dt.date(2024, 12, 31)


def test_without_a_base_there_is_a_change_but_no_index() -> None:
    row = prices(*rows(busan={2023: 100, 2024: 110})).loc[("busan", 2024)]
    assert pd.isna(row["price_index"]) and pd.isna(row["gap_to_seoul"]) and row["price_change"] == pytest.approx(10)


def test_only_decembers_count() -> None:
    row = {"level": "sido", "region_id": "busan", "month": dt.date(2025, 4, 1), "price_index": 100}
    assert len(prices(row)) == 0 == len(prices())


def test_gap_begins_at_zero_in_the_first_month_that_both_have() -> None:
    leading = pd.Series({1: 50.0, 2: 60.0, 3: 90.0})
    other = pd.Series({2: 100.0, 3: 125.0, 4: 130.0})
    table = gap(leading, other)
    assert table["month"].tolist() == [2, 3] and set(table["base_month"]) == {2}
    assert table["gap"].tolist() == pytest.approx([0, 20])


def test_seoul_is_compared_with_each_other_sido_and_never_with_itself() -> None:
    table = result(
        PRICE_GAP, price_gap(typed(APARTMENT_PRICE_MONTH, *rows(seoul={2015: 60}, busan={2015: 80}, sejong={2016: 9})))
    )
    assert table[["comparison", "leading_id", "other_id"]].to_numpy().tolist() == [["seoul_and_sido", "seoul", "busan"]]
    assert len(price_gap(typed(APARTMENT_PRICE_MONTH))) == 0
