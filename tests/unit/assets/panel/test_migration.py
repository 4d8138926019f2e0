"""Moves on the reference geography: nobody is lost on the way, and what nobody can know is kept apart."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assets.panel.moves import sido_flow, sigungu_flow
from expectations.contracts.events import CROSSWALK
from expectations.contracts.flows import MIGRATION_FLOW, SIDO_FLOW, SIGUNGU_FLOW
from expectations.contracts.moves import KOSIS_SIDO_MIGRATION
from expectations.contracts.units import REGION
from expectations.rules.moves import sido_flow_total, sigungu_flow_total
from tests.frames import relation, result, typed

SIDO = (
    {"region_id": "1", "unit_id": "seoul", "level": "sido", "name_ko": "서울특별시"},
    {"region_id": "2", "unit_id": "gyeongbuk", "level": "sido", "name_ko": "경상북도"},
    {"region_id": "3", "unit_id": "daegu", "level": "sido", "name_ko": "대구직할시"},
    {"region_id": "4", "unit_id": "daegu", "level": "sido", "name_ko": "대구광역시"},
)


def way(old: str, new: str, weight: float = 1.0, track: str = "sido") -> dict[str, Any]:
    return {
        "track": track, "from_unit_id": old, "to_unit_id": new, "weight": weight, "exact": weight == 1,
        "valid_from": dt.date(2000, 1, 1), "valid_to": None,
    }  # fmt: skip


# A tenth of Gyeongbuk went to Daegu later.
WAYS = (way("seoul", "seoul"), way("daegu", "daegu"), way("gyeongbuk", "gyeongbuk", 0.9), way("gyeongbuk", "daegu", 0.1))


def move(origin: str, destination: str, moves: int | None) -> dict[str, Any]:
    status = "not_existing" if moves is None else "reported"
    return {"from_name": origin, "to_name": destination, "year": 2010, "moves": moves, "status": status}


SHEET = (
    move("서울특별시", "경상북도", 100),
    move("경상북도", "서울특별시", 200),
    move("경상북도", "대구광역시", 50),
    move("경상북도", "경상북도", 1000),
    move("전국", "전국", 9999),
    move("서울특별시", "대구광역시", None),
)


def sido() -> dict[tuple[str, str, str], tuple[int, bool]]:
    table = result(SIDO_FLOW, sido_flow(relation(KOSIS_SIDO_MIGRATION, *SHEET), relation(REGION, *SIDO), typed(CROSSWALK, *WAYS)))
    keys = zip(table["from_unit_id"], table["to_unit_id"], table["kind"], strict=True)
    return dict(zip(keys, zip(table["moves"], table["interpolated"], strict=True), strict=True))


def test_moves_of_a_sido_that_was_divided_later_go_to_its_parts_by_their_share() -> None:
    found = sido()
    assert found["seoul", "gyeongbuk", "between"] == (90, True)
    assert found["seoul", "daegu", "between"] == (10, True)
    assert found["gyeongbuk", "seoul", "between"] == (180, True)
    assert found["gyeongbuk", "daegu", "between"] == (45, True)


def test_move_from_the_part_to_the_sido_that_it_joined_is_within_now() -> None:
    assert sido()["daegu", "daegu", "within"] == (5, True)


def test_moves_inside_a_divided_sido_stay_apart() -> None:
    assert sido()["gyeongbuk", "gyeongbuk", "undivided"][0] == 1000


def test_nobody_is_lost_and_printed_sums_are_not_counted() -> None:
    table = result(SIDO_FLOW, sido_flow(relation(KOSIS_SIDO_MIGRATION, *SHEET), relation(REGION, *SIDO), typed(CROSSWALK, *WAYS)))
    assert table["moves"].sum() == 1350
    assert sido_flow_total(table, typed(KOSIS_SIDO_MIGRATION, *SHEET))["difference"].tolist() == [0]
    short = table[table["kind"] == "between"]
    assert sido_flow_total(short, typed(KOSIS_SIDO_MIGRATION, *SHEET))["difference"].tolist() == [-1005]


SIGUNGU = (
    {"unit_id": "suwon-si", "mois_code": "41110", "in_kosis": True, "parent_unit_id": "gyeonggi"},
    {"unit_id": "suwon-jangan-gu", "mois_code": "41111", "in_finest": True, "parent_unit_id": "suwon-si"},
    {"unit_id": "suwon-paldal-gu", "mois_code": "41115", "in_finest": True, "parent_unit_id": "suwon-si"},
    {"unit_id": "osan-si", "mois_code": "41370", "in_finest": True, "in_kosis": True, "parent_unit_id": "gyeonggi"},
)


@pytest.mark.parametrize(
    ("pair", "kind", "moves"),
    [
        (("suwon-si", "suwon-si"), "within", 7 + 11 + 13),
        (("suwon-si", "osan-si"), "between", 3 + 5),
        (("osan-si", "suwon-si"), "between", 2),
    ],
)
def test_gu_are_summed_to_their_city(pair: tuple[str, str], kind: str, moves: int) -> None:
    flows = (("41111", "41115", 7), ("41115", "41111", 11), ("41111", "41111", 13), ("41111", "41370", 3), ("41115", "41370", 5),
             ("41370", "41111", 2))  # fmt: skip
    rows = [{"year": 2025, "origin_code": o, "destination_code": d, "moves": n} for o, d, n in flows]
    eras = [{"region_id": str(i), "level": "sigungu", "valid_from": dt.date(2000, 1, 1)} | era for i, era in enumerate(SIGUNGU)]
    ways = typed(CROSSWALK, way("suwon-si", "suwon-si", track="kosis"), way("osan-si", "osan-si", track="kosis"))
    table = result(SIGUNGU_FLOW, sigungu_flow(relation(MIGRATION_FLOW, *rows), relation(REGION, *eras), ways))
    found = table[(table["from_unit_id"] == pair[0]) & (table["to_unit_id"] == pair[1])]
    assert found[["kind", "moves"]].to_numpy().tolist() == [[kind, moves]]
    assert sigungu_flow_total(table, typed(MIGRATION_FLOW, *rows))["difference"].tolist() == [0]


def test_profile_without_the_sheet_has_no_moves() -> None:
    assert result(SIDO_FLOW, sido_flow(relation(KOSIS_SIDO_MIGRATION), relation(REGION, *SIDO), typed(CROSSWALK, *WAYS))).empty
