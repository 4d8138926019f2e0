"""Lines to the capital: moves of all ages beside the origin's youth balance, never one for the other."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import shapely

from assets.layers.migration_layers import youth_flow
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.flows import SIGUNGU_FLOW
from expectations.contracts.map_layers import YOUTH_FLOW
from expectations.contracts.migration import YOUTH_MIGRATION
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from expectations.contracts.units import REGION_MEMBER
from tests.frames import result, typed

OLD, NEW = dt.date(2023, 12, 31), dt.date(2024, 12, 31)
SHAPES = [
    {"level": "capital_rest", "region_id": "capital", "geometry": shapely.box(0, 0, 2000, 2000)},
    {"level": "sigungu", "region_id": "andong", "geometry": shapely.box(10_000, 0, 12_000, 2000)},
    {"level": "sigungu", "region_id": "jeju", "geometry": shapely.box(0, -12_000, 2000, -10_000)},
]
FLOWS = (
    ("andong", "gangnam", 300, 2025),
    ("andong", "suwon", 100, 2025),
    ("gangnam", "andong", 150, 2025),
    ("gangnam", "suwon", 9000, 2025),
    ("andong", "jeju", 50, 2025),
    ("andong", "gangnam", 7777, 2024),
)


def made(*flows: tuple[str, str, int, int]) -> pd.DataFrame:
    moves: list[dict[str, Any]] = [
        {"from_unit_id": o, "to_unit_id": d, "kind": "between", "moves": n, "year": y} for o, d, n, y in flows
    ]
    youth = [
        {"level": "sigungu", "region_id": "andong", "reference_date": day, "net_rate_20_34": rate, "net_20_34": rate * 10}
        for day, rate in ((OLD, -1.0), (NEW, -78.3))
    ]
    members = [
        {"level": "capital_rest", "region_id": "capital", "member_level": "sigungu", "member_id": name}
        for name in ("gangnam", "suwon")
    ]
    names = [
        {"level": "sigungu", "region_id": name, "name_ko": "가군", "sido_ko": "가도"}
        for name in ("andong", "jeju", "gangnam", "suwon")
    ]
    table = youth_flow(
        typed(SIGUNGU_FLOW, *moves),
        typed(YOUTH_MIGRATION, *youth),
        typed(REGION_MEMBER, *members),
        typed(REFERENCE_REGION, *names),
        typed(LEVEL_BOUNDARY, *SHAPES),
    )
    return result(YOUTH_FLOW, table)


def test_moves_are_summed_over_the_capital_both_ways_in_the_newest_year() -> None:
    (row,) = made(*FLOWS).to_dict("records")
    assert (row["from_unit_id"], row["moves_to_capital"], row["moves_from_capital"], row["net_to_capital"]) == (
        "andong",
        400,
        150,
        250,
    )
    assert (row["moves_date"], row["from_name_ko"]) == (dt.date(2025, 12, 31), "가군")


def test_youth_balance_is_the_newest_of_the_origin_and_missing_where_unknown() -> None:
    table = made(*FLOWS, ("jeju", "suwon", 5, 2025)).set_index("from_unit_id")
    assert (table.loc["andong", "youth_net_rate"], table.loc["andong", "youth_date"]) == (-78.3, NEW)
    assert pd.isna(table.loc["jeju", "youth_net_rate"]) and pd.isna(table.loc["jeju", "youth_date"])
    assert table.loc["jeju", "moves_from_capital"] == 0


def test_line_runs_from_the_origin_to_the_middle_of_the_capital() -> None:
    (row,) = made(*FLOWS).to_dict("records")
    assert shapely.from_wkb(row["geometry"]).equals(shapely.LineString([(11_000, 1000), (1000, 1000)]))
    assert row["length_km"] == 10.0


def test_input_without_flows_makes_an_empty_layer_that_can_be_kept() -> None:
    assert made().empty
