"""The GeoPackage in QGIS itself, and before GDAL's own validator; both are system programs and may be absent.

Maps are kept under `build/pictures/qgis` for people to look at.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from assets.release.font import FILES, fonts_folder
from assets.release.geopackage.layers import LAYERS
from assets.release.style.palette import CLUSTERS, RISK
from expectations.contracts.registry import all_contracts
from tests.conftest import Built
from tests.places import ROOT

SYSTEM_PYTHON = Path("/usr/bin/python3")
PICTURES = ROOT / "build" / "pictures" / "qgis"
SCRIPT = ROOT / "tests" / "in_qgis.py"
TABLES = {layer.name: layer.table for layer in LAYERS}


def system_has(module: str) -> bool:
    if not SYSTEM_PYTHON.is_file():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def ask_qgis(package: Path, pictures: Path, *, document: Path | None = None) -> dict[str, Any]:
    """What QGIS says of the file, and of the project beside it."""
    if not system_has("qgis.core"):
        pytest.skip("QGIS is not installed: needs the Debian package python3-qgis")
    command = [SYSTEM_PYTHON, SCRIPT, package, document or package.with_suffix(".qgz"), pictures, fonts_folder() / FILES[400]]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=300)
    answers = [line for line in done.stdout.splitlines() if line.startswith("ANSWER ")]
    assert answers, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(answers[0].removeprefix("ANSWER "))
    return found


@pytest.fixture(scope="module")
def qgis(schematic: Built) -> dict[str, Any]:
    return ask_qgis(schematic.release / "rebalance.gpkg", PICTURES / "schematic")


def test_command_of_the_summary_opens_the_finished_project(schematic: Built, tmp_path: Path) -> None:
    """Exactly the file that is printed, in a folder that the pair was moved to."""
    (printed,) = re.findall(r"qgis (\S+)", schematic.answer.out)
    moved = tmp_path / "옮긴 폴더"
    moved.mkdir()
    for name in (Path(printed).name, "rebalance.gpkg"):
        shutil.copy(schematic.release / name, moved)
    found = ask_qgis(moved / "rebalance.gpkg", tmp_path / "pictures", document=moved / Path(printed).name)
    project = found["project"]
    assert project["read"] and project["broken"] == [] and found["embedded"] == {"read": True, "broken": []}
    assert set(project["themes"]) == set(project["layouts"]) and "지방소멸위험 Extinction risk" in project["themes"]
    assert all(str(moved) in source for source in project["layers"].values())


def test_every_print_layout_says_whose_figures_it_shows(schematic: Built, qgis: dict[str, Any]) -> None:
    for name, layout in qgis["project"]["layouts"].items():
        text = " ".join(layout["texts"]).replace("\n", " ")
        figures = "" if "Boundaries" in name else r"자료 Data: .+ \(.+\), \d{4}-\d\d-\d\d.* · "
        assert re.search(figures + r"경계 Borders: .+ \(.+\), \d{4}-\d\d-\d\d", text), name
        assert f"Rebalance {schematic.release.name}" in text, name
    assert "Ministry of the Interior and Safety" in " ".join(qgis["project"]["layouts"]["지방소멸위험 Extinction risk"]["texts"])


def test_layers_say_whose_they_are_and_under_which_licences(qgis: dict[str, Any]) -> None:
    for name, layer in qgis["layers"].items():
        assert len(layer["rights"]) == 2 and "Rebalance " in layer["rights"][1], name
    assert any("행정안전부" in licence and "KOGL" in licence for licence in qgis["layers"]["sigungu"]["licences"])


def colour_shares(picture: str) -> dict[str, float]:
    """Share of the pixels by colour."""
    pixels = np.asarray(Image.open(picture).convert("RGB"), dtype=np.uint32)
    packed = (pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2]).ravel()
    values, counts = np.unique(packed, return_counts=True)
    return {f"#{value:06x}": count / packed.size for value, count in zip(values, counts, strict=True)}


def test_every_layer_opens_with_its_rows_crs_index_and_style(schematic: Built, qgis: dict[str, Any]) -> None:
    for name, layer in qgis["layers"].items():
        table = TABLES[name.removesuffix("_simple")]
        assert (layer["valid"], layer["style_loaded"], layer["indexed"], layer["crs"]) == (True, True, True, "EPSG:5179"), name
        assert layer["features"] == len(schematic.home.lake.frame(table)), name
        assert None not in layer["classes"], name


def test_default_style_is_the_palette_with_bilingual_labels(schematic: Built, qgis: dict[str, Any]) -> None:
    sigungu = qgis["layers"]["sigungu"]
    assert (sigungu["renderer"], len(sigungu["labels"])) == ("categorizedSymbol", 5)
    assert sigungu["labels"] == [f"{c.ko} {c.en}" for c in RISK] and sigungu["colours"] == [c.colour for c in RISK]
    colours = {c.value: c.colour for c in RISK}
    frame = schematic.home.lake.frame("sigungu")
    assert sorted(sigungu["classes"]) == sorted(frame["risk_class"].map(colours))
    assert qgis["layers"]["innovation_city"]["renderer"] == "singleSymbol"
    assert qgis["layers"]["megaregion_profile"]["renderer"] == "graduatedSymbol"


def test_descriptor_for_other_programs_says_the_same(qgis: dict[str, Any]) -> None:
    for name, layer in qgis["layers"].items():
        assert layer["sld"] is not None, name
        if layer["renderer"] == "categorizedSymbol":
            assert layer["sld"] == layer["labels"], name


def test_attributes_and_metadata_are_shown(qgis: dict[str, Any]) -> None:
    contract = all_contracts()["sigungu"]
    layer = qgis["layers"]["sigungu"]
    assert layer["aliases"]["risk_index"] == "소멸위험지수 Extinction-risk index [여성/노인 women per person]"
    assert layer["title"] == f"{contract.ko} {contract.en}" and "SCHEMATIC" in layer["abstract"] and layer["licences"]


def test_time_slider_knows_the_days(qgis: dict[str, Any]) -> None:
    spans = {name: layer["temporal"] for name, layer in qgis["layers"].items() if layer["temporal"]}
    assert spans == {
        "extinction_risk": ["shown_from", "shown_to"],
        "boundary_history": ["shown_from", "shown_to"],
        "crisis_area": ["designated_from", "designated_until"],
    }
    # Eight employment and nine industrial crisis areas; the schematic boundaries are of 2024.
    rows = {name: layer["in_2019"] for name, layer in qgis["layers"].items() if layer["temporal"]}
    assert rows == {"extinction_risk": 229, "boundary_history": 0, "crisis_area": 17}
    assert qgis["project"]["years"] == [2015, 2024]


def test_sheets_of_layers_without_spans_show_no_day(qgis: dict[str, Any]) -> None:
    assert {layout["day"] for layout in qgis["project"]["layouts"].values()} == {""}


def test_embedded_project_opens_on_the_map_of_the_whole_country(qgis: dict[str, Any]) -> None:
    project = qgis["project"]
    assert project["read"] and project["broken"] == [] and project["crs"] == "EPSG:5179"
    assert project["shown"] == ["rebalance_borders", "rebalance_sigungu"]
    assert project["title"].startswith("Rebalance") and len(project["groups"]) == 4
    west, south, east, north = project["extent"]
    assert west < 840_000 and south < 1_470_000 and east > 1_300_000 and north > 2_040_000


@pytest.mark.parametrize(
    ("name", "classes"), [("지방소멸위험 Extinction risk", RISK), ("소멸위험 군집 Clusters of extinction risk", CLUSTERS)]
)
def test_map_is_drawn_with_its_classes_and_legend(qgis: dict[str, Any], name: str, classes: tuple[Any, ...]) -> None:
    layout = qgis["project"]["layouts"][name]
    assert layout["drawn"] and layout["maps"] == 1
    assert [f"{c.ko} {c.en}" for c in classes] == layout["legend"][-len(classes) :]
    shares = colour_shares(layout["picture"])
    # A swatch of the legend alone is at least a tenth of a per mille of the page.
    assert {c.value: shares.get(c.colour, 0) > 1e-4 for c in classes} == {c.value: True for c in classes}


def test_map_shows_the_country_and_not_only_the_legend(qgis: dict[str, Any]) -> None:
    shares = colour_shares(qgis["project"]["layouts"]["지방소멸위험 Extinction risk"]["picture"])
    assert sum(shares.get(c.colour, 0) for c in RISK) > 0.15


def assert_valid(package: Path) -> None:
    """GDAL's own validator; skips where it is not installed."""
    module = "osgeo_utils.samples.validate_gpkg"
    if not system_has(module):
        pytest.skip("GDAL's validator is not installed: needs the Debian package python3-gdal")
    done = subprocess.run([SYSTEM_PYTHON, "-m", module, package], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "Req" not in done.stdout + done.stderr, done.stdout + done.stderr


def test_gdal_finds_no_fault(schematic: Built) -> None:
    assert_valid(schematic.release / "rebalance.gpkg")


def test_gdal_finds_a_fault_that_there_is(schematic: Built, tmp_path: Path) -> None:
    broken = tmp_path / "broken.gpkg"
    broken.write_bytes((schematic.release / "rebalance.gpkg").read_bytes().replace(b"GPKG", b"GPKH", 1))
    with pytest.raises(AssertionError):
        assert_valid(broken)
