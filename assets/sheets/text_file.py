"""Rows of a CSV or text file as people and programs save them: encoding by its mark or as said, commas, tabs or semicolons.

Which of the rows are the table is `table.py`.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from assets.reading.decoding import (
    is_hidden_utf8,
    is_utf8,
    likely_encoding,
    marked_encoding,
    refuse_binary,
    same_encoding,
)
from domain.errors import SourceError, UsageError

DELIMITERS = {".tsv": "\t,;|"}
_NAMES = {"\t": "tabs", ";": "semicolons", "|": "bars"}
_ENDS = frozenset((b",", b";", b"|", b"\t", b"\r", b"\n", b'"'))
_SNIFFED = 60


@dataclass
class TextRows:
    """Cells trimmed, and how the file was written: the encoding and delimiter to write back in, and what to tell."""

    rows: list[list[str]]
    encoding: str
    delimiter: str
    said: list[str] = field(default_factory=list)


def read_text_rows(path: Path, encoding: str) -> TextRows:
    """All rows. SourceError, with the row, for bytes that are no `encoding`, an end in half a letter, an endless cell."""
    text, written, said = _decoded(path, encoding)
    delimiter = _delimiter(text, path.suffix.lower())
    if delimiter in _NAMES and path.suffix.lower() == ".csv":
        said.append(f"columns are separated by {_NAMES[delimiter]}")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        rows.extend([cell.strip() for cell in row] for row in reader)
    except csv.Error as error:
        raise SourceError(
            path.name, f"a cell that does not end ({error})", "cells in closed quotation marks", max(len(rows), 1),
            "Is a quotation mark not closed?",
        ) from error  # fmt: skip
    return TextRows(rows, written, delimiter, said)


def _decoded(path: Path, encoding: str) -> tuple[str, str, list[str]]:
    """Text, the encoding to write back in, what to tell. A mark at the beginning says more than `encoding`."""
    try:
        "1".encode(encoding).decode(encoding)
    except (LookupError, ValueError) as error:
        raise UsageError(f"--encoding {encoding}: no such encoding") from error
    data = path.read_bytes()
    refuse_binary(path.name, data)
    marked = marked_encoding(data)
    if not marked and not is_utf8(encoding) and is_hidden_utf8(data):
        raise SourceError(path.name, "utf-8", f"text in {encoding}", remedy="Leave --encoding out, or say --encoding utf-8.")
    used = marked or _with_order(encoding, data)
    # The codec that knows the mark counts its places without it.
    codec, body = ("utf-8", data.removeprefix(codecs.BOM_UTF8)) if is_utf8(used) else (used, data)
    text, dropped = _lenient(path.name, body, codec)
    said = [f"read as {used}, by the mark at its beginning"] if marked not in ("", "utf-8-sig") else []
    if dropped:
        times = f"{len(dropped)} times, first in" if len(dropped) > 1 else "in"
        said.append(f"half a letter at the end of a cell left out, {times} row {dropped[0]}")
    return text.removeprefix("\ufeff"), used, said


def _with_order(encoding: str, data: bytes) -> str:
    """`utf-16` without a mark is read in the order of bytes that its zeros tell."""
    likely = likely_encoding(data)
    return likely if same_encoding(encoding, "utf-16") and likely.startswith("utf-16-") else encoding


def _lenient(file: str, data: bytes, encoding: str) -> tuple[str, list[int]]:
    """Text without the letters that were cut in half at the end of their cell, which no encoding reads, and their rows."""
    parts: list[str] = []
    dropped: list[int] = []
    start, likely = 0, ""
    while True:
        try:
            parts.append(data[start:].decode(encoding))
            return "".join(parts), dropped
        except UnicodeDecodeError as error:
            row = max(_line_ends(data[: start + error.start]), 1)
            likely = likely or likely_encoding(data)
            _require_half_letter(file, likely, encoding, row, data[start + error.end :][:1])
            parts.append(data[start : start + error.start].decode(encoding))
            dropped.append(row)
            start += error.end


def _require_half_letter(file: str, likely: str, encoding: str, row: int, following: bytes) -> None:
    """SourceError unless a byte that does not fit stands before a delimiter, in a file that else has this encoding."""
    if not same_encoding(likely, encoding):
        hint = f"It may be {likely}: say --encoding {likely}." if likely else "Say --encoding with the right one."
        raise SourceError(file, f"bytes that are no {encoding}", f"text in {encoding}", row, hint)
    if not following:
        raise SourceError(
            file, "half a letter at the end of the file", f"text in {encoding}", row, "Is it cut off? Get it again."
        )
    if following not in _ENDS or encoding.startswith(("utf-16", "utf-32")):
        raise SourceError(file, f"bytes that are no {encoding}", f"text in {encoding}", row, "Is it damaged? Get it again.")


def _line_ends(data: bytes) -> int:
    """Ends of lines, whether of Unix, Windows or the old Macintosh."""
    return data.count(b"\n") or data.count(b"\r")


def _delimiter(text: str, suffix: str) -> str:
    """What divides most lines into as many cells; the kind's own where several do."""
    possible = DELIMITERS.get(suffix, ",\t;|")
    lines = io.StringIO(text[: 200 * _SNIFFED], newline="")
    sample = [line for line, _ in zip(lines, range(_SNIFFED), strict=False)]
    return max(possible, key=lambda delimiter: (_agreeing(sample, delimiter), -possible.index(delimiter)))


def _agreeing(sample: list[str], delimiter: str) -> int:
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if len(row) > 1)
    except csv.Error:
        return 0
    return max(widths.values(), default=0)
