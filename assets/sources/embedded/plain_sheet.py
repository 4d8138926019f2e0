"""Writes workbooks of one sheet and CSV files for the embedded profile: equal cells give equal bytes.

Workbooks are written part by part: openpyxl takes several seconds for the cells of the carried tables, and dates them.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float
DATA = "데이터"
_DATE = (2000, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
# Of a workbook's size and the time it takes, the time counts: these files are read once.
_QUICK = 1


def write_sheet(path: Path, rows: Iterable[Sequence[Cell]], name: str = DATA) -> None:
    """An `.xlsx` of one sheet; text stays text, an empty text is an empty cell."""
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(name)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    body = "".join(_rows(rows))
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
    with zipfile.ZipFile(path, "w") as archive:
        for part, text in (_PARTS | {"xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet}).items():
            archive.writestr(zipfile.ZipInfo(part, _DATE), _HEAD + text, zipfile.ZIP_DEFLATED, _QUICK)


def write_csv(path: Path, rows: Iterable[Sequence[Cell]], encoding: str = "utf-8-sig", *, quoted: bool = False) -> None:
    """A CSV; with a byte order mark and without needless quotes unless said otherwise. `quoted` quotes all text."""
    with path.open("w", encoding=encoding, newline="") as stream:
        if quoted:
            csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerows(rows)
        else:
            csv.writer(stream, lineterminator="\n").writerows(rows)


def figure(cell: str) -> Cell:
    """A carried cell as a spreadsheet has it: a number, or the mark that stands for none."""
    try:
        number = float(cell)
    except ValueError:
        return cell
    return int(number) if number.is_integer() else number


def figures(cells: Iterable[str]) -> list[Cell]:
    """The same of many."""
    return [figure(cell) for cell in cells]


def _rows(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    letters: list[str] = []
    for number, row in enumerate(rows, start=1):
        letters.extend(_letters(place) for place in range(len(letters), len(row)))
        yield f'<row r="{number}">'
        for letter, cell in zip(letters, row, strict=False):
            if isinstance(cell, str):
                if cell:
                    yield (f'<c r="{letter}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>')
            else:
                yield f'<c r="{letter}{number}"><v>{cell!r}</v></c>'
        yield "</row>"


def _letters(place: int) -> str:
    """Name of a column counted from 0: A, Z, AA."""
    name, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
