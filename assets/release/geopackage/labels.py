"""Aliases of columns and how dates are written."""

from __future__ import annotations

from assets.release.geopackage.layers import Drawn
from assets.release.style.palette import DESIGNATED, LINE, SINGLE, MapClass
from domain.units_of_measure import unit_of_measure
from expectations.contract import Column

# The date that stands for every time in the file, so that equal input gives an equal file.
#
# When a release was made stands in its manifest.

FILE_DATE = "2000-01-01T00:00:00.000Z"


# What styles in every form share: legend texts, names of attributes, and the colour of layers without classes.


def label_of(shown: MapClass) -> str:
    """Legend text in both languages; limits alone are the same in both."""
    return shown.ko if shown.ko == shown.en else f"{shown.ko} {shown.en}"


def alias(column: Column) -> str:
    """What an attribute is called in QGIS."""
    return f"{column.ko} {column.en}" + (f" [{unit_of_measure(column.unit).both}]" if column.unit else "")


def single_colour(drawn: Drawn) -> str:
    """Of a layer that is drawn in one colour."""
    if drawn.layer.name == "decline_area":
        return DESIGNATED
    return SINGLE if drawn.contract.geometry_type == "MultiPolygon" else LINE
