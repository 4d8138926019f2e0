"""The IO manager puts sealed tables in the lake and hands them out as annotated; the session works without a network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import dagster as dg
import geopandas as gpd
import pandas as pd
import pytest

from assets.lake.io_manager import ARRIVES_AS, KINDS, LakeIOManager
from assets.lake.session import session
from domain.crs import CRS
from expectations.contract import Column, TableContract
from tests.places import ROOT

PEOPLE = TableContract("people", "core", "", "", "", "", (Column("a", "BIGINT", "", ""),), ("a",), "")


PLACES = TableContract(
    "places", "core", "", "", "", "",
    (Column("a", "BIGINT", "", ""), Column("geometry", "GEOMETRY", "", "")), ("a",), "",
    geometry="geometry", geometry_type="Point",
)  # fmt: skip


def output() -> dg.OutputContext:
    return dg.build_output_context(asset_key=dg.AssetKey("people"))


def test_rows_are_let_go_once_the_lake_has_them(tmp_path: Path) -> None:
    manager = LakeIOManager(tmp_path)
    sealed = manager.lake.seal(PEOPLE, pd.DataFrame({"a": [1, 2]}), fingerprint="f")
    manager.handle_output(output(), sealed)
    assert (sealed.arrow.num_rows, sealed.arrow.nbytes, sealed.arrow.column_names) == (0, 0, ["a"])
    assert list(manager.lake.frame("people")["a"]) == [1, 2]


def test_sealed_table_is_put_and_loaded_as_annotated(tmp_path: Path) -> None:
    manager = LakeIOManager(tmp_path)
    manager.handle_output(output(), manager.lake.seal(PEOPLE, pd.DataFrame({"a": [1, 2]}), fingerprint="f"))
    for name, kind in KINDS.items():
        if name == "GeoDataFrame":
            continue
        context = dg.build_input_context(asset_key=dg.AssetKey("people"), definition_metadata={ARRIVES_AS: name})
        assert isinstance(manager.load_input(context), kind)


def test_shapes_are_read_once_and_no_asset_sees_what_another_did_to_its_frame(tmp_path: Path) -> None:
    manager = LakeIOManager(tmp_path)
    points = gpd.GeoDataFrame({"a": [1, 2]}, geometry=gpd.points_from_xy([0, 1], [0, 1]), crs=CRS)
    manager.handle_output(output(), manager.lake.seal(PLACES, points, fingerprint="f"))
    context = dg.build_input_context(asset_key=dg.AssetKey("places"), definition_metadata={ARRIVES_AS: "GeoDataFrame"})
    first, second = manager.load_input(context), manager.load_input(context)
    assert first.geometry.iloc[0] is second.geometry.iloc[0]
    first["a"] = 9
    first.loc[0, "geometry"] = None
    assert list(second["a"]) == [1, 2] and second.geometry.notna().all()
    with pytest.raises(ValueError, match="read-only"):
        second.geometry.to_numpy()[0] = None
    manager.handle_output(output(), manager.lake.seal(PLACES, points.assign(a=[3, 4]), fingerprint="g"))
    assert list(manager.load_input(context)["a"]) == [3, 4]


def test_unchanged_table_is_left_alone(tmp_path: Path) -> None:
    manager = LakeIOManager(tmp_path)
    manager.lake.put(manager.lake.seal(PEOPLE, pd.DataFrame({"a": [1]}), fingerprint="f"))
    before = manager.lake.path("people").stat().st_mtime_ns
    manager.handle_output(output(), None)
    assert manager.lake.path("people").stat().st_mtime_ns == before


def test_session_is_one_for_the_process_and_downloads_nothing() -> None:
    assert session() is session()
    settings = dict(session().execute("SELECT name, value FROM duckdb_settings()").fetchall())
    assert settings["autoinstall_known_extensions"] == "false"


def test_spatial_needs_no_network_and_writes_nothing_to_the_home_folder(tmp_path: Path) -> None:
    code = (
        "import duckdb; from expectations.engine.spatial import load_spatial; c = duckdb.connect(); load_spatial(c);"
        "print(c.execute('SELECT ST_Area(ST_MakeEnvelope(0, 0, 2, 3))').fetchone())"
    )
    place = {"env": {"HOME": str(tmp_path)}, "cwd": ROOT}
    done = subprocess.run([sys.executable, "-c", code], **place, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(6.0,)"
    assert not list(tmp_path.iterdir())
