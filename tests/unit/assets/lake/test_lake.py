"""Tables in the lake: whole or absent, equal when equal, cast to their contract or refused."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from assets.lake.lake import Lake
from assets.lake.session import session
from domain.crs import CRS
from domain.errors import ContractError
from expectations.contract import Column, TableContract
from tests.publisher_files import square


def contract(*columns: Column, key: tuple[str, ...] = ("code",), geometry: str = "") -> TableContract:
    return TableContract("people", "core", "사람", "People", "", "", columns, key, "", geometry=geometry)


PEOPLE = contract(
    Column("code", "VARCHAR", "코드", "Code"),
    Column("day", "DATE", "날", "Day"),
    Column("count", "BIGINT", "수", "Count", nullable=True),
)
PLACES = contract(Column("code", "VARCHAR", "코드", "Code"), Column("geometry", "GEOMETRY", "경계", "Shape"), geometry="geometry")


def people(**changes: Any) -> pd.DataFrame:
    return pd.DataFrame({"code": ["b", "a"], "day": ["2024-12-31", "2023-12-31"], "count": [2, 1]} | changes)


def places(*shapes: shapely.Geometry | None) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": [str(n) for n in range(len(shapes))]}, geometry=list(shapes), crs=CRS)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def test_table_is_cast_ordered_by_key_and_read_back(lake: Lake) -> None:
    entry = lake.put(lake.seal(PEOPLE, people(extra=["x", "y"]), fingerprint="f"))
    frame = lake.frame("people")
    assert entry.rows == 2
    assert list(frame.columns) == ["code", "day", "count"]
    assert frame.values.tolist() == [["a", dt.date(2023, 12, 31), 1], ["b", dt.date(2024, 12, 31), 2]]


def test_table_comes_back_as_the_type_that_is_asked_for(lake: Lake) -> None:
    lake.put(lake.seal(PLACES, places(square(0, 0)), fingerprint="f"))
    assert isinstance(lake.load("people", duckdb.DuckDBPyRelation), duckdb.DuckDBPyRelation)
    assert isinstance(lake.load("people", pd.DataFrame), pd.DataFrame)
    shapes = lake.load("people", gpd.GeoDataFrame)
    assert isinstance(shapes, gpd.GeoDataFrame) and shapes.crs.to_epsg() == 5179
    assert shapes.geometry.iloc[0].equals(square(0, 0))


def test_equal_tables_have_equal_content_whatever_they_were_made_from(lake: Lake) -> None:
    one = lake.seal(PEOPLE, people(), fingerprint="one", provenance=({"file": "a"},))
    two = lake.seal(PEOPLE, people().sort_values("code").astype({"count": "Int64"}), fingerprint="two")
    assert one.entry.content == two.entry.content
    assert one.entry.fingerprint != two.entry.fingerprint


def test_equal_tables_from_sql_and_pandas_have_equal_content(lake: Lake) -> None:
    relation = session().sql(
        "SELECT * FROM (VALUES ('b', DATE '2024-12-31', 2), ('a', DATE '2023-12-31', 1)) AS t(code, day, count)"
    )
    assert lake.seal(PEOPLE, relation, fingerprint="").entry.content == lake.seal(PEOPLE, people(), fingerprint="").entry.content


@pytest.mark.parametrize("change", [{"count": [2, 3]}, {"code": ["b", "c"]}, {"count": [2, None]}])
def test_different_tables_have_different_content(lake: Lake, change: dict[str, Any]) -> None:
    assert (
        lake.seal(PEOPLE, people(), fingerprint="").entry.content
        != lake.seal(PEOPLE, people(**change), fingerprint="").entry.content
    )


def test_time_of_reading_does_not_make_a_content_different(lake: Lake) -> None:
    timed = contract(Column("code", "VARCHAR", "", ""), Column("read_at", "TIMESTAMP", "", "", volatile=True))
    table = pd.DataFrame({"code": ["a"], "read_at": ["2024-01-01"]})
    later = table.assign(read_at="2025-01-01")
    assert lake.seal(timed, table, fingerprint="").entry.content == lake.seal(timed, later, fingerprint="").entry.content


def test_footer_tells_fingerprint_content_and_provenance(lake: Lake) -> None:
    sealed = lake.seal(PEOPLE, people(), fingerprint="made-so", provenance=({"file": "a.csv", "sha256": "00"},))
    entry = lake.put(sealed)
    assert lake.entry("people") == entry == replace(sealed.entry, digest=entry.digest)
    footer = json.loads(pq.read_metadata(lake.path("people")).metadata[b"rebalance"])
    assert footer == {
        "form": 2,
        "fingerprint": "made-so",
        "content": sealed.entry.content,
        "provenance": [{"file": "a.csv", "sha256": "00"}],
    }


def test_nothing_is_written_before_put(lake: Lake) -> None:
    lake.seal(PEOPLE, people(), fingerprint="f")
    assert lake.entry("people") is None and not lake.root.exists()


def test_kill_between_write_and_rename_leaves_the_old_table_whole(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    lake.put(lake.seal(PEOPLE, people(), fingerprint="old"))
    before = lake.path("people").read_bytes()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    monkeypatch.setattr("os.replace", killed)
    with pytest.raises(KeyboardInterrupt):
        lake.put(lake.seal(PEOPLE, people(count=[8, 9]), fingerprint="new"))
    assert lake.path("people").read_bytes() == before
    assert [path.name for path in lake.root.iterdir()] == ["people.parquet"]


def test_failure_while_writing_leaves_the_old_table_whole(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    lake.put(lake.seal(PEOPLE, people(), fingerprint="old"))
    sealed = lake.seal(PEOPLE, people(count=[8, 9]), fingerprint="new")

    def full(_table: pa.Table, where: Path, **_: object) -> None:
        Path(where).write_bytes(b"PAR1 half")
        raise OSError("No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(OSError, match="No space"):
        lake.put(sealed)
    entry = lake.entry("people")
    assert entry is not None and entry.fingerprint == "old"
    assert [path.name for path in lake.root.iterdir()] == ["people.parquet"]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no parquet at all, but long enough to hold a footer"])
def test_unreadable_file_counts_as_absent(lake: Lake, content: bytes) -> None:
    lake.root.mkdir()
    lake.path("people").write_bytes(content)
    assert lake.entry("people") is None


def test_parquet_of_another_program_counts_as_absent(lake: Lake) -> None:
    lake.root.mkdir()
    pq.write_table(pa.table({"a": [1]}), lake.path("people"))
    assert lake.entry("people") is None


def test_truncated_table_counts_as_absent(lake: Lake) -> None:
    lake.put(lake.seal(PEOPLE, people(), fingerprint="f"))
    path = lake.path("people")
    path.write_bytes(path.read_bytes()[:-20])
    assert lake.entry("people") is None


def test_missing_column_is_named_with_what_was_found(lake: Lake) -> None:
    with pytest.raises(ContractError, match=r"people: column count missing; found code, day"):
        lake.seal(PEOPLE, people().drop(columns="count"), fingerprint="")


def test_value_that_cannot_be_cast_is_named(lake: Lake) -> None:
    with pytest.raises(ContractError, match=r"people: .*many"):
        lake.seal(PEOPLE, people(count=["1", "many"]), fingerprint="")


@pytest.mark.parametrize("crs", ["EPSG:4326", None])
def test_geometry_in_another_crs_is_refused(lake: Lake, crs: str | None) -> None:
    shapes = gpd.GeoDataFrame({"code": ["a"]}, geometry=[shapely.Point(127, 37)], crs=crs)
    with pytest.raises(ContractError, match="expected EPSG:5179"):
        lake.seal(PLACES, shapes, fingerprint="")


def test_empty_tables_keep_their_types(lake: Lake) -> None:
    lake.put(lake.seal(PEOPLE, people().iloc[:0], fingerprint="f"))
    types = {f.name: str(f.type) for f in pq.read_schema(lake.path("people"))}
    assert types == {"code": "string", "day": "date32[day]", "count": "int64"}


def test_empty_map_keeps_its_geometry_column_and_crs(lake: Lake) -> None:
    lake.put(lake.seal(PLACES, places(), fingerprint="f"))
    shapes = lake.geoframe("people")
    assert len(shapes) == 0 and shapes.crs.to_epsg() == 5179


def test_map_whose_shapes_are_all_missing_is_kept(lake: Lake) -> None:
    lake.put(lake.seal(PLACES, places(None), fingerprint="f"))
    assert lake.geoframe("people").geometry.isna().tolist() == [True]


def test_column_that_is_empty_in_every_row_keeps_its_type(lake: Lake) -> None:
    lake.put(lake.seal(PEOPLE, people(count=[None, None]), fingerprint="f"))
    assert str(pq.read_schema(lake.path("people")).field("count").type) == "int64"


def test_geoparquet_names_its_crs_and_geometry_types(lake: Lake) -> None:
    lake.put(lake.seal(PLACES, places(square(0, 0), shapely.MultiPolygon([square(1, 0)])), fingerprint="f"))
    geo = json.loads(pq.read_metadata(lake.path("people")).metadata[b"geo"])
    column = geo["columns"]["geometry"]
    assert (geo["version"], geo["primary_column"], column["encoding"]) == ("1.1.0", "geometry", "WKB")
    assert column["geometry_types"] == ["MultiPolygon", "Polygon"]
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 5179}
