"""A data frame as a sheet: its cells as text like those of a file, and values of the answer as they were.

Files are `user_file.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from assets.sheets.table import plain_name, table_of
from assets.sheets.user_file import Sheet
from assets.sheets.workbook_file import cell_text
from domain.errors import UsageError

# As messages call it.
NAME = "the frame"


def sheet_of(frame: pd.DataFrame, wanted: Sequence[str], keys: Mapping[str, Callable[[str], bool]]) -> Sheet:
    """The rows of a data frame, counted from 1 whatever its index is; lines at its ends without any of `keys` are notes.

    Raises UsageError when a column is not there, SourceError for a frame without rows or with a column twice.
    """
    if not isinstance(frame, pd.DataFrame):
        raise UsageError(f"a {type(frame).__name__} is no data frame, file or identified sheet")
    header = [str(name) for name in frame.columns]
    columns = [[_text(cell) for cell in frame.iloc[:, place].astype(object)] for place in range(len(header))]
    table = table_of(NAME, [header, *map(list, zip(*columns, strict=True))], wanted, 0, keys)
    original = frame.set_axis([plain_name(name) for name in header], axis=1)
    return Sheet(NAME, table.frame, notes=table.notes, original=original)


def as_given(column: pd.Series, original: pd.Series) -> pd.Series:
    """Text that stands in an answer as the values that it was made of, in their own type."""
    values = original.drop_duplicates()
    meant = {" ".join(_text(value).split()): value for value in values[::-1]}
    found = column.map(lambda cell: meant.get(" ".join(cell.split()), cell))
    return found.astype(original.dtype) if found.isin(values).all() and not values.isna().any() else found


def _text(cell: Any) -> str:
    return "" if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell else cell_text(cell)  # noqa: PLR0124  (NaN)
