"""Declared encodings are held strictly: bytes that do not fit are named with their row, never turned into mojibake."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.reading.decoding import decode_cell, likely_encoding, read_text
from assets.reading.source_file import SourceFile
from domain.errors import SourceError
from tests.publisher_files import declared

TEXT = "코드,이름\n11110,종로구\n11140,중구\n"


def written(tmp_path: Path, content: bytes, encoding: str = "cp949") -> SourceFile:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    return declared(path, encoding=encoding)


@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-16"])
def test_text_in_its_declared_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    assert read_text(written(tmp_path, TEXT.encode(encoding), encoding)) == TEXT


def test_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, b"\xef\xbb\xbf" + TEXT.encode(), "utf-8")) == TEXT


def test_utf8_declared_cp949_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found UTF-8 text; expected text in cp949"):
        read_text(written(tmp_path, TEXT.encode()))


def test_cp949_declared_utf8_names_the_data_row_of_the_first_wrong_byte(tmp_path: Path) -> None:
    content = b"code,name\n1,Seoul\n2,Busan\n" + "3,대구\n".encode("cp949")
    with pytest.raises(SourceError, match=r"a\.csv, row 3: found byte 0xb4 that is no utf-8"):
        read_text(written(tmp_path, content, "utf-8"))


def test_single_syllable_that_cp949_and_utf8_share_is_not_taken_for_utf8(tmp_path: Path) -> None:
    """Two bytes of CP949 may form one letter of UTF-8 by chance; two Hangul syllables do not."""
    content = "이름\n챘챨\n".encode("cp949")
    assert read_text(written(tmp_path, content)) == "이름\n챘챨\n"


def test_hangul_beyond_the_old_standard_is_read(tmp_path: Path) -> None:
    assert "뷁" in read_text(written(tmp_path, "이름\n뷁\n".encode("cp949")))


def test_cell_that_does_not_fit_is_named_with_column_and_row(tmp_path: Path) -> None:
    file = written(tmp_path, b"x", "utf-8")
    with pytest.raises(SourceError, match=r"row 9: found .* in column SIG_KOR_NM, which is no utf-8"):
        decode_cell(file, "중구".encode("cp949"), 9, "SIG_KOR_NM")


def test_cell_is_decoded_and_trimmed(tmp_path: Path) -> None:
    assert decode_cell(written(tmp_path, b"x"), "중구  ".encode("cp949"), 1, "SIG_KOR_NM") == "중구"


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("cut", [None, -1])
def test_the_likely_encoding_of_a_korean_table_is_its_own_even_if_it_is_cut(encoding: str, cut: int | None) -> None:
    assert likely_encoding(TEXT.encode(encoding)[:cut]) == encoding


@pytest.mark.parametrize("data", [b"code,n\n1,2\n", "é,ü\n".encode("latin-1"), b""])
def test_bytes_that_tell_nothing_are_not_guessed(data: bytes) -> None:
    assert likely_encoding(data) == ""


@pytest.mark.parametrize(
    ("data", "declared_as", "advice"),
    [
        (TEXT.encode("cp949"), "utf-8", "It may be cp949. Declare the encoding"),
        (TEXT.encode("utf-16"), "utf-8", "It may be utf-16. Declare the encoding"),
        (TEXT.encode()[:-5], "utf-8", "Is a letter of it cut in half?"),
    ],
)
def test_advice_on_a_wrong_byte_names_the_encoding_that_fits(tmp_path: Path, data: bytes, declared_as: str, advice: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(SourceError, match=advice):
        read_text(declared(tmp_path / "a.csv", encoding=declared_as))


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"PK\x03\x04", "an Excel workbook or another zip"),
        (b"\xd0\xcf\x11\xe0", "a workbook of Excel before 2007"),
        (b"%PDF-1.7", "a PDF file"),
    ],
)
@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_workbook_under_the_name_of_a_text_is_not_said_to_have_another_encoding(
    tmp_path: Path, start: bytes, kind: str, encoding: str
) -> None:
    with pytest.raises(SourceError, match=f"a.csv: found {kind}; expected text"):
        read_text(written(tmp_path, start + b"\x00\xff" * 40, encoding))
