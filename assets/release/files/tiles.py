"""`tiles/<level>.pmtiles`: the map layers as vector tiles in one file each, for web maps without a server.

Written by GDAL's PMTiles driver, which makes one layer in one pass; hence a file per level. A few attributes only; who wants
more joins a table on `region_id`. Why this output is trusted, and what it loses, is in docs/decisions/0023.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyogrio
import shapely

LEVELS = ("sigungu", "sido", "megaregion")
ATTRIBUTES = (
    "region_id", "name_ko", "name_en", "reference_date", "population", "density", "risk_index", "risk_class", "missing_units",
    "geometry_basis",
)  # fmt: skip
WEB_MERCATOR = "EPSG:3857"
# The country fills a screen at 6 or 7; at 8 a tile's step is 38 m, about 30 m on the ground. Maps draw closer views from it.
MINIMUM_ZOOM, MAXIMUM_ZOOM = 5, 8
STEP_M = 2 * 20_037_508.342789244 / 2**MAXIMUM_ZOOM / 4096


def write_tiles(path: Path, layer: gpd.GeoDataFrame, about: str) -> None:
    """Write one level's regions (polygons in EPSG:5179) as a new PMTiles file; a missing value is an absent attribute."""
    frame = selected(layer)
    # Neighbours together, so that borders stay shared: what is finer than the finest tile is cut off before tiling.
    frame = frame.set_geometry(shapely.coverage_simplify(frame.geometry.to_numpy(), STEP_M), crs=WEB_MERCATOR)
    path.parent.mkdir(parents=True, exist_ok=True)
    pyogrio.write_dataframe(
        frame.astype({"reference_date": str}), path, layer=path.stem, driver="PMTiles",
        geometry_type="MultiPolygon", promote_to_multi=True,
        dataset_options={
            "MINZOOM": MINIMUM_ZOOM, "MAXZOOM": MAXIMUM_ZOOM, "NAME": f"Rebalance {path.stem}", "DESCRIPTION": about,
        },
    )  # fmt: skip


def selected(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The attributes and shapes that go into tiles, in Web Mercator."""
    return layer[[*ATTRIBUTES, layer.geometry.name]].to_crs(WEB_MERCATOR)
