"""Sums that a sheet prints of itself, held against its rows: a difference is told, since a row may be lost.

How sums are called, and that they are left out, is `code_cells.py` and `name_cells.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assets.reading.values import plain_code, plain_number
from assets.sheets.code_cells import is_total
from assets.sheets.numbers import Numbers
from assets.sheets.request import Request
from assets.sheets.user_file import Sheet

# Sums of a part; which rows are summed cannot be known.
_OF_A_PART = frozenset({"소계", "계", "subtotal"})
_ROUNDING = 1e-9


def strange_totals(sheet: Sheet, request: Request, numbers: Mapping[str, Numbers]) -> list[str]:
    """`합계 says 999 of n, the rows add up to 1,023` for the counts of the one row of totals, where there is one.

    Nothing is said of a sheet whose rows are kept apart by another column, which has several.
    """
    totals = list(_totals(sheet, request))
    if len(totals) != 1 or request.by or request.from_column:
        return []
    ((name, cells),) = totals
    said = []
    for column in request.counts:
        printed, number = plain_number(cells[column]), numbers[column]
        rows = float(number.restored(number.values).dropna().astype("float64").sum())
        if printed is not None and abs(rows - printed) > _ROUNDING * max(abs(rows), abs(printed)):
            said.append(
                f"{name} says {cells[column]} of {column}, the rows add up to {number.total()}: is a row missing or twice?"
            )
    return said


def _totals(sheet: Sheet, request: Request) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows and notes whose keys, or first words, are those of a sum."""
    keys = sheet.frame[list(request.keys)]
    sums = keys.map(lambda cell: not cell or is_total(plain_code(cell))).all(axis=1) & (keys != "").any(axis=1)
    lines = [
        *(dict(zip(sheet.frame.columns, note.cells, strict=False)) | {"": note.text} for note in sheet.notes),
        *({str(name): cell for name, cell in row.items()} for row in sheet.frame[sums].to_dict("records")),
    ]
    for cells in lines:
        words = [word for word in (*(cells[key] for key in request.keys), cells.get("", "")) if word]
        if words and all(is_total(plain_code(word)) for word in words) and not _OF_A_PART & set(words):
            yield words[0], cells
