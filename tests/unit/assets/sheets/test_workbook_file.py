"""Workbooks as people see them: the first visible tab, named; formulas that were never computed are refused."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.command import Answer
from tests.sheets import convert

OPTIONS = ("--from", "mois@2022", "--to", "kostat@2022", "--count", "n")
HEAD = ["code", "n"]


def workbook(path: Path, *tabs: tuple[str, str, list[list[object]]]) -> Path:
    """Tabs by name and state: `visible`, `hidden` or `veryHidden`."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, state, lines in tabs:
        tab = book.create_sheet(name)
        tab.sheet_state = state
        for line in lines:
            tab.append(line)
    book.save(path)
    return path


def read_back(path: Path) -> list[list[object]]:
    tab = openpyxl.load_workbook(path).active
    assert tab is not None
    return [[cell.value for cell in row] for row in tab.iter_rows(min_row=2)]


OLD: list[list[object]] = [HEAD, [26110, 9999]]
NEW: list[list[object]] = [HEAD, [11110, 100], [11140, 200]]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_the_first_visible_tab_is_read_and_named(tmp_path: Path, state: str) -> None:
    path = workbook(tmp_path / "book.xlsx", ("old", state, OLD), ("data", "visible", NEW), ("more", "visible", OLD))
    answer = convert(path, *OPTIONS)
    assert answer.code == 0 and "sheet data of 3 (old is hidden)" in answer.out and "n  300 before, 300 after" in answer.out
    named = convert(path, *OPTIONS, "--sheet", "old", "--force")
    assert named.code == 0 and "sheet old" in named.out and "n  9,999 before" in named.out


def test_a_workbook_whose_tabs_are_all_hidden_asks_for_one(tmp_path: Path) -> None:
    path, hidden = workbook(tmp_path / "book.xlsx", ("a", "visible", NEW)), tmp_path / "hidden.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(hidden, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'state="visible"', b'state="hidden"'))
    answer = convert(hidden, *OPTIONS)
    assert answer.code == 2 and "hidden.xlsx: all its sheets are hidden: a; name one with --sheet" in answer.message
    assert convert(hidden, *OPTIONS, "--sheet", "a").code == 0


def test_a_tab_that_has_the_columns_is_advised_and_works(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", ("표지", "visible", [["인구"], ["2022"]]), ("자료 1", "visible", NEW))
    answer = convert(path, *OPTIONS)
    assert answer.code == 2 and "no column 'code', 'n'; there are 인구. This is sheet 표지" in answer.message
    assert "sheet 자료 1 has them: say --sheet '자료 1'" in answer.message
    assert convert(path, *OPTIONS, "--sheet", "자료 1").code == 0


def test_a_tab_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", ("old", "hidden", OLD), ("data", "visible", NEW))
    assert "no sheet '표'; there are old (hidden), data" in convert(path, *OPTIONS, "--sheet", "표").message


def test_a_formula_that_was_never_computed_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", ("data", "visible", [["표 1"], HEAD, [11110, 1], [11140, "=B3*2"]]))
    answer = convert(path, *OPTIONS)
    assert answer.code == 3
    assert "book.xlsx, row 2: found a formula without a stored value in cell B4 of sheet data" in answer.message


def test_a_formula_in_a_column_that_is_not_used_does_not_stand_in_the_way(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", ("data", "visible", [["code", "n", "x"], [11110, 1, "=B2"], [11140, 2, "=B3"]]))
    assert convert(path, *OPTIONS).code == 0


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!"])
def test_an_error_of_excel_is_no_empty_cell(tmp_path: Path, error: str) -> None:
    path = workbook(tmp_path / "book.xlsx", ("data", "visible", [HEAD, [11110, 1], [11140, error]]))
    answer = convert(path, *OPTIONS)
    assert answer.code == 3 and f"row 2: found '{error}' in column n; expected a number" in answer.message


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", ("data", "visible", NEW))
    book = openpyxl.load_workbook(path)
    book["data"].row_dimensions[3].hidden = True
    book.save(path)
    answer = convert(path, *OPTIONS)
    assert "1 hidden row is read like the others" in answer.out and "n  300 before" in answer.out


def test_cells_are_read_as_a_person_would_type_them(tmp_path: Path) -> None:
    lines: list[list[object]] = [
        ["code", "n", "when"], [11110.0, 0.1, dt.datetime(2022, 12, 31)], ["'11140", "1,000", dt.datetime(2022, 12, 31)]
    ]  # fmt: skip
    path = workbook(tmp_path / "book.xlsx", ("data", "visible", lines))
    answer = convert(path, *OPTIONS, "--by", "when")
    assert "read '11140 as 11140 in 1 row" in answer.out
    out = read_back(tmp_path / "book.kostat-2022-12-31.xlsx")
    assert [row[5:7] for row in out] == [["2022-12-31", 0.1], ["2022-12-31", 1000]]


def test_a_sheet_of_text_has_no_tab(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("code,n\n11110,1\n", encoding="utf-8")
    answer: Answer = convert(tmp_path / "a.csv", *OPTIONS, "--sheet", "data")
    assert answer.code == 2 and "--sheet data: a.csv is no Excel file" in answer.message
