"""What a workbook says beside its cells: tabs a person sees, formulas never computed, cells that reach too far."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from assets.reading import limits
from assets.reading.tabular import read_sheet
from assets.reading.workbook import (
    WorkbookError,
    cell_name,
    marks,
    require_bounded,
    tabs,
)
from domain.errors import SourceError
from tests.publisher_files import declared


def book(path: Path, *cells: tuple[str, object], hidden: bool = False) -> Path:
    made = openpyxl.Workbook()
    tab = made.worksheets[0]
    if hidden:
        tab.sheet_state = "hidden"
        tab = made.create_sheet("자료")
    for place, value in cells:
        tab[place] = value
    made.save(path)
    return path


def test_tabs_come_in_order_with_what_a_person_sees(tmp_path: Path) -> None:
    found = tabs(book(tmp_path / "a.xlsx", ("A1", 1), hidden=True))
    assert [(tab.name, tab.visible) for tab in found] == [("Sheet", False), ("자료", True)]


def test_formulas_without_a_value_and_errors_are_found_by_cell(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("A1", "n"), ("A2", "=1+1"), ("B3", "#N/A"), ("A3", 5))
    found = marks(path, tabs(path)[0])
    assert found.formulas == {(1, 0)} and found.errors == {(2, 1): "#N/A"} and found.hidden_rows == 0


def test_a_formula_whose_value_is_stored_is_a_value(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("A1", "=1+1"), ("A2", '=""'))
    rewritten = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(b'<c r="A2">', b'<c r="A2" t="str">')
            new.writestr(name, text)
    assert marks(rewritten, tabs(rewritten)[0]).formulas == frozenset()


def test_hidden_rows_are_counted(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.worksheets[0]["A1"], made.worksheets[0]["A2"] = 1, 2
    made.worksheets[0].row_dimensions[2].hidden = True
    made.save(tmp_path / "a.xlsx")
    assert marks(tmp_path / "a.xlsx", tabs(tmp_path / "a.xlsx")[0]).hidden_rows == 1


def test_a_stray_cell_at_the_end_of_the_world_is_refused_before_it_takes_all_memory(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("A1", 1), ("XFD200000", 1))
    with pytest.raises(WorkbookError, match="cells as far as XFD200000"):
        require_bounded(path, "Sheet")
    with pytest.raises(SourceError, match=r"cells as far as XFD200000, more than 30,000,000; .* Delete the empty rows"):
        read_sheet(declared(path), None)
    far = book(tmp_path / "b.xlsx", ("A1", 1), ("XFD1", 1), ("A40000", 1))
    assert limits.SHEET_CELLS < 16_384 * 40_000
    with pytest.raises(WorkbookError):
        require_bounded(far, "Sheet")
    require_bounded(book(tmp_path / "c.xlsx", ("A1", 1), ("AAA900", 1)), "Sheet")


@pytest.mark.parametrize(
    ("data", "found", "remedy"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "behind a password, or of the format before 2007",
            "without a password",
        ),
        (b"\xef\xbb\xbf<html><table>", "a web page that is called a workbook", "save it as .xlsx"),
        (b"code,n\n1,2\n", "what is no Excel workbook", "save it anew"),
        (b"", "what is no Excel workbook", "save it anew"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, data: bytes, found: str, remedy: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(WorkbookError, match=found) as refused:
        tabs(tmp_path / "a.xlsx")
    assert remedy in refused.value.remedy


def test_an_archive_without_the_parts_of_a_workbook_is_a_damaged_one(tmp_path: Path) -> None:
    for parts in (
        {},
        {"xl/workbook.xml": "<a", "xl/_rels/workbook.xml.rels": "<r/>"},
        {"xl/_rels/workbook.xml.rels": "<!DOCTYPE x>"},
    ):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        with pytest.raises(WorkbookError, match="a damaged workbook"):
            tabs(tmp_path / "a.xlsx")


def test_cells_are_named_as_a_spreadsheet_names_them() -> None:
    assert [cell_name(0, 0), cell_name(3, 25), cell_name(9, 26), cell_name(199_999, 16_383)] == ["A1", "Z4", "AA10", "XFD200000"]


def changed(path: Path, old: bytes, new: bytes) -> Path:
    """A workbook of a table with a part of its sheet written otherwise."""
    book(path, ("A1", "code"), ("B1", "n"), ("A2", "11110"), ("B2", 5))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert any(old in data for data in parts.values())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(old, new))
    return path


@pytest.mark.parametrize("place", [b'r="XFD1048576"', b"r='XFD1048576'", b'r = "xfd1048576"'])
def test_one_stray_cell_in_an_early_row_is_refused_before_memory_is_asked_for(tmp_path: Path, place: bytes) -> None:
    path = changed(tmp_path / "a.xlsx", b'r="B2"', place)
    with pytest.raises(SourceError, match=r"a\.xlsx: found cells as far as XFD1048576, more than 30,000,000"):
        read_sheet(declared(path), None)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (b"<f>1+4</f></c>", "found a formula without a stored value in cell B2; .* Open it in Excel and save it anew"),
        (b"<f>1/0</f><v>5</v></c>", None),
    ],
)
def test_formula_of_a_publisher_must_have_its_value(tmp_path: Path, new: bytes, message: str | None) -> None:
    file = declared(changed(tmp_path / "a.xlsx", b"<v>5</v></c>", new))
    if message is None:
        assert read_sheet(file, None)[1][1] == 5
        return
    with pytest.raises(SourceError, match=message):
        read_sheet(file, None)


def test_error_instead_of_a_figure_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xlsx", b't="n"><v>5</v>', b't="e"><v>#N/A</v>')
    with pytest.raises(SourceError, match=r"found #N/A in cell B2; expected an \.xlsx file"):
        read_sheet(declared(path), None)
