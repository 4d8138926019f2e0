"""The file metadata of a GeoParquet file, the same in the lake and in what is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyproj
import shapely

from domain.crs import CRS

GEOPARQUET_VERSION = "1.1.0"


def geo_metadata(geometry: str, shapes: Iterable[shapely.Geometry | None], **more: Any) -> dict[str, Any]:
    """Encoding, kinds of shape and CRS as PROJJSON of the one column `geometry`; `more` is said of it besides."""
    column = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in shapes if shape is not None}),
        "crs": pyproj.CRS(CRS).to_json_dict(),
    }
    return {"version": GEOPARQUET_VERSION, "primary_column": geometry, "columns": {geometry: column | more}}
