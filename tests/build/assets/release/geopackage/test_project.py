"""The project as a document: unzipped, it names only layers of its own file, and opens on a map."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from xml.etree.ElementTree import Element, fromstring

import pytest

from assets.release.geopackage.maps import MAPS
from tests.conftest import Built


def document(built: Built) -> Element:
    with closing(sqlite3.connect(built.release / "rebalance.gpkg")) as database:
        ((name, content),) = database.execute("SELECT name, content FROM qgis_projects").fetchall()
    assert name == "Rebalance"
    with zipfile.ZipFile(io.BytesIO(bytes.fromhex(content))) as archive:
        (entry,) = archive.infolist()
        assert (entry.filename, entry.date_time[0]) == ("Rebalance.qgs", 2000)
        return fromstring(archive.read(entry).decode().split("\n", 1)[1])


@pytest.fixture(scope="module")
def project(schematic: Built) -> Element:
    return document(schematic)


def test_layers_are_read_from_the_file_beside_which_it_lies(schematic: Built, project: Element) -> None:
    with closing(sqlite3.connect(schematic.release / "rebalance.gpkg")) as database:
        layers = {row[0] for row in database.execute("SELECT table_name FROM gpkg_geometry_columns")}
    sources = {source.text for source in project.findall("projectlayers/maplayer/datasource")}
    assert sources == {f"./rebalance.gpkg|layername={name}" for name in layers}


def test_it_opens_on_extinction_risk_under_the_borders_of_the_sido(project: Element) -> None:
    shown = [layer.get("id") for layer in project.iter("layer-tree-layer") if layer.get("checked") == "Qt::Checked"]
    assert set(shown) >= {"rebalance_borders", "rebalance_sigungu"}
    tree = project.find("layer-tree-group")
    assert tree is not None
    assert {x.get("id") for x in tree.iter("layer-tree-layer") if x.get("checked") == "Qt::Checked"} == {
        "rebalance_borders", "rebalance_sigungu",
    }  # fmt: skip


def test_every_map_is_a_theme_and_a_layout_and_none_is_made_of_layers_that_tell_nothing(project: Element) -> None:
    themes = [theme.get("name") for theme in project.findall("visibility-presets/visibility-preset")]
    layouts = [layout.get("name") for layout in project.findall("Layouts/Layout")]
    assert themes == layouts and themes[0] == MAPS[0].name
    # The schematic input has no factories, births, moves or second vintage.
    assert not {m.name for m in MAPS if m.en in ("Rust belt", "Fertility", "Boundaries through time")} & set(themes)


def test_sheet_of_layers_that_replace_each_other_shows_the_newest_and_says_its_day(embedded: Built) -> None:
    with closing(sqlite3.connect(embedded.release / "rebalance.gpkg")) as database:
        ((newest,),) = database.execute("SELECT max(shown_from) FROM boundary_history").fetchall()
    sheets = {str(sheet.get("name")): list(sheet.iter("LayoutItem")) for sheet in document(embedded).iter("Layout")}
    spans = {
        name: item.get("temporalRangeBegin", "") for name, items in sheets.items() for item in items if item.get("followPreset")
    }
    headings = {item.get("labelText") for item in sheets["경계 변화 Boundaries through time"]}
    assert set(spans) == set(sheets) and f"Boundaries through time · {newest}" in headings
    assert spans.pop("경계 변화 Boundaries through time") == f"{newest}T00:00:00Z" and set(spans.values()) == {""}


def test_keys_are_unique_and_longer_than_qgis_replaces(project: Element) -> None:
    keys = [key.text or "" for key in project.findall("projectlayers/maplayer/id")]
    assert len(keys) == len(set(keys)) and all(len(key) > 10 for key in keys)
    items = [item.get("uuid") for item in project.iter("LayoutItem")]
    assert len(items) == len(set(items))
