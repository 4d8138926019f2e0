"""The same classes as Styled Layer Descriptors (OGC SLD 1.1), for servers and programs that do not read QGIS' own styles."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from assets.release.geopackage.labels import label_of, single_colour
from assets.release.geopackage.layers import Drawn
from assets.release.style.palette import NO_DATA, OUTLINE, MapClass

NAMESPACES = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:se": "http://www.opengis.net/se",
    "xmlns:ogc": "http://www.opengis.net/ogc",
    "version": "1.1.0",
}


def sld(drawn: Drawn) -> str:
    """The style of a layer as an SLD document: one rule a class, limits half-open from below."""
    root = Element("StyledLayerDescriptor", NAMESPACES)
    layer = SubElement(root, "NamedLayer")
    SubElement(layer, "se:Name").text = drawn.layer.name
    style = SubElement(layer, "UserStyle")
    SubElement(style, "se:Name").text = drawn.layer.name
    rules = SubElement(style, "se:FeatureTypeStyle")
    for shown in drawn.classes or (MapClass("", drawn.contract.ko, drawn.contract.en, single_colour(drawn)),):
        _rule(rules, drawn, shown)
    return tostring(root, encoding="unicode")


def _rule(rules: Element, drawn: Drawn, shown: MapClass) -> None:
    rule = SubElement(rules, "se:Rule")
    SubElement(rule, "se:Name").text = label_of(shown)
    if drawn.theme is not None:
        _filter(SubElement(rule, "ogc:Filter"), drawn.theme.column, shown, categorical=drawn.theme.categorical)
    if drawn.contract.geometry_type == "LineString":
        _stroke(SubElement(rule, "se:LineSymbolizer"), shown.colour, 1.5)
    elif drawn.contract.geometry_type == "Point":
        graphic = SubElement(SubElement(rule, "se:PointSymbolizer"), "se:Graphic")
        mark = SubElement(graphic, "se:Mark")
        SubElement(mark, "se:WellKnownName").text = "square"
        _fill(mark, shown.colour)
        SubElement(graphic, "se:Size").text = "10"
    else:
        polygon = SubElement(rule, "se:PolygonSymbolizer")
        _fill(polygon, shown.colour)
        _stroke(polygon, OUTLINE, 0.4)


def _filter(parent: Element, column: str, shown: MapClass, *, categorical: bool) -> None:
    if shown is NO_DATA:
        _named(SubElement(parent, "ogc:PropertyIsNull"), column)
    elif categorical:
        _compared(parent, "ogc:PropertyIsEqualTo", column, shown.value)
    else:
        limits = {"ogc:PropertyIsGreaterThanOrEqualTo": shown.lower, "ogc:PropertyIsLessThan": shown.upper}
        known = {name: limit for name, limit in limits.items() if limit is not None}
        both = SubElement(parent, "ogc:And") if len(known) == 2 else parent
        for name, limit in known.items():
            _compared(both, name, column, repr(float(limit)))
        if not known:
            _named(SubElement(SubElement(parent, "ogc:Not"), "ogc:PropertyIsNull"), column)


def _compared(parent: Element, comparison: str, column: str, value: str) -> None:
    found = SubElement(parent, comparison)
    _named(found, column)
    SubElement(found, "ogc:Literal").text = value


def _named(parent: Element, column: str) -> None:
    SubElement(parent, "ogc:PropertyName").text = column


def _fill(parent: Element, colour: str) -> None:
    SubElement(SubElement(parent, "se:Fill"), "se:SvgParameter", name="fill").text = colour


def _stroke(parent: Element, colour: str, width: float) -> None:
    stroke = SubElement(parent, "se:Stroke")
    SubElement(stroke, "se:SvgParameter", name="stroke").text = colour
    SubElement(stroke, "se:SvgParameter", name="stroke-width").text = f"{width:g}"
