"""The columns every raw boundary table has, filled from a publisher's code and name columns.

Which columns those are is `boundary_columns.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import geopandas as gpd
import pandas as pd

from assets.io.code_text import is_code, is_shortened, plain_code
from assets.io.layer import read_layer
from assets.io.source_file import SourceFile
from assets.io.vector import boundaries, require_records
from assets.sources.boundary_columns import Layout, layout_of

NATIONAL = "national"
OPTIONS = ("columns", "crs_note", "extent")
COLUMN_KEYS = ("code", "name", "name_en")
FAULTS = ("null_geometry", "cut_text")
# Digits of a code by level; longer ones that end in zeros alone are the same code filled up.
DIGITS = {"sido": 2, "sigungu": 5, "emd": 8, "legal_dong": 8}
_FILLED_UP_TO = (5, 7, 8, 10)
SHORTENED = "A spreadsheet has shortened the number and its last digits are gone: get the file with its codes as text."


def read_boundary(file: SourceFile, *own: Layout) -> gpd.GeoDataFrame:
    """Boundary records of one file in EPSG:5179, with the file's declared level, scheme and vintage.

    `own` are the layouts of the raw table's publisher; `options.columns` of the declaration goes before them. Names are
    empty where the file has none. A code written as a number, or filled up with zeros, is its digits, and the file's notes
    say so.

    Raises SourceError for anything `boundaries` refuses, a record without a code, a code that is not made of digits or
    duplicated, or a declaration without vintage, scheme or level.
    """
    if file.vintage is None or not file.scheme or not file.level:
        raise file.error("no vintage, scheme or level declared", "all three", remedy="Declare them in the catalogue.")
    _check_declared(file)
    layer = read_layer(file)
    require_records(file, layer)
    layout = layout_of(file, layer, own)
    records = boundaries(file, layer, layout.columns)
    records = gpd.GeoDataFrame(
        {
            "code": codes(file, _cells(records, layout.code), layout.code),
            "name_ko": _cells(records, layout.name_ko),
            "name_en": _cells(records, layout.name_en),
            "source_file": records["source_file"],
            "source_row": records["source_row"],
        },
        geometry=records.geometry,
    )
    _refuse_duplicates(file, records)
    return records.assign(
        level=file.level,
        scheme=file.scheme,
        vintage=file.vintage,
        extent=file.options.get("extent", NATIONAL),
        fit_for=file.fit_for,
        schematic=file.schematic,
    )


def _check_declared(file: SourceFile) -> None:
    """SourceError for options and known faults of another form than boundaries have."""
    extent, columns = file.options.get("extent", NATIONAL), file.options.get("columns", {"code": ""})
    if extent != NATIONAL and not (isinstance(extent, str) and re.fullmatch("[0-9]{2}", extent)):
        raise file.error(f"options.extent {extent!r}", 'the code of one sido, in quotes: extent = "11"', remedy=_MEND)
    if not isinstance(columns, dict) or not all(isinstance(column, str) for column in columns.values()):
        raise file.error(f"options.columns {columns!r}", 'a table: columns = { code = "…", name = "…" }', remedy=_MEND)
    if "code" not in columns or set(columns) - set(COLUMN_KEYS):
        raise file.error(
            f"options.columns with {', '.join(columns) or 'nothing'}",
            "code, and where there are any name and name_en",
            remedy=_MEND,
        )
    if not isinstance(file.options.get("crs_note", ""), str):
        raise file.error(f"options.crs_note {file.options['crs_note']!r}", "a sentence in quotes", remedy=_MEND)
    if below := [fault for fault, number in file.known_faults.items() if number < 0]:
        raise file.error(f"known_faults.{below[0]} below zero", "how many there are", remedy=_MEND)
    if unknown := sorted(set(file.known_faults) - set(FAULTS)):
        raise file.error(f"known_faults.{unknown[0]}", f"one of {', '.join(FAULTS)}", remedy=_MEND)


def codes(file: SourceFile, cells: Iterable[str | None], column: str) -> list[str]:
    """Codes as digits: `11110.0` and `11,110` are 11110, and a sigungu's 1111000000 too. Notes say what was written otherwise."""
    found = []
    changed: list[tuple[int, str, str]] = []
    for row, cell in enumerate(cells, start=1):
        if not cell:
            raise file.error(f"no code in column {column}", "a code", row, "Give the record its code, or take it out.")
        # Two numbers in one cell are no code; in a sheet the blank would part thousands.
        code = _unfilled(cell if " " in cell else plain_code(cell), DIGITS.get(file.level, len(cell)))
        if not is_code(code):
            remedy = SHORTENED if is_shortened(cell) else "Is it the column with the codes?"
            raise file.error(f"{cell!r} in column {column}", "a code made of digits", row, remedy)
        changed += [(row, cell, code)] if code != cell else []
        found.append(code)
    if changed:
        row, written, code = changed[0]
        many = f"{len(changed)} code{'' if len(changed) == 1 else 's'}"
        file.note(f"{many} in column {column} written otherwise: {written} in row {row} read as {code}")
    return found


def _unfilled(code: str, digits: int) -> str:
    filled = len(code) > digits and len(code) in _FILLED_UP_TO and not code[digits:].strip("0")
    return code[:digits] if filled else code


def _cells(records: gpd.GeoDataFrame, column: str) -> pd.Series:
    """A column with None for empty cells; nothing but None where the file has no such column."""
    cells = records[column] if column else pd.Series(None, records.index)
    return cells.astype("object").where(cells.notna() & (cells != ""), None)


def _refuse_duplicates(file: SourceFile, records: gpd.GeoDataFrame) -> None:
    repeated = records.loc[records["code"].duplicated(), ["code", "source_row"]]
    if len(repeated):
        code, row = repeated.iloc[0]
        first = int(records.loc[records["code"] == code, "source_row"].iloc[0])
        cut = file.level == "sigungu" and len(code) < DIGITS["sigungu"]
        remedy = "A sigungu's code has five digits: is the last one cut off?" if cut else "Mend one of them, or take it out."
        raise file.error(f"code {code} again (first in row {first})", "each code once", int(row), remedy)


_MEND = "Mend it in the catalogue."
