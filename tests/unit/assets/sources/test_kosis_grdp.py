"""Gross regional domestic product: overlapping activities told apart, real and nominal beside each other, sums held."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assets.sources.kosis_sido_tables import ADDED, GRDP, PART_OF, kosis_grdp
from domain.errors import SourceError
from expectations.contracts.value_added import KOSIS_GRDP
from expectations.rules.economy import activities_add_up, sido_grdp_adds_up
from tests.frames import result
from tests.publisher_files import declared, write_rows_csv

HEADER = ("시도별", "경제활동별", "항목", "단위", "2022 년", "2023 년", "Unnamed: 6")
ROWS = [
    ("전국", GRDP, "명목", "", "110.0", "121.0", ""),
    ("전국", "순생산물세", "명목", "", "10.0", "11.0", ""),
    ("전국", ADDED, "명목", "", "100.0", "110.0", ""),
    ("울산광역시", GRDP, "명목", "", "", "121.0", ""),
    ("울산광역시", GRDP, "실질", "", "90.0", "95.0", ""),
    ("울산광역시", GRDP, "실질기여도", "", "", "-1.5", ""),
]


def read(tmp_path: Path, rows: list[tuple[str, ...]] = ROWS, header: tuple[str, ...] = HEADER, **changes: str) -> pd.DataFrame:
    path = write_rows_csv(tmp_path / "a.csv", [header, *rows])
    return result(KOSIS_GRDP, kosis_grdp(declared(path, "kosis_grdp", encoding=changes.get("encoding", "utf-8"))))


def changed(row: int, column: int, cell: str) -> list[tuple[str, ...]]:
    """ROWS with one cell changed; the row is 1-based, as messages count."""
    return [(*r[:column], cell, *r[column + 1 :]) if n == row else r for n, r in enumerate(ROWS, start=1)]


def test_row_is_a_sido_activity_item_and_year(tmp_path: Path) -> None:
    table = read(tmp_path).set_index(["region_name", "activity_name", "item", "year"])
    assert len(table) == len(ROWS) * 2
    assert table.loc[("울산광역시", GRDP, "실질", 2023), "value"] == 95
    assert table.loc[("울산광역시", GRDP, "실질기여도", 2023), "value"] == -1.5
    assert table["unit"].isna().all()


def test_empty_cell_is_missing_and_not_zero(tmp_path: Path) -> None:
    table = read(tmp_path)
    empty = table[table["value"].isna()]
    assert set(empty["status"]) == {"missing"} and set(empty["region_name"]) == {"울산광역시"} and len(empty) == 2


def test_part_names_its_whole(tmp_path: Path) -> None:
    parts = read(tmp_path).groupby("activity_name")["part_of"].first()
    assert parts["순생산물세"] == GRDP and pd.isna(parts[GRDP])
    assert PART_OF["제조업"] == "광제조업" and len(PART_OF) == 32


def test_current_prices_are_held_to_their_sums_and_volumes_are_not(tmp_path: Path) -> None:
    activities, sido = activities_add_up(read(tmp_path)), sido_grdp_adds_up(read(tmp_path))
    assert activities["parts_minus_whole"].tolist() == [0, 0]
    assert sido.set_index("year")["sido_minus_nation"].to_dict() == {2022: -110, 2023: 0}


def test_figure_that_breaks_a_sum_is_measured(tmp_path: Path) -> None:
    table = read(tmp_path, changed(2, 5, "31.0"))
    assert activities_add_up(table).set_index("year")["parts_minus_whole"].to_dict() == {2022: 0, 2023: 20}


@pytest.mark.parametrize(
    ("row", "column", "cell", "message"),
    [
        (2, 4, "X", "row 2: found 'X'; expected a number"),
        (3, 5, "1,1.0.0", "row 3: found '1,1.0.0'; expected a number"),
        (4, 1, "우주산업", "row 4: found '우주산업'; expected one of the 33 activities"),
        (5, 2, "불변", "row 5: found '불변'; expected 명목, 실질 or 실질기여도"),
        (5, 2, "명목", "row 5: found 울산광역시 .* 명목 2022 again; expected each once"),
    ],
)
def test_odd_cell_is_named_with_its_row(tmp_path: Path, row: int, column: int, cell: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, changed(row, column, cell))


def test_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match="found first columns 시도별, 경제활동별, 단위, 2022 년; expected 시도별, 경제활동별, 항목, 단위"
    ):
        read(tmp_path, [(*r[:2], *r[3:]) for r in ROWS], (*HEADER[:2], *HEADER[3:]))


def test_other_encoding_than_declared_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found UTF-8 text; expected text in cp949"):
        read(tmp_path, encoding="cp949")
