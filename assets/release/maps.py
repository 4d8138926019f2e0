"""Static maps as PNG and SVG, drawn by Vega-Lite without a browser, Korean labels in a font that comes along.

Which indicators are drawn, and from which rows, is in `atlas/pictures.py`.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from assets.release.attribution import wrapped
from assets.release.font import FAMILY, fonts_folder
from assets.release.style.palette import NO_DATA, OUTLINE, RISK, SINGLE, MapClass

FONT = FAMILY
# Simplification in pixels of the drawing: not seen, and without slivers where it is a coverage.
TOLERANCE_PX = 0.35
# In pixels: letters of the line that says whose figures and borders these are.
CREDIT_SIZE = 8
TITLE_SIZE = 13
NOTES = {
    "schematic": "모식도, 실제 경계 아님 · schematic, not surveyed boundaries",
    "derived": "이전에 공표된 경계로 만든 현재 단위 · units put together from earlier published borders",
}


@functools.cache
def _renderer() -> Any:
    """vl-convert with the Korean font registered; the font's package is found, not imported."""
    import vl_convert  # noqa: PLC0415  (only runs that draw pay for it)

    vl_convert.register_font_directory(str(fonts_folder()))
    return vl_convert


def risk_map(layer: gpd.GeoDataFrame, title: str, *, width: int = 520, coverage: bool = True, credit: str = "") -> bytes:
    """PNG of a layer by `risk_class`, legend in Korean and English; schematic and derived geometry is named as such.

    `credit`, whose figures and borders these are, stands under the map.
    """
    values = layer["risk_class"].fillna(NO_DATA.value)
    classes = [*RISK, *([NO_DATA] if (values == NO_DATA.value).any() else [])]
    return draw(layer, values=list(values), classes=classes, title=title, width=width, credit=credit, coverage=coverage)


def outline_map(layer: gpd.GeoDataFrame, title: str, *, width: int = 360, coverage: bool = True) -> bytes:
    """PNG of the shapes alone: the preview of a boundary table."""
    classes = [MapClass("shape", "", "", SINGLE)]
    return draw(layer, values=["shape"] * len(layer), classes=classes, title=title, width=width, coverage=coverage)


def draw(
    layer: gpd.GeoDataFrame,
    *,
    values: list[str],
    classes: list[MapClass],
    title: str,
    width: int,
    coverage: bool = True,
    credit: str = "",
) -> bytes:
    """Render polygons or lines (EPSG:5179, metres) coloured by class; `coverage` says that polygons share edges exactly."""
    shapes = layer.geometry.to_numpy()
    west, _, east, _ = shapely.total_bounds(shapes)
    tolerance = TOLERANCE_PX * (east - west) / width
    geometry = (
        shapely.coverage_simplify(shapes, tolerance) if coverage else shapely.simplify(shapes, tolerance, preserve_topology=False)
    )
    basis = layer["geometry_basis"].iloc[0] if "geometry_basis" in layer.columns and len(layer) else ""
    spec = map_spec(geometry, values=values, classes=classes, title=title, basis=basis, width=width, credit=credit)
    png: bytes = _renderer().vegalite_to_png(json.dumps(spec), scale=1.5)
    return png


def picture(spec: dict[str, Any], *, scale: float = 1.5) -> tuple[str, bytes]:
    """A specification drawn as SVG, its text as text in `FONT`, and as PNG."""
    svg: str = _renderer().vegalite_to_svg(json.dumps(spec))
    png: bytes = _renderer().svg_to_png(svg, scale=scale)
    return svg, png


def map_spec(
    geometry: Sequence[shapely.Geometry] | np.ndarray,
    *,
    values: list[str],
    classes: list[MapClass],
    title: str | list[str],
    basis: str,
    width: int,
    credit: str = "",
    classed: tuple[str, str] = ("", ""),
) -> dict[str, Any]:
    """Vega-Lite of a map: one colour a class, legend in both languages, what kind of shapes they are under the title.

    `credit` stands below, in as many lines as it needs; `classed`, which figures the limits of classes are of, over the legend.
    """
    west, south, east, north = shapely.total_bounds(geometry)
    features = [
        {"type": "Feature", "properties": {"class": value}, "geometry": _geojson(shape)}
        for shape, value in zip(geometry, values, strict=True)
        if shape is not None and not shape.is_empty
    ]
    lines = bool((shapely.get_dimensions(geometry) == 1).any())
    height = round(width * (north - south) / (east - west))
    mark = {"filled": False, "strokeWidth": 0.5} if lines else {"stroke": OUTLINE, "strokeWidth": 0.3}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "title": {"text": _lines(title, width), "subtitle": NOTES.get(basis, ""), "anchor": "start"},
        "data": {"values": features},
        # Coordinates are planar already; y grows northwards.
        "projection": {"type": "identity", "reflectY": True},
        "encoding": {"color": _legend(classes, classed)},
        "layer": [{"mark": {"type": "geoshape"} | mark}, *([_credit(credit, width, height)] if credit else [])],
        "config": {
            "aria": False,
            "font": FONT,
            "title": {"font": FONT, "subtitleFont": FONT, "fontWeight": "normal", "fontSize": TITLE_SIZE},
            "view": {"stroke": None},
        },
    }


def _lines(title: str | list[str], width: int) -> list[str]:
    """The lines of a title, none of them wider than the map."""
    return [line for text in ([title] if isinstance(title, str) else title) for line in wrapped(text, width / TITLE_SIZE)]


def _credit(text: str, width: int, height: int) -> dict[str, Any]:
    """The text under the map, from its left edge."""
    written = {"type": "text", "text": wrapped(text, width / CREDIT_SIZE), "align": "left", "baseline": "top", "font": FONT}
    place = {"x": {"value": 0}, "y": {"value": height + CREDIT_SIZE}, "color": {"value": "#555555"}}
    return {
        "data": {"values": [{}]},
        "mark": written | {"fontSize": CREDIT_SIZE, "lineHeight": CREDIT_SIZE + 3},
        "encoding": place,
    }


@functools.lru_cache(maxsize=512)  # one coverage is drawn for many indicators
def _geojson(shape: shapely.Geometry) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shapely.to_geojson(_clockwise(shape)))
    return found


def _clockwise(shape: shapely.Geometry) -> shapely.Geometry:
    """Outer rings in the direction that Vega's planar renderer fills inside."""
    return shapely.orient_polygons(shape, exterior_cw=True)


def _legend(classes: list[MapClass], classed: tuple[str, str]) -> dict[str, Any]:
    labels = {c.value: c.ko if c.ko == c.en else f"{c.ko}  {c.en}" for c in classes}
    drawn = len(classes) > 1
    return {
        "field": "properties.class",
        "type": "nominal",
        "scale": {"domain": [c.value for c in classes], "range": [c.colour for c in classes]},
        "legend": {
            "title": "  ".join(classed).strip() or None,
            "titleFontWeight": "normal",
            "titleLimit": 400,
            "labelLimit": 400,
            "orient": "bottom-right",
            "labelExpr": f"({json.dumps(labels, ensure_ascii=False)})[datum.label]",
        }
        if drawn
        else None,
    }
