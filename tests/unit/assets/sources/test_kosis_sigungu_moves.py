"""The KOSIS spreadsheet of all moves by sigungu: sigungu below their sido, ended units at zero, sums held against each other."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assets.reference.units import region
from assets.sources.kosis_sigungu_tables import IN, NAME, NET, OUT, kosis_sigungu_moves
from domain.errors import SourceError
from expectations.contracts.moves import KOSIS_SIDO_MIGRATION, KOSIS_SIGUNGU_MOVES
from expectations.rules.moves import moves_of_the_sido_sheet, sigungu_make_the_sido
from expectations.rules.names import mover_names
from tests.frames import result, typed
from tests.publisher_files import declared, write_rows_sheet

BELOW = "\u3000\u3000\u3000"
Rows = list[tuple[object, ...]]
YEARS, ITEMS = (NAME, "2030", "2030", "2031", "2031"), (NAME, IN, OUT, IN, OUT)
ROWS: Rows = [
    ("대구광역시", 30, 20, 36, 29),
    (f"{BELOW}남  구", 30, 20, 30, 20),
    (f"{BELOW}군위군", "-", "-", 6, 9),
    ("경상북도", 20, 30, 14, 21),
    (f"{BELOW}포항시", 14, 21, 14, 21),
    (f"{BELOW}군위군", 6, 9, 0, 0),
]


def read(tmp_path: Path, rows: Rows = ROWS, years: tuple[object, ...] = YEARS, items: tuple[object, ...] = ITEMS) -> pd.DataFrame:
    path = write_rows_sheet(tmp_path / "a.xlsx", [years, items, *rows])
    return result(KOSIS_SIGUNGU_MOVES, kosis_sigungu_moves(declared(path, "kosis_sigungu_moves")))


def changed(row: int, column: int, cell: object) -> Rows:
    return [(*r[:column], cell, *r[column + 1 :]) if n == row else r for n, r in enumerate(ROWS, start=1)]


def test_years_come_from_the_head_and_blanks_inside_a_name_are_dropped(tmp_path: Path) -> None:
    table = read(tmp_path).set_index(["sido_name", "region_name", "year"])
    assert set(table.index.get_level_values("year")) == {2030, 2031}
    assert table.loc[("대구광역시", "남구", 2031), ["row_kind", "moves_in", "moves_out"]].tolist() == ["sigungu", 30, 20]
    assert table.loc[("대구광역시", "대구광역시", 2030), "row_kind"] == "sido"


def test_dash_is_a_unit_that_was_elsewhere_and_not_zero(tmp_path: Path) -> None:
    row = read(tmp_path).set_index(["sido_name", "region_name", "year"]).loc[("대구광역시", "군위군", 2030)]
    assert pd.isna(row["moves_in"]) and row["status"] == "not_existing"


def test_sigungu_make_their_sido_and_a_lost_row_is_measured(tmp_path: Path) -> None:
    assert set(sigungu_make_the_sido(read(tmp_path))["in_difference"]) == {0}
    lacking = sigungu_make_the_sido(read(tmp_path, ROWS[:-1]))
    assert lacking[lacking["in_difference"] != 0].to_numpy().tolist() == [["경상북도", 2030, -6, -9]]


def test_printed_nation_is_held_against_the_sido(tmp_path: Path) -> None:
    nation = ("전국", 50, 50, 50, 51)
    table = sigungu_make_the_sido(read(tmp_path, [nation, *ROWS])).set_index(["sido_name", "year"])
    assert table.loc[("전국", 2030)].tolist() == [0, 0] and table.loc[("전국", 2031)].tolist() == [0, -1]


def test_sido_are_held_against_the_sheet_of_sido_in_the_years_of_both(tmp_path: Path) -> None:
    def flow(start: str, end: str, moves: int) -> dict[str, object]:
        return {"from_name": start, "to_name": end, "year": 2030, "moves": moves}

    sheet = typed(
        KOSIS_SIDO_MIGRATION,
        *(
            flow("전국", "전국", 51),
            flow("전국", "대구광역시", 31),
            flow("전국", "경상북도", 20),
            flow("대구광역시", "전국", 20),
            flow("경상북도", "전국", 30),
        ),
    )
    table = moves_of_the_sido_sheet(read(tmp_path), sheet).set_index(["sido_name", "year"])
    assert table["in_difference"].to_dict() == {("경상북도", 2030): 0, ("대구광역시", 2030): -1}
    assert set(table["out_difference"]) == {0}


def test_names_are_held_against_the_region_history(tmp_path: Path) -> None:
    verdicts = mover_names(read(tmp_path, changed(5, 0, f"{BELOW}포향시")), region()).set_index("region_name")["verdict"]
    assert verdicts[verdicts != "known"].to_dict() == {"포향시": "unknown name"}


@pytest.mark.parametrize(
    ("row", "column", "cell", "message"),
    [
        (2, 1, "X", "row 2: found 'X'; expected a whole number of 0 or more"),
        (3, 1, 5, "row 3: found moves one way only .군위군, 2030.; expected both or neither"),
        (1, 0, f"{BELOW}대구광역시", "row 1: found '대구광역시' below no sido"),
    ],
)
def test_odd_cell_is_named_with_its_row(tmp_path: Path, row: int, column: int, cell: object, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, changed(row, column, cell))


def test_item_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"found '시도내이동-시군구내 .명.'; expected 총전입"):
        read(tmp_path, items=(NAME, IN, OUT, IN, "시도내이동-시군구내 (명)"))


def test_printed_net_moves_are_the_difference_or_refused(tmp_path: Path) -> None:
    years, items = (NAME, "2030", "2030", "2030"), (NAME, IN, OUT, NET)
    table = read(tmp_path, [("대구광역시", 30, 20, 10)], years, items)
    assert table[["moves_in", "moves_out"]].to_numpy().tolist() == [[30, 20]]
    with pytest.raises(SourceError, match=r"row 1: found net moves that are not in - out .대구광역시, 2030."):
        read(tmp_path, [("대구광역시", 30, 20, -10)], years, items)
