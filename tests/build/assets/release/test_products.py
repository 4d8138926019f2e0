"""GeoPackage, maps and manifest of the schematic release."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely

from assets.release.geopackage import write_geopackage
from assets.release.geopackage.layers import LAYERS as NAMED
from assets.release.geopackage.layers import UNKNOWN
from assets.release.maps import NOTES, draw, risk_map
from assets.release.release import ABOUT
from assets.release.style.palette import NO_DATA, RISK
from expectations.contracts.registry import all_contracts
from tests.conftest import Built

LAYERS = {"sigungu": 229, "sido": 17, "megaregion": 8}
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def package(schematic: Built) -> Path:
    return schematic.release / "rebalance.gpkg"


@pytest.fixture(scope="module")
def manifest(schematic: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((schematic.release / "manifest.json").read_text(encoding="utf-8"))
    return found


# --- GeoPackage


def test_layers_are_the_map_tables_of_the_mart_that_have_figures(schematic: Built, package: Path) -> None:
    tables = {layer.table: layer.name for layer in NAMED}
    drawn = {layer.table: layer.drawn_by for layer in NAMED if layer.drawn_by and not layer.of_places}
    known = {table: schematic.home.lake.frame(table)[column].dropna() for table, column in drawn.items()}
    without = {table for table, figures in known.items() if figures.isin(UNKNOWN).all()}
    maps = {
        tables.get(name, name): contract.geometry_type
        for name, contract in all_contracts().items()
        if contract.geometry and contract.schema == "mart" and len(schematic.home.lake.frame(name)) and name not in without
    }
    companions = {f"{name}_simple": "MultiPolygon" for name in (*LAYERS, "emd") if name in maps}
    assert {name: kind for name, kind in pyogrio.list_layers(package) if kind} == maps | companions
    assert set(LAYERS) < set(maps)


@pytest.mark.parametrize("layer", LAYERS)
def test_layer_has_its_units_crs_and_attributes(package: Path, layer: str) -> None:
    shapes = pyogrio.read_dataframe(package, layer=layer)
    assert len(shapes) == LAYERS[layer]
    assert shapes.crs.to_epsg() == 5179
    columns = [name for name in all_contracts()[layer].column_names if name != "geometry"]
    assert list(shapes.columns) == [*columns, "geometry"]
    assert shapely.is_valid(shapes.geometry.to_numpy()).all()
    assert shapes["population"].sum() == 51_217_221
    assert shapes["name_ko"].str.contains("[가-힣]").all()


@pytest.mark.parametrize("layer", LAYERS)
def test_layer_is_titled_in_both_languages_and_named_schematic(package: Path, layer: str) -> None:
    with closing(sqlite3.connect(package)) as database:
        row = database.execute("SELECT identifier, description FROM gpkg_contents WHERE table_name = ?", [layer]).fetchone()
        srs = database.execute("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?", [layer]).fetchone()
        index = database.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", [f"rtree_{layer}_geom"]).fetchone()
    contract = all_contracts()[layer]
    assert contract.ko in row[0] and contract.en in row[0]
    assert "SCHEMATIC" in row[1]
    assert srs == (5179,)
    assert index == (1,)


def test_columns_are_described_in_the_file(package: Path) -> None:
    with closing(sqlite3.connect(package)) as database:
        rows = database.execute("SELECT table_name, column_name, description FROM gpkg_data_columns").fetchall()
    described = {(table, column): text for table, column, text in rows}
    for layer in LAYERS:
        for column in all_contracts()[layer].columns:
            if column.name != "geometry":
                assert described[layer, column.name] == column.comment


def test_equal_tables_give_an_equal_file(schematic: Built, tmp_path: Path) -> None:
    files = [tmp_path / name / "rebalance.gpkg" for name in ("one", "two")]
    for file in files:
        file.parent.mkdir()
        write_geopackage(file, all_contracts().values(), schematic.home.lake, "about")
    assert files[0].read_bytes() == files[1].read_bytes()


# --- maps


@pytest.mark.parametrize("layer", LAYERS)
def test_map_of_each_level_is_a_picture(schematic: Built, layer: str) -> None:
    picture = (schematic.release / "maps" / f"extinction_risk_{layer}.png").read_bytes()
    assert picture.startswith(PNG) and len(picture) > 10_000


def drawn(monkeypatch: pytest.MonkeyPatch, schematic: Built, layer: Any) -> dict[str, Any]:
    """The specification that would be drawn."""
    seen: list[dict[str, Any]] = []

    class Renderer:
        def vegalite_to_png(self, spec: str, **_: object) -> bytes:
            seen.append(json.loads(spec))
            return PNG

    monkeypatch.setattr("assets.release.maps._renderer", Renderer)
    risk_map(layer, "title")
    return seen[0]


def test_schematic_and_derived_maps_say_so_and_a_surveyed_one_does_not(schematic: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    sido = schematic.home.lake.geoframe("sido")
    assert drawn(monkeypatch, schematic, sido)["title"]["subtitle"] == NOTES["schematic"]
    assert "schematic" in NOTES["schematic"] and "모식도" in NOTES["schematic"]
    assert drawn(monkeypatch, schematic, sido.assign(geometry_basis="derived"))["title"]["subtitle"] == NOTES["derived"]
    assert drawn(monkeypatch, schematic, sido.assign(geometry_basis="published"))["title"]["subtitle"] == ""


def test_map_has_one_colour_a_class_and_grey_only_where_figures_are_missing(
    schematic: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    sido = schematic.home.lake.geoframe("sido")
    whole = drawn(monkeypatch, schematic, sido)["encoding"]["color"]["scale"]
    assert whole["domain"] == [c.value for c in RISK] and len(set(whole["range"])) == 5
    holed = drawn(monkeypatch, schematic, sido.assign(risk_class=None))["encoding"]["color"]["scale"]
    assert holed["domain"][-1] == NO_DATA.value and holed["range"][-1] == NO_DATA.colour


def test_map_is_as_high_as_the_country_is_tall(schematic: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    sido = schematic.home.lake.geoframe("sido")
    spec = drawn(monkeypatch, schematic, sido)
    west, south, east, north = sido.total_bounds
    assert spec["height"] / spec["width"] == pytest.approx((north - south) / (east - west), rel=0.01)
    assert callable(draw)


# --- manifest


def test_manifest_hashes_every_product_as_it_lies_there(schematic: Built, manifest: dict[str, Any]) -> None:
    listed = {record["path"]: record for record in manifest["files"]}
    assert {"warehouse.duckdb", "rebalance.gpkg", *(f"maps/extinction_risk_{layer}.png" for layer in LAYERS)} <= set(listed)
    for path, record in listed.items():
        content = (schematic.release / path).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (record["sha256"], record["bytes"]), path


def test_manifest_counts_rows_of_every_table(schematic: Built, manifest: dict[str, Any]) -> None:
    for record in manifest["tables"]:
        entry = schematic.home.lake.entry(record["table"].split(".")[1])
        assert entry is not None and (record["rows"], record["content_sha256"]) == (entry.rows, entry.content)
    assert len(manifest["tables"]) == len(all_contracts())


def test_manifest_names_inputs_with_publisher_licence_and_digest(schematic: Built, manifest: dict[str, Any]) -> None:
    (folder,) = (schematic.home.root / "schematic").iterdir()
    assert {"TL_SCCO_SIG.shp", "TL_SCCO_SIG.dbf", "DT_1B04005N_2024.json", "연령별인구현황.csv"} <= {
        i["file"] for i in manifest["inputs"]
    }
    for record in manifest["inputs"]:
        assert hashlib.sha256((folder / record["file"]).read_bytes()).hexdigest() == record["sha256"]
        assert record["publisher"] and record["licence"] and record["encoding"]


def test_manifest_tells_checks_versions_and_storage(manifest: dict[str, Any]) -> None:
    assert {check["table"] for check in manifest["checks"]} == set(all_contracts())
    assert all(check["errors"] == [] and check["expectations"] > 0 for check in manifest["checks"])
    assert {"duckdb", "geopandas", "shapely", "dagster", "great-expectations"} <= set(manifest["versions"])
    assert manifest["duckdb_storage_version"] == "v1.4.0" and "1.4" in manifest["duckdb_opens_in"]


def test_manifest_says_schematic_and_of_which_vintage(manifest: dict[str, Any]) -> None:
    assert (manifest["geometry_basis"], manifest["reference_vintage"]) == ("schematic", "2024-02-01")
    assert manifest["geometry"] == ABOUT["schematic"] and "SCHEMATIC" in ABOUT["schematic"]


def test_version_names_date_profile_and_fingerprint(schematic: Built, manifest: dict[str, Any]) -> None:
    assert manifest["version"] == schematic.release.name
    assert manifest["version"] == f"2024-12-31-schematic-{manifest['fingerprint'][:8]}"


def test_headlines_are_exact(manifest: dict[str, Any]) -> None:
    values = {headline["name"]: headline["value"] for headline in manifest["headlines"]}
    assert values["national_population"] == 51_217_221
    assert values["crossover"] == "2019-12-31"
    assert 0.5 < values["capital_share"] < 0.52
    assert values["at_risk_units"] == 135


def test_data_docs_have_an_index_that_names_every_suite(schematic: Built) -> None:
    index = (schematic.release / "data_docs" / "index.html").read_text(encoding="utf-8")
    for name in all_contracts():
        assert f"{name}.contract" in index, name
