"""Publishers' tables as text with numbered rows, and cells that are no counts refused with their row."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from assets.reading.json_file import read_json, read_kosis_json
from assets.reading.source_file import SourceFile
from assets.reading.tabular import counts, read_csv, read_sheet
from domain.errors import SourceError
from tests.publisher_files import declared, kosis_record, write_kosis_json

ID = "DT_1B04005N"


@pytest.fixture
def file(tmp_path: Path) -> SourceFile:
    return declared(tmp_path / "a.csv", encoding="utf-8")


def test_csv_cells_stay_text_and_rows_are_numbered_below_the_header(file: SourceFile) -> None:
    file.path.write_text('코드,수\n00110,"1,234"\n11140,-\n', encoding="utf-8")
    table = read_csv(file)
    assert table.to_dict("list") == {"코드": ["00110", "11140"], "수": ["1,234", "-"], "source_row": [1, 2]}


def test_csv_row_with_another_number_of_cells_is_named(file: SourceFile) -> None:
    file.path.write_text("a,b\n1,2\n3\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"row 2: found 1 cells; expected 2 as in the header. Is the file cut off\?"):
        read_csv(file)


def test_csv_without_data_is_refused(file: SourceFile) -> None:
    file.path.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(SourceError, match="expected a header and data"):
        read_csv(file)


def test_csv_with_a_column_twice_is_refused(file: SourceFile) -> None:
    file.path.write_text("a,a\n1,2\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"'a'|column a|twice"):
        read_csv(file)


def test_names_of_several_header_rows_are_joined_and_rows_numbered_below_them(file: SourceFile) -> None:
    file.path.write_text("No,1월,1월\nNo,지수,율\n1,59.4,0\n", encoding="utf-8")
    table = read_csv(file, header_rows=2)
    assert table.to_dict("list") == {"No|No": ["1"], "1월|지수": ["59.4"], "1월|율": ["0"], "source_row": [1]}


def test_rows_below_several_header_rows_are_counted_from_the_first_figure(file: SourceFile) -> None:
    file.path.write_text("No,1월\nNo,지수\n1,59.4\n2\n", encoding="utf-8")
    with pytest.raises(SourceError, match="row 2: found 1 cells; expected 2"):
        read_csv(file, header_rows=2)
    file.path.write_text("No,1월\nNo\n1,59.4\n", encoding="utf-8")
    with pytest.raises(SourceError, match="found 1 cells; expected 2"):
        read_csv(file, header_rows=2)


def test_json_is_read_whole_and_a_cut_one_refused(file: SourceFile) -> None:
    file.path.write_text('\ufeff{"a": [1, null]}', encoding="utf-8")
    assert read_json(file) == {"a": [1, None]}
    file.path.write_text('{"a": [1,', encoding="utf-8")
    with pytest.raises(SourceError, match=r"found no JSON .*line 1.*; expected a JSON document\. Is it cut off\?"):
        read_json(file)


def test_kosis_records_are_numbered(file: SourceFile) -> None:
    write_kosis_json(file.path, [kosis_record("11110", "종로구", 1), kosis_record("11140", "중구", 2)])
    table = read_kosis_json(file, ID)
    assert list(table["source_row"]) == [1, 2] and list(table["C1"]) == ["11110", "11140"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[{", "found no JSON"),
        ("[]", "found no records"),
        ('{"a": 1}', "found no records"),
        ('{"err": "30", "errMsg": "데이터가 존재하지 않습니다."}', "KOSIS error 30: 데이터가 존재하지 않습니다."),
        ('[{"TBL_ID": "DT_1B04005N"}, {"TBL_ID": "DT_OTHER"}]', f"row 2: found another table's record; expected TBL_ID {ID}"),
        ('[{"C1": "11110"}]', "row 1: found another table's record"),
        ("[1, 2]", "row 1: found 1; expected a record"),
    ],
)
def test_kosis_answer_that_is_no_table_is_refused(file: SourceFile, content: str, message: str) -> None:
    file.path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_kosis_json(file, ID)


def test_sheet_keeps_merged_cells_empty(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "데이터"
    book.active.append(["a", 2024, None])
    book.active.append(["b", 1.5, "-"])
    book.active.merge_cells("B1:C1")
    book.save(tmp_path / "a.xlsx")
    assert read_sheet(declared(tmp_path / "a.xlsx")) == [["a", 2024, ""], ["b", 1.5, "-"]]


def test_sheet_is_read_whole_whatever_it_states_of_its_extent(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append(["c", "d"])
    book.save(tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx") as whole, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as claimed:
        for name in whole.namelist():
            claimed.writestr(name, re.sub(rb'dimension ref="[^"]*"', b'dimension ref="A1"', whole.read(name)))
    assert read_sheet(declared(tmp_path / "a.xlsx"), None) == [["a", "b"], ["c", "d"]]


def test_first_sheet_that_a_person_sees_is_taken_when_none_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["old"])
    book.active.sheet_state = "hidden"
    book.create_sheet("seen").append(["new"])
    book.save(tmp_path / "a.xlsx")
    assert read_sheet(declared(tmp_path / "a.xlsx"), None) == [["new"]]


def test_book_without_the_sheet_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(SourceError, match="found sheets Sheet; expected a sheet 데이터"):
        read_sheet(declared(tmp_path / "a.xlsx"))


@pytest.mark.parametrize("content", [b"no zip", b"PK\x03\x04 half"])
def test_file_that_is_no_book_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(SourceError, match="found no readable spreadsheet"):
        read_sheet(declared(tmp_path / "a.xlsx"))


def test_counts_drop_commas_and_spaces_and_keep_zero(file: SourceFile) -> None:
    assert counts(file, ["1,234,567", " 0 ", 12, 12.0], range(1, 5)) == ([1234567, 0, 12, 12], ["reported"] * 4)


def test_marks_that_are_let_through_are_empty_with_a_status_and_never_zero(file: SourceFile) -> None:
    numbers, statuses = counts(file, ["-", "X", "", None], range(1, 5), absent=("-", "X", ""))
    assert numbers == [None] * 4
    assert statuses == ["not_existing", "suppressed", "missing", "missing"]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("-1", "the negative count -1"),
        ("-", "`-` instead of a number"),
        ("X", "`X` instead of a number"),
        ("", "an empty cell instead of a number"),
        (None, "an empty cell instead of a number"),
        ("1.5", "1.5; expected a whole number"),
        ("일", "'일'; expected a count"),
        ("nan", "expected a"),
        ("1,23", "'1,23'; expected a count"),
        ("1e30", "'1e30'; expected a count"),
        (1e30, "0000.0; expected a count below"),
        ("inf", "expected a"),
    ],
)
def test_cell_that_is_no_count_is_refused_with_its_row(file: SourceFile, cell: object, found: str) -> None:
    with pytest.raises(SourceError, match=f"row 42: found .*{found}|row 42: found {found}"):
        counts(file, ["1", cell], [41, 42])


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_lines_end_as_any_system_ends_them(file: SourceFile, end: str) -> None:
    file.path.write_bytes(end.join(["a,b", "1,2", '3,"4"', ""]).encode())
    assert read_csv(file).values.tolist() == [["1", "2", 1], ["3", "4", 2]]


@pytest.mark.parametrize("text", ['a,b\n1,"2\n3,4\n', "a,b\n1,2\n3," + "4" * 140_000, 'a,b\n1,"2" 3\n'])
def test_cell_that_does_not_end_is_told_with_its_line(file: SourceFile, text: str) -> None:
    file.path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"row [12]: found a cell that does not end.* Is a quotation mark not closed"):
        read_csv(file)


@pytest.mark.parametrize(
    ("letter", "found"),
    [
        ("\0", "a zero byte"),
        ("\ufffd", "the sign of a lost letter"),
        ("\x1b", "the control character U"),
        ("\x85", "the control"),
    ],
)
def test_what_stands_for_no_letter_is_refused_with_its_row(file: SourceFile, letter: str, found: str) -> None:
    file.path.write_text(f"a,b\n1,2\n3,{letter}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=f"row 2: found {found}"):
        read_csv(file)


def test_mark_of_the_end_that_dos_writes_is_no_cell(file: SourceFile) -> None:
    file.path.write_text("a,b\n1,2\n\x1a", encoding="utf-8")
    assert len(read_csv(file)) == 1


def test_blank_lines_at_the_end_of_a_csv_are_no_rows(file: SourceFile) -> None:
    file.path.write_text("a,b\n1,2\n,\n\n \n", encoding="utf-8")
    assert len(read_csv(file)) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "a,b\n1,2\n자료: 행정안전부\n",
            r"row 2: found 1 cells, '자료: 행정안전부'.* Is it a note below the table",
        ),
        ("a\tb\n1\t2\n", "found columns divided by tabs; expected by commas"),
        ("a;b\n1;2,5\n", "found columns divided by semicolons; expected by commas"),
        ("<!DOCTYPE html><html>\n<body>세션 만료</body>", r"found a page \(HTML or XML\); expected a table"),
    ],
)
def test_what_is_no_csv_is_refused_with_advice_that_fits(file: SourceFile, content: str, message: str) -> None:
    file.path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_csv(file)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("10", "Mend the key"),
        ("30", "Mend what is asked for"),
        ("31", "Ask for fewer units or years"),
        ("40", "ask it again tomorrow"),
        ("50", "Ask KOSIS again"),
    ],
)
def test_what_to_do_about_an_error_of_kosis_depends_on_its_number(file: SourceFile, code: str, advice: str) -> None:
    for answer in ({"err": code, "errMsg": "오류"}, [{"err": code, "errMsg": "오류"}]):
        write_kosis_json(file.path, answer)
        with pytest.raises(SourceError, match=rf"KOSIS error {code}: 오류; .*{advice}"):
            read_kosis_json(file, ID)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("[" * 100_000, "JSON of lists in lists without end"),
        ("[" + "1" * 5_000 + "]", "a number of 5,000 digits, more than 400"),
        ("[NaN]", "NaN, which is no number"),
        ('{"11110": 1, "11110": 2}', "the key '11110' twice in one object"),
        ('["\\ud800"]', "half a letter"),
        ("[1, 2", "no JSON .* in line 1"),
    ],
)
def test_json_that_breaks_its_reader_is_the_files_fault(file: SourceFile, content: str, found: str) -> None:
    file.path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=f"found {found}"):
        read_json(file)
