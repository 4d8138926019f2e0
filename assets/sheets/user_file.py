"""Reading and writing a user's own sheet: CSV, text or Excel, every cell kept as it stands, written back as it came.

What its codes and names mean is `code_cells.py` and `name_cells.py`; files of which only the codes are wanted are
`code_column.py`.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from assets.reading.values import is_code, plain_code
from assets.sheets.table import (
    HEAD_LINES,
    Note,
    Table,
    plain_name,
    table_of,
)
from assets.sheets.text_file import read_text_rows
from assets.sheets.workbook_file import WorkbookRows, read_workbook_rows, tab_names
from domain.errors import SourceError, UsageError
from domain.formulas import guarded_cell

CSV, EXCEL = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm")
_OTHER_PROGRAMS = {
    ".xls": "the Excel format before 2007", ".xlsb": "a binary workbook of Excel", ".ods": "a sheet of LibreOffice",
    ".numbers": "a sheet of Numbers", ".et": "a sheet of WPS", ".cell": "a sheet of Hancell", ".nxl": "a sheet of Hancell",
}  # fmt: skip
_NO_TABLES = (".hwp", ".hwpx", ".pdf", ".doc", ".docx", ".html", ".htm", ".xml", ".json", ".dbf", ".shp", ".zip")
# Excel opens UTF-16 with tabs only.
_WIDE_ENCODINGS = ("utf-16", "utf-32")
_NO_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# What openpyxl takes a text for that begins like a formula or an error.
_NO_TEXT = ("f", "e")


@dataclass(frozen=True)
class Sheet:
    """All cells as text, empty ones as ''; the index counts data rows from 1.

    `encoding` and `delimiter` are those to write back in, `said` what to tell of the reading, `notes` the lines above and
    below the rows that hold no key and are not in the frame; `original` the data frame that it was, if it was one.
    """

    name: str
    frame: pd.DataFrame
    encoding: str = "utf-8"
    delimiter: str = ","
    said: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    original: pd.DataFrame | None = None


@dataclass(frozen=True)
class SheetFile:
    """A file of a user, and how it is to be read.

    Attributes
    ----------
    path
        A CSV, text or Excel file; where only codes are wanted also a map file, an answer of KOSIS in JSON, or a zip with one of
        them (of several, `a.zip!b.shp`).
    encoding
        Of a text file; Korean ones are often `cp949`. A mark at its beginning says more.
    tab
        Sheet of an Excel file; by default the first that is not hidden.
    skip_rows
        Lines above the head of the table; by default it is found by the names of columns.
    layer
        Layer of a map file that has several.
    """

    path: Path
    encoding: str = "utf-8"
    tab: str | None = None
    skip_rows: int | None = None
    layer: str | None = None

    def read(self, wanted: Sequence[str], keys: Mapping[str, Callable[[str], bool]]) -> Sheet:
        """The table that has the columns `wanted`, as `read_sheet` does."""
        return read_sheet(self.path, self.encoding, self.tab, wanted=wanted, keys=keys, skip_rows=self.skip_rows)


def holds_code(cell: str) -> bool:
    """True for a cell that is a code, in whatever dress."""
    return is_code(plain_code(cell))


def read_sheet(
    path: Path,
    encoding: str = "utf-8",
    tab: str | None = None,
    *,
    wanted: Sequence[str] = (),
    keys: Mapping[str, Callable[[str], bool]] | None = None,
    skip_rows: int | None = None,
) -> Sheet:
    """Read the table that has the columns `wanted`; lines at its ends without any of `keys` are set apart as notes.

    `tab` names that of an Excel file, by default the first that is visible; `skip_rows` says how many lines stand above the
    head, which else is looked for.

    Raises UsageError for another kind of file or a column that is not there, SourceError for a file that cannot be read as
    said and for a formula of a wanted column that was never computed.
    """
    suffix = path.suffix.lower()
    if not path.is_file():
        raise SourceError(str(path), "no such file", "a CSV or Excel sheet")
    if suffix in _OTHER_PROGRAMS:
        raise UsageError(f"{path.name}: {_OTHER_PROGRAMS[suffix]}; open it there and save it as .xlsx")
    if suffix not in CSV + EXCEL:
        remedy = "; if it is text, rename it to .txt" if suffix not in _NO_TABLES else "; save its table as .xlsx or .csv"
        raise UsageError(f"{path.name}: a {suffix or 'nameless'} file; read are {', '.join(CSV + EXCEL)}{remedy}")
    wanted = [plain_name(name) for name in wanted]
    keys = {plain_name(name): is_key for name, is_key in (keys or {}).items()}
    if suffix not in EXCEL:
        if tab is not None:
            raise UsageError(f"--sheet {tab}: {path.name} is no Excel file")
        text = read_text_rows(path, encoding)
        table = table_of(path.name, text.rows, wanted, skip_rows, keys)
        return Sheet(
            path.name, table.frame, text.encoding, text.delimiter, (*text.said, *_lines_said(table, skip_rows)), table.notes
        )
    book = read_workbook_rows(path, tab)
    try:
        table = table_of(path.name, book.rows, wanted, skip_rows, keys)
    except (UsageError, SourceError) as error:
        # A tab that is no table at all, as of notes, is not where the columns are.
        if isinstance(error, SourceError) and (error.row or not _other_tab(path, book, wanted)):
            raise
        raise UsageError(f"{str(error).rstrip('.')}. {_elsewhere(path, book, wanted)}") from error
    needed = [place for place, name in zip(table.columns, table.frame.columns, strict=True) if name in wanted]
    book.require_values(path.name, table.head, needed)
    said = [f"sheet {book.tab.name}{_of(book)}", *_lines_said(table, skip_rows)]
    if hidden := book.marks.hidden_rows:
        said.append("1 hidden row is read like the others" if hidden == 1 else f"{hidden:,} hidden rows are read like the others")
    return Sheet(path.name, table.frame, "utf-8-sig", ",", tuple(said), table.notes)  # Excel opens that as Korean


def write_sheets(frames: Mapping[Path, pd.DataFrame], encoding: str = "utf-8", delimiter: str = ",", suffix: str = "") -> None:
    """Write each as the kind its path names, and all of them or none; `delimiter` is that of files that end in `suffix`.

    UsageError when one cannot be written.
    """
    with contextlib.ExitStack() as stack:
        try:
            ready = []
            for path, frame in frames.items():
                own = path.suffix.lower()
                between = delimiter if own == suffix else "\t" if own == ".tsv" else ","
                ready.append((stack.enter_context(_temporary(path, frame, encoding, between)), path))
        except OSError as error:
            raise UsageError(f"cannot write {error.filename}: {error.strerror}; nothing was written") from error
        except UnicodeEncodeError as error:
            raise UsageError(
                f"{error.object[error.start : error.end]!r} cannot be written in {encoding}; say --encoding"
            ) from error
        for temporary, path in ready:
            temporary.replace(path)


@contextlib.contextmanager
def _temporary(path: Path, frame: pd.DataFrame, encoding: str, delimiter: str) -> Iterator[Path]:
    temporary = path.with_name(f".{uuid.uuid4().hex}{path.suffix}")
    try:
        if path.suffix.lower() in EXCEL:
            _write_workbook(temporary, frame)
        else:
            wide = encoding.lower().startswith(_WIDE_ENCODINGS)
            used = ("utf-16" if delimiter == "\t" else "utf-8-sig") if wide else encoding
            _each_text(frame, guarded_cell).to_csv(temporary, index=False, encoding=used, sep=delimiter)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _write_workbook(path: Path, frame: pd.DataFrame) -> None:
    """One tab, in which text stays text whatever it begins with, also when somebody edits the cell."""
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        # Control characters are no XML.
        _each_text(frame, lambda text: _NO_CONTROL.sub("", text)).to_excel(writer, index=False)
        for row in next(iter(writer.sheets.values())).iter_rows():
            for cell in row:
                if cell.data_type in _NO_TEXT and isinstance(cell.value, str):
                    cell.data_type, cell.quotePrefix = "s", True


def _each_text(frame: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    """Every text of a frame changed, those of its head too."""
    told = frame.map(lambda cell: change(cell) if isinstance(cell, str) else cell)
    return told.rename(columns=lambda name: change(str(name)))


def _lines_said(table: Table, skip_rows: int | None) -> list[str]:
    """What to tell of lines that are no rows."""
    said = []
    if skip_rows is None and table.head:
        above = "a line" if table.head == 1 else f"{table.head} lines"
        said.append(f"the head is line {table.head + 1}; {above} above it left out")
    if table.blank:
        said.append(f"left out: {table.blank:,} empty line{'' if table.blank == 1 else 's'} between rows")
    return said


def _of(book: WorkbookRows) -> str:
    """` of 2 (old is hidden)`; nothing where there is only one tab."""
    if len(book.tabs) == 1:
        return ""
    hidden = [tab.name for tab in book.tabs if not tab.visible]
    told = f" ({', '.join(hidden)} {'is' if len(hidden) == 1 else 'are'} hidden)" if hidden else ""
    return f" of {len(book.tabs)}{told}"


def _elsewhere(path: Path, book: WorkbookRows, wanted: list[str]) -> str:
    """Which other tab has the wanted columns; else which tabs there are."""
    here = f"This is sheet {book.tab.name}"
    if other := _other_tab(path, book, wanted):
        them = "it" if len(wanted) == 1 else "them"
        return f"{here}; sheet {other} has {them}: say --sheet {shlex.quote(other)}"
    return f"{here}; there are {tab_names(book.tabs)}" if len(book.tabs) > 1 else here


def _other_tab(path: Path, book: WorkbookRows, wanted: list[str]) -> str:
    """The first other tab with a head of the wanted columns; "" without one."""
    for tab in book.tabs:
        if tab.name == book.tab.name or not wanted:
            continue
        with contextlib.suppress(SourceError, UsageError):
            rows = read_workbook_rows(path, tab.name).rows
            if any(set(wanted) <= {plain_name(name) for name in row} for row in rows[:HEAD_LINES]):
                return tab.name
    return ""
