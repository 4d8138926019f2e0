"""One layer of a file that GDAL or Arrow opens, as stored: its cells, its shapes, its CRS. Nothing is judged but damage.

Which columns mean what, and what a boundary file must hold, is `vector.py`; the parts of a shapefile are `shapefile.py`.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pyproj
import shapely

from assets.reading import shapefile
from assets.reading.decoding import (
    NO_LETTER,
    decode_cell,
    decoded_start,
    is_utf8,
    read_text,
    whole_letters,
)
from assets.reading.source_file import SourceFile
from domain.errors import SourceError
from domain.names import some

JSON, PARQUET, GEOPACKAGE = (".json", ".geojson", ".topojson"), (".parquet", ".geoparquet"), ".gpkg"
# What is read of a shapefile or dBase file: every byte is one letter of it, so that the bytes can be decoded strictly later.
BYTES = "ISO-8859-1"
FORMATS = "a shapefile, GeoPackage, GeoJSON, TopoJSON or GeoParquet file"
_SHOWN = 12

Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Layer:
    """What one layer holds, a record a row.

    Attributes
    ----------
    cells : pd.DataFrame
        Attributes as stored; text of a shapefile one letter a byte until `texts` decodes it.
    shapes : Shapes | None
        None where only attributes were asked for; of a record without shape, None.
    crs : Any
        As the file says it, unchecked; None where it says nothing.
    measured : bool
        Its shapes have measures (M), which GDAL has left out already.
    widths : dict[str, int]
        Bytes of each field of a dBase file.
    """

    cells: pd.DataFrame
    shapes: Shapes | None
    crs: Any = None
    measured: bool = False
    widths: dict[str, int] = field(default_factory=dict)


def read_layer(file: SourceFile, *, shapes: bool = True) -> Layer:
    """The declared layer, or the only one. `shapes=False` also reads files that have none.

    Raises SourceError for a file that is damaged or of no known form, for several layers of which none is declared
    (naming them), for a layer that is not there, and for a shape that cannot be read, with its row.
    """
    file.require()
    suffix = file.path.suffix.lower()
    if suffix == ".zip":
        remedy = "Declare the archive as `archive`, and as `path` the file that lies in it."
        if "!" in file.name:
            raise file.error("an archive in an archive", "a file in it", remedy="Unpack the inner one first.")
        raise file.error("an archive", "a file in it", remedy=remedy)
    if suffix in PARQUET:
        return _parquet(file, shapes)
    if suffix == shapefile.SUFFIX:
        shapefile.check_parts(file)
        with shapefile.opened(file) as path:
            return _of_bytes(file, _gdal(file, path, BYTES, shapes))
    if suffix == shapefile.DBF:
        return _of_bytes(file, _gdal(file, file.path, BYTES, shapes))
    if suffix in JSON:
        text = read_text(file)
        return _gdal(file, file.path if is_utf8(file.encoding) else text.encode(), "UTF-8", shapes)
    _require_utf8(file)
    return _gdal(file, file.path, "UTF-8", shapes)


def texts(file: SourceFile, layer: Layer, column: str) -> tuple[list[str | None], set[int]]:
    """A column as text, None where a cell is empty, and the rows (1-based) whose text ended in half a letter, now dropped.

    A number without a fraction is its digits with `.0` where the file stores it as one that could have a fraction.
    Raises SourceError with the row of a cell that is not in the declared encoding.
    """
    found: list[str | None] = []
    cut: set[int] = set()
    for row, cell in enumerate(layer.cells[column], start=1):
        if isinstance(cell, str) and layer.widths:
            stored = cell.encode("latin-1")
            whole = whole_letters(file, stored, row, column, full=len(stored) == layer.widths.get(column))
            cut |= {row} if whole is not None else set()
            found.append(decode_cell(file, stored, row, column) if whole is None else whole)
        elif isinstance(cell, bytes):
            found.append(decode_cell(file, cell, row, column))
        else:
            found.append(None if _is_empty(cell) else str(cell).strip())
        if found[-1] and (lost := NO_LETTER.search(found[-1])):
            raise file.error(f"the control character U+{ord(lost[0]):04X} in column {column}", "letters", row, _ANEW)
    return found, cut


def _is_empty(cell: object) -> bool:
    return cell is None or (pd.api.types.is_scalar(cell) and bool(pd.isna(cell)))  # type: ignore[call-overload]


def _gdal(file: SourceFile, source: Path | bytes, encoding: str, shapes: bool) -> Layer:
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            place = _chosen(file, pyogrio.list_layers(source)) if _has_layers(source) else 0
            meta, _, wkb, fields = pyogrio.raw.read(source, layer=place, encoding=encoding, read_geometry=shapes)
    except SourceError:
        raise
    except Exception as error:  # a broken file makes GDAL's binding raise errors of any kind
        raise _unreadable(file, error) from error
    names = [str(name) for name in meta["fields"]]
    cells = pd.DataFrame(dict(enumerate(fields)), dtype=object).set_axis(names, axis=1)
    measured = any("Measured" in str(warning.message) for warning in told)
    if not shapes:
        return Layer(cells, None)
    if wkb is None:
        raise file.error("a table without geometry", "a boundary file", remedy="Declare the file that has the shapes.")
    return Layer(cells, _from_wkb(file, wkb), meta["crs"], measured)


def _has_layers(source: Path | bytes) -> bool:
    return isinstance(source, bytes) or source.suffix.lower() not in (shapefile.SUFFIX, shapefile.DBF)


def _chosen(file: SourceFile, layers: Iterable[tuple[str, str | None]]) -> int:
    """Place of the layer that is declared, or of the only one with shapes; tables of styles do not count beside it."""
    kinds = {str(name): kind for name, kind in layers}
    places = {name: place for place, name in enumerate(kinds)}
    if file.layer:
        if file.layer not in kinds:
            raise file.error(f"layers {some(kinds, _SHOWN)}", f"layer {file.layer!r}", remedy=f"Mend {file.how('layer')}.")
        return places[file.layer]
    drawn = [name for name, kind in kinds.items() if kind is not None] or list(kinds)
    if not drawn:
        raise file.error("no layer", "a layer of boundaries", remedy="Is it the right file?")
    if len(drawn) > 1:
        raise file.error(
            f"{len(drawn)} layers: {some(drawn, _SHOWN)}",
            "to be told which one to read",
            remedy=f"Name it with {file.how('layer')}.",
        )
    return places[drawn[0]]


def _of_bytes(file: SourceFile, layer: Layer) -> Layer:
    """A dBase file's columns by their names in the declared encoding, with the bytes that each may take."""
    if file.layer and file.layer != file.path.stem:
        raise file.error(f"layer {file.path.stem}", f"layer {file.layer!r}", remedy=f"Leave out {file.how('layer')}.")
    dbf = file.part(shapefile.DBF) or file.path
    names = [decoded_start(file, name.encode("latin-1")) for name in layer.cells.columns]
    widths = dict(zip(names, shapefile.field_widths(dbf), strict=False))
    return Layer(layer.cells.set_axis(names, axis=1), layer.shapes, layer.crs, layer.measured, widths)


