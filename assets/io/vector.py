"""Boundary files as published: shapefile and TopoJSON read by declared encoding and CRS, never by guess.

Each fault is named with file and row before GDAL can hide it. Repairing geometry is
`assets/geography/`'s work; which columns a publisher uses is known in `assets/sources/`.
"""

from __future__ import annotations

import struct

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pyproj
import shapely

from assets.io.decoding import decode_cell
from assets.io.lake import CRS
from assets.io.source_file import SourceFile

# South Korea with Baengnyeong, Marado and Dokdo, degrees with some room: west, south, east, north.
KOREA = (124.0, 32.8, 132.2, 38.9)


def read_vector(file: SourceFile, columns: tuple[str, ...]) -> gpd.GeoDataFrame:
    """Read `columns` as text and the geometry in EPSG:5179, one row per record.

    Adds `source_file`, `source_row` (1-based record). A null geometry stays None: up to the declared
    `known_faults["null_geometry"]`, exactly.

    Raises SourceError for missing or truncated parts, a wrong encoding, a missing column, an
    undeclared or contradicting CRS, an empty geometry, coordinates outside Korea or swapped.
    """
    file.require()
    shapefile = file.path.suffix.lower() == ".shp"
    if shapefile:
        _check_shapefile(file)
    raw = _read(file, shapefile)
    missing = [c for c in columns if c not in raw.columns]
    if missing:
        raise file.error(
            f"columns {', '.join(c for c in raw.columns if c != 'geometry')}", f"column {', '.join(missing)}",
            remedy="Check that the file is of the declared dataset.",
        )  # fmt: skip
    rows = np.arange(1, len(raw) + 1)
    table = pd.DataFrame({c: _texts(file, raw[c], c, shapefile) for c in columns})
    _check_crs(file, raw.crs)
    geometry = raw.geometry.set_crs(file.crs, allow_override=True)
    _check_empty(file, geometry)
    _check_place(file, geometry)
    return gpd.GeoDataFrame(
        table.assign(source_file=file.name, source_row=rows), geometry=geometry.to_crs(CRS).to_numpy(), crs=CRS
    )


def _read(file: SourceFile, shapefile: bool) -> gpd.GeoDataFrame:
    # Latin-1 maps every byte to one letter, so a shapefile's own bytes can be decoded strictly afterwards.
    encoding = "ISO-8859-1" if shapefile else file.encoding
    try:
        frame = pyogrio.read_dataframe(file.path, encoding=encoding)
    except pyogrio.errors.DataSourceError as error:
        raise file.error(f"what GDAL cannot read ({error})", "a boundary file", remedy="Download it again.") from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise file.error("a table without geometry", "a boundary file")
    return frame


def _texts(file: SourceFile, cells: pd.Series, column: str, shapefile: bool) -> list[str | None]:
    texts: list[str | None] = []
    for row, cell in enumerate(cells, start=1):
        if pd.isna(cell):
            texts.append(None)
        elif shapefile and isinstance(cell, str):
            texts.append(decode_cell(file, cell.encode("latin-1"), row, column))
        else:
            texts.append(str(cell).strip())
    return texts


def _check_shapefile(file: SourceFile) -> None:
    for suffix, what in ((".dbf", "attributes"), (".shx", "index")):
        part = file.path.with_suffix(suffix)
        if not part.is_file():
            raise file.error(f"no {part.name}", f"the {what} beside it", remedy="A shapefile needs .shp, .shx and .dbf.")
    records, index = _index(file)
    size = file.path.stat().st_size
    for row, (offset, length) in enumerate(index, start=1):
        if offset + 8 + length > size:
            raise file.error(f"the end of the file after {size:,} bytes", f"{records:,} records", row, _TRUNCATED)
    dbf = file.path.with_suffix(".dbf")
    rows, header, width = struct.unpack("<IHH", dbf.read_bytes()[4:12].ljust(8, b"\0"))
    whole = (dbf.stat().st_size - header) // width if width else 0
    if whole < rows:
        raise file.error(f"{dbf.name} ending in row {whole + 1}", f"{rows:,} rows", whole + 1, _TRUNCATED)
    if rows != records:
        raise file.error(f"{rows:,} rows in {dbf.name}", f"{records:,} as in the index", remedy=_TRUNCATED)


