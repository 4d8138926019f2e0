"""How each layer looks in QGIS: renderer, labels, aliases and time as QML, kept in the table `layer_styles`.

Colours, limits and legend texts come from `assets/release/style`; no class is made here.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from assets.release.geopackage import symbols
from assets.release.geopackage.labels import FILE_DATE, alias, label_of, single_colour
from assets.release.geopackage.layers import Drawn
from assets.release.geopackage.sld import sld
from assets.release.style.palette import NO_DATA, MapClass
from expectations.contract import Column

QGIS = "3.22.0"
DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
# Stands for no figure in graduated layers, which QGIS would leave blank; far below any figure that there is.
MISSING = -1e15
HUGE = 1e15
DENSE = 1000  # more polygons than this get hairlines


def qml(drawn: Drawn) -> str:
    """The style of a layer as a QML document."""
    root = Element("qgis", version=QGIS, styleCategories="AllStyleCategories", labelsEnabled=str(int(bool(drawn.layer.label))))
    for part in style_parts(drawn):
        root.append(part)
    return DOCTYPE + tostring(root, encoding="unicode")


def style_parts(drawn: Drawn) -> list[Element]:
    """What a style and a project's layer have in common: renderer, labels, aliases, time, in QGIS' elements."""
    parts = [temporal(drawn), renderer(drawn)]
    if drawn.layer.label:
        parts.append(
            labels(
                drawn.layer.label, over_point=drawn.contract.geometry_type != "Point", said=drawn.layer.name.startswith("sido")
            )
        )
    return [*parts, aliases(drawn.contract.columns, drawn.contract.geometry)]


def write_styles(database: sqlite3.Connection, layers: Iterable[Drawn], geometry_column: str) -> None:
    """Fill `layer_styles` as QGIS makes it; one default style a layer."""
    database.executescript(_TABLE)
    rows = [
        (d.layer.name, geometry_column, d.layer.name, qml(d), sld(d), " / ".join(d.heading), FILE_DATE) for d in layers
    ]  # fmt: skip
    database.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, "
        "styleSLD, useAsDefault, description, owner, update_time) VALUES ('', '', ?, ?, ?, ?, ?, TRUE, ?, '', ?)",
        rows,
    )
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles that QGIS gives the layers', ?, 0)",
        [FILE_DATE],
    )
    database.execute("INSERT INTO gpkg_ogr_contents (table_name, feature_count) VALUES ('layer_styles', ?)", [len(rows)])


def renderer(drawn: Drawn) -> Element:
    """Categories by the class itself, ranges by a number, or one symbol."""
    if drawn.theme is None:
        return single(symbol_maker(drawn)("0", MapClass("", "", "", single_colour(drawn)), 0))
    ordered = drawn.layer.width_by or (drawn.layer.span[0] if drawn.layer.span else "")
    root = Element("renderer-v2", symbollevels="0", forceraster="0", enableorderby=str(int(bool(ordered))))
    if drawn.theme.categorical:
        root.attrib |= {"type": "categorizedSymbol", "attr": drawn.theme.column}
        _categories(root, drawn.classes)
    else:
        column = f'"{drawn.theme.column}"'
        attribute = f"coalesce({column}, {MISSING:.0f})" if drawn.has_gaps else drawn.theme.column
        root.attrib |= {"type": "graduatedSymbol", "attr": attribute, "graduatedMethod": "GraduatedColor"}
        _ranges(root, drawn.classes)
    drawing = symbol_maker(drawn)
    made = SubElement(root, "symbols")
    for number, shown in enumerate(drawn.classes):
        made.append(drawing(str(number), shown, len(drawn.classes) - 1 - number))
    if ordered:
        _order(root, drawn, ordered)
    return root


def single(symbol: Element) -> Element:
    """One symbol for all."""
    root = Element("renderer-v2", type="singleSymbol", symbollevels="0", forceraster="0", enableorderby="0")
    SubElement(root, "symbols").append(symbol)
    return root


# Sido as they are said, 충북 and 서울: a full name finds no room in Seoul or Sejong, and is left out there.
SAID = """if(right("{0}", 2) IN ('남도', '북도'), substr("{0}", 1, 1) || substr("{0}", 3, 1), left("{0}", 2))"""


def labels(column: str, *, over_point: bool = True, size: float = 8.0, said: bool = False) -> Element:
    """Text of a column with a white halo: on the middle of the shape, or beside a point.

    `said` shortens names of sido, and then none is left out for want of room.
    """
    root = Element("labeling", type="simple")
    settings = SubElement(root, "settings", calloutType="simple")
    font = {
        "fontSize": f"{size:g}",
        "fontSizeUnit": "Point",
        "textColor": symbols.rgb("#222222"),
        "textOpacity": "1",
        "fontWeight": "63",
    }
    field = {"fieldName": SAID.format(column), "isExpression": "1"} if said else {"fieldName": column, "isExpression": "0"}
    style = SubElement(settings, "text-style", {**field, **font})
    halo = {
        "bufferDraw": "1",
        "bufferSize": "0.8",
        "bufferSizeUnits": "MM",
        "bufferColor": symbols.rgb(symbols.WHITE),
        "bufferOpacity": "0.85",
    }
    SubElement(style, "text-buffer", halo)
    placed = (
        {"placement": "1", "quadOffset": "4"}
        if over_point
        else {"placement": "6", "dist": "1.5", "distUnits": "MM", "quadOffset": "2"}
    )
    SubElement(settings, "placement", {**placed, "centroidInside": "1", "centroidWhole": "1", "priority": "7"})
    every = str(int(said))
    SubElement(settings, "rendering", drawLabels="1", obstacle="0", displayAll=every, mergeLines="0", labelPerPart="0")
    return root


def aliases(columns: Iterable[Column], geometry: str) -> Element:
    """Names of the attributes in Korean and English, with their unit."""
    root = Element("aliases")
    for number, column in enumerate((c for c in columns if c.name != geometry), start=1):
        SubElement(root, "alias", field=column.name, index=str(number), name=alias(column))
    return root


def temporal(drawn: Drawn) -> Element:
    """Days of a row for the temporal controller: both ends count, an empty end is open."""
    root = Element("temporal", enabled="0", mode="0", limitMode="1", accumulate="0", durationUnit="min", fixedDuration="0")
    if drawn.layer.span:
        begin, end = drawn.layer.span
        root.attrib |= {"enabled": "1", "mode": "2", "startField": begin, "endField": end}
    return root


def symbol_maker(drawn: Drawn) -> Callable[[str, MapClass, int], Element]:
    """Of the layer's geometry: takes the symbol's name, its class, and the class's place from the lowest."""
    if drawn.contract.geometry_type == "Point":
        return lambda name, shown, _: symbols.marker(name, shown.colour, 3.4)
    if drawn.contract.geometry_type == "LineString":
        by_row = _width(drawn)
        return lambda name, shown, place: symbols.line(
            name, shown.colour, 0.9 if by_row else 0.2 + 0.3 * place, width_expression=by_row
        )
    if drawn.layer.name == "crisis_area":
        return _crisis
    width = 0.03 if len(drawn.rows) > DENSE and not drawn.layer.span else 0.1
    return lambda name, shown, _: symbols.fill(name, shown.colour, width=width)


