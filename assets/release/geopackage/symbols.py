"""Symbols as QGIS writes them in XML: fills, hatches, lines, markers. Which layer takes which is `styles.py`."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from assets.release.style.palette import OUTLINE

WHITE = "#ffffff"


def fill(name: str, colour: str, *, outline: str = OUTLINE, width: float = 0.1) -> Element:
    """A filled polygon; `width` of its outline in mm."""
    symbol = _symbol(name, "fill")
    _layer(symbol, "SimpleFill", _filled(colour, outline, width))
    return symbol


def hatch(name: str, colour: str, *, angle: int = 45) -> Element:
    """A hatched polygon with an outline of the same colour, through which other areas are seen."""
    symbol = _symbol(name, "fill")
    lines = {"angle": f"{angle}", "color": rgb(colour), "distance": "1.6", "distance_unit": "MM", "line_width": "0.5"}
    _layer(symbol, "LinePatternFill", {**lines, "line_width_unit": "MM"})
    _layer(symbol, "SimpleFill", _filled(colour, colour, 0.4) | {"style": "no"})
    return symbol


def outline(name: str, colour: str, width: float) -> Element:
    """A polygon's border alone; `width` in mm."""
    symbol = _symbol(name, "fill")
    _layer(symbol, "SimpleFill", _filled(colour, colour, width) | {"style": "no"})
    return symbol


def line(name: str, colour: str, width: float, *, width_expression: str = "") -> Element:
    """A line; `width` in mm, or as an expression of the row says."""
    symbol = _symbol(name, "line")
    values = {"capstyle": "round", "joinstyle": "round", "line_color": rgb(colour), "line_style": "solid"}
    layer = _layer(symbol, "SimpleLine", {**values, "line_width": f"{width:g}", "line_width_unit": "MM"})
    if width_expression:
        _defined(layer, "outlineWidth", width_expression)
    return symbol


def marker(name: str, colour: str, size: float) -> Element:
    """A diamond with a white edge; `size` in mm."""
    symbol = _symbol(name, "marker")
    values = {"name": "diamond", "color": rgb(colour), "outline_color": rgb(WHITE), "outline_width": "0.3"}
    _layer(symbol, "SimpleMarker", {**values, "outline_style": "solid", "size": f"{size:g}", "size_unit": "MM"})
    return symbol


def rgb(colour: str, alpha: int = 255) -> str:
    """`#rrggbb` as QGIS writes it: red, green, blue, alpha."""
    return ",".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)) + f",{alpha}"


def options(parent: Element, values: Mapping[str, str]) -> Element:
    """A map of strings as QGIS stores settings."""
    found = SubElement(parent, "Option", type="Map")
    for key, value in values.items():
        SubElement(found, "Option", name=key, type="QString", value=value)
    return found


def _symbol(name: str, kind: str) -> Element:
    return Element("symbol", name=name, type=kind, alpha="1", clip_to_extent="1", force_rhr="0")


def _layer(symbol: Element, kind: str, values: Mapping[str, str]) -> Element:
    layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    options(layer, values)
    return layer


def _filled(colour: str, outline_colour: str, width: float) -> dict[str, str]:
    values = {"color": rgb(colour), "joinstyle": "round", "outline_color": rgb(outline_colour), "outline_style": "solid"}
    return {**values, "outline_width": f"{width:g}", "outline_width_unit": "MM", "style": "solid"}


def _defined(layer: Element, what: str, expression: str) -> None:
    found = options(SubElement(layer, "data_defined_properties"), {"name": ""})
    SubElement(found, "Option", name="type", type="QString", value="collection")
    values = SubElement(SubElement(found, "Option", name="properties", type="Map"), "Option", name=what, type="Map")
    SubElement(values, "Option", name="active", type="bool", value="true")
    SubElement(values, "Option", name="expression", type="QString", value=expression)
    SubElement(values, "Option", name="type", type="int", value="3")
