"""The KOSIS spreadsheet of households: sigungu below their sido, gu below their city, repeated names kept apart by row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from assets.reference.units import region
from assets.sources.kosis_sigungu_tables import NAME, kosis_households
from domain.errors import SourceError
from expectations.contracts.households_businesses import KOSIS_HOUSEHOLDS
from expectations.rules.names import gu_equal_city, household_names, units_equal_sido
from tests.frames import result
from tests.publisher_files import declared, write_rows_sheet

BELOW = "\u3000\u3000\u3000"
HEADER = (NAME, "2002", "2024")
ROWS: list[tuple[object, ...]] = [
    ("전국", 100, 130),
    ("대구광역시", 30, 40),
    (f"{BELOW}북구", 30, 40),
    ("충청북도", 70, 80),
    (f"{BELOW}청주시", 50, 60),
    (f"{BELOW}상당구", 50, 35),
    (f"{BELOW}서원구", "-", 25),
    (f"{BELOW}괴산군", 15, 20),
    (f"{BELOW}증평출장소", 5, "-"),
    ("세종특별자치시", "-", 10),
    (f"{BELOW}세종시", "-", 10),
]


def read(tmp_path: Path, rows: list[tuple[object, ...]] = ROWS, header: tuple[object, ...] = HEADER) -> pd.DataFrame:
    path = write_rows_sheet(tmp_path / "a.xlsx", [header, *rows])
    return result(KOSIS_HOUSEHOLDS, kosis_households(declared(path, "kosis_households")))


def changed(row: int, column: int, cell: object) -> list[tuple[object, ...]]:
    return [(*r[:column], cell, *r[column + 1 :]) if n == row else r for n, r in enumerate(ROWS, start=1)]


def test_every_row_is_told_by_its_indent_and_place(tmp_path: Path) -> None:
    table = read(tmp_path).drop_duplicates("source_row").set_index("source_row")
    assert table["row_kind"].tolist() == [
        *("nation", "sido", "sigungu", "sido", "sigungu", "gu", "gu", "sigungu", "branch_office", "sido", "sigungu")
    ]
    assert table.loc[[3, 6, 9], "sido_name"].tolist() == ["대구광역시", "충청북도", "충청북도"]
    assert table["city_name"].dropna().to_dict() == {6: "청주시", 7: "청주시"}
    assert table.loc[6, "region_name"] == "상당구" and pd.isna(table.loc[1, "sido_name"])


def test_dash_is_a_unit_that_did_not_exist(tmp_path: Path) -> None:
    table = read(tmp_path).set_index(["region_name", "reference_date"])
    row = table.loc[("세종시", dt.date(2002, 12, 31))]
    assert pd.isna(row["households"]) and row["status"] == "not_existing"
    assert table.loc[("세종시", dt.date(2024, 12, 31)), "households"] == 10


def test_units_and_sido_and_gu_add_up(tmp_path: Path) -> None:
    table = read(tmp_path)
    assert set(units_equal_sido(table)["difference"]) == {0}
    assert gu_equal_city(table)["difference"].tolist() == [0, 0]


def test_lost_branch_office_and_wrong_gu_are_measured(tmp_path: Path) -> None:
    lacking = units_equal_sido(read(tmp_path, [r for r in ROWS if "출장소" not in str(r[0])]))
    assert lacking[lacking["difference"] != 0][["sido_name", "difference"]].to_numpy().tolist() == [["충청북도", -5]]
    wrong = gu_equal_city(read(tmp_path, changed(6, 2, 36)))
    assert wrong.set_index("reference_date")["difference"].to_dict() == {dt.date(2002, 12, 31): 0, dt.date(2024, 12, 31): 1}


def test_two_rows_of_one_city_are_compared_with_their_own_gu(tmp_path: Path) -> None:
    rows = [("경상남도", 10, 30), (f"{BELOW}창원시", 10, "-"), (f"{BELOW}창원시", "-", 30), (f"{BELOW}의창구", "-", 30)]
    assert gu_equal_city(read(tmp_path, rows))["difference"].tolist() == [0]


def test_names_are_held_against_the_region_history(tmp_path: Path) -> None:
    verdicts = household_names(read(tmp_path, changed(8, 0, f"{BELOW}괴상군")), region()).set_index("region_name")["verdict"]
    assert verdicts[verdicts != "known"].to_dict() == {"괴상군": "unknown name"} and "세종시" in verdicts


@pytest.mark.parametrize(
    ("row", "column", "cell", "message"),
    [
        (3, 1, "X", "row 3: found 'X'; expected a whole number of 0 or more"),
        (3, 1, None, "row 3: found an empty cell instead of a number"),
        (3, 1, 1.5, "row 3: found '1.5'; expected a whole number"),
        (2, 0, f"{BELOW}종로구", "row 2: found '종로구' below no sido; expected sigungu below their sido"),
    ],
)
def test_odd_cell_is_named_with_its_row(tmp_path: Path, row: int, column: int, cell: object, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, changed(row, column, cell))


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ((NAME, "2002", "합계"), "found '합계'; expected a year"),
        (("시도", "2002", "2024"), "found first columns 시도; expected 행정구역"),
        ((NAME, "2024", "2024"), "found column '2024' twice"),
    ],
)
def test_odd_header_is_named(tmp_path: Path, header: tuple[str, ...], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, header=header)
