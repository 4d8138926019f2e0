"""Moves from sido to sido: the sido left is merged over its rows, years over two items, sums and differences are held."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assets.sources.kosis_sido_tables import MOVES, NET, kosis_sido_migration
from domain.errors import SourceError
from expectations.contracts.moves import KOSIS_SIDO_MIGRATION
from expectations.rules.moves import moves_add_up, net_is_the_difference
from tests.frames import result
from tests.publisher_files import declared, write_rows_sheet

HEADERS: list[tuple[object, ...]] = [
    ("전출지별", "전입지별", "2011", None, "2024", None),
    (None, None, MOVES, NET, MOVES, NET),
]
ROWS: list[tuple[object, ...]] = [
    ("전국", "전국", 10, 0, 20, 0),
    (None, "서울", 10, 0, 9, -3),
    (None, "세종", "-", "-", 11, 3),
    ("서울", "전국", 10, 0, 12, 3),
    (None, "서울", 10, 0, 5, 0),
    (None, "세종", "-", "-", 7, 3),
    ("세종", "전국", "-", "-", 8, -3),
    (None, "서울", "-", "-", 4, -3),
    (None, "세종", "-", "-", 4, 0),
]


def read(tmp_path: Path, rows: list[tuple[object, ...]] = ROWS, headers: list[tuple[object, ...]] = HEADERS) -> pd.DataFrame:
    path = write_rows_sheet(tmp_path / "a.xlsx", [*headers, *rows])
    return result(KOSIS_SIDO_MIGRATION, kosis_sido_migration(declared(path, "kosis_sido_migration")))


def changed(row: int, column: int, cell: object) -> list[tuple[object, ...]]:
    return [(*r[:column], cell, *r[column + 1 :]) if n == row else r for n, r in enumerate(ROWS, start=1)]


def test_flow_is_a_row_with_moves_and_their_balance(tmp_path: Path) -> None:
    table = read(tmp_path).set_index(["from_name", "to_name", "year"])
    assert len(table) == 18
    flow = table.loc[("서울", "세종", 2024)]
    assert (flow["moves"], flow["net_moves"], flow["source_row"]) == (7, 3, 6)
    assert table.loc[("세종", "서울", 2024), "net_moves"] == -3


def test_flow_to_a_sido_that_did_not_exist_is_empty(tmp_path: Path) -> None:
    flow = read(tmp_path).set_index(["from_name", "to_name", "year"]).loc[("서울", "세종", 2011)]
    assert pd.isna(flow["moves"]) and pd.isna(flow["net_moves"]) and flow["status"] == "not_existing"


def test_flows_add_up_to_what_is_printed_against_the_nation(tmp_path: Path) -> None:
    table = read(tmp_path)
    sums = moves_add_up(table)
    assert (sums[["left_minus_printed", "reached_minus_printed", "net_minus_printed"]] == 0).all(axis=None)
    assert set(zip(sums["region_name"], sums["year"], strict=True)) == {(n, y) for n in ("서울", "세종") for y in (2011, 2024)}
    assert set(net_is_the_difference(table)["difference"]) == {0}


def test_wrong_flow_is_measured_on_both_sides(tmp_path: Path) -> None:
    table = read(tmp_path, changed(6, 4, 17))
    sums = moves_add_up(table).query("year == 2024").set_index("region_name")
    assert sums["left_minus_printed"].to_dict() == {"서울": 10, "세종": 0}
    assert sums["reached_minus_printed"].to_dict() == {"서울": 0, "세종": 10}
    differences = net_is_the_difference(table).set_index(["from_name", "to_name"])["difference"]
    assert differences[differences != 0].to_dict() == {("서울", "세종"): 10, ("세종", "서울"): -10}


@pytest.mark.parametrize(
    ("row", "column", "cell", "message"),
    [
        (5, 4, -5, "row 5: found '-5'; expected a whole number of 0 or more"),
        (5, 4, "X", "row 5: found 'X'; expected a whole number"),
        (5, 5, "삼", "row 5: found '삼'; expected a whole number"),
        (5, 5, None, "row 5: found an empty cell instead of a number"),
        (6, 1, "서울", "row 6: found 서울 서울 2011 이동자수 .* again; expected each once"),
    ],
)
def test_odd_cell_is_named_with_its_row(tmp_path: Path, row: int, column: int, cell: object, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, changed(row, column, cell))


def test_odd_headers_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"found '세대수'; expected 이동자수 [(]명[)] or 순이동자수 [(]명[)]"):
        read(tmp_path, headers=[HEADERS[0], (None, None, MOVES, NET, MOVES, "세대수")])
    with pytest.raises(SourceError, match="found first columns 전출지별, 2011; expected 전출지별, 전입지별"):
        read(tmp_path, [(r[0], *r[2:]) for r in ROWS], [(h[0], *h[2:]) for h in HEADERS])
