"""KOSIS tables as downloaded: one or more header rows over a block of cells, unfolded to one row a cell.

Text stays text; numbers are `cells.py`, and what headers and marks mean is known in `assets/sources/`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from assets.reading.cells import require_form
from assets.reading.source_file import SourceFile
from assets.reading.tabular import read_csv, read_sheet

YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?: ?년)?"
HALF = r"(?P<year>(?:19|20)[0-9]{2})\.(?P<half>[12])/2"
MONTH = r"(?P<year>(?:19|20)[0-9]{2})(?:\.|년 ?)(?P<month>0[1-9]|1[0-2])월?"
_SAID = {YEAR: "a year", HALF: "a half-year, 2024.1/2", MONTH: "a month, 2024.06"}
_PROVISIONAL = r"\s*p\)$"
_NAMELESS = re.compile(r"(?:Unnamed: [0-9]+)?")


def unfold_csv(file: SourceFile, keys: Sequence[str], *, header_rows: int = 1, delimiter: str = ",") -> pd.DataFrame:
    """One row per cell of a CSV download: `keys`, `period`, `item` (with two header rows), `cell`, `source_row`.

    A nameless last column, which re-saved files have, is left out when it is empty.

    Raises SourceError as `read_csv` does, and for a first column set other than `keys`.
    """
    return _unfold(file, read_csv(file, header_rows=header_rows, delimiter=delimiter), keys)


def unfold_sheet(file: SourceFile, keys: Sequence[str], *, header_rows: int = 1, fill_down: bool = False) -> pd.DataFrame:
    """The same of a spreadsheet; a merged header holds for the columns to its right.

    With `fill_down`, an empty first key repeats the one above it, as a cell merged over rows does. Indents stay.

    Raises SourceError as `read_sheet` does, for missing rows and for a first column set other than `keys`.
    """
    rows = [row for row in read_sheet(file) if any(cell not in (None, "") for cell in row)]
    if len(rows) <= header_rows:
        raise file.error(f"{len(rows)} rows", f"{header_rows} header rows and data", remedy="Download it again.")
    names = _names(rows[:header_rows])
    if repeated := [name for name, times in Counter(names).items() if times > 1]:
        raise file.error(f"column {repeated[0]!r} twice", "each column once")
    body = [["" if cell is None else str(cell) for cell in row] for row in rows[header_rows:]]
    wide = pd.DataFrame(body, columns=names).assign(source_row=range(1, len(body) + 1))
    if fill_down:
        first = wide[names[0]]
        wide[names[0]] = first.mask(first == "").ffill().fillna("")
    return _unfold(file, wide, keys)


def parse_periods(file: SourceFile, long: pd.DataFrame, form: str) -> pd.DataFrame:
    """`long` with the named groups of `form` (YEAR, HALF, MONTH) as whole numbers instead of `period`.

    Raises SourceError for a header that is no such period.
    """
    headers = long["period"].drop_duplicates()
    parts = require_form(file, headers, [None] * len(headers), form, _SAID[form])
    known = parts.astype("int64").assign(period=headers)
    return long.merge(known, on="period", how="left", validate="many_to_one").drop(columns="period")


def take_provisional(long: pd.DataFrame) -> pd.DataFrame:
    """`long` with `is_provisional`, told by the mark `p)` that KOSIS prints behind a period; the mark is taken off `period`."""
    period = long["period"]
    return long.assign(
        is_provisional=period.str.contains(_PROVISIONAL, regex=True), period=period.str.replace(_PROVISIONAL, "", regex=True)
    )


def _names(headers: Sequence[Sequence[object]]) -> list[str]:
    """Column names of header rows, joined with `|`; in all but the last an empty cell repeats the one to its left."""
    texts = [["" if cell is None else str(cell).strip() for cell in row] for row in headers]
    for row in texts[:-1]:
        for index in range(1, len(row)):
            row[index] = row[index] or row[index - 1]
    return ["|".join(parts) for parts in zip(*texts, strict=True)]


def _unfold(file: SourceFile, wide: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    columns = [name for name in wide.columns if name != "source_row"]
    found = [name.split("|")[0] for name in columns[: len(keys)]]
    if found != list(keys):
        raise file.error(f"first columns {', '.join(found)}", ", ".join(keys))
    last = columns[-1]
    if _NAMELESS.fullmatch(last.split("|")[0]) and (wide[last] == "").all():
        columns = columns[:-1]
    long = wide.rename(columns=dict(zip(columns, keys, strict=False))).melt(
        [*keys, "source_row"], columns[len(keys) :], "period", "cell"
    )
    headers = long["period"].str.split("|", n=1, expand=True)
    if headers.shape[1] == 1:
        return long
    return long.assign(period=headers[0], item=headers[1])
