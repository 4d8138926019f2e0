"""What an Excel workbook says beside its cells: which tabs a person sees, how far they reach, formulas without a stored value.

Cells themselves are read by calamine, which allocates a tab's whole extent at once: `require_bounded` looks first.
Publishers' sheets are read by `tabular.py`, users' own by `assets/sheets/`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assets.reading import limits
from assets.reading.limits import size

# What is read with any sheet.
_BESIDE = ("xl/sharedStrings.xml", "xl/styles.xml")
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>[^<]")
_MARKED = re.compile(rb"""<(?:\w+:)?f\b|\st\s*=\s*["']e["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\bhidden="(?:1|true)"')
# Where a row or a cell says that it stands: the letters of its column, none for a row, and the number of its row.
_STANDS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,4})([0-9]{1,10})["']""")
# Sheets without such places have at most SHEET_CELLS: rows up to 9,999 and columns up to ZZ, or rows up to 999,999 up to Z.
_FAR = (
    re.compile(rb"""\sr\s*=\s*["'](?:[A-Za-z]{3}|[A-Za-z]{0,2}[0-9]{5})"""),
    re.compile(rb"""\sr\s*=\s*["'](?:[A-Za-z]{2}|[A-Za-z]?[0-9]{7})"""),
)


class WorkbookError(Exception):
    """The file is no workbook that can be read. The text says what was found; `remedy` what to do."""

    def __init__(self, found: str, remedy: str = "Open it in Excel and save it anew.") -> None:
        super().__init__(found)
        self.remedy = remedy


@dataclass(frozen=True)
class Tab:
    """One worksheet: its name, whether a person sees it, and where it lies in the archive."""

    name: str
    visible: bool
    part: str


@dataclass(frozen=True)
class Marks:
    """Cells, counted from 0, that have no value though they are not empty: `formulas` never computed, `errors` such as #N/A.

    `hidden_rows` counts rows that a filter or a person hides.
    """

    formulas: frozenset[tuple[int, int]]
    errors: dict[tuple[int, int], str]
    hidden_rows: int


def tabs(path: Path) -> list[Tab]:
    """Worksheets in their order, charts left out. WorkbookError when there are none."""
    with _Archive(path) as archive:
        return archive.tabs()


def require_bounded(path: Path, name: str) -> None:
    """WorkbookError for a tab, or a part beside it, that reaches so far that reading it would take all memory."""
    with _Archive(path) as archive:
        archive.bounded(name)


def require_values(path: Path, name: str) -> None:
    """The same, and WorkbookError for a tab that is a chart, and for a formula without its value or with an error for one."""
    with _Archive(path) as archive:
        sheet = archive.bounded(name)
    if sheet is None:
        raise WorkbookError(f"no cells in the sheet {name}; is it a chart?", "Name, or download, the sheet with the table.")
    if not _MARKED.search(sheet):
        return
    found = _marks(sheet)
    for place in sorted(found.formulas):
        raise WorkbookError(f"a formula without a stored value in cell {cell_name(*place)}", "Open it in Excel and save it anew.")
    for place, error in sorted(found.errors.items()):
        raise WorkbookError(f"{error} in cell {cell_name(*place)}", "Mend the formula, or get the publisher's own file.")


def marks(path: Path, tab: Tab) -> Marks:
    """What stands in a tab without a value, and how many rows are hidden."""
    with _Archive(path) as archive:
        return _marks(archive.read(tab.part, limits.SHEET_PART_BYTES))


def _marks(sheet: bytes) -> Marks:
    formulas, errors = set(), {}
    for match in _CELL.finditer(sheet):
        attributes, content = match[1], match[2] or b""
        place = _REFERENCE.search(attributes)
        if place is None:
            continue
        if b't="e"' in attributes:
            text = re.search(rb">(#[^<]*)<", content)
            errors[_place(place)] = text[1].decode("ascii", "replace") if text else "#ERROR"
        elif _FORMULA.search(content) and b't="str"' not in attributes and not _VALUE.search(content):
            formulas.add(_place(place))
    return Marks(frozenset(formulas), errors, len(_HIDDEN_ROW.findall(sheet)))


