"""Boundary files as published: what they hold is read by declared encoding and CRS, never by guess.

Each fault is named with file and row. Opening files and layers is `layer.py`; repairing geometry is `assets/geography/`'s work;
which columns a publisher uses is known in `assets/sources/`.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from assets.reading.layer import (
    Layer,
    Shapes,
    read_layer,
    texts,
)
from assets.reading.source_file import SourceFile
from domain.crs import CRS

# South Korea with Baengnyeong, Marado and Dokdo, degrees with some room: west, south, east, north.
KOREA = (124.0, 32.8, 132.2, 38.9)
POLYGONS = ("Polygon", "MultiPolygon")


def read_vector(file: SourceFile, columns: tuple[str, ...]) -> gpd.GeoDataFrame:
    """Read `columns` of the declared layer as text and the geometry in EPSG:5179, one row per record.

    As `boundaries`; raises SourceError for a missing column, and whatever `read_layer` refuses.
    """
    layer = read_layer(file)
    if missing := [c for c in columns if c not in layer.cells.columns]:
        raise no_column(file, layer, ", ".join(missing), "Check that the file is of the declared dataset.")
    return boundaries(file, layer, columns)


def no_column(file: SourceFile, layer: Layer, wanted: str, remedy: str) -> Exception:
    """A SourceError that names the columns there are."""
    return file.error(f"columns {', '.join(map(str, layer.cells.columns)) or 'none'}", f"column {wanted}", remedy=remedy)


def require_records(file: SourceFile, layer: Layer) -> None:
    """SourceError for a layer without a record."""
    if not len(layer.cells):
        raise file.error("no record", "boundaries", remedy="Get a whole file, or name the layer that has them.")


def boundaries(file: SourceFile, layer: Layer, columns: tuple[str, ...]) -> gpd.GeoDataFrame:
    """`columns` of a layer as text and its polygons in EPSG:5179, one row per record.

    Adds `source_file`, `source_row` (1-based record). A null geometry stays None: up to the declared
    `known_faults["null_geometry"]`, exactly. Heights and measures are dropped, half a letter at the end of a text too, a
    collection of nothing but polygons is one of several parts, and the file's notes say so; where
    `known_faults["cut_text"]` is declared it must be the number of rows cut.

    Raises SourceError for no record, a wrong encoding, an undeclared or contradicting CRS, an empty geometry, a shape that
    is no polygon, coordinates outside Korea or swapped.
    """
    assert layer.shapes is not None
    require_records(file, layer)
    table = pd.DataFrame(_attributes(file, layer, columns))
    _check_crs(file, layer.crs)
    _check_empty(file, layer.shapes)
    shapes = _of_parts(file, _flat(file, layer))
    _check_kinds(file, shapes)
    geometry = gpd.GeoSeries(shapes, crs=file.crs)
    _check_place(file, geometry)
    return gpd.GeoDataFrame(
        table.assign(source_file=file.name, source_row=np.arange(1, len(table) + 1)),
        geometry=geometry.to_crs(CRS).to_numpy(),
        crs=CRS,
    )


def _attributes(file: SourceFile, layer: Layer, columns: tuple[str, ...]) -> dict[str, list[str | None]]:
    read = {column: texts(file, layer, column) for column in columns}
    cut = sorted(set().union(*(rows for _, rows in read.values())))
    declared = file.known_faults.get("cut_text", len(cut))
    if declared != len(cut):
        raise file.error(
            f"{_rows(len(cut))} with a text cut within a letter", str(declared), cut[0] if cut else None,
            "Declare the number under known_faults.cut_text.",
        )  # fmt: skip
    if cut:
        file.note(f"cut_text = {len(cut)}: half a letter at the end of a text dropped, first in row {cut[0]}")
    return {column: found for column, (found, _) in read.items()}


def _of_parts(file: SourceFile, shapes: Shapes) -> Shapes:
    """Collections of nothing but polygons as polygons of several parts."""
    read = shapes.copy()
    for at in np.flatnonzero(shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION):
        parts = shapely.get_parts(shapely.get_parts(shapes[at]))
        if all(part.geom_type == POLYGONS[0] for part in parts):
            read[at] = shapely.multipolygons(parts)
    if changed := int(sum(new is not old for new, old in zip(read, shapes, strict=True))):
        file.note(f"{_rows(changed)} with a collection of polygons read as one of several parts")
    return read


def _flat(file: SourceFile, layer: Layer) -> Shapes:
    """The shapes in two dimensions."""
    assert layer.shapes is not None
    high, measured = shapely.has_z(layer.shapes), shapely.has_m(layer.shapes)
    for what, there in (("heights (Z)", high), ("measures (M)", measured)):
        if there.any():
            file.note(f"{what} of {_rows(int(there.sum()))} dropped")
    if layer.measured and not measured.any():
        file.note("measures (M) dropped")
    return shapely.force_2d(layer.shapes) if (high | measured).any() else layer.shapes


def _check_crs(file: SourceFile, found: Any) -> None:
    if not file.crs:
        raise file.error("no declared CRS", "`crs` in the catalogue", remedy="Declare it; it is never guessed.")
    if found is None or "crs_note" in file.options:
        return
    declared = pyproj.CRS(file.crs)
    remedy = "Mend `crs` in the catalogue, or say in options.crs_note why the file's own is wrong."
    try:
        own = pyproj.CRS(found)
        if own.equals(declared, ignore_axis_order=True) or same_projection(own, declared):
            return
    except pyproj.exceptions.ProjError as error:
        raise file.error("a CRS that nobody knows", f"{declared.name} as declared", remedy=remedy) from error
    raise file.error(f"CRS {own.name}", f"{declared.name} as declared", remedy=remedy)


def same_projection(a: pyproj.CRS, b: pyproj.CRS, tolerance: float = 0.01) -> bool:
    """True when both put the corners of Korea within a centimetre: ESRI and EPSG spell one CRS differently.

    `tolerance` is in units of their coordinates. Raises ProjError for a CRS that PROJ cannot compute.
    """
    west, south, east, north = KOREA
    lon, lat = np.array([west, east]), np.array([south, north])
    points = [pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(lon, lat) for crs in (a, b)]
    return bool(np.allclose(points[0], points[1], rtol=0, atol=tolerance))


def _check_empty(file: SourceFile, shapes: Shapes) -> None:
    empty = np.flatnonzero(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    declared = int(file.known_faults.get("null_geometry", 0))
    if len(empty) != declared:
        row = int(empty[0]) + 1 if len(empty) else None
        raise file.error(
            f"{_rows(len(empty))} without geometry", f"{declared}", row,
            "Get a whole file, or declare the number under known_faults.null_geometry.",
        )  # fmt: skip


def _check_kinds(file: SourceFile, shapes: Shapes) -> None:
    kinds = [shape.geom_type if shape is not None else POLYGONS[0] for shape in shapes]
    for row, kind in enumerate(kinds, start=1):
        if kind not in POLYGONS:
            raise file.error(
                _of_what(shapes[row - 1]), "polygons", row, "Take the record out of the file, or give it its polygon."
            )
    places, owners = shapely.get_coordinates(shapes, return_index=True)
    if len(lost := owners[~np.isfinite(places).all(axis=1)]):
        raise file.error("coordinates that are no numbers", "a polygon", int(lost[0]) + 1, "Give the record its polygon.")


def _of_what(shape: shapely.Geometry) -> str:
    inside = dict.fromkeys(part.geom_type for part in getattr(shape, "geoms", []) if part.geom_type not in POLYGONS)
    return f"a {shape.geom_type}{' with a ' + next(iter(inside)) if shape.geom_type == 'GeometryCollection' and inside else ''}"


def _rows(number: int) -> str:
    return f"{number} record{'' if number == 1 else 's'}"


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
