"""Files as a broken download leaves them: their first part, cut at the end of a line, a record, a row or a shape."""

from __future__ import annotations

import json
import re
import shutil
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pyogrio

ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?(?:/>|>.*?</(?:\w+:)?row>)", re.DOTALL)
ROW_OF_2003 = re.compile(rb"<Row\b.*?</Row>", re.DOTALL)


def cut(path: Path, target: Path, share: float, encoding: str) -> None:
    """Write the first `share` of a file's rows to `target`."""
    kind = path.suffix.lower()
    if kind == ".parquet":
        table = pq.read_table(path)
        pq.write_table(table.slice(0, int(len(table) * share)), target)
    elif kind == ".shp":
        _cut_shapes(path, target, share, encoding)
    elif zipfile.is_zipfile(path):
        _cut_sheets(path, target, share)
    elif kind in (".json", ".geojson"):
        document = _cut_records(json.loads(path.read_text(encoding)), share)
        target.write_text(json.dumps(document, ensure_ascii=False), encoding)
    elif kind == ".xlsx":
        target.write_bytes(_first_rows(ROW_OF_2003, path.read_bytes(), share))
    else:
        lines = path.read_bytes().splitlines(keepends=True)
        target.write_bytes(b"".join(lines[: int(len(lines) * share)]))


def _cut_records(document: Any, share: float) -> Any:
    """The longest list or table of the document, or of a TopoJSON the shapes, is cut."""
    if isinstance(document, list):
        return document[: int(len(document) * share)]
    if document.get("type") == "Topology":
        objects = {
            name: one | {"geometries": _cut_records(one["geometries"], share)} for name, one in document["objects"].items()
        }
        return document | {"objects": objects}
    many = {key: len(str(value)) for key, value in document.items() if isinstance(value, list | dict)}
    longest = max(many, key=lambda key: many[key])
    value = document[longest]
    kept = dict(list(value.items())[: int(len(value) * share)]) if isinstance(value, dict) else _cut_records(value, share)
    return document | {longest: kept}


def _cut_shapes(path: Path, target: Path, share: float, encoding: str) -> None:
    shapes = pyogrio.read_dataframe(path, encoding=encoding)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'crs' was not provided")
        pyogrio.write_dataframe(shapes.iloc[: int(len(shapes) * share)], target, encoding=encoding)
    for suffix in (".prj", ".cpg"):
        target.with_suffix(suffix).unlink(missing_ok=True)
        if path.with_suffix(suffix).exists():
            shutil.copy(path.with_suffix(suffix), target.with_suffix(suffix))


def _cut_sheets(path: Path, target: Path, share: float) -> None:
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as part:
        for name in whole.namelist():
            content = whole.read(name)
            part.writestr(name, _first_rows(ROW, content, share) if name.startswith("xl/worksheets/sheet") else content)


def _first_rows(row: re.Pattern[bytes], content: bytes, share: float) -> bytes:
    rows = list(row.finditer(content))
    if len(rows) < 2:
        return content
    return content[: rows[max(1, int(len(rows) * share))].start()] + content[rows[-1].end() :]
