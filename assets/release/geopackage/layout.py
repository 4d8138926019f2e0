"""A print layout per map: A4, title in two languages, legend, scale bar, and what the reader must know."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from assets.release.attribution import Attribution, wrapped
from assets.release.geopackage import symbols
from assets.release.geopackage.entries import Entry
from assets.release.geopackage.layers import SHOWN, Drawn
from assets.release.geopackage.maps import BORDERS, LAND, ThematicMap

PAGE = (210.0, 297.0)
MAP = (10.0, 30.0, 190.0, 240.0)
NOTES = (10.0, 272.0, 190.0, 22.0)
# Of the text below the map, in points; and how many times that wide a line may be.
SMALL, ACROSS = 7, 76.0
# QGIS' numbers of the kinds of items.
PAGE_ITEM, MAP_ITEM, LABEL_ITEM, LEGEND_ITEM, SCALE_ITEM = "65638", "65639", "65641", "65642", "65646"
# The corner that stays in place when a legend grows.
LOWER_RIGHT = "8"
# Whatever the machine has: no one font with both scripts is everywhere.
FAMILY = "Sans Serif"
_SPACE = uuid.UUID("6d6f1f0e-3f0a-4f57-9d6a-5d1b6c1a7e10")


def layout(
    made: ThematicMap,
    entries: Mapping[str, Entry],
    extent: tuple[float, float, float, float],
    about: str,
    file_name: str,
    whose: Attribution,
) -> Element:
    """The layout of one map as QGIS reads it; items later in the document lie below."""
    root = Element("Layout", name=made.name, units="mm", printResolution="200")
    pages = SubElement(root, "PageCollection")
    SubElement(pages, "symbol", type="fill", name="", alpha="1").append(_white())
    page = _item(pages, made, PAGE_ITEM, (0.0, 0.0, *PAGE))
    SubElement(page, "symbol", type="fill", name="", alpha="1").append(_white())
    map_id = _identifier(made, MAP_ITEM)
    _label(root, made, made.ko, (10.0, 8.0, 190.0, 11.0), size=22, weight=75)
    drawn = [entries[name].drawn for name in made.subjects]
    day = newest_span(drawn[0])
    _label(root, made, f"{made.en} · {day}" if day else made.en, (10.0, 19.0, 190.0, 8.0), size=13, weight=50)
    credit = whose.together([layer.figures_of(whose) for layer in drawn], drawn[0].borders_of(whose))
    below = [" · ".join(made.notes), f"{about} EPSG:5179", credit.both]
    _label(root, made, "\n".join(line for text in below if text for line in wrapped(text, ACROSS)), NOTES, size=SMALL, weight=50)
    _legend(root, made, entries, map_id, file_name)
    _scale_bar(root, made, map_id)
    _map(root, made, extent, day)
    return root


def newest_span(drawn: Drawn) -> str:
    """First day of the newest span (ISO) of a layer whose rows replace each other; "" of any other. A sheet shows one span."""
    if drawn.layer.span != SHOWN or not len(drawn.rows):
        return ""
    return str(drawn.rows[SHOWN[0]].max())[:10]


def _map(root: Element, made: ThematicMap, extent: tuple[float, float, float, float], day: str) -> None:
    item = _item(root, made, MAP_ITEM, MAP)
    if day:
        item.attrib |= {"isTemporal": "1", "temporalRangeBegin": f"{day}T00:00:00Z", "temporalRangeEnd": f"{day}T00:00:00Z"}
    item.attrib |= {"followPreset": "true", "followPresetName": made.name, "keepLayerSet": "false", "drawCanvasItems": "true"}
    west, south, east, north = _of_shape(extent, MAP[2] / MAP[3])
    box = {"xmin": west, "ymin": south, "xmax": east, "ymax": north}
    SubElement(item, "Extent", {name: f"{value:.0f}" for name, value in box.items()})


def _legend(root: Element, made: ThematicMap, entries: Mapping[str, Entry], map_id: str, file_name: str) -> None:
    item = _item(root, made, LEGEND_ITEM, (199.0, MAP[1] + MAP[3] - 1.0, 60.0, 70.0), background=True)
    item.attrib |= {
        "title": "",
        "map_uuid": map_id,
        "resizeToContents": "1",
        "wrapChar": "|",
        "columnCount": "1",
        "legendFilterByAtlas": "0",
    }
    item.set("referencePoint", LOWER_RIGHT)
    item.attrib |= {"symbolWidth": "6", "symbolHeight": "4", "boxSpace": "2", "lineSpacing": "1", "fontColor": "#222222"}
    styles = SubElement(item, "styles")
    for name, size, weight in (("group", 9, 75), ("subgroup", 9, 75), ("symbol", 8, 50), ("symbolLabel", 8, 50)):
        style = SubElement(
            styles, "style", name=name, alignment="1", marginTop="1.5", marginLeft="1.5" if name == "symbolLabel" else "0"
        )
        SubElement(style, "styleFont", description=_font(size, weight), style="")
    tree = SubElement(item, "layer-tree-group")
    for identifier in made.layers:
        if identifier in entries and identifier not in (BORDERS, LAND):
            entry = entries[identifier]
            node = SubElement(
                tree, "layer-tree-layer", id=entry.key, name=entry.name, source=entry.source(file_name), providerKey="ogr",
                checked="Qt::Checked", expanded="1",
            )  # fmt: skip
            heading = {"legend/title-label": "|".join(entry.drawn.heading)}
            symbols.options(SubElement(node, "customproperties"), heading)


def _scale_bar(root: Element, made: ThematicMap, map_id: str) -> None:
    item = _item(root, made, SCALE_ITEM, (12.0, MAP[1] + MAP[3] - 15.0, 50.0, 12.0))
    item.attrib |= {
        "style": "Line Ticks Up", "mapUuid": map_id, "unitType": "km", "unitLabel": "km", "numMapUnitsPerScaleBarUnit": "1",
        "numSegments": "2", "numSegmentsLeft": "0", "numUnitsPerSegment": "50", "height": "2", "labelBarSpace": "1",
        "boxContentSpace": "1", "segmentSizeMode": "0", "outlineWidth": "0.3", "alignment": "0",
    }  # fmt: skip
    text = {"fontSize": "8", "fontSizeUnit": "Point", "fontWeight": "50", "textColor": symbols.rgb("#222222"), "textOpacity": "1"}
    SubElement(item, "text-style", text)
    SubElement(item, "lineSymbol").append(symbols.line("", "#222222", 0.3))


def _label(
    root: Element, made: ThematicMap, text: str, place: tuple[float, float, float, float], *, size: int, weight: int
) -> None:
    item = _item(root, made, LABEL_ITEM, place, name=text)
    item.attrib |= {"labelText": text, "halign": "1", "valign": "32", "marginX": "0", "marginY": "0", "htmlState": "0"}
    SubElement(item, "LabelFont", description=_font(size, weight), style="")
    SubElement(item, "FontColor", red="34", green="34", blue="34", alpha="255")


def _item(
    root: Element,
    made: ThematicMap,
    kind: str,
    place: tuple[float, float, float, float],
    *,
    name: str = "",
    background: bool = False,
) -> Element:
    x, y, width, height = (f"{value:g}" for value in place)
    item = SubElement(root, "LayoutItem", type=kind, uuid=_identifier(made, kind, name), position=f"{x},{y},mm")
    item.attrib |= {"positionOnPage": f"{x},{y},mm", "size": f"{width},{height},mm", "referencePoint": "0", "frame": "false"}
    item.attrib |= {"background": str(background).lower(), "visibility": "1", "opacity": "1", "itemRotation": "0"}
    SubElement(item, "BackgroundColor", red="255", green="255", blue="255", alpha="230")
    return item


def _identifier(made: ThematicMap, kind: str, name: str = "") -> str:
    """The same in every file, another for every item."""
    return "{" + str(uuid.uuid5(_SPACE, f"{made.en} {kind} {name}")) + "}"


def _font(size: int, weight: int) -> str:
    """A font as Qt writes it; `weight` is 50 for normal, 75 for bold."""
    return f"{FAMILY},{size},-1,5,{weight},0,0,0,0,0"


def _white() -> Element:
    layer = Element("layer", {"class": "SimpleFill", "enabled": "1", "locked": "0", "pass": "0"})
    symbols.options(layer, {"color": symbols.rgb(symbols.WHITE), "style": "solid", "outline_style": "no"})
    return layer


def _of_shape(extent: tuple[float, float, float, float], shape: float) -> tuple[float, float, float, float]:
    """The extent widened to that quotient of width and height."""
    west, south, east, north = extent
    width, height = east - west, north - south
    across, up = max(width, height * shape), max(height, width / shape)
    return (west + east - across) / 2, (south + north - up) / 2, (west + east + across) / 2, (south + north + up) / 2