def _crisis(name: str, shown: MapClass, _: int) -> Element:
    """Employment crisis as a hatch, so that an industrial crisis of the same area is seen through it."""
    return symbols.hatch(name, shown.colour) if shown.value.startswith("employment") else symbols.fill(name, shown.colour)


def _width(drawn: Drawn) -> str:
    column = drawn.layer.width_by
    if not column:
        return ""
    widest = float(drawn.rows[column].max()) if len(drawn.rows) else 0.0
    top = math.ceil(math.sqrt(widest or 1.0))
    return f'scale_linear(sqrt("{column}"), 0, {top}, 0.15, 2.4)'


def _categories(root: Element, classes: Iterable[MapClass]) -> None:
    found = SubElement(root, "categories")
    for number, shown in enumerate(classes):
        # The category without a value takes what is empty.
        value = "" if shown is NO_DATA else shown.value
        SubElement(found, "category", value=value, label=label_of(shown), symbol=str(number), render="true", type="string")


def _ranges(root: Element, classes: Iterable[MapClass]) -> None:
    found = SubElement(root, "ranges")
    for number, shown in enumerate(classes):
        lower, upper = (MISSING, MISSING) if shown is NO_DATA else (shown.lower, shown.upper)
        lower = -HUGE / 10 if lower is None else lower
        upper = HUGE if upper is None else upper
        SubElement(
            found, "range", lower=f"{lower!r}", upper=f"{upper!r}", label=label_of(shown), symbol=str(number), render="true"
        )  # fmt: skip


def _order(root: Element, drawn: Drawn, column: str) -> None:
    """Thick lines below thin ones, hatches over fills, later days over earlier ones."""
    found = SubElement(root, "orderby")
    if drawn.layer.name == "crisis_area":
        SubElement(found, "orderByClause", asc="0", nullsFirst="0").text = '"scheme"'
    SubElement(found, "orderByClause", asc="0" if drawn.layer.width_by else "1", nullsFirst="1").text = f'"{column}"'


_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256),
  f_table_schema TEXT(256),
  f_table_name TEXT(256),
  f_geometry_column TEXT(256),
  styleName TEXT(30),
  styleQML TEXT,
  styleSLD TEXT,
  useAsDefault BOOLEAN,
  description TEXT,
  owner TEXT(30),
  ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
);
"""
