"""Boundary files as users have them, from the command line: read and said so, or refused with what to do, and nothing stale."""

from __future__ import annotations

import shutil

import pytest
import shapely

from tests.places import CASES
from tests.workshop import Desk

pytestmark = pytest.mark.usefixtures("publisher_files")


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
        (
            "a-name-cut-in-a-syllable",
            "mois_boundary",
            "b.shp: cut_text = 3: half a letter at the end of a text dropped, first in row 1",
        ),
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
