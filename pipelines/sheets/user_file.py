"""Reading and writing a user's own sheet: CSV or Excel, every cell kept as it stands.

What is done with its codes is `convert.py`; files of which only the codes are wanted are `code_column.py`.
"""

from __future__ import annotations

import contextlib
import csv
import io
import uuid
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from expectations.errors import SourceError, UsageError

CSV, EXCEL = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm")
UTF8 = ("utf-8", "utf8", "utf-8-sig")


@dataclass(frozen=True)
class Sheet:
    """All cells as text, empty ones as ''; the index counts data rows from 1. `encoding` is the one to write back in."""

    name: str
    frame: pd.DataFrame
    encoding: str


def read_sheet(path: Path, encoding: str = "utf-8", tab: str | None = None) -> Sheet:
    """Read a sheet; `tab` names that of an Excel file, by default its first.

    Raises UsageError for another kind of file, SourceError for one that cannot be read as declared.
    """
    suffix = path.suffix.lower()
    if not path.is_file():
        raise SourceError(str(path), "no such file", "a CSV or Excel sheet")
    if suffix == ".xls":
        raise UsageError(f"{path.name}: the Excel format before 2007; save it as .xlsx")
    if suffix not in CSV + EXCEL:
        raise UsageError(f"{path.name}: a {suffix or 'nameless'} file; read are {', '.join(CSV + EXCEL)}")
    rows, written = _excel_rows(path, tab) if suffix in EXCEL else _csv_rows(path, encoding)
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) < 2:
        raise SourceError(path.name, f"{len(rows)} row{'' if len(rows) == 1 else 's'}", "a header and data")
    header = rows[0]
    if repeated := [name for name, times in Counter(header).items() if times > 1]:
        raise SourceError(path.name, f"column {repeated[0]!r} twice", "each column once, in the first row")
    for number, cells in enumerate(rows[1:], start=1):
        if len(cells) != len(header):
            raise SourceError(path.name, f"{len(cells)} cells", f"{len(header)} as in the header", number)
    frame = pd.DataFrame(rows[1:], columns=header, dtype=object)
    return Sheet(path.name, frame.set_axis(range(1, len(frame) + 1)), written)


def require_columns(file: str, frame: pd.DataFrame, columns: list[str]) -> None:
    """UsageError that lists the columns there are when one is not among them."""
    if absent := [column for column in columns if column not in frame.columns]:
        raise UsageError(f"{file}: no column {', '.join(map(repr, absent))}; there are {', '.join(frame.columns)}")


def write_sheets(frames: Mapping[Path, pd.DataFrame], encoding: str = "utf-8") -> None:
    """Write each as the kind its path names, and all of them or none. UsageError when one cannot be written."""
    with contextlib.ExitStack() as stack:
        try:
            ready = [(stack.enter_context(_temporary(path, frame, encoding)), path) for path, frame in frames.items()]
        except OSError as error:
            raise UsageError(f"cannot write {error.filename}: {error.strerror}; nothing was written") from error
        except UnicodeEncodeError as error:
            raise UsageError(
                f"{error.object[error.start : error.end]!r} cannot be written in {encoding}; say --encoding"
            ) from error
        for temporary, path in ready:
            temporary.replace(path)


@contextlib.contextmanager
def _temporary(path: Path, frame: pd.DataFrame, encoding: str) -> Iterator[Path]:
    temporary = path.with_name(f".{uuid.uuid4().hex}{path.suffix}")
    try:
        if path.suffix.lower() in EXCEL:
            frame.to_excel(temporary, index=False)
        else:
            frame.to_csv(temporary, index=False, encoding=encoding, sep="\t" if path.suffix.lower() == ".tsv" else ",")
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _excel_rows(path: Path, tab: str | None) -> tuple[list[list[str]], str]:
    try:
        with pd.ExcelFile(path, engine="openpyxl") as book:
            if tab is not None and tab not in book.sheet_names:
                raise UsageError(f"{path.name}: no sheet {tab!r}; there are {', '.join(map(str, book.sheet_names))}")
            frame = pd.read_excel(book, sheet_name=tab or 0, header=None, dtype=str, keep_default_na=False)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise SourceError(
            path.name, "what is no Excel workbook", "an .xlsx file", remedy="Open it in Excel and save it anew."
        ) from error
    return [[str(cell).strip() for cell in row] for row in frame.to_numpy().tolist()], "utf-8-sig"  # Excel opens that as Korean


def _csv_rows(path: Path, encoding: str) -> tuple[list[list[str]], str]:
    data = path.read_bytes()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        hint = "It may be cp949: say --encoding cp949." if encoding.lower() in UTF8 else "Say --encoding with the right one."
        row = max(data.count(b"\n", 0, error.start), 1)
        raise SourceError(path.name, f"bytes that are no {encoding}", f"text in {encoding}", row, hint) from error
    except LookupError as error:
        raise UsageError(f"--encoding {encoding}: no such encoding") from error
    marked = text.startswith("\ufeff")
    delimiter = "\t" if path.suffix.lower() == ".tsv" or (path.suffix.lower() == ".txt" and "\t" in text[:2000]) else ","
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    kept = [[cell.strip() for cell in row] for row in rows]
    return kept, "utf-8-sig" if marked else encoding
