"""Births and marriages of a year find their sido under any name, a year without all its months has no marriages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.panel.vital import vital_events
from expectations.contracts.events import CROSSWALK
from expectations.contracts.units import REGION
from expectations.contracts.vital import KOSIS_BIRTHS, KOSIS_MARRIAGES, VITAL_EVENTS
from expectations.rules.vital import nobody_is_lost
from tests.frames import relation, result, typed
from tests.unit.assets.panel.test_named_figures import OLD

RENAMED = dt.date(2024, 1, 18)
NAMES = (
    ("jeonbuk", "전라북도", OLD, RENAMED),
    ("jeonbuk", "전북특별자치도", RENAMED, None),
    ("gwangju", "광주광역시", OLD, None),
)
REGIONS = tuple(
    {"region_id": name, "unit_id": unit, "level": "sido", "name_ko": name, "valid_from": born, "valid_to": ended}
    for unit, name, born, ended in NAMES
)
WAYS = tuple(
    {"track": "sido", "from_unit_id": unit, "to_unit_id": unit, "weight": 1.0, "exact": True, "valid_from": OLD}
    for unit in ("jeonbuk", "gwangju")
)
MERGED = tuple(way | {"to_unit_id": "honam"} for way in WAYS)


def born(name: str, year: int, births: int, *, provisional: bool = False) -> dict[str, Any]:
    return {"region_name": name, "year": year, "births": births, "is_provisional": provisional}


def married(name: str, year: int, months: int = 12) -> list[dict[str, Any]]:
    return [{"region_name": name, "month": dt.date(year, month, 1), "marriages": month} for month in range(1, months + 1)]


def events(births: list[dict[str, Any]], marriages: list[dict[str, Any]], ways: Any = WAYS) -> pd.DataFrame:
    table = vital_events(
        relation(KOSIS_BIRTHS, *births),
        relation(KOSIS_MARRIAGES, *marriages),
        relation(REGION, *REGIONS),
        typed(CROSSWALK, *ways),
    )
    return result(VITAL_EVENTS, table).astype({"births": "Int64", "marriages": "Int64"})


def test_sheets_of_two_days_print_two_names_of_one_sido() -> None:
    table = events([born("전라북도", 2022, 7)], married("전북특별자치도", 2022))
    assert table[["unit_id", "reference_date", "births", "marriages"]].to_numpy().tolist() == [
        ["jeonbuk", dt.date(2022, 12, 31), 7, 78]
    ]


def test_year_that_lacks_a_month_has_births_only() -> None:
    table = events([born("광주광역시", 2022, 7, provisional=True)], married("광주광역시", 2022, 11))
    assert table["births"].tolist() == [7] and table["marriages"].isna().all() and table["is_provisional"].tolist() == [True]
    assert events([], married("광주광역시", 2022, 11)).empty


def test_year_is_provisional_for_all_when_one_sheet_says_so_of_one_sido() -> None:
    marriages = [row | {"is_provisional": row["month"].month == 12} for row in married("광주광역시", 2022)]
    table = events([born("광주광역시", 2022, 7), born("전라북도", 2022, 9), born("전라북도", 2021, 9)], marriages)
    assert table.set_index(["unit_id", "reference_date"])["is_provisional"].to_dict() == {
        ("gwangju", dt.date(2022, 12, 31)): True,
        ("jeonbuk", dt.date(2022, 12, 31)): True,
        ("jeonbuk", dt.date(2021, 12, 31)): False,
    }


def test_nation_and_abroad_are_no_sido() -> None:
    assert events([born("전국", 2022, 7)], [*married("전국", 2022), *married("국외", 2022)]).empty


def test_counts_of_merged_sido_are_summed_and_one_alone_is_not_the_whole() -> None:
    both = events([born("전라북도", 2022, 7), born("광주광역시", 2022, 9)], married("광주광역시", 2022), MERGED)
    assert both["unit_id"].tolist() == ["honam"] and both["births"].tolist() == [16] and both["marriages"].isna().all()


def test_events_that_do_not_arrive_are_measured() -> None:
    births, marriages = (
        [born("전라북도", 2022, 7), born("전라븍도", 2022, 2)],
        [*married("전국", 2022), *married("광주광역시", 2022)],
    )
    table = events(births, marriages)
    tables = (typed(KOSIS_BIRTHS, *births), typed(KOSIS_MARRIAGES, *marriages), typed(REGION, *REGIONS))
    (row,) = nobody_is_lost(table, *tables).to_dict("records")
    assert (row["births_difference"], row["marriages_difference"]) == (-2, 0)
    (row,) = nobody_is_lost(table[:0], *tables).to_dict("records")
    assert (row["births_difference"], row["marriages_difference"]) == (-9, -78)
