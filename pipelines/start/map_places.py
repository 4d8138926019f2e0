"""In which coordinate reference system a boundary file is: as it says, or asked for; never guessed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyproj
import shapely

from assets.reading.layer import (
    JSON,
    Layer,
)
from assets.reading.source_file import SourceFile
from assets.reading.vector import KOREA, same_projection
from pipelines.start.entry import Entry

# What Korean publishers draw in, the commonest first; any other is taken by its own number.
_SYSTEMS = (5179, 5186, 4326, 5181, 5174, 5178, 5185, 5187, 5188, 5180, 5182, 5183, 5175, 5176, 3857, 2097, 4737, 4019)


_SHIFT = 1_000.0


def place_of(entry: Entry, probe: SourceFile, layer: Layer, like: dict[str, Any], crs: str) -> None:
    """`crs` from the file; of JSON without one longitude and latitude, as its standard says."""
    if layer.crs is None:
        if probe.path.suffix.lower() in JSON and _in_degrees(layer):
            entry.crs = "EPSG:4326"
        elif crs:
            entry.crs = crs
            entry.notes.append("The file does not say its CRS; it is as said with --crs.")
        else:
            looks = "" if not (near := _looks_like(layer)) else f' They lie in Korea if it is {near}, as in crs = "{near}".'
            entry.asks = f"The file does not say its CRS, and it is never guessed: add `crs`.{looks}"
        return
    own = pyproj.CRS(layer.crs)
    number = next((n for n in _SYSTEMS if _same(own, pyproj.CRS.from_epsg(n))), None) or own.to_epsg()
    if number:
        entry.crs = f"EPSG:{number}"
    elif "crs_note" in like.get("options", {}) and _near(own, pyproj.CRS(like["crs"])):
        entry.crs, entry.options = like["crs"], {"crs_note": like["options"]["crs_note"]}
        entry.notes.append("The file's own CRS has no number; as in the project's catalogue for files of this layout.")
    elif crs:
        entry.crs, entry.options = crs, {"crs_note": "said with --crs"}
    else:
        entry.asks = f"The file's CRS ({own.name}) has no EPSG number: add `crs`, and options.crs_note if its own is wrong."


def _same(one: pyproj.CRS, other: pyproj.CRS) -> bool:
    try:
        return bool(one.equals(other, ignore_axis_order=True)) or same_projection(one, other)
    except pyproj.exceptions.ProjError:
        return False


def _near(one: pyproj.CRS, other: pyproj.CRS) -> bool:
    """True where both put the corners of Korea within a kilometre: one datum's shift, not another projection."""
    try:
        return same_projection(one, other, _SHIFT)
    except pyproj.exceptions.ProjError:
        return False


def _in_degrees(layer: Layer) -> bool:
    west, south, east, north = _extent(layer)
    return west >= KOREA[0] and south >= KOREA[1] and east <= KOREA[2] and north <= KOREA[3]


def _looks_like(layer: Layer) -> str:
    """Of the commonest systems the first in which the shapes lie in Korea, on the land that their neighbours leave."""
    west, south, east, north = _extent(layer)
    for number in _SYSTEMS[:5]:
        lon, lat = pyproj.Transformer.from_crs(number, 4326, always_xy=True).transform([west, east], [south, north])
        if np.isfinite([*lon, *lat]).all() and 124.0 <= min(lon) <= max(lon) <= 132.2 and 32.8 <= min(lat) <= max(lat) <= 38.9:
            return f"EPSG:{number}"
    return ""


def _extent(layer: Layer) -> tuple[float, float, float, float]:
    assert layer.shapes is not None
    west, south, east, north = shapely.total_bounds(layer.shapes)
    return float(west), float(south), float(east), float(north)
