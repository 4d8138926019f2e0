"""CSV for spreadsheets: it opens in Excel with Korean intact, runs nothing, and reads back to the same values."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from assets.release.files.csv import write_csv
from expectations.contract import Column, TableContract

NOTE = TableContract(
    name="note", schema="mart", ko="메모", en="Note", description="", grain="a note", source="", key=("text",),
    columns=(
        Column("text", "VARCHAR", "글", "Text", nullable=True),
        Column("number", "DOUBLE", "수", "Number", nullable=True),
        Column("day", "DATE", "날", "Day", nullable=True),
        Column("yes", "BOOLEAN", "예", "Yes", nullable=True),
    ),
)  # fmt: skip
HOSTILE = (
    '=HYPERLINK("http://example.org","여기")',
    "+82-2",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1＋1",
    "－1",
    "'quoted'",
    "'",
    "''=1",
)
HARMLESS = ("군위군", "a,b", 'say "hi"', "two\nlines", "two\r\nlines", " =1", "1100", "x=1", "가=나", '한글, "따옴표"\n줄')


def write(tmp_path: Path, texts: tuple[str | None, ...], number: float | None = -1.5) -> Path:
    """A file of notes."""
    columns: dict[str, Any] = {
        "text": pa.array(texts, pa.string()),
        "number": pa.array([number] * len(texts), pa.float64()),
        "day": pa.array([dt.date(2024, 12, 31)] * len(texts), pa.date32()),
        "yes": pa.array([True] * len(texts), pa.bool_()),
    }
    with duckdb.connect() as connection:
        write_csv(tmp_path / "note.csv", NOTE, pa.table(columns), connection)
    return tmp_path / "note.csv"


def cells(file: Path) -> list[str]:
    """The text cells as a program reads them."""
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""), strict=True))
    assert rows[0] == ["text", "number", "day", "yes"]
    return [row[0] for row in rows[1:]]


def undone(cell: str) -> str:
    """The exact text of a cell, by the rule that the data package states."""
    return cell.removeprefix("'")


def test_file_begins_with_the_byte_order_mark_and_lines_end_as_the_standard_says(tmp_path: Path) -> None:
    assert (
        write(tmp_path, ("가",)).read_bytes() == b"\xef\xbb\xbftext,number,day,yes\r\n" + "가,-1.5,2024-12-31,true\r\n".encode()
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_would_run_as_a_formula_gets_an_apostrophe(tmp_path: Path, text: str) -> None:
    assert cells(write(tmp_path, (text,))) == ["'" + text]


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    assert cells(write(tmp_path, (text,))) == [text]


def test_taking_one_apostrophe_off_gives_every_text_back(tmp_path: Path) -> None:
    texts = (*HOSTILE, *HARMLESS)
    assert tuple(map(undone, cells(write(tmp_path, texts)))) == texts


def test_negative_number_stays_a_number(tmp_path: Path) -> None:
    frame = pd.read_csv(write(tmp_path, ("a",), number=-0.1 + -0.2))
    assert frame["number"].tolist() == [-0.1 + -0.2] and frame["yes"].tolist() == [True]


def test_missing_is_an_empty_cell_and_an_empty_text_is_quoted(tmp_path: Path) -> None:
    lines = write(tmp_path, (None, ""), number=None).read_bytes().split(b"\r\n")
    assert lines[1:3] == [b",,2024-12-31,true", b'"",,2024-12-31,true']


def test_duckdb_and_pandas_read_the_same_notes_back(tmp_path: Path) -> None:
    file = write(tmp_path, (*HOSTILE, *HARMLESS))
    texts = [row[0] for row in duckdb.sql(f"SELECT text FROM read_csv('{file}', header = true, all_varchar = true)").fetchall()]
    assert texts == pd.read_csv(file, dtype=str, keep_default_na=False, lineterminator=None)["text"].tolist() == cells(file)
