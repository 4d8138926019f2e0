"""Publishers' files spoilt in every way that disks, mail, programs and people know, seeded; what sheets suffer is `spoilt.py`.

A fault is of bytes (of a file, or of one part of a shapefile), of a container (the members of a workbook), or of what the file
says: cells, rows and heads, values of a JSON document, columns of Parquet, shapes.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import random
import re
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely

from assets.reading.source_file import SourceFile
from tests.publisher_files import write_shapefile
from tests.spoilt import ODD_CELLS, TABLE_FAULTS

# Numbers as people print them: only these may take the place of a number unseen. `1e5` is one to programs alone.
NUMBER = re.compile(r"[+-]?(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]*)?|[+-]?\.[0-9]+")
# How publishers print that there is no number; where a table may have such cells its reader says.
MARKS = {"", "-", "X", "...", "…", "Ⅹ", "×"}
ODD_VALUES = [
    None, True, False, [], {}, ["a"], [[]], {"a": 1}, 0, -1, 1.5, 1e30, -1e30, 10**400, 10**20, "", " ", "-", "1,23", "1_000",
    "nan", "1e30", "\ud800", "\x00", "가", "9" * 5000, "１２", "²", float("nan"), float("inf"),
]  # fmt: skip
ODD_SHAPES: list[Any] = [
    None, shapely.Point(950_000, 1_850_000), shapely.LineString([(950_000, 1_850_000), (950_009, 1_850_009)]), shapely.Polygon(),
    shapely.MultiPoint([(950_000, 1_850_000)]), shapely.box(0, 0, 1, 1), shapely.box(-1e30, -1e30, 1e30, 1e30),
    shapely.Polygon([(950_000, 1_850_000), (np.nan, 1_850_100), (950_100, 1_850_100)]),
    shapely.Polygon([(950_000, 1_850_000), (np.inf, 1_850_100), (950_100, 1_850_100)]),
    shapely.GeometryCollection([shapely.box(950_000, 1_850_000, 950_009, 1_850_009)]),
    shapely.Polygon([(950_000, 1_850_000, 5), (950_100, 1_850_000, 5), (950_100, 1_850_100, 5)]),
]  # fmt: skip
SHEET_FAULTS = [
    (rb'r="B([0-9])"', rb'r="\1B"'), (rb'<row r="[0-9]+"', b'<row r="x"'), (rb't="s"><v>[0-9]+', b't="s"><v>99999'),
    (rb'<c r="B2"', b'<c r="B2" s="9999"'), (rb"<sheetData>", b"<sheetData><sheetData>"), (rb"<dimension[^>]*>", b""),
    (rb"UTF-8", b"klingon"), (rb"<v>", b"<v>&lol;"), (rb"</row>", b""), (rb'r="B2"', b'r="XFD1048576"'), (rb"<v>", b"<v>1e999"),
    (rb' t="[a-z]+"', b' t="e"'), (rb"<v>([^<]*)</v>", b"<f>1+1</f>"), (rb'state="visible"', b'state="hidden"'),
    (rb'name="', b'state="veryHidden" name="'), (rb"worksheets/sheet1.xml", b"chartsheets/sheet1.xml"), (rb'r:id="rId1"', b""),
    (rb"/worksheet\"", b'/chartsheet"'), (rb"<t>", b'<t xml:space="preserve">\x01'), (rb"<row ", b'<row hidden="1" '),
]  # fmt: skip


@dataclass(frozen=True)
class Spoilt:
    """What was done. A fault that is `told` changes what the file says so that no reader may give another table for it."""

    kind: str
    what: str
    told: bool = False


Fault = Callable[[SourceFile, random.Random], Spoilt]


def spoil(file: SourceFile, dice: random.Random) -> Spoilt:
    """Spoil a file, or one of its parts, where it lies."""
    of_kind = {
        ".csv": [_of_rows], ".txt": [_of_rows], ".xlsx": [_of_sheet, _of_members], ".json": [_of_json], ".geojson": [_of_json],
        ".parquet": [_of_parquet], ".shp": [_of_shapes], ".gpkg": [_of_shapes, _of_geopackage],
    }  # fmt: skip
    faults = of_kind[file.path.suffix]
    if file.path.suffix == ".parquet" and file.crs:
        faults = [_of_shapes]
    if file.path.suffix == ".xlsx" and not zipfile.is_zipfile(file.path):
        faults = [_of_markup]
    return dice.choice([_of_bytes, _of_bytes, *faults * 3, _of_encoding])(file, dice)


def spoilt_bytes(data: bytes, dice: random.Random) -> tuple[str, bytes]:
    """Bytes after an accident, and its name."""
    fault = dice.choice(
        ["cut", "cut", "flip", "flip", "flips", "zero", "junk", "insert", "splice", "head", "twice", "empty", "holes"]
    )
    place, size = dice.randrange(len(data) + 1), dice.choice([1, 4, 64, 1000])
    there = min(place, max(len(data) - 1, 0))
    changed = bytearray(data)
    if fault == "cut":
        return fault, data[:place]
    if fault == "empty" or not data:
        return "empty", b""
    if fault in ("flip", "flips"):
        for at in [there] if fault == "flip" else [dice.randrange(len(data)) for _ in range(8)]:
            changed[at] ^= 1 << dice.randrange(8)
    elif fault == "holes":
        for at in range(dice.randrange(7), len(data), dice.choice([2, 97])):
            changed[at] = 0
    elif fault == "twice":
        changed += data
    elif fault == "splice":
        other = dice.randrange(len(data))
        changed = changed[:place] + changed[other:]
    else:
        new = bytes(size) if fault == "zero" else dice.randbytes(size)
        at = 0 if fault == "head" else place
        changed[at : at if fault == "insert" else at + size] = new
    return fault, bytes(changed)


def _of_bytes(file: SourceFile, dice: random.Random) -> Spoilt:
    part = dice.choice(file.parts())
    fault, data = spoilt_bytes(part.read_bytes(), dice)
    if part.suffix != file.path.suffix and dice.random() < 0.1:
        part.unlink()
        return Spoilt("bytes", f"{part.suffix} lost")
    part.write_bytes(data)
    return Spoilt("bytes", f"{fault} of {part.suffix}")


def _of_encoding(file: SourceFile, dice: random.Random) -> Spoilt:
    """Text saved again: in another encoding, with other ends of lines, with a mark, a blank line or a page above it."""
    data = file.path.read_bytes()
    try:
        text = data.decode(file.encoding)
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    saved = {
        "utf-16": lambda: text.encode("utf-16"),
        "utf-16-be": lambda: text.encode("utf-16-be"),
        "utf-32": lambda: text.encode("utf-32"),
        "other": lambda: text.encode("utf-8" if file.encoding == "cp949" else "cp949", "replace"),
        "cr": lambda: text.replace("\r\n", "\n").replace("\n", "\r").encode(file.encoding, "replace"),
        "mark": lambda: codecs.BOM_UTF8 + data,
        "blank lines": lambda: data + b"\r\n\r\n",
        "page": lambda: b"<!DOCTYPE html><html>" + data,
        "quote": lambda: data.replace(b",", b',"', 1),
        "long field": lambda: data + b'"' + b"a" * 140_000,
        "mojibake": lambda: data.decode("latin-1").encode("utf-8"),
        "tabs": lambda: data.replace(b",", b"\t"),
        "decimal comma": lambda: data.replace(b",", b";").replace(b".", b","),
        "deep": lambda: b"[" * 100_000,
        "nul": lambda: data.replace(b"\n", b"\n\0"),
    }
    name = dice.choice(list(saved))
    file.path.write_bytes(saved[name]())
    return Spoilt("encoding", name)


def _of_rows(file: SourceFile, dice: random.Random) -> Spoilt:
    text = file.path.read_bytes().decode(file.encoding)
    sign = "\t" if "\t" in text else ","
    rows = [list(row) for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=sign)]
    spoilt = _spoil_rows(rows, dice)
    stream = io.StringIO()
    csv.writer(stream, delimiter=sign).writerows(rows)
    file.path.write_bytes(stream.getvalue().encode(file.encoding, "replace"))
    return spoilt


def _of_sheet(file: SourceFile, dice: random.Random) -> Spoilt:
    book = openpyxl.load_workbook(file.path)
    tab = book.worksheets[0]
    before = [list(row) for row in tab.iter_rows(values_only=True)]
    rows = [["" if cell is None else str(cell) for cell in row] for row in before]
    spoilt = _spoil_rows(rows, dice)
    numeric = {str(cell): cell for row in before for cell in row if isinstance(cell, int | float)}
    new = book.create_sheet(index=0)
    del book[tab.title]
    new.title, tab = tab.title, new
    for row in rows:
        cells = [numeric.get(cell, openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_000] or None) for cell in row]
        tab.append(cells)
    book.save(file.path)
    return spoilt


def _spoil_rows(rows: list[list[str]], dice: random.Random) -> Spoilt:
    if dice.random() < 0.6:
        return _spoil_cell(rows, dice)
    fault = dice.choice(TABLE_FAULTS)
    was = [list(row) for row in rows]
    fault(rows, dice)
    again = fault.__name__ == "_row_again" and len(rows) == len(was) + 1
    return Spoilt("rows", fault.__name__.strip("_"), told=again)


def _spoil_cell(rows: list[list[str]], dice: random.Random) -> Spoilt:
    """One odd cell; `told` when a number became what is none and no mark."""
    row = dice.choice(rows)
    if not row:
        return Spoilt("cell", "nothing")
    place = dice.randrange(len(row))
    old = row[place]
    row[place] = new = dice.choice([*ODD_CELLS, *_near(old)])
    return Spoilt(
        "cell", f"{old[:20]!r} to {new[:20]!r}", told=_is_number(old) and not _is_number(new) and new.strip() not in MARKS
    )


def _near(cell: str) -> list[str]:
    """What a slip makes of a cell: signs about a number, a letter for a digit, half of it."""
    if not cell:
        return []
    forms = [
        "{0},5",
        "{0}%",
        "({0})",
        "-{0}",
        "{0}-",
        "'{0}",
        "{0} ",
        "{0}.0",
        "~{0}",
        "{0}e2",
        "{0}명",
        "{0}*",
        "{0}\u00a0",
        "0x{0}",
    ]
    return [
        *(form.format(cell) for form in forms),
        cell.replace("0", "O"),
        cell.replace("1", "l"),
        cell[: len(cell) // 2],
        cell * 2,
    ]


def _is_number(cell: str) -> bool:
    return bool(NUMBER.fullmatch(cell.strip()))


def _of_members(file: SourceFile, dice: random.Random) -> Spoilt:
    """A part of a workbook, which the archive then certifies as whole."""
    with zipfile.ZipFile(file.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(list(parts))
    fault = dice.choice(["lost", "bytes", "markup", "markup", "markup", "bomb"])
    if fault == "lost":
        del parts[name]
    elif fault == "bytes":
        fault, parts[name] = spoilt_bytes(parts[name], dice)
    elif fault == "bomb":
        name = next(part for part in parts if part.endswith("sheet1.xml"))
        parts[name] = parts[name].replace(b"<sheetData>", b"<sheetData>" + b'<row r="1"/>' * 4000)
    else:
        pattern, new = dice.choice(SHEET_FAULTS)
        fault = pattern.decode()
        parts = {part: re.sub(pattern, new, data, count=dice.choice([0, 1])) for part, data in parts.items()}
    with zipfile.ZipFile(file.path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return Spoilt("members", f"{fault} of {name}")


def _of_markup(file: SourceFile, dice: random.Random) -> Spoilt:
    """A workbook that is XML."""
    text = file.path.read_bytes().decode(file.encoding)
    pattern, new = dice.choice(
        [
            (r">\d+</Data>", lambda _: f">{dice.choice(ODD_CELLS)}</Data>"), ("<Cell>", lambda _: '<Cell ss:Index="x">'),
            ("<Cell>", lambda _: '<Cell ss:Index="99999999">'), ("<Cell>", lambda _: '<Cell ss:MergeAcross="99999999">'),
            ("<Row ", lambda _: '<Row ss:Index="99999999" '), ("<Row ", lambda _: '<Row ss:Index="-5" '),
            ("</Row>", lambda _: ""), ("</Workbook>", lambda _: ""), ("<Data", lambda _: "<Daten"), ("데이터", lambda _: "자료"),
            ('"Number"', lambda _: '"String"'), ('"String"', lambda _: '"Number"'),
        ]
    )  # fmt: skip
    places = [match.start() for match in re.finditer(pattern, text)]
    if places:
        at = dice.choice(places)
        text = text[:at] + re.sub(pattern, new, text[at:], count=1)
    file.path.write_bytes(text.encode(file.encoding, "replace"))
    return Spoilt("markup", pattern)


def _of_json(file: SourceFile, dice: random.Random) -> Spoilt:
    document = json.loads(file.path.read_text(encoding="utf-8"))
    places = list(_places(document))
    holder, key = dice.choice(places)
    old = holder[key]
    fault = dice.choice(["value", "value", "value", "near", "lost", "key", "again", "root"])
    new: Any = None
    told = False
    if fault == "root":
        document = dice.choice([*ODD_VALUES, [document], {"a": document}])
    elif fault == "lost":
        del holder[key]
    elif fault == "key" and isinstance(holder, dict):
        holder[f"{key}x"] = holder.pop(key)
    elif fault == "again" and isinstance(holder, list):
        holder.append(old)
        told = isinstance(old, dict)
    else:
        new = (
            dice.choice(_near(str(old)) or [0])
            if fault == "near" and isinstance(old, str | int | float)
            else dice.choice(ODD_VALUES)
        )
        holder[key] = new
        number = not isinstance(old, bool) and isinstance(old, str | int | float) and _is_number(str(old))
        none = isinstance(new, bool | list | dict) or not (new is None or _is_number(str(new)) or str(new).strip() in MARKS)
        told = number and none and not isinstance(new, float)
    file.path.write_bytes(json.dumps(document).encode())
    return Spoilt("json", f"{fault} of {key!r}: {str(old)[:20]} to {str(new)[:20]}", told)


def _places(node: Any) -> Any:
    """Every value of a document, as what holds it and its key there."""
    for key, value in list(node.items()) if isinstance(node, dict) else list(enumerate(node)) if isinstance(node, list) else []:
        yield node, key
        yield from _places(value)


def _of_parquet(file: SourceFile, dice: random.Random) -> Spoilt:
    table = pd.read_parquet(file.path)
    column = dice.choice(list(table.columns))
    fault = dice.choice(["cell", "cell", "column", "type", "rows", "lost", "named"])
    odd = dice.choice([value for value in ODD_VALUES if not isinstance(value, int) or abs(value) < 2**63])
    told = False
    if fault == "lost":
        table = table.drop(columns=column)
    elif fault == "named":
        table = table.rename(columns={column: f"{column}x"})
    elif fault == "rows":
        again = dice.random() < 0.5
        table = pd.concat([table, table.iloc[[0]]]) if again else table.iloc[dice.choice([0, 1]) :]
        told = again
    elif fault == "type":
        kind = dice.choice(["str", "bytes", "bool", "category", "datetime64[ns]", "timedelta64[ns]"])
        table[column] = table[column].map(lambda cell: str(cell).encode()) if kind == "bytes" else _as(table[column], kind)
        fault = kind
    else:
        place = dice.randrange(len(table)) if len(table) else 0
        cells = [odd if fault == "column" or at == place else cell for at, cell in enumerate(table[column])]
        old = str(table[column].iloc[place])
        told = fault == "cell" and _is_number(old) and isinstance(odd, str) and not _is_number(odd) and odd.strip() not in MARKS
        table[column] = pd.Series(cells, table.index, dtype="object")
        if isinstance(odd, str) and table[column].map(type).nunique() > 1:
            table[column] = table[column].map(lambda cell: cell if cell is None else str(cell))
    try:
        table.to_parquet(file.path)
    except (ValueError, TypeError, OverflowError, UnicodeError, pa.ArrowException):  # Arrow writes no such column
        return Spoilt("parquet", "nothing")
    return Spoilt("parquet", f"{fault} of {column}: {str(odd)[:20]}", told)


def _as(cells: pd.Series, kind: str) -> pd.Series:
    try:
        return cells.astype(kind)
    except (ValueError, TypeError):
        return pd.Series(0, cells.index).astype(kind)


def _of_shapes(file: SourceFile, dice: random.Random) -> Spoilt:
    table = gpd.read_parquet(file.path) if file.path.suffix == ".parquet" else gpd.read_file(file.path)
    fault = dice.choice(["shape", "shape", "cell", "again", "lost", "named", "crs", "none"])
    row = dice.randrange(len(table))
    columns = [name for name in table.columns if name != "geometry"]
    column, odd, what = dice.choice(columns), "", ""
    if fault == "shape":
        shape = dice.choice(ODD_SHAPES)
        what = shape.geom_type if shape is not None else "None"
        table.loc[[row], "geometry"] = gpd.GeoSeries([shape], index=[row], crs=table.crs)
    elif fault == "cell":
        odd = dice.choice([cell for cell in ODD_CELLS if "\0" not in cell])
        table.loc[row, column] = odd
    elif fault == "again":
        table = pd.concat([table, table.iloc[[row]]], ignore_index=True)
    elif fault == "lost":
        table = table.drop(columns=column)
    elif fault == "named":
        table = table.rename(columns={column: f"{column[:8]}x"})
    elif fault == "crs":
        table = table.set_crs(dice.choice(["EPSG:4326", "EPSG:3857", "EPSG:5186", "EPSG:32652"]), allow_override=True)
    else:
        table = table.iloc[:0]
    try:
        if file.path.suffix == ".parquet":
            table.to_parquet(file.path)
        elif file.path.suffix == ".gpkg":
            file.path.unlink()
            pyogrio.write_dataframe(table, file.path, layer="units")
        elif fault == "shape" and what in ("Point", "LineString", "MultiPoint"):
            pyogrio.write_dataframe(table.iloc[[row]], file.path, encoding=file.encoding)
        else:
            write_shapefile(file.path, table, file.encoding)
    except Exception as error:  # noqa: BLE001  GDAL writes no such file
        return Spoilt("shapes", f"nothing ({type(error).__name__})")
    return Spoilt("shapes", f"{fault} {what}{odd[:20]}", told=fault == "again")


def _of_geopackage(file: SourceFile, dice: random.Random) -> Spoilt:
    with sqlite3.connect(file.path) as connection:
        command = dice.choice(
            [
                "DROP TABLE gpkg_contents", "DROP TABLE gpkg_geometry_columns", "DELETE FROM gpkg_contents", "DROP TABLE units",
                "UPDATE units SET geom = x'00'", "UPDATE units SET geom = NULL", "DELETE FROM gpkg_spatial_ref_sys",
                "UPDATE units SET geom = substr(geom, 1, 40)", "UPDATE gpkg_geometry_columns SET srs_id = 99999",
                "UPDATE units SET SIG_CD = zeroblob(9)", "CREATE TABLE other AS SELECT * FROM units", "PRAGMA application_id = 1",
                "UPDATE gpkg_contents SET data_type = 'attributes'",
            ]
        )  # fmt: skip
        try:
            connection.execute(command)
        except sqlite3.Error:
            command = "nothing"
    connection.close()
    return Spoilt("geopackage", command)
