"""The QGIS project, inside the file and beside it: opened, it shows a finished map, with the other maps as themes and layouts.

A project in a GeoPackage is a zipped document, written as hexadecimal text into the table `qgis_projects`; the same zipped
document is a `.qgz` file. Its layers refer to the GeoPackage by its name in the same folder, so that both may be moved together.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

import numpy as np

from assets.release.attribution import Attribution
from assets.release.geopackage.entries import Entry, project_entries
from assets.release.geopackage.layers import Drawn
from assets.release.geopackage.layout import layout
from assets.release.geopackage.maps import BORDERS, LAND, ThematicMap, grouped, possible_maps
from assets.release.geopackage.styles import DOCTYPE, QGIS

NAME = "Rebalance"
TITLE = "Rebalance 대한민국 지역 불균형 지도"
KINDS = {"MultiPolygon": "Polygon", "LineString": "Line", "Point": "Point"}
MARGIN = 0.015


def write_project(database: sqlite3.Connection, layers: Sequence[Drawn], about: str, path: Path, whose: Attribution) -> None:
    """Put the project into its table and, as `.qgz`, beside the GeoPackage at `path`, unless there is no layer to show."""
    if not layers:
        return
    document = DOCTYPE + tostring(project(layers, about, path.name, whose), encoding="unicode")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"{NAME}.qgs", date_time=(2000, 1, 1, 0, 0, 0)), document, zipfile.ZIP_DEFLATED)
    database.execute("CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)")
    described = json.dumps({"last_modified_time": "2000-01-01T00:00:00", "last_modified_user": NAME})
    database.execute("INSERT INTO qgis_projects VALUES (?, ?, ?)", [NAME, described, packed.getvalue().hex()])
    path.with_suffix(".qgz").write_bytes(packed.getvalue())


def project(layers: Sequence[Drawn], about: str, file_name: str, whose: Attribution) -> Element:
    """The project as QGIS reads it."""
    entries = {entry.identifier: entry for entry in project_entries(layers)}
    maps = possible_maps([name for name, entry in entries.items() if entry.drawn.tells_something])
    shown = set(maps[0].layers) if maps else set(entries)
    extent = _extent(layers)
    root = Element("qgis", projectname=TITLE, version=QGIS)
    SubElement(root, "title").text = TITLE
    crs(SubElement(root, "projectCrs"))
    root.append(_tree(entries, shown, file_name))
    canvas = SubElement(root, "mapcanvas", name="theMapCanvas", annotationsVisible="1")
    SubElement(canvas, "units").text = "meters"
    _box(SubElement(canvas, "extent"), extent)
    crs(SubElement(canvas, "destinationsrs"))
    found = SubElement(root, "projectlayers")
    found.extend(_layer(entry, file_name) for entry in entries.values())
    SubElement(root, "layerorder").extend(Element("layer", id=entry.key) for entry in entries.values())
    _properties(root)
    themes = SubElement(root, "visibility-presets")
    themes.extend(_theme(made, entries) for made in maps)
    _metadata(root, about)
    SubElement(root, "Layouts").extend(layout(made, entries, extent, about, file_name, whose) for made in maps)
    view = SubElement(SubElement(root, "ProjectViewSettings", UseProjectScales="0", rotation="0"), "DefaultViewExtent")
    view.attrib |= dict(zip(("xmin", "ymin", "xmax", "ymax"), (f"{value:.0f}" for value in extent), strict=True))
    crs(view)
    _time(root, layers)
    return root


def crs(parent: Element) -> None:
    """EPSG:5179 under `parent`; QGIS looks at the authority's code only beside a number of its own list."""
    system = SubElement(parent, "spatialrefsys")
    for name, text in (("srsid", "28043"), ("srid", "5179"), ("authid", "EPSG:5179"), ("description", "Korea 2000 / Unified CS")):
        SubElement(system, name).text = text


