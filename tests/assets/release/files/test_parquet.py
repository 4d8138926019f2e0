"""Parquet of a release: every table with its labels, GeoParquet 1.1 that a public validator accepts, equal bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from assets.release.files.parquet import write_parquet
from expectations.contract import Column, TableContract
from expectations.registry import all_contracts
from tests.conftest import Built
from tests.frames import typed

SHAPES = [name for name, contract in all_contracts().items() if contract.geometry]
UNIT = TableContract(
    name="unit", schema="mart", ko="단위", en="Unit", description="", grain="a unit", source="", key=("id",), geometry="geometry",
    columns=(
        Column("id", "BIGINT", "번호", "Number"),
        Column("people", "BIGINT", "인구", "People", unit="persons", nullable=True, caveat="registered"),
        Column("read_at", "VARCHAR", "시각", "Time of reading", nullable=True, volatile=True),
        Column("geometry", "GEOMETRY", "도형", "Shape", nullable=True),
    ),
)  # fmt: skip


def path(folder: Path, name: str) -> Path:
    return folder / "parquet" / all_contracts()[name].schema / f"{name}.parquet"


def write(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    """A GeoParquet file of units."""
    frame = typed(UNIT, *rows)
    table = pa.table(
        {
            "id": pa.array(frame["id"].tolist(), pa.int64()),
            "people": pa.array([None] * len(frame), pa.int64()),
            "read_at": pa.array(["now"] * len(frame), pa.string()),
            "geometry": pa.array(shapely.to_wkb(frame.geometry.to_numpy()).tolist() if len(frame) else [], pa.binary()),
        }
    )
    write_parquet(tmp_path / "unit.parquet", UNIT, table)
    return tmp_path / "unit.parquet"


def failures(file: Path, *classes: str) -> list[str]:
    """What the public validator finds wrong, in all its classes of rules or in some."""
    validator = pytest.importorskip("geoparquet_validator", reason="the GeoParquet validator is not installed")
    report = validator.check(str(file))
    assert "/conf/core/geo-metadata" in {outcome["id"] for outcome in report["outcomes"] if outcome["status"] == "pass"}
    return [test for rules in classes or (None,) for test in validator.failed(report, rules)]


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


def test_unit_without_a_shape_has_no_bbox_and_the_file_is_still_sound(tmp_path: Path) -> None:
    file = write(tmp_path, {"id": 1, "geometry": shapely.box(0, 0, 10, 20)}, {"id": 2, "geometry": None})
    assert failures(file) == []
    assert pq.read_table(file)["bbox"].to_pylist() == [{"xmin": 0.0, "ymin": 0.0, "xmax": 10.0, "ymax": 20.0}, None]


def test_file_with_nothing_but_missing_shapes_is_sound(tmp_path: Path) -> None:
    # The validator's third class, "distribution", wants statistics of extents, and there are none.
    assert failures(write(tmp_path, {"id": 1, "geometry": None}), "core", "covering") == []


def test_validator_would_see_a_covering_that_is_not_there(tmp_path: Path) -> None:
    file = write(tmp_path, {"id": 1, "geometry": shapely.box(0, 0, 10, 20)})
    pq.write_table(pq.read_table(file).drop_columns(["bbox"]), file)
    assert any(test.startswith("/conf/covering/") for test in failures(file))


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


def test_columns_carry_their_labels_and_unit(tmp_path: Path) -> None:
    schema = pq.read_schema(write(tmp_path, {"id": 1}))
    assert schema.field("people").metadata == {
        b"title_en": b"People", b"title_ko": "인구".encode(), b"unit": b"persons", b"caveat": b"registered",
        b"description": UNIT.column("people").comment.encode(),
    }  # fmt: skip
    assert json.loads(schema.metadata[b"primary_key"]) == ["id"]


def test_time_of_reading_is_left_out(tmp_path: Path) -> None:
    assert pq.read_schema(write(tmp_path, {"id": 1})).names == ["id", "people", "geometry", "bbox"]
