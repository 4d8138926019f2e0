"""Boundary files are read by declaration, and each fault is named with file and row before GDAL can hide it."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyproj
import pytest
import shapely

from assets.reading.source_file import SourceFile
from assets.reading.vector import read_vector
from domain.errors import SourceError
from tests.publisher_files import declared, sigungu_records, square, write_shapefile, write_topojson

COLUMNS = ("SIG_CD", "SIG_KOR_NM")


def written(tmp_path: Path, records: gpd.GeoDataFrame | None = None, *, prj: bool = True, **declaration: Any) -> SourceFile:
    encoding = declaration.pop("written_in", "CP949")
    path = write_shapefile(tmp_path / "a.shp", sigungu_records() if records is None else records, encoding, prj=prj)
    return declared(path, **declaration)


def refused(file: SourceFile, message: str, columns: tuple[str, ...] = COLUMNS) -> None:
    with pytest.raises(SourceError, match=message):
        read_vector(file, columns)


def test_cp949_shapefile_without_cpg_is_read_by_its_declaration(tmp_path: Path) -> None:
    table = read_vector(written(tmp_path), COLUMNS)
    assert list(table["SIG_KOR_NM"]) == ["종로구", "중구"]
    assert list(table["source_row"]) == [1, 2] and set(table["source_file"]) == {"a.shp"}
    assert table.crs.to_epsg() == 5179


def test_missing_prj_is_handled_by_declaration(tmp_path: Path) -> None:
    table = read_vector(written(tmp_path, prj=False), COLUMNS)
    assert table.geometry.iloc[0].equals(square(0, 0))


def test_cpg_that_contradicts_the_declaration_does_not_count(tmp_path: Path) -> None:
    file = written(tmp_path)
    file.path.with_suffix(".cpg").write_text("UTF-8")
    assert list(read_vector(file, COLUMNS)["SIG_KOR_NM"]) == ["종로구", "중구"]


def test_other_crs_is_brought_to_epsg_5179(tmp_path: Path) -> None:
    file = written(tmp_path, sigungu_records().to_crs("EPSG:5186"), crs="EPSG:5186")
    assert shapely.hausdorff_distance(read_vector(file, COLUMNS).geometry.iloc[0], square(0, 0)) < 0.01


def test_undeclared_crs_is_never_guessed(tmp_path: Path) -> None:
    refused(written(tmp_path, crs=""), "found no declared CRS; expected `crs` in the catalogue. Declare it; it is never guessed.")


def test_crs_that_contradicts_the_prj_is_refused_unless_explained(tmp_path: Path) -> None:
    bessel = sigungu_records().to_crs("EPSG:5174")
    refused(written(tmp_path, bessel), "found CRS .*; expected .* as declared.*options.crs_note")
    file = written(tmp_path, sigungu_records(), crs="EPSG:5178", options={"crs_note": "the .prj is wrong"})
    assert len(read_vector(file, COLUMNS)) == 2


def test_same_crs_in_the_spelling_of_esri_is_accepted(tmp_path: Path) -> None:
    file = written(tmp_path)
    file.path.with_suffix(".prj").write_text(pyproj.CRS("EPSG:5179").to_wkt("WKT1_ESRI"))
    assert len(read_vector(file, COLUMNS)) == 2


def test_utf8_attributes_declared_cp949_name_row_and_column(tmp_path: Path) -> None:
    refused(written(tmp_path, written_in="UTF-8"), "row 1: found UTF-8 text in column SIG_KOR_NM; expected text in cp949")


def test_cp949_attributes_declared_utf8_name_row_and_column(tmp_path: Path) -> None:
    records = sigungu_records(names=("Jongno", "중구"))
    refused(written(tmp_path, records, encoding="utf-8"), "row 2: found .* in column SIG_KOR_NM, which is no utf-8")


@pytest.mark.parametrize("suffix", [".dbf", ".shx"])
def test_missing_part_is_named(tmp_path: Path, suffix: str) -> None:
    file = written(tmp_path)
    file.path.with_suffix(suffix).unlink()
    refused(file, rf"a\.shp: found no a{suffix}; expected .* A shapefile needs \.shp, \.shx and \.dbf\.")


@pytest.mark.parametrize(("suffix", "row"), [(".shp", 2), (".shx", 2), (".dbf", 2)])
def test_truncated_part_names_the_row_where_it_ends(tmp_path: Path, suffix: str, row: int) -> None:
    file = written(tmp_path)
    path = file.path.with_suffix(suffix)
    path.write_bytes(path.read_bytes()[:-8])
    refused(file, rf"a\.shp, row {row}: found .*cut off")


@pytest.mark.parametrize("suffix", [".shp", ".shx", ".dbf"])
def test_part_of_a_few_bytes_is_a_source_error(tmp_path: Path, suffix: str) -> None:
    file = written(tmp_path)
    file.path.with_suffix(suffix).write_bytes(b"\0\0\x27\x0a")
    refused(file, r"a\.shp.*: found ")


def test_dbf_of_another_file_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path)
    other = write_shapefile(tmp_path / "b.shp", sigungu_records(("1", "2", "3"), ("가", "나", "다")))
    file.path.with_suffix(".dbf").write_bytes(other.with_suffix(".dbf").read_bytes())
    refused(file, r"found 3 rows in a\.dbf; expected 2 as in the index")


def test_index_that_points_beyond_the_file_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path)
    index = bytearray(file.path.with_suffix(".shx").read_bytes())
    index[108:112] = struct.pack(">i", 10_000_000)
    file.path.with_suffix(".shx").write_bytes(bytes(index))
    refused(file, r"a\.shp, row 2: found the end of the file")


def test_missing_column_is_named_with_what_was_found(tmp_path: Path) -> None:
    refused(written(tmp_path), "found columns SIG_CD, SIG_ENG_NM, SIG_KOR_NM; expected column EMD_CD", ("EMD_CD",))


def test_null_geometry_is_refused_unless_declared_exactly(tmp_path: Path) -> None:
    records = sigungu_records(geometry=[square(0, 0), None])
    refused(written(tmp_path, records), "row 2: found 1 record without geometry; expected 0")
    table = read_vector(written(tmp_path, records, known_faults={"null_geometry": 1}), COLUMNS)
    assert table.geometry.isna().tolist() == [False, True]


def test_mended_file_no_longer_fits_its_declared_fault(tmp_path: Path) -> None:
    refused(written(tmp_path, known_faults={"null_geometry": 1}), "found 0 records without geometry; expected 1")


def test_swapped_axes_are_named_as_such(tmp_path: Path) -> None:
    records = sigungu_records().to_crs("EPSG:4326")
    swapped = records.set_geometry(shapely.transform(records.geometry.to_numpy(), lambda xy: xy[:, ::-1]), crs="EPSG:4326")
    refused(written(tmp_path, swapped, crs="EPSG:4326"), r"row 1: found longitude and latitude \(or x and y\) swapped")


def test_place_outside_korea_is_named_with_its_row_and_coordinates(tmp_path: Path) -> None:
    abroad = shapely.transform(square(0, 0), lambda xy: xy + np.array([0, 900_000.0]))
    records = sigungu_records(geometry=[square(0, 0), abroad])
    refused(written(tmp_path, records), r"row 2: found a place at 12\d\.\d+\.\.12\d\.\d+ E, 4\d\.\d+\.\.4\d\.\d+ N")


def test_file_that_is_no_boundary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("<html>log in</html>", encoding="utf-8")
    refused(declared(path, encoding="utf-8", crs="EPSG:4326"), r"a\.json: found what GDAL cannot read")


def test_topojson_without_crs_is_read_by_its_declaration(tmp_path: Path) -> None:
    file = declared(write_topojson(tmp_path / "a.json", {"11010": "종로구", "11020": "중구"}), encoding="utf-8", crs="EPSG:4326")
    table = read_vector(file, ("code", "name"))
    assert list(table["name"]) == ["종로구", "중구"] and list(table["source_row"]) == [1, 2]
    assert table.crs.to_epsg() == 5179
    assert 90e6 < table.geometry.iloc[0].area < 110e6
