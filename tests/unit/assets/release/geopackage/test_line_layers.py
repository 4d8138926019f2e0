"""Line layers in the GeoPackage and in previews: what the contract calls lines is no polygon."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely

from assets.lake.lake import Lake
from assets.release.geopackage import write_geopackage
from assets.release.maps import outline_map
from expectations.contracts.flows import MIGRATION_FLOW_SIDO, MIGRATION_FLOW_SIGUNGU
from expectations.contracts.map_layers import SIDO
from tests.frames import typed

LINES = (
    {"from_unit_id": "a", "to_unit_id": "b", "moves": 1200, "geometry": shapely.LineString([(1e6, 1.8e6), (1.1e6, 1.9e6)])},
    {"from_unit_id": "b", "to_unit_id": "a", "moves": 1100, "geometry": shapely.LineString([(1.1e6, 1.9e6), (1e6, 1.8e6)])},
)
SQUARE = {"region_id": "a", "geometry": shapely.box(1e6, 1.8e6, 1.1e6, 1.9e6)}
CONTRACTS = (MIGRATION_FLOW_SIDO, MIGRATION_FLOW_SIGUNGU, SIDO)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Polygons, lines, and a line layer whose source is not there."""
    kept = Lake(tmp_path / "lake")
    rows: dict[str, tuple[dict[str, Any], ...]] = {"migration_flow_sido": LINES, "migration_flow_sigungu": (), "sido": (SQUARE,)}
    for contract in CONTRACTS:
        kept.put(kept.seal(contract, typed(contract, *rows[contract.name]), fingerprint=""))
    return kept


def test_layers_have_the_geometry_type_of_their_contract_and_empty_ones_are_left_out(lake: Lake, tmp_path: Path) -> None:
    assert write_geopackage(tmp_path / "map.gpkg", CONTRACTS, lake, "about") == ["migration_flow_sido", "sido"]
    layers = {name: kind for name, kind in pyogrio.list_layers(tmp_path / "map.gpkg") if kind}
    assert layers == {"migration_flow_sido": "LineString", "sido": "MultiPolygon"}


def test_lines_come_back_as_they_went_in(lake: Lake, tmp_path: Path) -> None:
    write_geopackage(tmp_path / "map.gpkg", CONTRACTS, lake, "about")
    read = pyogrio.read_dataframe(tmp_path / "map.gpkg", layer="migration_flow_sido")
    assert read.crs.to_epsg() == 5179 and read["moves"].tolist() == [1200, 1100]
    assert read.geometry.tolist() == [row["geometry"] for row in LINES]


def test_equal_lines_give_an_equal_file(lake: Lake, tmp_path: Path) -> None:
    files = [tmp_path / name / "map.gpkg" for name in ("one", "two")]
    for file in files:
        file.parent.mkdir()
        write_geopackage(file, CONTRACTS, lake, "about")
    assert files[0].read_bytes() == files[1].read_bytes()


def test_geoparquet_says_that_they_are_lines(lake: Lake) -> None:
    assert set(lake.geoframe("migration_flow_sido").geom_type) == {"LineString"}
    assert b'"geometry_types": ["LineString"]' in lake.path("migration_flow_sido").read_bytes()


def test_lines_are_drawn_as_lines_and_not_filled(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    specs: list[str] = []

    class Renderer:
        def vegalite_to_png(self, spec: str, **_: object) -> bytes:
            specs.append(spec)
            return b""

    monkeypatch.setattr("assets.release.maps._renderer", Renderer)
    outline_map(lake.geoframe("migration_flow_sido"), "lines", coverage=False)
    outline_map(lake.geoframe("sido"), "polygons")
    lines, polygons = specs
    assert '"filled": false' in lines and '"LineString"' in lines
    assert '"filled"' not in polygons
