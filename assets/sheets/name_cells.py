"""The names of a user's sheet: the name of every row, out of one column or several.

Which unit each means on a day is `named_units.py`, of which days all can be, `name_days.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from assets.sheets.code_cells import TAKE_OUT, TOTALS, notes
from assets.sheets.table import quoted
from assets.sheets.user_file import Sheet
from domain.errors import SourceError
from domain.gazetteer import Gazetteer

_NAME_LIKE = re.compile(r"[가-힣]{1,8}( [가-힣]{1,8}){0,3}|[A-Za-z -]{2,40}")


@dataclass(frozen=True)
class NameCells:
    """A row's name, the sido's first; `parts` of how many cells it is made."""

    names: pd.Series
    parts: pd.Series
    said: tuple[str, ...] = ()

    def of(self, rows: pd.Index) -> NameCells:
        """The names of these rows alone."""
        return NameCells(self.names[rows], self.parts[rows])


def holds_name(cell: str) -> bool:
    """True for what looks like a name, however it is spelt; notes have signs, digits or many words."""
    return bool(_NAME_LIKE.fullmatch(cell.strip()))


def name_keys(columns: Sequence[str], gazetteer: Gazetteer) -> dict[str, Callable[[str], bool]]:
    """What tells rows from notes: a cell like a name in the last column, else a unit's very name in one before it."""
    above: dict[str, Callable[[str], bool]] = {column: lambda cell: bool(gazetteer.ever(cell)) for column in columns[:-1]}
    return above | {columns[-1]: holds_name}


def name_cells(sheet: Sheet, columns: Sequence[str], *, drop_notes: bool) -> NameCells:
    """Names out of the columns that make them up, from the largest unit to the smallest.

    An empty cell before the last column repeats the one over it, as merged cells do. A sum (소계) is the unit that it is of;
    that of the nation is left out with the notes. Raises SourceError, with the row, for a row without a name, a total of
    the nation and a note.
    """
    said = list(notes(sheet, columns[-1], "the name of a unit", "name", drop=drop_notes))
    frame = sheet.frame[list(columns)].copy()
    for column in columns[:-1]:
        blank = frame[column] == ""
        frame[column] = frame[column].mask(blank).ffill().fillna("")
        if filled := int((blank & (frame[column] != "")).sum()):
            said.append(f"{filled:,} empty cell{'' if filled == 1 else 's'} of column {column} read as the cell above")
    names: dict[int, str] = {}
    parts: dict[int, int] = {}
    national = 0
    for row, cells in zip(frame.index, frame.itertuples(index=False, name=None), strict=True):
        words = [cell for cell in cells if cell]
        own = [cell for cell in words if re.sub(r"\s", "", cell).lower() not in TOTALS]
        if own:
            names[row], parts[row] = " ".join(own), len(own)
        elif words and drop_notes:
            national += 1
        else:
            found = quoted(" ".join(words)) if words else "an empty cell"
            remedy = f"It may be a national total: {TAKE_OUT}" if words else ""
            raise SourceError(sheet.name, f"{found} in column {columns[-1]}", "the name of a unit", int(row), remedy)
    if not names:
        raise SourceError(sheet.name, f"no name in column {columns[-1]}", "names of units")
    if national:
        said.append(f"left out: {national} row{'' if national == 1 else 's'} of national totals")
    return NameCells(pd.Series(names, dtype=object), pd.Series(parts), tuple(said))
