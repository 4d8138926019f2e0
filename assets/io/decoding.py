"""Declared text encodings, held strictly: bytes that do not fit are an error with a row, never mojibake."""

from __future__ import annotations

import codecs

from assets.io.source_file import SourceFile


def read_text(file: SourceFile) -> str:
    """The whole file as text in its declared encoding, a byte order mark dropped.

    Raises SourceError naming the row when a byte does not fit, and when the bytes are plainly UTF-8
    although another encoding is declared.
    """
    file.require()
    data = file.path.read_bytes()
    refuse_hidden_utf8(file, data)
    try:
        return data.decode(file.encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start)
        raise file.error(
            f"byte 0x{data[error.start]:02x} that is no {file.encoding}", f"text in {file.encoding}", max(row, 1), _remedy(file)
        ) from error


def decode_cell(file: SourceFile, cell: bytes, row: int, column: str) -> str:
    """One attribute in the declared encoding; SourceError names row and column when it does not fit."""
    if not cell.isascii():
        refuse_hidden_utf8(file, cell, row, column)
    try:
        return cell.decode(file.encoding).strip()
    except UnicodeDecodeError as error:
        raise file.error(
            f"{cell!r} in column {column}, which is no {file.encoding}", f"text in {file.encoding}", row, _remedy(file)
        ) from error


def whole_letters(file: SourceFile, cell: bytes, row: int, column: str) -> str | None:
    """What is left of an attribute that ends within a letter; None when it does not.

    A field too narrow for its text cuts the last letter between its bytes; no encoding would read it.
    """
    refuse_hidden_utf8(file, cell, row, column)
    try:
        cell.decode(file.encoding)
    except UnicodeDecodeError:
        try:
            return codecs.getincrementaldecoder(file.encoding)().decode(cell).strip()
        except UnicodeDecodeError:
            return None
    return None


def decoded_start(file: SourceFile, data: bytes) -> str:
    """The text up to the first byte that does not fit; the bytes one letter each where nothing fits."""
    try:
        return data.decode(file.encoding)
    except UnicodeDecodeError as error:
        return data[: error.start].decode(file.encoding) or data.decode("latin-1")


def refuse_hidden_utf8(file: SourceFile, data: bytes, row: int | None = None, column: str = "") -> None:
    """Raise when `data` is valid UTF-8 beyond ASCII but the declaration says otherwise.

    CP949 text practically never forms Hangul when read as UTF-8 (two syllables are asked for), while UTF-8 read as
    CP949 often decodes without an error, into mojibake.
    """
    if is_utf8(file.encoding) or data.isascii():
        return
    try:
        # An attribute may be cut within its last letter.
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return
    if sum("가" <= letter <= "힣" for letter in text) >= 2:
        where = f" in column {column}" if column else ""
        raise file.error(f"UTF-8 text{where}", f"text in {file.encoding}", row, _remedy(file))


def is_utf8(encoding: str) -> bool:
    """True for any spelling of UTF-8."""
    return encoding.lower().replace("_", "-") in {"utf-8", "utf8", "utf-8-sig"}


def _remedy(file: SourceFile) -> str:
    return "Say --encoding with the one that the file really has." if file.by_command else _DECLARE


_DECLARE = "Declare the encoding that the file really has in the catalogue."
