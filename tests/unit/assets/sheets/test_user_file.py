"""A user's own sheet: what is read as it stands, what is refused with its row, what is written."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assets.sheets.user_file import read_sheet, write_sheets
from domain.errors import SourceError, UsageError


def csv_file(folder: Path, data: str | bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_cells_stay_text_and_rows_count_from_1(tmp_path: Path) -> None:
    sheet = read_sheet(csv_file(tmp_path, "code,n\n 01 ,NA\n02,1.0\n"))
    assert sheet.frame.to_dict("list") == {"code": ["01", "02"], "n": ["NA", "1.0"]}
    assert list(sheet.frame.index) == [1, 2] and sheet.encoding == "utf-8"


def test_quoted_commas_and_line_breaks_are_one_cell(tmp_path: Path) -> None:
    sheet = read_sheet(csv_file(tmp_path, 'code,note\r\n1,"a, b\r\nc"\r\n2,d\r\n'))
    assert list(sheet.frame["code"]) == ["1", "2"] and sheet.frame.loc[1, "note"] == "a, b\r\nc"


def test_empty_lines_at_the_end_are_no_rows(tmp_path: Path) -> None:
    assert len(read_sheet(csv_file(tmp_path, "code,n\n1,2\n\n,\n")).frame) == 1


@pytest.mark.parametrize("name", ["a.tsv", "a.txt"])
def test_tabs_separate_a_tsv_and_a_txt_that_has_them(tmp_path: Path, name: str) -> None:
    assert list(read_sheet(csv_file(tmp_path, "code\tn\n1\t2,5\n", name)).frame.loc[1]) == ["1", "2,5"]


def test_a_comma_separates_a_txt_without_tabs(tmp_path: Path) -> None:
    assert list(read_sheet(csv_file(tmp_path, "code,n\n1,2\n", "a.txt")).frame.columns) == ["code", "n"]


@pytest.mark.parametrize("data", ["code,n\n1,2\n\n3,4\n", "code,n\r\r\n1,2\r\r\n3,4", "code,n\n1,2\n,\n3,4\n"])
def test_an_empty_line_between_rows_is_no_row_and_rows_keep_their_numbers(tmp_path: Path, data: str) -> None:
    read = read_sheet(csv_file(tmp_path, data))
    assert read.frame.to_numpy().tolist() == [["1", "2"], ["3", "4"]]
    assert list(read.frame.index) == ([1, 3] if "\r" not in data else [2, 4])
    assert any(line.startswith("left out: ") and "between rows" in line for line in read.said)


@pytest.mark.parametrize(
    ("data", "said", "row"),
    [
        ("code,n\n1,2\n3\n", "found 1 cells; expected 2 as in the header", 2),
        ("code,n\n1,2,3\n", "found 3 cells; expected 2 as in the header", 1),
        ("code,code\n1,2\n", "column 'code' twice", None),
        ("code,n\n", "found 1 row; expected a header and data", None),
        ("", "found 0 rows", None),
        ("code,이름\n1,가\n2,나\n".encode("cp949"), "It may be cp949: say --encoding cp949.", 1),
    ],
)
def test_a_sheet_that_is_not_whole_is_refused(tmp_path: Path, data: str | bytes, said: str, row: int | None) -> None:
    with pytest.raises(SourceError) as refused:
        read_sheet(csv_file(tmp_path, data))
    assert said in str(refused.value) and refused.value.row == row


def test_files_that_are_no_sheet_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_sheet(tmp_path / "nothing.csv")
    with pytest.raises(UsageError, match=r"a \.pdf file; read are \.csv"):
        read_sheet(csv_file(tmp_path, "x", "a.pdf"))
    with pytest.raises(UsageError, match="save it as"):
        read_sheet(csv_file(tmp_path, "x", "a.xls"))
    with pytest.raises(SourceError, match="no Excel workbook"):
        read_sheet(csv_file(tmp_path, "x", "a.xlsx"))
    with pytest.raises(UsageError, match="no such encoding"):
        read_sheet(csv_file(tmp_path, "a,b\n1,2\n"), "klingon")


def test_a_letter_that_the_encoding_lacks_writes_nothing(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": ["한글"]})
    with pytest.raises(UsageError, match="cannot be written in ascii"):
        write_sheets({tmp_path / "b.csv": pd.DataFrame({"a": [1]}), tmp_path / "a.csv": frame}, "ascii")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_writes_nothing(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": [1]})
    with pytest.raises(UsageError, match="nothing was written"):
        write_sheets({tmp_path / "a.csv": frame, tmp_path / "no" / "b.csv": frame})
    assert list(tmp_path.iterdir()) == []


def test_all_are_written_and_replace_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")
    write_sheets({tmp_path / "a.csv": pd.DataFrame({"a": [1]}), tmp_path / "b.tsv": pd.DataFrame({"a": [1], "b": ["x"]})})
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "a\n1\n"
    assert (tmp_path / "b.tsv").read_text(encoding="utf-8") == "a\tb\n1\tx\n"
    assert len(list(tmp_path.iterdir())) == 2
