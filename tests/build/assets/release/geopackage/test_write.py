"""The file as a whole: layers of the issue's names, fixed bytes, sound simplified companions."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pyogrio
import pytest
import shapely

from assets.release.geopackage import write_geopackage
from assets.release.geopackage.layers import LAYERS
from expectations.contracts.registry import all_contracts
from tests.conftest import Built
from tests.places import ROOT

# Layers that need files which the schematic input does not have.
OF_PUBLISHERS = {"youth_flow", "migration_flow_sido", "migration_flow_sigungu", "emd", "rust_belt", "work_and_family"}
COMPANIONS = ("sigungu", "sido", "megaregion")


@pytest.fixture(scope="module")
def package(schematic: Built) -> Path:
    return schematic.release / "rebalance.gpkg"


def test_every_layer_that_the_input_can_fill_is_there(package: Path) -> None:
    layers = {name for name, kind in pyogrio.list_layers(package) if kind}
    assert layers == {layer.name for layer in LAYERS} - OF_PUBLISHERS | {f"{name}_simple" for name in COMPANIONS}


def test_two_processes_write_the_same_bytes(schematic: Built, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from assets.lake.lake import Lake\n"
        "from expectations.contracts.registry import all_contracts\n"
        "from assets.release.geopackage import write_geopackage\n"
        "write_geopackage(Path(sys.argv[2]), all_contracts().values(), Lake(Path(sys.argv[1])), 'about')"
    )
    files = [tmp_path / name / "rebalance.gpkg" for name in ("one", "two")]
    for file in files:
        file.parent.mkdir()
        root = str(schematic.home.lake.root.resolve())
        subprocess.run([sys.executable, "-c", code, root, str(file)], check=True, cwd=ROOT)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_file_without_any_layer_is_not_asked_for_a_project(schematic: Built, tmp_path: Path) -> None:
    only = [all_contracts()["sido"]]
    assert write_geopackage(tmp_path / "one.gpkg", only, schematic.home.lake, "about") == ["sido", "sido_simple"]


@pytest.mark.parametrize("level", COMPANIONS)
def test_companion_is_a_coverage_with_every_unit_and_the_same_figures(package: Path, level: str) -> None:
    full, simple = (pyogrio.read_dataframe(package, layer=name) for name in (level, f"{level}_simple"))
    shapes = simple.geometry.to_numpy()
    assert shapely.coverage_is_valid(shapes) and not shapely.is_empty(shapes).any() and shapely.is_valid(shapes).all()
    assert full.drop(columns="geometry").equals(simple.drop(columns="geometry"))
    # Schematic shapes have no corner that is worth less than the tolerance.
    assert shapely.get_num_coordinates(shapes).sum() <= shapely.get_num_coordinates(full.geometry.to_numpy()).sum()


def test_companions_of_all_levels_lie_on_each_other(package: Path) -> None:
    sigungu, sido = (pyogrio.read_dataframe(package, layer=f"{level}_simple") for level in ("sigungu", "sido"))
    whole = shapely.union_all(sido.geometry.boundary.to_numpy())
    parts = shapely.union_all(sigungu.geometry.boundary.to_numpy())
    assert shapely.length(shapely.difference(whole, parts)) == pytest.approx(0, abs=1)


def test_every_layer_has_a_spatial_index_and_a_style_of_its_own(package: Path) -> None:
    layers = {name for name, kind in pyogrio.list_layers(package) if kind}
    with closing(sqlite3.connect(package)) as database:
        indexed = {
            row[0] for row in database.execute("SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'")
        }
        styled = {row[0] for row in database.execute("SELECT f_table_name FROM layer_styles WHERE useAsDefault")}
    assert indexed == styled == layers
