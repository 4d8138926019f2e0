"""Parquet of a release: every table with its labels, GeoParquet 1.1 that a public validator accepts, equal bytes."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely

from expectations.contracts.registry import all_contracts
from tests.conftest import Built
from tests.unit.assets.release.files.test_parquet import failures

SHAPES = [name for name, contract in all_contracts().items() if contract.geometry]


def path(folder: Path, name: str) -> Path:
    return folder / "parquet" / all_contracts()[name].schema / f"{name}.parquet"


def test_every_table_is_a_file_with_its_rows_and_columns(schematic: Built) -> None:
    for name, contract in all_contracts().items():
        file = pq.ParquetFile(path(schematic.release, name))
        wanted = [c.name for c in contract.columns if not c.volatile] + ["bbox"] * bool(contract.geometry)
        assert file.schema_arrow.names == wanted, name
        entry = schematic.home.lake.entry(name)
        assert entry is not None and file.metadata.num_rows == entry.rows, name


def test_nothing_depends_on_the_lake_staying_where_it_is(schematic: Built) -> None:
    assert path(schematic.release, "sigungu").stat().st_nlink == 1
    assert not path(schematic.release, "sigungu").is_symlink()


@pytest.mark.parametrize("name", SHAPES)
def test_public_validator_accepts_every_geoparquet_file(schematic: Built, name: str) -> None:
    assert failures(path(schematic.release, name)) == []


def test_some_files_of_the_release_have_no_rows(schematic: Built) -> None:
    empty = [name for name in SHAPES if pq.read_metadata(path(schematic.release, name)).num_rows == 0]
    assert "migration_flow_sido" in empty and "sigungu" not in empty


@pytest.mark.parametrize("name", SHAPES)
def test_bbox_of_each_row_is_the_extent_of_its_shape(schematic: Built, name: str) -> None:
    table = pq.read_table(path(schematic.release, name))
    bounds = shapely.bounds(shapely.from_wkb(table["geometry"].to_numpy())).reshape(-1, 4)
    boxes = [(box["xmin"], box["ymin"], box["xmax"], box["ymax"]) for box in table["bbox"].to_pylist() if box]
    assert boxes == [tuple(row) for row in bounds.tolist() if not np.isnan(row).any()]


def test_metadata_says_version_crs_kind_and_covering(schematic: Built) -> None:
    geo = json.loads(pq.read_metadata(path(schematic.release, "sigungu")).metadata[b"geo"])
    column = geo["columns"]["geometry"]
    assert geo["version"] == "1.1.0" and geo["primary_column"] == "geometry"
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 5179}
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert set(column["geometry_types"]) <= {"Polygon", "MultiPolygon"} and column["encoding"] == "WKB"


def test_geopandas_reads_a_window_through_the_bbox(schematic: Built) -> None:
    whole = gpd.read_parquet(path(schematic.release, "sigungu"))
    jeju = whole[whole["sido_ko"].str.startswith("제주")]
    window = gpd.read_parquet(path(schematic.release, "sigungu"), bbox=tuple(jeju.total_bounds))
    assert len(whole) == 229 and whole.crs.to_epsg() == 5179
    assert set(jeju["region_id"]) <= set(window["region_id"]) and len(window) < 20
