"""What has no figures in a build is left out: no empty layer, no map of one colour, no picture, no menu entry."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from assets.lake.lake import Lake
from assets.release.atlas.data import parts
from assets.release.geopackage import write_geopackage
from assets.release.release import write_maps
from expectations.contracts.registry import all_contracts
from tests.conftest import Built
from tests.emptied import emptied

FIGURES_OF_LAYERS = (
    "sigungu.risk_class", "sido.risk_class", "megaregion.risk_class", "emd.risk_class", "clusters.cluster", "rust_belt.state",
)  # fmt: skip


@pytest.fixture(scope="module")
def lake(schematic: Built, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Without crisis areas and profile, without clusters and states, without risk on the map layers."""
    folder = tmp_path_factory.mktemp("emptied") / "lake"
    return emptied(
        schematic.home.lake, folder, tables=["crisis_area", "megaregion_profile"], columns=FIGURES_OF_LAYERS,
        indicators=["extinction_risk"],
    )  # fmt: skip


@pytest.fixture(scope="module")
def package(lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "rebalance.gpkg"
    write_geopackage(path, all_contracts().values(), lake, "about", "1.0")
    return path


def project(package: Path) -> Element:
    with zipfile.ZipFile(package.with_suffix(".qgz")) as archive:
        return fromstring(archive.read("Rebalance.qgs").decode().split("\n", 1)[1])


def test_layers_without_rows_or_figures_are_not_in_the_file(package: Path) -> None:
    with closing(sqlite3.connect(package)) as database:
        layers = {row[0] for row in database.execute("SELECT table_name FROM gpkg_geometry_columns")}
        empty = [name for name in layers if not database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]]
    assert not layers & {"crisis_area", "megaregion_profile", "clusters", "rust_belt"} and empty == []
    assert {"sigungu", "sido", "megaregion", "decline_area"} <= layers  # shapes are of use by themselves


def test_shapes_without_figures_are_drawn_in_one_colour_and_named_by_no_column(package: Path) -> None:
    layers = {layer.findtext("id"): layer for layer in project(package).findall("projectlayers/maplayer")}
    for name in ("sigungu", "sido", "megaregion", "sigungu_simple"):
        renderer = layers[f"rebalance_{name}"].find("renderer-v2")
        assert renderer is not None and renderer.get("type") == "singleSymbol" and renderer.get("attr") is None, name


def test_no_theme_and_no_layout_is_made_of_what_is_not_there(package: Path) -> None:
    document = project(package)
    themes = [theme.get("name") or "" for theme in document.findall("visibility-presets/visibility-preset")]
    layouts = [layout.get("name") for layout in document.findall("Layouts/Layout")]
    assert themes == layouts
    assert not [name for name in themes if "Extinction risk" in name or "Designations" in name or "Clusters" in name]
    keys = {layer.findtext("id") for layer in document.findall("projectlayers/maplayer")}
    assert {layer.get("id") for layer in document.iter("layer-tree-layer")} <= keys


def test_project_of_the_file_is_that_beside_it(package: Path) -> None:
    with closing(sqlite3.connect(package)) as database:
        ((content,),) = database.execute("SELECT content FROM qgis_projects").fetchall()
    assert bytes.fromhex(content) == package.with_suffix(".qgz").read_bytes()
    assert zipfile.is_zipfile(io.BytesIO(bytes.fromhex(content)))


def test_pictures_are_of_what_has_figures(lake: Lake, tmp_path: Path) -> None:
    write_maps(tmp_path / "maps", emptied(lake, tmp_path / "lake", tables=["extinction_risk"]), "1.0")
    made = {path.name for path in (tmp_path / "maps").iterdir()}
    assert made and not [name for name in made if name.startswith("extinction_risk")]


def test_atlas_has_no_view_and_no_indicator_without_figures(lake: Lake, tmp_path: Path) -> None:
    bare = emptied(lake, tmp_path / "lake", tables=["scenario_result", "claim", "claim_variant"])
    told = parts(bare, all_contracts().values(), "1.0")
    assert told["map"]["views"] == ["map", "groups", "dictionary"]
    assert not [known["id"] for known in told["map"]["indicators"] if known["id"].startswith("extinction_risk.")]
    assert all(known["levels"] for known in told["map"]["indicators"])
    assert told["scenarios"] == {
        "scenarios": [], "results": [], "history": [], "assumed": {"ko": "", "en": ""}, "base_year": None,
    }  # fmt: skip
