"""Workbooks that are XML of Excel 2003 under the name .xlsx: read like any other, in the declared encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.reading.tabular import read_sheet
from domain.errors import SourceError
from tests.publisher_files import declared, write_spreadsheet_xml

ROWS: list[list[object]] = [["시군별", "2020 년"], ["수원시", 12], ["양평군", "-"]]


def test_rows_are_read_as_of_any_workbook(tmp_path: Path) -> None:
    file = declared(write_spreadsheet_xml(tmp_path / "a.xlsx", {"데이터": ROWS}), encoding="euc-kr")
    assert read_sheet(file) == ROWS
    assert read_sheet(file, None) == ROWS


def test_cells_and_rows_that_are_left_out_and_merged_are_empty(tmp_path: Path) -> None:
    body = (
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">a</Data></Cell><Cell><Data ss:Type="Number">1.5</Data></Cell></Row>'
        '<Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="Number">2</Data></Cell><Cell/></Row>'
    )
    path = tmp_path / "a.xlsx"
    write_spreadsheet_xml(path, {"데이터": []})
    path.write_bytes(path.read_bytes().replace(b"<Table>", b"<Table>" + body.encode("ascii")))
    assert read_sheet(declared(path, encoding="euc-kr")) == [["a", "", 1.5], ["", "", ""], ["", 2, ""]]


def test_bare_signs_in_a_text_do_no_harm(tmp_path: Path) -> None:
    rows: list[list[object]] = [["< 통계표 메타자료 >", "R&D"], ["a &lt; b", 1]]
    file = declared(write_spreadsheet_xml(tmp_path / "a.xlsx", {"데이터": rows}), encoding="euc-kr")
    assert read_sheet(file) == [["< 통계표 메타자료 >", "R&D"], ["a < b", 1]]


def test_hidden_sheet_is_not_the_first_that_a_person_sees(tmp_path: Path) -> None:
    path = write_spreadsheet_xml(tmp_path / "a.xlsx", {"메모": [["x"]], "데이터": ROWS})
    hidden = b"</Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    path.write_bytes(path.read_bytes().replace(b"</Table>", hidden, 1))
    assert read_sheet(declared(path, encoding="euc-kr"), None) == ROWS


def test_file_that_is_cut_off_lacks_a_sheet_or_has_another_encoding_is_named(tmp_path: Path) -> None:
    path = write_spreadsheet_xml(tmp_path / "a.xlsx", {"데이터": ROWS})
    with pytest.raises(SourceError, match="found sheets 데이터; expected a sheet 자료"):
        read_sheet(declared(path, encoding="euc-kr"), "자료")
    with pytest.raises(SourceError, match="that is no utf-8; expected text in utf-8"):
        read_sheet(declared(path, encoding="utf-8"))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(SourceError, match=r"no readable spreadsheet .no end of the workbook."):
        read_sheet(declared(path, encoding="euc-kr"))
