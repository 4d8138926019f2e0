"""A declared file: which physical files it is, what would change its reading, and its provenance record."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assets.reading.source_file import sha256
from domain.errors import SourceError
from tests.publisher_files import declared, sigungu_records, write_shapefile

NOW = dt.datetime(2025, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


def test_shapefile_is_one_file_of_several_parts_in_fixed_order(tmp_path: Path) -> None:
    file = declared(write_shapefile(tmp_path / "a.shp", sigungu_records()))
    assert [part.name for part in file.parts()] == ["a.shp", "a.shx", "a.dbf", "a.prj"]


def test_every_part_gets_a_provenance_record(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records())
    records = declared(path, licence="KOGL type 1", url="https://example.org").provenance(NOW)
    assert [record["file"] for record in records] == ["a.shp", "a.shx", "a.dbf", "a.prj"]
    first = records[0]
    assert first["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert first["bytes"] == path.stat().st_size
    assert (first["publisher"], first["licence"], first["url"]) == ("Test publisher", "KOGL type 1", "https://example.org")
    assert (first["encoding"], first["crs"], first["scheme"], first["vintage"]) == ("cp949", "EPSG:5179", "mois", "2024-02-01")
    assert first["read_at"] == "2025-01-02T03:04:05+00:00"


@pytest.mark.parametrize(
    "change",
    [
        {"encoding": "utf-8"},
        {"crs": "EPSG:5174"},
        {"vintage": dt.date(2020, 1, 1)},
        {"scheme": "kostat"},
        {"level": "sido"},
        {"schematic": True},
        {"known_faults": {"null_geometry": 1}},
        {"options": {"extent": "11"}},
    ],
)
def test_every_declaration_counts_towards_the_fingerprint(tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"1")
    assert declared(path).declaration() != declared(path, **change).declaration()


def test_place_of_the_source_folder_does_not_count(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.csv").write_bytes(b"1")
    assert declared(tmp_path / "one" / "a.csv").declaration() == declared(tmp_path / "two" / "a.csv").declaration()


def test_changed_part_of_a_shapefile_counts(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records())
    before = declared(path).declaration()
    path.with_suffix(".prj").unlink()
    assert declared(path).declaration() != before


def test_digest_follows_the_content(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"one")
    assert sha256(path) == hashlib.sha256(b"one").hexdigest()
    path.write_bytes(b"other")
    assert sha256(path) == hashlib.sha256(b"other").hexdigest()


def test_digest_of_touched_file_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"one")
    before = sha256(path)
    os.utime(path, (0, 0))
    assert sha256(path) == before


def test_absent_and_empty_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(SourceError, match=r"a\.csv: found no such file"):
        declared(path).require()
    path.touch()
    with pytest.raises(SourceError, match=r"a\.csv: found an empty file"):
        declared(path).require()


def test_error_names_file_row_found_expected_and_remedy(tmp_path: Path) -> None:
    error = declared(tmp_path / "a.csv").error("a hat", "a count", 7, "Take it off.")
    assert str(error) == "a.csv, row 7: found a hat; expected a count. Take it off."
    assert error.exit_code == 3


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a.zip!a.shp", "a.zip!a.dbf"),
        ("a.zip!시군구/a.shp", "a.zip!시군구/a.dbf"),
        ("folder/a.shp", "folder/a.dbf"),
        ("a.shp", "a.dbf"),
    ],
)
def test_parts_are_recorded_where_the_file_lies(tmp_path: Path, name: str, file: str) -> None:
    shape = declared(write_shapefile(tmp_path / "a.shp", sigungu_records()))
    assert file in [record["file"] for record in replace(shape, name=name).provenance(NOW)]


@pytest.mark.parametrize("change", [{"layer": "sigungu"}, {"fit_for": "maps"}])
def test_layer_and_fitness_count_towards_the_fingerprint_too(tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"1")
    assert declared(path).declaration() != declared(path, **change).declaration()


def test_what_reading_changed_is_told_once_and_counts_for_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"1")
    read, unread = declared(path), declared(path)
    for note in ("heights dropped", "heights dropped", "codes shortened"):
        read.note(note)
    assert read.provenance(NOW)[0]["reading"] == "heights dropped; codes shortened"
    assert unread.provenance(NOW)[0]["reading"] is None
    assert read == unread and read.declaration() == unread.declaration()
