"""Boundary files as users have them, from the command line: read and said so, or refused with what to do, and nothing stale."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
import pyogrio
import pytest
import shapely

from pipelines.build.home import Home
from tests.command import Answer, rebalance
from tests.conftest import DATA
from tests.publisher_files import sigungu_records, write_catalogue, write_shapefile
from tests.workshop import BOUNDARY, Workshop

CASES = DATA.parent / "cases"
ENTRY: dict[str, Any] = {
    "dataset": "mois_boundary", "path": "b.shp", "publisher": "test", "encoding": "cp949", "crs": "EPSG:5179", "scheme": "mois",
    "level": "sigungu", "vintage": dt.date(2024, 2, 1), "options": {"extent": "11"},
}  # fmt: skip


@dataclass
class Desk:
    """A folder of sources and a home that no build has touched."""

    folder: Path
    root: Path

    def build(self, *select: str) -> Answer:
        words = [word for table in select for word in ("--select", table)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Dagster's own
            return rebalance("build", "--sources", self.folder, "--home", self.root, *words)

    def table(self, name: str) -> pd.DataFrame:
        return Home(self.root, str(self.folder)).lake.frame(name)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("pipelines.build.run.suite_worker", contextlib.nullcontext)
    monkeypatch.setattr("pipelines.build.run._instance", lambda _: dg.DagsterInstance.ephemeral())
    (tmp_path / "sources").mkdir()
    return Desk(tmp_path / "sources", tmp_path / "home")


def case(desk: Desk, name: str) -> Desk:
    """A desk on which a reported case lies."""
    if not CASES.is_dir():
        pytest.skip(f"no cases at {CASES}")
    shutil.copytree(CASES / name, desk.folder, dirs_exist_ok=True)
    return desk


@pytest.mark.parametrize(
    ("name", "table", "said"),
    [
        ("upper-case-shapefile", "mois_boundary", ""),
        ("backslashes-in-an-archive", "mois_boundary", ""),
        ("columns-without-name", "sgis_boundary", ""),
        (
            "codes-as-decimals-in-a-shapefile",
            "sgis_boundary",
            "b.shp: 3 codes in column SIG_CD written otherwise: 11110.0 in row 1",
        ),
        ("shapes-with-heights", "mois_boundary", "b.shp: heights (Z) of 3 records dropped"),
        ("a-name-cut-in-a-syllable", "mois_boundary", "b.shp: cut_text = 3: half a letter at the end of a full field dropped"),
    ],
)
def test_reported_case_is_read_and_what_reading_changed_is_said(desk: Desk, name: str, table: str, said: str) -> None:
    answer = case(desk, name).build(table)
    assert answer.code == 0, answer.err
    rows = desk.table(table)
    assert list(rows["code"]) == ["11110", "11140", "11170"]
    assert rows["name_ko"].notna().all() == (name != "columns-without-name")
    assert not shapely.has_z(shapely.from_wkb(rows["geometry"])).any()
    assert said in answer.out and ("reading" in answer.out) == bool(said)


@pytest.mark.parametrize(
    ("name", "table", "message"),
    [
        ("a-point-among-polygons", "boundary", "error b.geojson, row 2: found a Point; expected polygons."),
        ("an-empty-archive", "mois_boundary", "error a.zip: found an empty archive; expected a file in it."),
        ("second-layer-of-a-geopackage", "mois_boundary", "error a.zip!b.gpkg: found 2 layers: sido, sigungu;"),
    ],
)
def test_reported_case_is_refused_as_the_users_and_not_as_a_fault_of_the_program(
    desk: Desk, name: str, table: str, message: str
) -> None:
    answer = case(desk, name).build(table)
    assert answer.code == 3 and answer.message.startswith(message)
    assert len(answer.message.splitlines()) == 1 and "fault of the program" not in answer.err


def test_named_layer_of_the_reported_geopackage_is_read(desk: Desk) -> None:
    catalogue = case(desk, "second-layer-of-a-geopackage").folder / "rebalance.toml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace('path = "b.gpkg"', 'path = "b.gpkg"\nlayer = "sigungu"'), encoding="utf-8")
    answer = desk.build("mois_boundary", "source_file")
    assert answer.code == 0, answer.err
    assert set(desk.table("mois_boundary")["source_file"]) == {"a.zip!b.gpkg#sigungu"}
    assert "a.zip!b.gpkg#sigungu" in set(desk.table("source_file")["file"])


def test_failure_of_a_file_that_is_declared_no_more_is_not_reported(desk: Desk) -> None:
    """Of two national files one lacks the country; then it is taken out, and the other is declared in a wrong encoding."""
    whole = {key: value for key, value in ENTRY.items() if key != "options"}
    write_shapefile(desk.folder / "a.shp", sigungu_records())
    write_shapefile(desk.folder / "b.shp", sigungu_records(("99999", "99998"), ("가", "나")))
    columns = {"columns": {"code": "SIG_CD", "name": "SIG_KOR_NM"}}
    other = whole | {"dataset": "sgis_boundary", "scheme": "kostat", "options": columns}
    write_catalogue(desk.folder, [whole | {"path": "a.shp"}, other])
    first = desk.build("boundary")
    assert first.code == 4 and "source_file=b.shp" in first.message
    write_catalogue(desk.folder, [whole | {"path": "a.shp", "encoding": "euc-jp"}])
    second = desk.build("boundary")
    assert second.code == 4 and "name_ko" in second.message and "source_file=a.shp" in second.message
    assert "b.shp" not in second.message and len(second.message.splitlines()) == 2


def test_what_reading_changed_is_kept_with_the_files_provenance(desk: Desk) -> None:
    high = sigungu_records().set_geometry(shapely.force_3d(sigungu_records().geometry.to_numpy(), 7.0), crs="EPSG:5179")
    pyogrio.write_dataframe(high.assign(SIG_CD=[11110.0, 11140.0]), desk.folder / "b.gpkg", driver="GPKG")
    write_catalogue(desk.folder, [ENTRY | {"path": "b.gpkg", "encoding": "utf-8"}])
    answer = desk.build("source_file")
    assert answer.code == 0, answer.err
    (row,) = desk.table("source_file").to_dict("records")
    assert row["reading"] == (
        "heights (Z) of 2 records dropped; 2 codes in column SIG_CD written otherwise: 11110.0 in row 1 read as 11110"
    )
    assert f"reading    b.gpkg: {row['reading']}" in answer.out
    again = desk.build("source_file")
    assert again.code == 0 and "reading" not in again.out


def test_file_that_its_reader_stumbles_over_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise KeyError("nobody thought of this")

    monkeypatch.setattr("assets.sources.boundary_layout.layout_of", stumble)
    write_shapefile(desk.folder / "b.shp", sigungu_records())
    write_catalogue(desk.folder, [ENTRY])
    answer = desk.build("mois_boundary")
    assert answer.code == 3
    assert answer.message.startswith(
        "error b.shp: found what its reader cannot make sense of (KeyError: 'nobody thought of this')"
    )


def test_unknown_option_stops_before_the_build(desk: Desk) -> None:
    write_shapefile(desk.folder / "b.shp", sigungu_records())
    write_catalogue(desk.folder, [ENTRY | {"options": {"extnt": "11"}}])
    answer = desk.build("mois_boundary")
    assert (
        answer.code == 3 and "unknown key options.extnt; known for mois_boundary are columns, crs_note, extent" in answer.message
    )
    assert rebalance("sources", "--sources", desk.folder, "--home", desk.root).code == 3


def test_two_maps_of_one_day_are_named_before_the_build(workshop: Workshop) -> None:
    shifted = pyogrio.read_dataframe(workshop.folder / BOUNDARY, encoding="CP949")
    write_shapefile(workshop.folder / "a.shp", shifted.assign(geometry=shifted.translate(150, 90)))
    second = workshop.entries["mois_boundary"] | {"path": "a.shp"}
    write_catalogue(workshop.folder, [*workshop.entries.values(), second], workshop.publishers)
    answer = workshop.build()
    assert answer.code == 3
    assert "TL_SCCO_SIG.shp (file 1) and a.shp (file" in answer.message and 'extent = "11"' in answer.message
    workshop.assert_untouched()


def test_two_files_of_one_entry_that_hold_the_same_units_are_both_named(workshop: Workshop) -> None:
    records = pyogrio.read_dataframe(workshop.folder / BOUNDARY, encoding="CP949")
    write_shapefile(workshop.folder / "TL_SCCO_SIG_2.shp", records)
    workshop.declare("mois_boundary", path="TL_SCCO_SIG*.shp")
    answer = workshop.build()
    assert answer.code == 4 and "TL_SCCO_SIG.shp, TL_SCCO_SIG_2.shp: sigungu 11110 (mois, 2024-02-01)" in answer.message
    workshop.assert_untouched()


def test_names_that_the_file_lacks_are_those_of_the_history(workshop: Workshop) -> None:
    workshop.redraw(lambda records: records.drop(columns=["SIG_KOR_NM"]))
    answer = workshop.build("--select", "boundary")
    assert answer.code == 0, answer.err
    table = workshop.home.lake.frame("boundary").set_index("code")
    assert set(table["name_basis"]) == {"history"} and table.loc["27720", "name_ko"] == "군위군"


def test_national_file_of_windows_with_heights_builds_a_flat_map(workshop: Workshop) -> None:
    """A zip with backslashes that holds a shapefile in capitals whose shapes have heights."""
    records = pyogrio.read_dataframe(workshop.folder / BOUNDARY, encoding="CP949")
    high = records.set_geometry(shapely.force_3d(records.geometry.to_numpy(), 0.0), crs=records.crs)
    pyogrio.write_dataframe(high, workshop.folder / BOUNDARY, encoding="CP949")
    with zipfile.ZipFile(workshop.folder / "a.zip", "w") as bundle:
        for part in workshop.folder.glob("TL_SCCO_SIG.*"):
            bundle.write(part, f"시군구\\{part.name.upper()}")
            part.unlink()
    workshop.declare("mois_boundary", archive="a.zip", path="시군구/TL_SCCO_SIG.SHP")
    answer = workshop.build("--select", "level_boundary")
    assert answer.code == 0, answer.err
    assert "heights (Z) of 252 records dropped" in answer.out
    assert not workshop.home.lake.geoframe("level_boundary").has_z.any()
