"""All moves by sigungu find their unit, the year of a new name is one, and nobody is lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.panel.moves import sigungu_moves, sigungu_moves_reported
from expectations.contracts.events import CROSSWALK
from expectations.contracts.moves import KOSIS_SIGUNGU_MOVES, SIGUNGU_MOVES, SIGUNGU_MOVES_REPORTED
from expectations.contracts.units import REGION
from expectations.rules.names import move_total
from tests.frames import relation, result, typed
from tests.unit.assets.panel.test_named_figures import OLD, RENAMED, era, sido

TRANSFER = dt.date(2023, 7, 1)
REGIONS = (
    sido("incheon", "인천광역시"), sido("daegu", "대구광역시"), sido("gyeongbuk", "경상북도"),
    era("incheon-michuhol-gu", "남구", "incheon", OLD, RENAMED), era("incheon-michuhol-gu", "미추홀구", "incheon", RENAMED),
    era("gunwi-gun", "군위군", "gyeongbuk", OLD, TRANSFER), era("gunwi-gun", "군위군", "daegu", TRANSFER),
)  # fmt: skip


def printed(sido_name: str, name: str, year: int, moves: tuple[int, int] | None, kind: str = "sigungu") -> dict[str, Any]:
    moves_in, moves_out = moves or (None, None)
    return {
        "sido_name": sido_name,
        "region_name": name,
        "year": year,
        "moves_in": moves_in,
        "moves_out": moves_out,
        "row_kind": kind,
    }


def found(*rows: dict[str, Any]) -> pd.DataFrame:
    table = sigungu_moves_reported(relation(KOSIS_SIGUNGU_MOVES, *rows), relation(REGION, *REGIONS))
    return result(SIGUNGU_MOVES_REPORTED, table)


def test_year_of_a_new_name_is_the_sum_of_both_names() -> None:
    rows = (printed("인천광역시", "남구", 2018, (388, 392)), printed("인천광역시", "미추홀구", 2018, (284, 310)))
    columns = ["unit_id", "source_vintage", "moves_in", "moves_out", "net_moves"]
    assert found(*rows)[columns].to_numpy().tolist() == [["incheon-michuhol-gu", dt.date(2018, 12, 31), 672, 702, -30]]


def test_unit_printed_below_two_sido_counts_once() -> None:
    rows = (
        *(printed("대구광역시", "군위군", 2022, None), printed("경상북도", "군위군", 2022, (24, 16))),
        *(printed("대구광역시", "군위군", 2023, (17, 18)), printed("경상북도", "군위군", 2023, (0, 0))),
    )
    assert found(*rows)[["unit_id", "net_moves"]].to_numpy().tolist() == [["gunwi-gun", 8], ["gunwi-gun", -1]]


def test_move_of_a_name_without_a_unit_is_missed_by_the_check() -> None:
    rows = (
        *(printed("대구광역시", "군위군", 2023, (17, 18)), printed("대구광역시", "군의군", 2023, (2, 1))),
        printed("대구광역시", "대구광역시", 2023, (19, 19), "sido"),
    )
    measured = move_total(found(*rows), typed(KOSIS_SIGUNGU_MOVES, *rows), typed(REGION, *REGIONS))
    assert measured[["in_difference", "out_difference", "net_moves"]].to_numpy().tolist() == [[-2, -1, -1]]


def test_moves_of_merged_units_are_summed_and_net_moves_stay_their_difference() -> None:
    rows = [
        {
            "unit_id": unit,
            "source_vintage": OLD,
            "reference_date": OLD,
            "moves_in": moves_in,
            "moves_out": 5,
            "net_moves": moves_in - 5,
        }
        for unit, moves_in in (("a", 3), ("b", 4))
    ]
    ways = [
        {"track": "kosis", "from_unit_id": unit, "to_unit_id": "c", "weight": 1.0, "exact": True, "valid_from": OLD}
        for unit in ("a", "b")
    ]
    table = result(SIGUNGU_MOVES, sigungu_moves(typed(SIGUNGU_MOVES_REPORTED, *rows), typed(CROSSWALK, *ways)))
    assert table[["unit_id", "moves_in", "moves_out", "net_moves"]].to_numpy().tolist() == [["c", 7, 10, -3]]
    assert sigungu_moves(typed(SIGUNGU_MOVES_REPORTED, rows[0]), typed(CROSSWALK, *ways)).empty  # a part is not the whole
