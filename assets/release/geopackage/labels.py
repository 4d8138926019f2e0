"""What styles in every form share: legend texts, names of attributes, and the colour of layers without classes."""

from __future__ import annotations

from assets.release.geopackage.layers import Drawn
from assets.release.style.palette import DESIGNATED, LINE, SINGLE, MapClass
from expectations.contract import Column


def label_of(shown: MapClass) -> str:
    """Legend text in both languages; limits alone are the same in both."""
    return shown.ko if shown.ko == shown.en else f"{shown.ko} {shown.en}"


def alias(column: Column) -> str:
    """What an attribute is called in QGIS."""
    return f"{column.ko} {column.en}" + (f" [{column.unit}]" if column.unit else "")


def single_colour(drawn: Drawn) -> str:
    """Of a layer that is drawn in one colour."""
    if drawn.layer.name == "decline_area":
        return DESIGNATED
    return SINGLE if drawn.contract.geometry_type == "MultiPolygon" else LINE
