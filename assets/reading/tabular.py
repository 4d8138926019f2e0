"""Publishers' tables as published: CSV, spreadsheets and Parquet, cells still text, rows numbered.

JSON is `json_file.py`. Turning cells into numbers is `cells.py`, and `counts` for counts with a status; what cells mean is
known in `assets/sources/`.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from assets.reading import limits
from assets.reading.decoding import is_utf8, read_text
from assets.reading.source_file import SourceFile
from assets.reading.spreadsheet_xml import is_spreadsheet_xml, read_spreadsheet_xml
from assets.reading.values import LARGEST_WHOLE, cell_text, plain_number
from assets.reading.workbook import WorkbookError, require_values

# How KOSIS and MOIS print "there is no number", and the status it becomes.
NOT_EXISTING = "-"
SUPPRESSED = "X"
MARKS = {NOT_EXISTING: "not_existing", SUPPRESSED: "suppressed", "": "missing"}
_PAGE = re.compile(r"\s*<[!?A-Za-z]")
# Where a workbook that is XML names the program that it is for.
_HEAD = 500
_DELIMITERS = {",": "commas", "\t": "tabs", ";": "semicolons"}
_SHOWN_LETTERS = 30


def read_csv(file: SourceFile, *, header_rows: int = 1, delimiter: str = ",") -> pd.DataFrame:
    """Every cell as text; adds `source_row` (1 is the first row below the header).

    Names of several header rows are joined with `|`.

    Raises SourceError for a wrong encoding, no rows, or a row with another number of cells.
    """
    text = read_text(file)
    refuse_page(file, text, "a table")
    rows = csv_rows(file, text, delimiter)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if len(rows) <= header_rows:
        raise file.error(f"{len(rows)} rows", "a header and data", remedy="Download it again.")
    headers, body = rows[:header_rows], rows[header_rows:]
    width = len(headers[0])
    _refuse_delimiter(file, headers[0], delimiter)
    for number, row in enumerate([*headers[1:], *body], start=2 - header_rows):
        if len(row) != width:
            note = number > 1 and sum(map(bool, row)) == 1 and plain_number(row[0]) is None
            remedy = "Is it a note below the table, to be taken out, or is the file cut off?" if note else "Is the file cut off?"
            found = f"{len(row)} cells{f', {row[0][:_SHOWN_LETTERS]!r}' if note else ''}"
            raise file.error(found, f"{width} as in the header", max(number, 1), remedy)
    names = ["|".join(parts) for parts in zip(*headers, strict=True)]
    if repeated := [name for name, times in Counter(names).items() if times > 1]:
        raise file.error(f"column {repeated[0]!r} twice", "each column once")
    return pd.DataFrame(body, columns=names).assign(source_row=range(1, len(body) + 1))


def csv_rows(file: SourceFile, text: str, delimiter: str = ",") -> list[list[str]]:
    """Cells of a CSV whose lines end as on Windows, Unix or an old Mac.

    Raises SourceError with the line for a quotation mark that is not closed, one in the middle of a cell, or an endless cell.
    """
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(lines)
    except csv.Error as error:
        raise file.error(
            f"a cell that does not end, or a quotation mark within one ({error})",
            f"cells in closed quotation marks, of up to {limits.CELL_LETTERS:,} letters", max(len(rows), 1),
            "Is a quotation mark not closed, or the file cut off?",
        ) from error  # fmt: skip
    return rows


def refuse_page(file: SourceFile, text: str, expected: str) -> None:
    """SourceError for a page of the web, which servers answer with when something is wrong."""
    if _PAGE.match(text):
        raise file.error("a page (HTML or XML)", expected, remedy="It may say why; open it in a browser.")


def _refuse_delimiter(file: SourceFile, header: list[str], delimiter: str) -> None:
    """SourceError for a head that another sign divides than the table is declared to have."""
    for sign, name in _DELIMITERS.items():
        if len(header) == 1 and sign != delimiter and sign in header[0]:
            raise file.error(
                f"columns divided by {name}", f"by {_DELIMITERS[delimiter]}",
                remedy="Get the publisher's own file, or save it as CSV with commas.",
            )  # fmt: skip


def read_sheet(file: SourceFile, sheet: str | None = "데이터") -> list[list[Any]]:
    """All rows of one sheet (None: the first that a person sees), as wide as the widest, cells of merges still empty.

    An empty cell is "", whole numbers are int. What the file states of its own extent is not believed, so that a sheet
    said to be one cell is read whole.

    A workbook of Excel 2003 written as XML is read too, in the encoding declared.

    Raises SourceError when the file is no workbook or has no such sheet, and for a formula without its value.
    """
    file.require()
    with file.path.open("rb") as stream:
        if is_spreadsheet_xml(stream.read(_HEAD)):
            return _read_xml(file, sheet)
    try:
        with CalamineWorkbook.from_path(file.path) as book:
            seen = [s.name for s in book.sheets_metadata if s.visible is SheetVisibleEnum.Visible]
            name = sheet if sheet is not None else next(iter(seen), "")
            if name not in book.sheet_names:
                raise file.error(f"sheets {', '.join(book.sheet_names)}", f"a sheet {name}")
            require_values(file.path, name)
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise file.error(f"no readable spreadsheet ({error})", "an .xlsx file", remedy="Download it again.") from error
    except WorkbookError as fault:
        raise file.error(str(fault), "an .xlsx file", remedy=fault.remedy) from fault
    return [[_cell(cell) for cell in row] for row in rows]


def _read_xml(file: SourceFile, sheet: str | None) -> list[list[Any]]:
    try:
        sheets = read_spreadsheet_xml(read_text(file))
    except ValueError as error:
        raise file.error(f"no readable spreadsheet ({error})", "a whole workbook", remedy="Download it again.") from error
    name = sheet if sheet is not None else next(iter(sheets), "")
    if name not in sheets:
        raise file.error(f"sheets {', '.join(sheets)}", f"a sheet {name}")
    return sheets[name]


def _cell(cell: Any) -> Any:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def read_parquet(file: SourceFile) -> pd.DataFrame:
    """A Parquet file with its own column types; adds `source_row` (1-based). SourceError when it is none or empty.

    Its text is UTF-8 by definition; a declaration that says otherwise is refused.
    """
    file.require()
    if not is_utf8(file.encoding):
        raise file.error(f"encoding {file.encoding} declared", "utf-8, which Parquet always has")
    try:
        if (claimed := pq.read_metadata(file.path).num_rows) > limits.PARQUET_ROWS:
            raise file.error(f"{claimed:,} rows", f"up to {limits.PARQUET_ROWS:,}", remedy="Is it the right file?")
        table: pd.DataFrame = pq.read_table(file.path).to_pandas()
    except (pa.ArrowInvalid, OSError) as error:
        raise file.error(f"no readable Parquet file ({error})", "a .parquet file", remedy="Download it again.") from error
    if table.empty:
        raise file.error("no rows", "data", remedy="Download it again.")
    return table.assign(source_row=range(1, len(table) + 1))


def counts(
    file: SourceFile, cells: Iterable[object], rows: Iterable[int], *, absent: tuple[str, ...] = ()
) -> tuple[list[int | None], list[str]]:
    """Whole non-negative numbers, commas between thousands dropped (see `values.py`), and a status for each.

    Status is `reported`, `not_existing` (`-`), `suppressed` (`X`) or `missing` (empty). Only the marks
    in `absent` are let through as None; any other, a negative or broken number raises SourceError
    with its row.
    """
    numbers: list[int | None] = []
    statuses: list[str] = []
    for cell, row in zip(cells, rows, strict=True):
        text = cell_text(cell)
        if text in MARKS:
            if text not in absent:
                raise file.error(f"{_SHOWN[text]} instead of a number", "a count", row, _NOT_ALLOWED)
            numbers.append(None)
            statuses.append(MARKS[text])
            continue
        numbers.append(_whole(file, text, row))
        statuses.append("reported")
    return numbers, statuses


def _whole(file: SourceFile, text: str, row: int) -> int:
    number = plain_number(text)
    if number is None:
        raise file.error(repr(text), "a count", row)
    if not math.isfinite(number) or number > LARGEST_WHOLE:
        raise file.error(text, "a count below 2^53", row)
    if number < 0:
        raise file.error(f"the negative count {number:.15g}", "zero or more", row)
    if number != int(number):
        raise file.error(text, "a whole number", row)
    return int(number)


_SHOWN = {NOT_EXISTING: "`-`", SUPPRESSED: "`X`", "": "an empty cell"}
_NOT_ALLOWED = "This table has no such cells; ask the publisher for the figure."
