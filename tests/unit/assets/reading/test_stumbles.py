"""Whatever a library raises over a broken file is the file's fault: named, with what to do, the cause behind it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import ParseError

import pyarrow as pa
import pyproj
import pytest
import shapely

from assets.reading.source_file import SourceFile
from assets.reading.stumbles import told_by_file
from domain.errors import CatalogueError, SourceError
from tests.publisher_files import declared


@pytest.fixture
def file(tmp_path: Path) -> SourceFile:
    (tmp_path / "a.csv").write_text("a\n1\n", encoding="utf-8")
    return declared(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (MemoryError(), "found more than the memory holds; expected the layout of people. Divide the file"),
        (RecursionError("maximum"), "found values in values without end"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates"), "found text that is not in the declared encoding"),
        (ParseError("no element"), r"found markup that is broken \(no element\).* Download it again"),
        (zipfile.BadZipFile("CRC"), r"found damaged bytes \(CRC\)"),
        (zlib.error("Error -3"), r"found damaged bytes \(Error -3\)"),
        (struct.error("unpack"), "found damaged bytes"),
        (pyproj.exceptions.CRSError("buildUnit"), r"found a CRS that cannot be computed .* Mend its \.prj"),
        (shapely.errors.GEOSException("NaN"), r"found a shape that cannot be computed with \(NaN\)"),
        (pa.ArrowNotImplementedError("struct"), "found columns that cannot be read"),
        (OverflowError("int too large"), "found a number beyond all bounds"),
        (PermissionError(13, "Permission denied"), r"found a file that cannot be read \(Permission denied\).* right to read it"),
        (OSError(24, "Too many open files"), "found a file that cannot be read .* Close other programs"),
        (KeyError("name"), r"found what its reader cannot make sense of \(KeyError: 'name'\).* --verbose"),
    ],
)
def test_kinds_of_errors_have_their_own_words(file: SourceFile, error: Exception, message: str) -> None:
    def reader(_: SourceFile) -> None:
        raise error

    with pytest.raises(SourceError, match=rf"a\.csv: {message}") as caught:
        told_by_file(reader, "people")(file)
    assert caught.value.__cause__ is error


@pytest.mark.parametrize("error", [CatalogueError("said"), KeyboardInterrupt(), SystemExit(3)])
def test_what_is_said_already_and_an_interruption_pass(file: SourceFile, error: BaseException) -> None:
    def reader(_: SourceFile) -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        told_by_file(reader, "people")(file)
    assert caught.value is error


def test_file_that_may_not_be_read_is_told_when_it_is_digested(file: SourceFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("assets.reading.source_file.sha256", locked)
    with pytest.raises(SourceError, match=r"a\.csv: found a file that cannot be read \(Permission denied\)"):
        file.declaration()
