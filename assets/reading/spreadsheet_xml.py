"""Workbooks written as XML in the form of Excel 2003, which KOSIS hands out under the name .xlsx.

KOSIS leaves `<` and `&` bare in texts, so that no XML parser reads them; tags are looked for instead. Workbooks that are
archives are read in `tabular.py`.
"""

from __future__ import annotations

import html
import re
from typing import Any

from assets.reading import limits
from assets.reading.values import plain_number

PROGRAM = b'progid="Excel.Sheet"'
_SHEET = re.compile(r"<Worksheet\b([^>]*)>(.*?)</Worksheet>", re.DOTALL)
_ROW = re.compile(r"<Row\b([^>]*?)(?:/>|>(.*?)</Row>)", re.DOTALL)
_CELL = re.compile(r"<Cell\b([^>]*?)(?:/>|>(.*?)</Cell>)", re.DOTALL)
_DATA = re.compile(r"<Data\b([^>]*)>(.*?)</Data>", re.DOTALL)
# Excel has 1,048,576 rows.
_COUNT = re.compile("[0-9]{1,7}")
_HIDDEN = re.compile(r"<(?:\w+:)?Visible>Sheet(?:Very)?Hidden<")


def is_spreadsheet_xml(head: bytes) -> bool:
    """Whether a file that begins with these bytes is such a workbook."""
    return PROGRAM in head


def read_spreadsheet_xml(text: str) -> dict[str, list[list[Any]]]:
    """Rows of each sheet that a person sees, by its name, in order; all rows as wide as the widest, an empty cell is "".

    Cells of type Number are int or float. ValueError when the text ends before the workbook does, for a number that is none,
    and for a place that lies behind what stands before it or beyond any table.
    """
    if "</Workbook>" not in text:
        raise ValueError("no end of the workbook")
    sheets = {}
    for attributes, body in _SHEET.findall(text):
        if not _HIDDEN.search(body):
            sheets[html.unescape(_attribute(attributes, "Name"))] = _rows(body)
    return sheets


def _rows(body: str) -> list[list[Any]]:
    rows: list[list[Any]] = []
    width = 0
    for attributes, cells in _ROW.findall(body):
        rows.extend([] for _ in range(_skipped(attributes, len(rows))))
        row: list[Any] = []
        for of_cell, content in _CELL.findall(cells):
            row.extend("" for _ in range(_skipped(of_cell, len(row))))
            row.append(_value(content))
            row.extend("" for _ in range(_places(of_cell, "MergeAcross")))
        rows.append(row)
        width = max(width, len(row))
        if len(rows) * width > limits.SHEET_CELLS:
            raise ValueError(f"{len(rows):,} rows of {width:,} cells, more than {limits.SHEET_CELLS:,} cells")
    return [row + [""] * (width - len(row)) for row in rows]


def _skipped(attributes: str, filled: int) -> int:
    """How many places an `Index`, which counts from 1, leaves empty."""
    index = _places(attributes, "Index")
    if 0 < index <= filled:
        raise ValueError(f"place {index} after place {filled}")
    return index - 1 - filled if index else 0


def _places(attributes: str, name: str) -> int:
    """What an attribute counts; 0 where it is not there."""
    found = _attribute(attributes, name)
    if found and not _COUNT.fullmatch(found):
        raise ValueError(f"{name} {found!r}")
    return int(found or 0)


def _value(content: str) -> Any:
    found = _DATA.search(content)
    if not found:
        return ""
    text = html.unescape(found.group(2))
    if _attribute(found.group(1), "Type") != "Number":
        return text
    number = plain_number(text.strip())
    if number is None:
        raise ValueError(f"the number {text[:20]!r}")
    return int(number) if number.is_integer() else number


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf'\b(?:ss:)?{name}="([^"]*)"', attributes)
    return found.group(1) if found else ""
