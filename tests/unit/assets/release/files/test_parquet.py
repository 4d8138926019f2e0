"""Parquet of a release: every table with its labels, GeoParquet 1.1 that a public validator accepts, equal bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from assets.release.files.parquet import write_parquet
from expectations.contract import Column, TableContract
from tests.frames import typed

UNIT = TableContract(
    name="unit", schema="mart", ko="단위", en="Unit", description="", grain="a unit", source="", key=("id",), geometry="geometry",
    columns=(
        Column("id", "BIGINT", "번호", "Number"),
        Column("people", "BIGINT", "인구", "People", unit="persons", nullable=True, caveat="registered"),
        Column("read_at", "VARCHAR", "시각", "Time of reading", nullable=True, volatile=True),
        Column("geometry", "GEOMETRY", "도형", "Shape", nullable=True),
    ),
)  # fmt: skip


def failures(file: Path, *classes: str) -> list[str]:
    """What the public validator finds wrong, in all its classes of rules or in some."""
    validator = pytest.importorskip("geoparquet_validator", reason="the GeoParquet validator is not installed")
    report = validator.check(str(file))
    assert "/conf/core/geo-metadata" in {outcome["id"] for outcome in report["outcomes"] if outcome["status"] == "pass"}
    return [test for rules in classes or (None,) for test in validator.failed(report, rules)]


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


def test_columns_carry_their_labels_and_unit(tmp_path: Path) -> None:
    schema = pq.read_schema(write(tmp_path, {"id": 1}))
    assert schema.field("people").metadata == {
        b"title_en": b"People", b"title_ko": "인구".encode(), b"unit": b"persons", b"caveat": b"registered",
        b"description": UNIT.column("people").comment.encode(),
    }  # fmt: skip
    assert json.loads(schema.metadata[b"primary_key"]) == ["id"]


def test_time_of_reading_is_left_out(tmp_path: Path) -> None:
    assert pq.read_schema(write(tmp_path, {"id": 1})).names == ["id", "people", "geometry", "bbox"]
