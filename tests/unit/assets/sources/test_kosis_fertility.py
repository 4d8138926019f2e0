"""The KOSIS spreadsheet of fertility: a title above the header, codes that ended with empty cells, gun under two codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from assets.sources.kosis_vital import CODE, FIRST_AGE, PLACE, RATES, TOTAL, YEARS, kosis_fertility
from domain.errors import SourceError
from expectations.contracts.vital import KOSIS_FERTILITY
from tests.frames import result
from tests.publisher_files import declared

DAY = dt.date(2024, 12, 31)
HEADER = (CODE, PLACE, YEARS, *RATES)
JUNGGU = ("21010", "중구", "2024 년", 0.303, 0, 1.7, 8.8, 27.4, 14, 7.4, 0)
OLD_GUN = ("36440", "영광군", "2024 년", *[""] * 8)


def write(path: Path, *rows: Sequence[object], header: Sequence[object] = HEADER) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "데이터"
    for row in (("○ 시군구/합계출산율, 모의 연령별 출산율 []",), header, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


def read(tmp_path: Path, *rows: Sequence[object], header: Sequence[object] = HEADER) -> pd.DataFrame:
    path = write(tmp_path / "a.xlsx", *rows, header=header)
    return result(KOSIS_FERTILITY, kosis_fertility(declared(path, "kosis_fertility")))


def test_row_is_a_unit_and_year_with_its_rates(tmp_path: Path) -> None:
    (row,) = read(tmp_path, JUNGGU).to_dict("records")
    assert (row["region_code"], row["region_name"], row["reference_date"]) == ("21010", "중구", DAY)
    assert (row["total_fertility_rate"], row["fertility_rate_15_19"], row["fertility_rate_30_34"]) == (0.303, 0, 27.4)
    assert row["source_row"] == 1


def test_code_out_of_use_keeps_its_row_and_has_no_figure(tmp_path: Path) -> None:
    table = read(tmp_path, JUNGGU, OLD_GUN).set_index("region_code")
    assert pd.isna(table.loc["36440", "total_fertility_rate"]) and table.loc["36440", "source_row"] == 2


def test_columns_are_found_by_their_names_not_their_places(tmp_path: Path) -> None:
    order = [HEADER.index(name) for name in (YEARS, TOTAL, CODE, PLACE, *list(RATES)[1:])]
    table = read(tmp_path, [JUNGGU[i] for i in order], header=[HEADER[i] for i in order])
    assert table.loc[0, "total_fertility_rate"] == 0.303 and table.loc[0, "region_code"] == "21010"


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        (YEARS, "2024", "row 2: found '2024'; expected a year such as 2024 년"),
        (CODE, "전국", "row 2: found '전국'; expected a KOSTAT code of five digits"),
        (TOTAL, "-", "row 2: found '-'; expected a number of 0 or more"),
        (TOTAL, -0.3, "row 2: found '-0.3'; expected a number of 0 or more"),
        (FIRST_AGE, "X", "row 2: found 'X'; expected a number"),
    ],
)
def test_odd_cell_is_named_with_its_row(tmp_path: Path, column: str, cell: object, message: str) -> None:
    broken = list(JUNGGU)
    broken[0] = "21020"
    broken[HEADER.index(column)] = cell
    with pytest.raises(SourceError, match=message):
        read(tmp_path, JUNGGU, broken)


def test_missing_item_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found no column 합계출산율"):
        read(tmp_path, JUNGGU, header=[*HEADER[:3], "조출생률", *HEADER[4:]])


def test_unit_twice_in_a_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="row 2: found 21010 2024-12-31 again"):
        read(tmp_path, JUNGGU, JUNGGU)


def test_sheet_without_figures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found 2 rows; expected a title, a header and a row"):
        read(tmp_path)
