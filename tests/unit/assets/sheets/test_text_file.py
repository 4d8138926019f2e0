"""Text files as Excel, publishers and editors save them: encodings by their mark, any delimiter, letters cut in half."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.sheets.text_file import TextRows, read_text_rows
from domain.errors import SourceError, UsageError

TEXT = "code,이름\n11110,종로구\n11140,중구\n"
ROWS = [["code", "이름"], ["11110", "종로구"], ["11140", "중구"]]


def read(folder: Path, data: bytes, name: str = "a.csv", encoding: str = "utf-8") -> TextRows:
    (folder / name).write_bytes(data)
    return read_text_rows(folder / name, encoding)


@pytest.mark.parametrize(
    ("data", "declared", "written"),
    [
        (TEXT.encode(), "utf-8", "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8", "utf-8-sig"),
        (TEXT.encode("cp949"), "cp949", "cp949"),
        (TEXT.encode("utf-16"), "utf-8", "utf-16"),
        (TEXT.encode("utf-16"), "cp949", "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-8", "utf-16"),
        (TEXT.encode("utf-32"), "utf-8", "utf-32"),
        (TEXT.encode("utf-16-le"), "utf-16-le", "utf-16-le"),
    ],
)
def test_a_mark_at_the_beginning_says_the_encoding_else_it_is_as_declared(
    tmp_path: Path, data: bytes, declared: str, written: str
) -> None:
    found = read(tmp_path, data, encoding=declared)
    assert (found.rows, found.encoding) == (ROWS, written)
    assert any("by the mark" in line for line in found.said) == (written in ("utf-16", "utf-32"))


@pytest.mark.parametrize("encoding", ["cp949", "utf-16-le", "utf-16-be"])
def test_the_encoding_that_is_advised_reads_the_file(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(tmp_path, TEXT.encode(encoding))
    advice = refused.value.remedy
    assert f"--encoding {encoding}." in advice
    assert read(tmp_path, TEXT.encode(encoding), encoding=encoding).rows == ROWS


def test_utf8_that_is_declared_to_be_something_else_is_no_mojibake(tmp_path: Path) -> None:
    for wrong in ("cp949", "euc-kr", "latin-1", "utf-16-le"):
        with pytest.raises(SourceError, match=r"found utf-8; .* Leave --encoding out"):
            read(tmp_path, TEXT.encode(), encoding=wrong)


@pytest.mark.parametrize("encoding", ["klingon", "hex", "undefined", "rot13", "a\0b"])
def test_what_is_no_encoding_of_text_is_wrong_use(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(UsageError, match="no such encoding"):
        read(tmp_path, TEXT.encode(), encoding=encoding)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("delimiter", "name"),
    [(",", "a.csv"), ("\t", "a.csv"), (";", "a.csv"), ("\t", "a.txt"), (",", "a.txt"), ("|", "a.txt"), ("\t", "a.tsv")],
)  # fmt: skip
def test_any_delimiter_and_line_end_is_read(tmp_path: Path, delimiter: str, name: str, end: str) -> None:
    found = read(tmp_path, TEXT.replace(",", delimiter).replace("\n", end).encode(), name)
    assert (found.rows, found.delimiter) == (ROWS, delimiter)


def test_a_comma_within_cells_is_no_delimiter(tmp_path: Path) -> None:
    assert read(tmp_path, b"code;n\n1;1,5\n2;2,5\n").rows == [["code", "n"], ["1", "1,5"], ["2", "2,5"]]
    assert read(tmp_path, b"code\tn\n1\t1,500\n2\t2,500\n3\t5\n").rows[1] == ["1", "1,500"]
    assert read(tmp_path, b'code,note\n1,"a;b"\n2,"c;d"\n').rows[2] == ["2", "c;d"]


def test_half_a_letter_at_the_end_of_a_cell_is_left_out_and_said(tmp_path: Path) -> None:
    for encoding, half in (("cp949", "구".encode("cp949")[:1]), ("utf-8", "구".encode()[:2]), ("utf-8-sig", "구".encode()[:2])):
        plain = encoding.removesuffix("-sig")
        data = TEXT.encode(encoding).replace("중구\n".encode(plain), "중".encode(plain) + half + b"\n")
        found = read(tmp_path, data, encoding=encoding)
        assert found.rows[2] == ["11140", "중"]
        assert found.said == ["half a letter at the end of a cell left out, in row 2"]


def test_a_file_that_ends_in_half_a_letter_is_cut_off(tmp_path: Path) -> None:
    for encoding in ("cp949", "utf-8"):
        with pytest.raises(SourceError, match=r"row 2: found half a letter at .* end.* cut off"):
            read(tmp_path, TEXT.encode(encoding)[:-2], encoding=encoding)


def test_a_byte_amid_a_cell_that_does_not_fit_is_refused_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="row 2: found bytes that are no utf-8"):
        read(tmp_path, TEXT.encode().replace("중구".encode(), "중".encode() + b"\xffx"))


def test_a_cell_without_end_is_refused_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 1: found a cell that does not end.* Is a quotation mark not closed\?"):
        read(tmp_path, b'code,n\n"11110,1\n' + b"11140,2\n" * 40_000)


def test_workbook_saved_under_the_name_of_a_text_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.csv: found an Excel workbook or another zip; expected text\. Name it \.xlsx"):
        read(tmp_path, b"PK\x03\x04" + bytes(40))