def cell_name(row: int, column: int) -> str:
    """`B4` of row 3 and column 1, counted from 0."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


class _Archive:
    """The zip that a workbook is; every way in which one can be damaged is a WorkbookError."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> _Archive:
        try:
            self._zip = zipfile.ZipFile(self._path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise _no_workbook(self._path) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def read(self, part: str, limit: int) -> bytes:
        try:
            if self._zip.getinfo(part).file_size > limit:
                raise WorkbookError(f"{part} of more than {size(limit)}", "Save the sheet as CSV.")
            with self._zip.open(part) as stream:
                data = stream.read(limit + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise WorkbookError(f"a damaged workbook ({part})") from error
        if len(data) > limit:
            raise WorkbookError(f"{part} of more than {size(limit)}", "Save the sheet as CSV.")
        return data

    def bounded(self, name: str) -> bytes | None:
        """The sheet of a tab, once it and all that is read with it are known to be within bounds; None for one without cells.

        Every part is read, since an archive may lie about how much it holds, but not beyond its own checksum.
        """
        for part in _BESIDE:
            if part in self._zip.namelist():
                self.read(part, limits.SHEET_PART_BYTES)
        for tab in self.tabs():
            if tab.name == name:
                sheet = self.read(tab.part, limits.SHEET_PART_BYTES)
                _require_bounded(sheet)
                return sheet
        return None

    def tabs(self) -> list[Tab]:
        """Names from xl/workbook.xml, places from its relations."""
        targets = {
            str(relation.get("Id")): _part(str(relation.get("Target")))
            for relation in self._xml("xl/_rels/workbook.xml.rels")
            if str(relation.get("Type")).endswith("/worksheet")
        }
        sheets = [element for element in self._xml("xl/workbook.xml").iter() if element.tag.rpartition("}")[2] == "sheet"]
        found = [
            Tab(str(sheet.get("name")), sheet.get("state", "visible") == "visible", targets[identifier])
            for sheet in sheets
            if (identifier := _relation(sheet)) in targets
        ]
        if not found:
            raise WorkbookError("a workbook without a sheet")
        return found

    def _xml(self, part: str) -> ET.Element:
        data = self.read(part, limits.SHEET_INDEX_BYTES)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise WorkbookError(f"a damaged workbook ({part})")
        try:
            return ET.fromstring(data)
        except (ET.ParseError, ValueError, LookupError) as error:
            raise WorkbookError(f"a damaged workbook ({part})") from error


def _no_workbook(path: Path) -> WorkbookError:
    """By its first bytes: what a file is that is called a workbook and is none."""
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
    except OSError:
        head = b""
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return WorkbookError("a workbook behind a password, or of the format before 2007", "Save it as .xlsx without a password.")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        return WorkbookError("a web page that is called a workbook", "Open it in Excel and save it as .xlsx.")
    return WorkbookError("what is no Excel workbook")


def _relation(sheet: ET.Element) -> str:
    """The relation's name, whatever namespace the writer gave it."""
    named = [value for key, value in sheet.attrib.items() if key == _REL or key.endswith("}id")]
    return named[0] if named else ""


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


def _require_bounded(sheet: bytes) -> None:
    """By the length of columns' and rows' names (a tenth of a second for 14 MB), or place by place should one be long.

    Every place counts, wherever it stands: one stray cell is enough for its reader to allocate all that lies before it.
    """
    if not all(far.search(sheet) for far in _FAR):
        return
    places = {match.groups() for match in _STANDS.finditer(sheet)}
    rows = max((int(row) for _, row in places), default=0)
    columns = max((_column(letters) for letters, _ in places), default=0)
    if rows * columns > limits.SHEET_CELLS:
        raise WorkbookError(
            f"cells as far as {cell_name(rows - 1, columns - 1)}, more than {limits.SHEET_CELLS:,}",
            "Delete the empty rows and columns beside the table, or save it as CSV.",
        )


def _column(letters: bytes) -> int:
    """26 of `Z`, 27 of `AA`, 0 of none."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - ord("A") + 1
    return column


def _place(match: re.Match[bytes]) -> tuple[int, int]:
    return int(match[2]) - 1, _column(match[1]) - 1
