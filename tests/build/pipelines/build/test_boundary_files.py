"""Boundary files as users have them, from the command line: read and said so, or refused with what to do, and nothing stale."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import Any

import pyogrio
import pytest
import shapely

from tests.command import rebalance
from tests.publisher_files import sigungu_records, write_catalogue, write_shapefile
from tests.workshop import BOUNDARY, Desk, Workshop

ENTRY: dict[str, Any] = {
    "dataset": "mois_boundary", "path": "b.shp", "publisher": "test", "encoding": "cp949", "crs": "EPSG:5179", "scheme": "mois",
    "level": "sigungu", "vintage": dt.date(2024, 2, 1), "options": {"extent": "11"},
}  # fmt: skip


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
    assert answer.code == 3 and "options.extnt: no such key; did you mean extent?" in answer.message
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
