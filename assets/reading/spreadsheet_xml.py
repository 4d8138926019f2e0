"""Workbooks written as XML in the form of Excel 2003, which KOSIS hands out under the name .xlsx.

KOSIS leaves `<` and `&` bare in texts, so that no XML parser reads them; tags are looked for instead. Workbooks that are
archives are read in `tabular.py`.
"""

from __future__ import annotations

import html
import re
from typing import Any

PROGRAM = b'progid="Excel.Sheet"'
_SHEET = re.compile(r"<Worksheet\b([^>]*)>(.*?)</Worksheet>", re.DOTALL)
_ROW = re.compile(r"<Row\b([^>]*?)(?:/>|>(.*?)</Row>)", re.DOTALL)
_CELL = re.compile(r"<Cell\b([^>]*?)(?:/>|>(.*?)</Cell>)", re.DOTALL)
_DATA = re.compile(r"<Data\b([^>]*)>(.*?)</Data>", re.DOTALL)
_HIDDEN = re.compile(r"<(?:\w+:)?Visible>Sheet(?:Very)?Hidden<")


def is_spreadsheet_xml(head: bytes) -> bool:
    """Whether a file that begins with these bytes is such a workbook."""
    return PROGRAM in head


def read_spreadsheet_xml(text: str) -> dict[str, list[list[Any]]]:
    """Rows of each sheet that a person sees, by its name, in order; all rows as wide as the widest, an empty cell is "".

    Cells of type Number are int or float. ValueError when the text ends before the workbook does.
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
    for attributes, cells in _ROW.findall(body):
        rows.extend([] for _ in range(_skipped(attributes, len(rows))))
        row: list[Any] = []
        for of_cell, content in _CELL.findall(cells):
            row.extend("" for _ in range(_skipped(of_cell, len(row))))
            row.append(_value(content))
            row.extend("" for _ in range(int(_attribute(of_cell, "MergeAcross") or 0)))
        rows.append(row)
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _skipped(attributes: str, filled: int) -> int:
    """How many places an `Index`, which counts from 1, leaves empty."""
    index = _attribute(attributes, "Index")
    return int(index) - 1 - filled if index else 0


def _value(content: str) -> Any:
    found = _DATA.search(content)
    if not found:
        return ""
    text = html.unescape(found.group(2))
    if _attribute(found.group(1), "Type") != "Number":
        return text
    number = float(text)
    return int(number) if number.is_integer() else number


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf'\b(?:ss:)?{name}="([^"]*)"', attributes)
    return found.group(1) if found else ""