def _from_wkb(file: SourceFile, wkb: npt.NDArray[np.object_]) -> Shapes:
    with np.errstate(invalid="ignore"):  # coordinates that are no numbers are named later, with their row
        shapes: Shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    broken = np.flatnonzero(shapely.is_missing(shapes) & np.array([cell is not None for cell in wkb], dtype=bool))
    if len(broken):
        raise file.error("a shape that cannot be read", "a polygon with closed rings", int(broken[0]) + 1, _ANEW)
    return shapes


def _parquet(file: SourceFile, shapes: bool) -> Layer:
    if file.layer:
        raise file.error("a Parquet file, which has no layers", "none named", remedy=f"Leave out {file.how('layer')}.")
    _require_utf8(file)
    try:
        schema = pq.read_schema(file.path)
        if shapes and b"geo" not in (schema.metadata or {}):
            raise file.error(
                "Parquet without `geo` in its metadata", "GeoParquet",
                remedy="Write it with its shapes, for instance by GeoDataFrame.to_parquet.",
            )  # fmt: skip
        plain = [f.name for f in schema if not (pa.types.is_binary(f.type) or pa.types.is_nested(f.type))]
        with np.errstate(invalid="ignore"):
            frame = gpd.read_parquet(file.path) if shapes else pq.read_table(file.path, columns=plain).to_pandas()
    except SourceError:
        raise
    except Exception as error:  # Arrow, pandas and shapely each raise their own on a broken file
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise file.error(f"what is no whole Parquet file ({said})", "a Parquet file", remedy=_ANEW) from error
    # A column that was the index of the frame that was written comes back as one.
    cells = pd.DataFrame(frame).reset_index(drop=frame.index.names == [None])
    if not shapes:
        return Layer(cells.astype(object), None)
    geometry = frame.geometry
    return Layer(cells.drop(columns=geometry.name).astype(object), geometry.to_numpy(), geometry.crs)


def _require_utf8(file: SourceFile) -> None:
    if not is_utf8(file.encoding) and not file.by_command:
        raise file.error(
            f"a {file.path.suffix} file, whose text is UTF-8", f"text in {file.encoding}",
            remedy=f"Say utf-8 as {file.how('encoding')}.",
        )  # fmt: skip


def _unreadable(file: SourceFile, error: Exception) -> SourceError:
    """What GDAL said, with the advice that fits: a broken .prj, another kind of content, a damaged file, another kind of file."""
    suffix = file.path.suffix.lower()
    prj = file.part(".prj") if suffix == shapefile.SUFFIX else None
    if prj is not None and not _is_crs(prj.read_bytes()):
        return file.error(f"{prj.name} that is no CRS", f"{file.crs or 'a CRS'}", remedy=f"Mend {prj.name} or take it away.")
    if suffix in JSON and _is_json(file):
        return file.error("JSON that is neither GeoJSON nor TopoJSON", FORMATS, remedy="Name the file that has the shapes.")
    if suffix == GEOPACKAGE and _is_without_layers(file.path):
        return file.error("a GeoPackage without layers", FORMATS, remedy="Name the file that has the shapes.")
    said = (str(error).splitlines() or [type(error).__name__])[0].split("; It might help")[0]
    known = suffix in (*JSON, shapefile.SUFFIX, shapefile.DBF, GEOPACKAGE)
    remedy = _ANEW if known else f"Save it as {FORMATS}."
    return file.error(f"what GDAL cannot read ({said.replace(str(file.path), file.path.name)})", FORMATS, remedy=remedy)


def _is_json(file: SourceFile) -> bool:
    try:
        json.loads(read_text(file))
    except (ValueError, RecursionError):
        return False
    return True


def _is_without_layers(path: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT count(*) FROM gpkg_contents").fetchone() == (0,))
    except sqlite3.Error:
        return False


def _is_crs(text: bytes) -> bool:
    try:
        pyproj.CRS(text.decode("utf-8", "replace"))
    except pyproj.exceptions.CRSError:
        return False
    return True


_ANEW = "It is damaged: download it again."
