"""What all writers share: a folder for each dataset, and workbooks that are equal byte for byte where their cells are."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import pandas as pd

Cell = str | int | float
# The name that KOSIS gives a sheet.
DATA = "데이터"
FILE_DATE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
# openpyxl stamps the time of saving whatever the properties say.
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def own_folder(folder: Path, dataset: str) -> Path:
    """The folder of one dataset's files below `folder`, made where it is not there."""
    path = folder / dataset
    path.mkdir(parents=True, exist_ok=True)
    return path


def save_undated(book: openpyxl.Workbook, path: Path) -> None:
    """Save with every member at one fixed date, so that equal figures give an equal file."""
    book.properties.created = book.properties.modified = FILE_DATE
    dated = io.BytesIO()
    book.save(dated)
    with zipfile.ZipFile(dated) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as sink:
        for member in source.infolist():
            data = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", source.read(member))
            sink.writestr(zipfile.ZipInfo(member.filename, FILE_DATE.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)


def write_sheet(path: Path, rows: Iterable[Sequence[Cell | None]], name: str = DATA) -> None:
    """A workbook of one sheet, undated; text stays text, an empty text is an empty cell."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    save_undated(book, path)


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


def lists(rows: pd.DataFrame) -> list[list[str]]:
    """Cells of carried rows."""
    cells: list[list[str]] = rows.to_numpy().tolist()
    return cells
