"""Rows of an Excel workbook as text: the first tab that a person sees, or the one that is named, and what it hides.

What a workbook says beside its cells is `assets/reading/workbook.py`; which of the rows are the table is `table.py`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from assets.reading.values import LARGEST_WHOLE
from assets.reading.workbook import (
    Marks,
    Tab,
    WorkbookError,
    cell_name,
    marks,
    require_bounded,
    tabs,
)
from domain.errors import SourceError, UsageError


@dataclass(frozen=True)
class WorkbookRows:
    """Cells trimmed, the tab that they stand in, and all tabs of the workbook."""

    rows: list[list[str]]
    tab: Tab
    tabs: list[Tab]
    marks: Marks

    def require_values(self, file: str, first_row: int, columns: list[int]) -> None:
        """SourceError for the first formula of these columns, below `first_row`, that was never computed."""
        lacking = [(row, column) for row, column in self.marks.formulas if column in columns and row > first_row]
        if lacking:
            row, column = min(lacking)
            raise SourceError(
                file, f"a formula without a stored value in cell {cell_name(row, column)} of sheet {self.tab.name}", "values",
                row - first_row, "Open it in Excel or LibreOffice and save it, so that formulas are computed.",
            )  # fmt: skip


def read_workbook_rows(path: Path, named: str | None) -> WorkbookRows:
    """All rows of a tab, by default the first that is visible. Hidden ones are read only when named.

    Raises UsageError, with the tabs there are, for one that is not there or when all are hidden; SourceError for what is
    no workbook, and for one whose cells reach beyond any table.
    """
    try:
        there = tabs(path)
        tab = _chosen(path.name, there, named)
        require_bounded(path, tab.name)
        found = marks(path, tab)
        with CalamineWorkbook.from_path(path) as book:
            cells = book.get_sheet_by_name(tab.name).to_python(skip_empty_area=False)
    except WorkbookError as fault:
        raise SourceError(path.name, str(fault), "an .xlsx file", remedy=fault.remedy) from fault
    except (CalamineError, OSError, ValueError) as error:
        raise SourceError(
            path.name, f"what is no Excel workbook ({error})", "an .xlsx file", remedy="Open it in Excel and save it anew."
        ) from error
    rows = [[cell_text(cell) for cell in row] for row in cells]
    for (row, column), error_text in found.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = error_text
    return WorkbookRows(rows, tab, there, found)


def tab_names(there: list[Tab]) -> str:
    """`읽어보기, 자료, old (hidden)`."""
    return ", ".join(tab.name if tab.visible else f"{tab.name} (hidden)" for tab in there)


def _chosen(file: str, there: list[Tab], named: str | None) -> Tab:
    seen = [tab for tab in there if (tab.visible if named is None else tab.name == named)]
    if seen:
        return seen[0]
    if named is None:
        raise UsageError(f"{file}: all its sheets are hidden: {', '.join(tab.name for tab in there)}; name one with --sheet")
    raise UsageError(f"{file}: no sheet {named!r}; there are {tab_names(there)}")


def cell_text(cell: Any) -> str:
    """As a person would type it: whole numbers without a point, days without an hour."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) <= LARGEST_WHOLE else repr(cell)
    if isinstance(cell, dt.datetime):
        return str(cell.date() if cell.time() == dt.time() else cell)
    return str(cell).strip()
