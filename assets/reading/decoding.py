"""Declared text encodings, held strictly: bytes that do not fit are an error with a row, never mojibake."""

from __future__ import annotations

import codecs
import re

from assets.reading import limits
from assets.reading.limits import size
from assets.reading.source_file import SourceFile
from domain.errors import SourceError

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_BOMS = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
_SAMPLE = 1_000_000
# What no table holds; between U+007F and U+00A0 lies what Hangul becomes when it is read as Latin letters and saved again.
NO_LETTER = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_LOST = {"\0": "a zero byte", "\ufffd": "the sign of a lost letter (U+FFFD)"}
# What is no text begins with these bytes, whatever its name ends with.
_BINARY = {
    b"PK\x03\x04": ("an Excel workbook or another zip", "Name it .xlsx, or unpack it."),
    b"PK\x05\x06": ("an empty zip", "Get it anew."),
    b"\xd0\xcf\x11\xe0": ("a workbook of Excel before 2007", "Save it anew from Excel."),
    b"%PDF": ("a PDF file", "Get the table itself."),
    b"\x1f\x8b": ("a gzip file", "Unpack it."),
}  # fmt: skip


def read_text(file: SourceFile) -> str:
    """The whole file as text in its declared encoding, without the marks that programs set at its beginning and DOS at its end.

    Raises SourceError naming the row when a byte does not fit or stands for no letter (a zero byte, a control character, the
    sign of a letter that was lost), when the bytes are plainly UTF-8 although another encoding is declared, and for a file
    beyond all measure.
    """
    file.require()
    if (found := file.path.stat().st_size) > limits.TEXT_BYTES:
        raise file.error(size(found), f"text of up to {size(limits.TEXT_BYTES)}", remedy="Ask for fewer years at a time.")
    data = file.path.read_bytes()
    refuse_binary(file.name, data)
    refuse_hidden_utf8(file, data)
    try:
        text = data.decode(file.encoding).removeprefix("\ufeff").removesuffix("\x1a")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start)
        raise file.error(
            f"byte 0x{data[error.start]:02x} that is no {file.encoding}", f"text in {file.encoding}", max(row, 1),
            _advice(file, data),
        ) from error  # fmt: skip
    if lost := NO_LETTER.search(text):
        raise file.error(
            _LOST.get(lost[0], f"the control character U+{ord(lost[0]):04X}"), f"text in {file.encoding}",
            max(text.count("\n", 0, lost.start()), 1), _advice(file, data) if lost[0] == "\0" else "Download it again.",
        )  # fmt: skip
    return text


def refuse_binary(name: str, data: bytes) -> None:
    """SourceError for a workbook, archive or the like under a name of text: no encoding would read it."""
    for start, (kind, remedy) in _BINARY.items():
        if data.startswith(start):
            raise SourceError(name, kind, "text", remedy=remedy)


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


def whole_letters(file: SourceFile, cell: bytes, row: int, column: str, *, full: bool) -> str | None:
    """What is left of an attribute that ends within a letter; None when it does not.

    A field too narrow for its text cuts the last letter between its bytes; no encoding would read it. Where the field has
    room left (not `full`), a narrower one cut the text before: then all that is left must be syllables, digits and the like.
    """
    if cell.isascii():
        return None
    refuse_hidden_utf8(file, cell, row, column)
    try:
        cell.decode(file.encoding)
    except UnicodeDecodeError:
        try:
            whole = codecs.getincrementaldecoder(file.encoding)().decode(cell).strip()
        except UnicodeDecodeError:
            return None
        return whole if full or _syllables(whole) == sum(not letter.isascii() for letter in whole) > 0 else None
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
    if not is_utf8(file.encoding) and is_hidden_utf8(data):
        where = f" in column {column}" if column else ""
        raise file.error(f"UTF-8 text{where}", f"text in {file.encoding}", row, _remedy(file))


def is_hidden_utf8(data: bytes) -> bool:
    """True for bytes beyond ASCII that are UTF-8 with two syllables or more."""
    if data.isascii():
        return False
    try:
        # An attribute may be cut within its last letter.
        return _syllables(codecs.getincrementaldecoder("utf-8")().decode(data)) >= 2
    except UnicodeDecodeError:
        return False


def marked_encoding(data: bytes) -> str:
    """What the mark at the beginning says: `utf-8-sig`, `utf-16`, `utf-32`, or "" without one."""
    return next((encoding for mark, encoding in _BOMS.items() if data.startswith(mark)), "")


def likely_encoding(data: bytes) -> str:
    """The encoding that bytes of a Korean table most likely have, for advice; "" when none of those tried reads them.

    A byte that does not fit (a letter cut in half) does not hide the encoding of the others.
    """
    if marked := marked_encoding(data):
        return marked
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if 10 * (even + odd) >= len(sample) > 0:  # digits and commas of UTF-16 have a zero byte each
        return "utf-16-le" if odd > even else "utf-16-be"
    return next((encoding for encoding in ("utf-8", "cp949") if _reads_as_korean(sample, encoding)), "")


def _reads_as_korean(data: bytes, encoding: str) -> bool:
    """Seven in ten letters beyond ASCII are syllables; in another encoding they are signs, Hanja, or no letters."""
    text = data.decode(encoding, errors="replace")
    foreign = sum(not letter.isascii() for letter in text)
    return 0 < 7 * foreign <= 10 * _syllables(text)


def _syllables(text: str) -> int:
    return sum("가" <= letter <= "힣" for letter in text)


def is_utf8(encoding: str) -> bool:
    """True for any spelling of UTF-8."""
    return encoding.lower().replace("_", "-") in {"utf-8", "utf8", "utf-8-sig"}


def _remedy(file: SourceFile) -> str:
    return "Say --encoding with the one that the file really has." if file.by_command else _DECLARE


def same_encoding(one: str, other: str) -> bool:
    """True for two names of one encoding; False too where a name is of none."""
    try:
        return codecs.lookup(one.removesuffix("-sig")).name == codecs.lookup(other.removesuffix("-sig")).name
    except LookupError:
        return False


def _advice(file: SourceFile, data: bytes) -> str:
    likely = likely_encoding(data)
    if same_encoding(likely, file.encoding):
        return "Is a letter of it cut in half? Download it again."
    return f"It may be {likely}. {_remedy(file)}" if likely else _remedy(file)


_DECLARE = "Declare the encoding that the file really has in the catalogue."
