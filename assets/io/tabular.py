"""Publishers' tables as published: CSV, JSON, KOSIS OpenAPI answers, spreadsheets and Parquet, cells still text, rows numbered.

Turning cells into numbers is `cells.py`, and `counts` for counts with a status; which cells mean what is known in
`assets/sources/`.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from assets.io.decoding import is_utf8, read_text
from assets.io.plain_number import LARGEST_WHOLE, plain_number
from assets.io.source_file import SourceFile
from assets.io.workbook import WorkbookError, require_bounded

# How KOSIS and MOIS print "there is no number", and the status it becomes.
NOT_EXISTING = "-"
SUPPRESSED = "X"
MARKS = {NOT_EXISTING: "not_existing", SUPPRESSED: "suppressed", "": "missing"}


def read_csv(file: SourceFile, *, header_rows: int = 1) -> pd.DataFrame:
    """Every cell as text; adds `source_row` (1 is the first row below the header).

    Names of several header rows are joined with `|`.

    Raises SourceError for a wrong encoding, no rows, or a row with another number of cells.
    """
    rows = list(csv.reader(io.StringIO(read_text(file))))
    if len(rows) <= header_rows:
        raise file.error(f"{len(rows)} rows", "a header and data", remedy="Download it again.")
    headers, body = rows[:header_rows], rows[header_rows:]
    width = len(headers[0])
    for number, row in enumerate([*headers[1:], *body], start=2 - header_rows):
        if len(row) != width:
            raise file.error(f"{len(row)} cells", f"{width} as in the header", max(number, 1), "Is the file cut off?")
    names = ["|".join(parts) for parts in zip(*headers, strict=True)]
    if repeated := [name for name, times in Counter(names).items() if times > 1]:
        raise file.error(f"column {repeated[0]!r} twice", "each column once")
    return pd.DataFrame(body, columns=names).assign(source_row=range(1, len(body) + 1))


def read_json(file: SourceFile) -> Any:
    """The whole document. SourceError when it is no JSON."""
    try:
        return json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise file.error(f"no JSON ({error.msg} in line {error.lineno})", "a JSON document", remedy="Is it cut off?") from error


def read_kosis_json(file: SourceFile, table_id: str) -> pd.DataFrame:
    """A KOSIS OpenAPI answer (a list of records) as text columns; adds `source_row` (1-based record).

    Raises SourceError when the answer is an error message of KOSIS, no JSON, or of another table.
    """
    answer = read_json(file)
    if isinstance(answer, dict) and "errMsg" in answer:
        raise file.error(f"KOSIS error {answer.get('err')}: {answer['errMsg']}", "a list of records", remedy="Ask KOSIS again.")
    if not isinstance(answer, list) or not answer:
        raise file.error("no records", "a list of records")
    frame = pd.DataFrame(answer).assign(source_row=range(1, len(answer) + 1))
    wrong = frame.index[frame.get("TBL_ID", pd.Series("", frame.index)) != table_id]
    if len(wrong):
        raise file.error("another table's record", f"TBL_ID {table_id}", int(wrong[0]) + 1)
    return frame


def read_sheet(file: SourceFile, sheet: str | None = "데이터") -> list[list[Any]]:
    """All rows of one sheet (None: the first that a person sees), as wide as the widest, cells of merges still empty.

    An empty cell is "", whole numbers are int. What the file states of its own extent is not believed, so that a sheet
    said to be one cell is read whole.

    Raises SourceError when the file is no workbook or has no such sheet.
    """
    file.require()
    try:
        with CalamineWorkbook.from_path(file.path) as book:
            seen = [s.name for s in book.sheets_metadata if s.visible is SheetVisibleEnum.Visible]
            name = sheet if sheet is not None else next(iter(seen), "")
            if name not in book.sheet_names:
                raise file.error(f"sheets {', '.join(book.sheet_names)}", f"a sheet {name}")
            require_bounded(file.path, name)
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise file.error(f"no readable spreadsheet ({error})", "an .xlsx file", remedy="Download it again.") from error
    except WorkbookError as fault:
        raise file.error(str(fault), "an .xlsx file", remedy=fault.remedy) from fault
    return [[_cell(cell) for cell in row] for row in rows]


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
        table: pd.DataFrame = pq.read_table(file.path).to_pandas()
    except (pa.ArrowInvalid, OSError) as error:
        raise file.error(f"no readable Parquet file ({error})", "a .parquet file", remedy="Download it again.") from error
    if table.empty:
        raise file.error("no rows", "data", remedy="Download it again.")
    return table.assign(source_row=range(1, len(table) + 1))


def counts(
    file: SourceFile, cells: Iterable[object], rows: Iterable[int], *, absent: tuple[str, ...] = ()
) -> tuple[list[int | None], list[str]]:
    """Whole non-negative numbers, commas between thousands dropped (see `plain_number.py`), and a status for each.

    Status is `reported`, `not_existing` (`-`), `suppressed` (`X`) or `missing` (empty). Only the marks
    in `absent` are let through as None; any other, a negative or broken number raises SourceError
    with its row.
    """
    numbers: list[int | None] = []
    statuses: list[str] = []
    for cell, row in zip(cells, rows, strict=True):
        text = "" if cell is None else str(cell).strip()
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