def _tree(entries: Mapping[str, Entry], shown: set[str], file_name: str) -> Element:
    root = Element("layer-tree-group")
    names = [name for name in entries if name not in (BORDERS, LAND)]

    def add(parent: Element, identifier: str) -> None:
        entry = entries[identifier]
        visible = identifier in shown
        SubElement(
            parent, "layer-tree-layer", id=entry.key, name=entry.name, source=entry.source(file_name), providerKey="ogr",
            checked="Qt::Checked" if visible else "Qt::Unchecked",
            expanded=str(int(visible and identifier not in (BORDERS, LAND))),
        )  # fmt: skip

    if BORDERS in entries:
        add(root, BORDERS)
    for heading, members in grouped(names):
        open_ = bool(shown & set(members))
        group = SubElement(root, "layer-tree-group", name=heading, checked="Qt::Checked", expanded=str(int(open_)))
        for name in members:
            add(group, name)
    if LAND in entries:
        add(root, LAND)
    return root


def _layer(entry: Entry, file_name: str) -> Element:
    kind = KINDS[entry.drawn.contract.geometry_type]
    labelled = str(int(any(part.tag == "labeling" for part in entry.parts)))
    root = Element(
        "maplayer", type="vector", geometry=kind, labelsEnabled=labelled, readOnly="0", hasScaleBasedVisibilityFlag="0"
    )
    _box(SubElement(root, "extent"), tuple(entry.drawn.rows.total_bounds))
    for name, text in (("id", entry.key), ("datasource", entry.source(file_name)), ("layername", entry.name)):
        SubElement(root, name).text = text
    crs(SubElement(root, "srs"))
    SubElement(root, "provider", encoding="UTF-8").text = "ogr"
    root.extend(entry.parts)
    SubElement(root, "layerOpacity").text = "1"
    return root


def _theme(made: ThematicMap, entries: Mapping[str, Entry]) -> Element:
    root = Element("visibility-preset", {"name": made.name, "has-expanded-info": "1"})
    for identifier in made.layers:
        if identifier in entries:
            SubElement(root, "layer", id=entries[identifier].key, visible="1", style="default", expanded="1")
    return root


def _time(root: Element, layers: Sequence[Drawn]) -> None:
    """Yearly steps over the days of the indicators that have several years."""
    settings = SubElement(root, "ProjectTimeSettings", timeStep="1", timeStepUnit="y", frameRate="1", cumulativeTemporalRange="0")
    years = next((drawn for drawn in layers if drawn.layer.name == "extinction_risk"), None)
    if years is not None and years.layer.span:
        begin, end = years.layer.span
        found = SubElement(settings, "TemporalRange")
        SubElement(found, "start").text = f"{years.rows[begin].min()}T00:00:00Z"
        SubElement(found, "end").text = f"{years.rows[end].max()}T00:00:00Z"


def _properties(root: Element) -> None:
    found = SubElement(root, "properties")
    SubElement(SubElement(found, "Paths"), "Absolute", type="bool").text = "false"
    # Without it QGIS does not read the project's CRS.
    SubElement(SubElement(found, "SpatialRefSys"), "ProjectionsEnabled", type="int").text = "1"


def _metadata(root: Element, about: str) -> None:
    found = SubElement(root, "projectMetadata")
    for name, text in (("identifier", NAME), ("language", "KOR"), ("title", TITLE), ("abstract", about)):
        SubElement(found, name).text = text


def _extent(layers: Sequence[Drawn]) -> tuple[float, float, float, float]:
    """Of the sigungu of the reference vintage, else of everything, with a margin."""
    country = [drawn for drawn in layers if drawn.layer.name == "sigungu"] or layers
    bounds = np.array([drawn.rows.total_bounds for drawn in country])
    west, south = bounds[:, :2].min(axis=0)
    east, north = bounds[:, 2:].max(axis=0)
    room = MARGIN * max(east - west, north - south)
    return float(west - room), float(south - room), float(east + room), float(north + room)


def _box(parent: Element, bounds: Sequence[float]) -> None:
    for name, value in zip(("xmin", "ymin", "xmax", "ymax"), bounds, strict=True):
        SubElement(parent, name).text = f"{value:.3f}"