def _index(file: SourceFile) -> tuple[int, list[tuple[int, int]]]:
    """Number of records that the `.shx` header promises, and each record's (offset, length) in bytes."""
    data = file.path.with_suffix(".shx").read_bytes()
    if len(data) < 100:
        raise file.error("an index without a header", "a .shx file", remedy=_TRUNCATED)
    (words,) = struct.unpack(">i", data[24:28])
    records = (words * 2 - 100) // 8
    if len(data) < words * 2:
        raise file.error(f"an index of {len(data):,} bytes", f"{words * 2:,} bytes", (len(data) - 100) // 8 + 1, _TRUNCATED)
    pairs = np.frombuffer(data[100 : 100 + records * 8], dtype=">i4").reshape(-1, 2).astype(np.int64) * 2
    return records, [(int(offset), int(length)) for offset, length in pairs]


def _check_crs(file: SourceFile, found: pyproj.CRS | None) -> None:
    if not file.crs:
        raise file.error("no declared CRS", "`crs` in the catalogue", remedy="Declare it; it is never guessed.")
    declared = pyproj.CRS(file.crs)
    if found is None or "crs_note" in file.options or pyproj.CRS(found).equals(declared, ignore_axis_order=True):
        return
    if _same_projection(pyproj.CRS(found), declared):
        return
    raise file.error(
        f"CRS {pyproj.CRS(found).name}", f"{declared.name} as declared",
        remedy="Mend `crs` in the catalogue, or say in options.crs_note why the file's own is wrong.",
    )  # fmt: skip


def _same_projection(a: pyproj.CRS, b: pyproj.CRS) -> bool:
    """True when both put the corners of Korea within a centimetre: ESRI and EPSG spell one CRS differently."""
    west, south, east, north = KOREA
    lon, lat = np.array([west, east]), np.array([south, north])
    points = [pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(lon, lat) for crs in (a, b)]
    return bool(np.allclose(points[0], points[1], rtol=0, atol=0.01))


def _check_empty(file: SourceFile, geometry: gpd.GeoSeries) -> None:
    empty = np.flatnonzero((geometry.isna() | geometry.is_empty).to_numpy())
    declared = int(file.known_faults.get("null_geometry", 0))
    if len(empty) != declared:
        row = int(empty[0]) + 1 if len(empty) else None
        raise file.error(
            f"{len(empty)} record{'' if len(empty) == 1 else 's'} without geometry", f"{declared}", row,
            "Get a whole file, or declare the number under known_faults.null_geometry.",
        )  # fmt: skip


def _check_place(file: SourceFile, geometry: gpd.GeoSeries) -> None:
    """Every record must lie in Korea; a file that does so only with x and y exchanged is named as such."""
    boxes = _lonlat_boxes(geometry)
    outside = np.flatnonzero(~_inside(boxes))
    if not len(outside):
        return
    row = int(outside[0])
    swapped = gpd.GeoSeries(shapely.transform(geometry.to_numpy(), lambda xy: xy[:, ::-1]), crs=geometry.crs)
    if _inside(_lonlat_boxes(swapped)[[row]]).all():
        found, remedy = "longitude and latitude (or x and y) swapped", "Exchange the coordinates, or get the file anew."
    else:
        west, south, east, north = boxes[row]
        found = f"a place at {west:.2f}..{east:.2f} E, {south:.2f}..{north:.2f} N"
        remedy = f"Is {file.crs} the CRS that the file is in?"
    raise file.error(found, "coordinates in South Korea", row + 1, remedy)


def _lonlat_boxes(geometry: gpd.GeoSeries) -> np.ndarray:
    boxes = shapely.bounds(geometry.to_numpy())
    transform = pyproj.Transformer.from_crs(geometry.crs, "EPSG:4326", always_xy=True)
    west, south = transform.transform(boxes[:, 0], boxes[:, 1])
    east, north = transform.transform(boxes[:, 2], boxes[:, 3])
    return np.column_stack([west, south, east, north])


def _inside(boxes: np.ndarray) -> np.ndarray:
    west, south, east, north = KOREA
    known = np.isfinite(boxes).all(axis=1) | np.isnan(boxes).all(axis=1)
    within = (boxes[:, 0] >= west) & (boxes[:, 1] >= south) & (boxes[:, 2] <= east) & (boxes[:, 3] <= north)
    inside: np.ndarray = known & (within | np.isnan(boxes).all(axis=1))
    return inside


_TRUNCATED = "The file is cut off; download it again."
