"""Files with layers, GeoParquet, GeoJSON, shapefiles spelt in capitals: one layer is read, or those there are are named."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sqlite3
import struct
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from assets.reading.layer import read_layer, texts
from assets.reading.source_file import SourceFile
from assets.reading.vector import read_vector
from domain.errors import SourceError
from tests.publisher_files import declared, sigungu_records, square, write_shapefile

COLUMNS = ("SIG_CD", "SIG_KOR_NM")
BOX = shapely.box(127, 36, 127.1, 36.1)


def refused(file: SourceFile, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_vector(file, COLUMNS)


def names(file: SourceFile) -> list[str]:
    return list(read_vector(file, COLUMNS)["SIG_KOR_NM"])


def geopackage(path: Path, *layers: str, **changes: Any) -> SourceFile:
    for number, layer in enumerate(layers):
        pyogrio.write_dataframe(sigungu_records(names=(f"가{number}", f"나{number}")), path, driver="GPKG", layer=layer)
    return declared(path, encoding="utf-8", **changes)


def geojson(path: Path, *shapes: Any, **properties: Any) -> SourceFile:
    features = [
        {"type": "Feature", "properties": {"SIG_CD": "11110", "SIG_KOR_NM": "종로구"} | properties, "geometry": shape}
        for shape in shapes
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), encoding="utf-8")
    return declared(path, encoding="utf-8", crs="EPSG:4326")


def as_json(shape: shapely.Geometry) -> Any:
    return json.loads(shapely.to_geojson(shape))


# --- layers


def test_named_layer_of_a_geopackage_is_read(tmp_path: Path) -> None:
    assert names(geopackage(tmp_path / "a.gpkg", "sido", "sigungu", layer="sigungu")) == ["가1", "나1"]


def test_several_layers_of_which_none_is_named_are_listed_and_no_warning_leaks(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        refused(geopackage(tmp_path / "a.gpkg", "sido", "sigungu"), "found 2 layers: sido, sigungu; .*Name it with `layer` in")


def test_layer_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    refused(
        geopackage(tmp_path / "a.gpkg", "sido", layer="sigunguu"), "found layers sido; expected layer 'sigunguu'. Mend `layer`"
    )


def test_tables_of_styles_do_not_make_a_geopackage_one_of_several_layers(tmp_path: Path) -> None:
    file = geopackage(tmp_path / "a.gpkg", "sigungu")
    pyogrio.write_dataframe(pd.DataFrame({"style": ["red"]}), file.path, driver="GPKG", layer="layer_styles")
    assert names(file) == ["가0", "나0"]


def test_geopackage_without_layers_is_not_called_damaged(tmp_path: Path) -> None:
    file = geopackage(tmp_path / "a.gpkg", "sigungu")
    with sqlite3.connect(file.path) as connection:
        for table in ("gpkg_contents", "gpkg_geometry_columns"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DROP TABLE sigungu")
    refused(file, "found a GeoPackage without layers; .* Name the file that has the shapes")


def test_table_without_shapes_is_refused(tmp_path: Path) -> None:
    pyogrio.write_dataframe(pd.DataFrame({"SIG_CD": ["11110"]}), tmp_path / "a.gpkg", driver="GPKG")
    refused(declared(tmp_path / "a.gpkg", encoding="utf-8"), "found a table without geometry")


def test_layers_of_a_topojson_are_its_objects(tmp_path: Path) -> None:
    arcs = [[[127, 36], [127, 36.1], [127.1, 36.1], [127.1, 36], [127, 36]]]
    unit = {"type": "Polygon", "arcs": [[0]], "properties": {"SIG_CD": "11110", "SIG_KOR_NM": "종로구"}}
    objects = {name: {"type": "GeometryCollection", "geometries": [unit]} for name in ("sido", "sigungu")}
    (tmp_path / "a.json").write_text(json.dumps({"type": "Topology", "objects": objects, "arcs": arcs}), encoding="utf-8")
    file = declared(tmp_path / "a.json", encoding="utf-8", crs="EPSG:4326")
    refused(file, "2 layers: sido, sigungu")
    assert names(declared(file.path, encoding="utf-8", crs="EPSG:4326", layer="sigungu")) == ["종로구"]


@pytest.mark.parametrize("name", ["a.shp", "a.parquet"])
def test_layer_of_a_file_that_has_none_is_refused(tmp_path: Path, name: str) -> None:
    if name == "a.shp":
        write_shapefile(tmp_path / name, sigungu_records())
    else:
        sigungu_records().to_parquet(tmp_path / name)
    refused(declared(tmp_path / name, encoding="utf-8", layer="sigungu"), "Leave out `layer` in the catalogue")


# --- GeoParquet


@pytest.mark.parametrize("encoding", ["WKB", "geoarrow"])
@pytest.mark.parametrize("column", ["geometry", "geom"])
def test_geoparquet_is_read_whatever_its_geometry_is_called(tmp_path: Path, encoding: str, column: str) -> None:
    records = sigungu_records().rename(columns={"geometry": column}).set_geometry(column)
    records.to_parquet(tmp_path / "a.parquet", geometry_encoding=encoding)
    table = read_vector(declared(tmp_path / "a.parquet", encoding="utf-8"), COLUMNS)
    assert list(table["SIG_KOR_NM"]) == ["종로구", "중구"] and table.geometry.iloc[0].equals(square(0, 0))


def test_column_that_was_the_index_of_the_frame_is_found(tmp_path: Path) -> None:
    sigungu_records().set_index("SIG_CD").to_parquet(tmp_path / "a.parquet")
    assert list(read_vector(declared(tmp_path / "a.parquet", encoding="utf-8"), COLUMNS)["SIG_CD"]) == ["11110", "11140"]


def test_parquet_without_shapes_is_told_apart_from_a_damaged_one(tmp_path: Path) -> None:
    pd.DataFrame({"SIG_CD": ["11110"]}).to_parquet(tmp_path / "a.parquet")
    refused(
        declared(tmp_path / "a.parquet", encoding="utf-8"), "found Parquet without `geo` in its metadata; expected GeoParquet"
    )
    sigungu_records().to_parquet(tmp_path / "b.parquet")
    (tmp_path / "b.parquet").write_bytes((tmp_path / "b.parquet").read_bytes()[:-100])
    refused(
        declared(tmp_path / "b.parquet", encoding="utf-8"), "found what is no whole Parquet file .*damaged: download it again"
    )


def test_crs_of_a_geoparquet_is_held_against_the_declaration(tmp_path: Path) -> None:
    sigungu_records().to_crs(4326).to_parquet(tmp_path / "a.parquet")
    refused(declared(tmp_path / "a.parquet", encoding="utf-8"), "found CRS WGS 84; expected .* as declared")
    assert names(declared(tmp_path / "a.parquet", encoding="utf-8", crs="EPSG:4326")) == ["종로구", "중구"]


@pytest.mark.parametrize("suffix", [".parquet", ".gpkg"])
def test_format_whose_text_is_always_utf8_is_not_declared_otherwise(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    sigungu_records().to_parquet(path) if suffix == ".parquet" else sigungu_records().to_file(path)
    refused(declared(path), f"found a {suffix} file, whose text is UTF-8; expected text in cp949. Say utf-8 as `encoding`")


# --- GeoJSON


def test_geojson_in_cp949_is_read_by_its_declaration_and_by_no_other(tmp_path: Path) -> None:
    file = geojson(tmp_path / "a.geojson", as_json(BOX))
    refused(declared(file.path, crs="EPSG:4326"), "found UTF-8 text; expected text in cp949")
    file.path.write_bytes(file.path.read_text(encoding="utf-8").encode("cp949"))
    refused(file, "that is no utf-8; expected text in utf-8")
    assert names(declared(file.path, crs="EPSG:4326")) == ["종로구"]


def test_byte_order_mark_does_not_hide_geojson(tmp_path: Path) -> None:
    file = geojson(tmp_path / "a.geojson", as_json(BOX))
    file.path.write_bytes(b"\xef\xbb\xbf" + file.path.read_bytes())
    assert names(file) == ["종로구"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"C1": "11110"}]', "found JSON that is neither GeoJSON nor TopoJSON; .* Name the file that has the shapes"),
        ('{"type": "FeatureColl', "found what GDAL cannot read .*damaged: download it again"),
        ("", "found an empty file"),
        ('{"type": "FeatureCollection", "features": []}', "column SIG_CD"),
    ],
    ids=["records", "cut", "empty", "no feature"],
)
def test_json_that_holds_no_boundaries_is_refused_with_advice_that_fits(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.geojson").write_text(content, encoding="utf-8")
    refused(declared(tmp_path / "a.geojson", encoding="utf-8", crs="EPSG:4326"), message)


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        (shapely.Point(127, 36), "Point"),
        (shapely.LineString([(127, 36), (127, 37)]), "LineString"),
        (shapely.GeometryCollection([BOX, shapely.Point(127, 36)]), "GeometryCollection with a Point"),
        (shapely.MultiPoint([(127, 36), (127, 37)]), "MultiPoint"),
    ],
)
def test_shape_that_is_no_polygon_is_refused_with_its_row(tmp_path: Path, shape: shapely.Geometry, kind: str) -> None:
    file = geojson(tmp_path / "a.geojson", as_json(BOX), as_json(shape))
    refused(file, rf"a\.geojson, row 2: found a {kind}; expected polygons")


@pytest.mark.parametrize("inside", [[BOX], [BOX, shapely.MultiPolygon([shapely.box(127.2, 36, 127.3, 36.1)])]])
def test_collection_of_polygons_alone_is_read_as_one_of_several_parts(tmp_path: Path, inside: list[Any]) -> None:
    file = geojson(tmp_path / "a.geojson", as_json(BOX), as_json(shapely.GeometryCollection(inside)))
    read = read_vector(file, COLUMNS).geometry
    assert read.geom_type.tolist() == ["Polygon", "MultiPolygon"] and len(read.iloc[1].geoms) == len(inside)
    assert file.notes == ["1 record with a collection of polygons read as one of several parts"]


def test_null_geometry_of_a_geojson_counts_as_one(tmp_path: Path) -> None:
    refused(geojson(tmp_path / "a.geojson", as_json(BOX), None), "row 2: found 1 record without geometry; expected 0")


# --- heights and measures


def test_heights_are_dropped_and_the_files_notes_say_of_how_many(tmp_path: Path) -> None:
    high = sigungu_records().set_geometry([shapely.force_3d(square(0, 0), 5), square(1, 0)], crs="EPSG:5179")
    pyogrio.write_dataframe(high, tmp_path / "a.gpkg", driver="GPKG", geometry_type="Unknown")
    file = declared(tmp_path / "a.gpkg", encoding="utf-8")
    assert not read_vector(file, COLUMNS).geometry.has_z.any()
    assert file.notes == ["heights (Z) of 1 record dropped"]


@pytest.mark.parametrize("suffix", [".shp", ".parquet", ".geojson"])
def test_heights_are_dropped_in_every_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    high = sigungu_records().to_crs(4326)
    high = high.set_geometry(shapely.force_3d(high.geometry.to_numpy(), 0.0), crs=4326)
    high.to_parquet(path) if suffix == ".parquet" else high.to_file(path, encoding="UTF-8")
    file = declared(path, encoding="utf-8", crs="EPSG:4326")
    assert not read_vector(file, COLUMNS).geometry.has_z.any()
    assert file.notes == ["heights (Z) of 2 records dropped"]


def test_measures_of_a_shapefile_are_dropped_and_told(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records(("11110",), ("종로구",)))
    corners = np.array(square(0, 0).exterior.reverse().coords)
    shape = struct.pack("<i4d2ii", 25, *square(0, 0).bounds, 1, len(corners), 0) + corners.tobytes()
    shape += struct.pack("<2d", 0, 1) + struct.pack(f"<{len(corners)}d", *range(len(corners)))
    head = struct.pack("<2i8d", 1000, 25, *square(0, 0).bounds, 0, 0, 0, 1)
    for part, body in (
        (".shp", struct.pack(">2i", 1, len(shape) // 2) + shape),
        (".shx", struct.pack(">2i", 50, len(shape) // 2)),
    ):
        size = (100 + len(body)) // 2
        path.with_suffix(part).write_bytes(struct.pack(">7i", 9994, 0, 0, 0, 0, 0, size) + head + body)
    file = declared(path)
    assert names(file) == ["종로구"] and file.notes == ["measures (M) dropped"]


def test_coordinates_that_are_no_numbers_are_named_with_their_row(tmp_path: Path) -> None:
    broken = shapely.transform(square(1, 0), lambda xy: np.where(np.arange(len(xy))[:, None] == 1, np.nan, xy))
    sigungu_records(geometry=[square(0, 0), broken]).to_parquet(tmp_path / "a.parquet")
    refused(declared(tmp_path / "a.parquet", encoding="utf-8"), r"row 2: found coordinates that are no numbers")


# --- shapefiles as tools write them


def spelt(folder: Path, *suffixes: str, stem: str = "B") -> Path:
    """A shapefile whose parts end in these letters."""
    path = write_shapefile(folder / "own.shp", sigungu_records())
    for suffix in suffixes:
        shutil.move(path.with_suffix(suffix.lower()), folder / f"{stem}{suffix}")
    return folder / f"{stem}{suffixes[0]}"


@pytest.mark.parametrize(
    "suffixes",
    [(".SHP", ".SHX", ".DBF", ".PRJ"), (".SHP", ".Shx", ".dbf", ".prj"), (".shp", ".shx", ".Dbf", ".PRJ")],
    ids=["capitals", "mixed", "one part"],
)
def test_shapefile_is_read_however_its_parts_are_spelt(tmp_path: Path, suffixes: tuple[str, ...]) -> None:
    file = declared(spelt(tmp_path, *suffixes))
    assert names(file) == ["종로구", "중구"]
    assert [part.name for part in file.parts()] == [f"B{suffix}" for suffix in suffixes]


def test_part_under_a_name_in_other_letters_belongs_to_the_shapefile(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "b.shp", sigungu_records())
    shutil.move(path.with_suffix(".dbf"), tmp_path / "B.DBF")
    assert names(declared(path)) == ["종로구", "중구"]


def test_part_spelt_like_the_shapefile_goes_before_another(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "b.shp", sigungu_records())
    (tmp_path / "B.DBF").write_bytes(b"of another file")
    assert names(declared(path)) == ["종로구", "중구"]


def test_column_names_of_a_dbf_are_in_the_declared_encoding(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records().rename(columns={"SIG_CD": "코드", "SIG_KOR_NM": "시군구"}))
    assert list(read_vector(declared(path), ("코드", "시군구"))["시군구"]) == ["종로구", "중구"]


def test_prj_that_is_no_crs_is_named_and_passed_over_where_the_declaration_calls_it_wrong(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records())
    path.with_suffix(".prj").write_text('PROJCS["cut off', encoding="ascii")
    refused(declared(path), r"found a\.prj that is no CRS; expected EPSG:5179. Mend a\.prj or take it away")
    assert names(declared(path, options={"crs_note": "cut off"})) == ["종로구", "중구"]


def test_archive_as_path_is_refused_with_how_to_declare_it(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK")
    refused(declared(tmp_path / "a.zip"), "found an archive; expected a file in it. Declare the archive as `archive`")


def test_archive_in_an_archive_is_not_said_to_be_declared_as_it_is_already(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"PK\x05\x06")
    inner = dataclasses.replace(declared(tmp_path / "b.zip"), name="a.zip!b.zip")
    refused(inner, r"a\.zip!b\.zip: found an archive in an archive; .* inner one first")


def test_file_of_another_kind_is_not_said_to_need_another_download(tmp_path: Path) -> None:
    (tmp_path / "a.dwg").write_bytes(b"AC1027")
    with pytest.raises(SourceError) as caught:
        read_vector(declared(tmp_path / "a.dwg", encoding="utf-8"), COLUMNS)
    assert "Download" not in str(caught.value) and "Save it as a shapefile, GeoPackage" in str(caught.value)


# --- text cut within a letter


def cut_shapefile(folder: Path, names: tuple[str, str], encoding: str, width: int) -> Path:
    """A shapefile whose name field has `width` bytes, names cut where it ends."""
    path = write_shapefile(folder / "a.shp", sigungu_records())
    fields = (("SIG_CD", 5), ("SIG_KOR_NM", width))
    rows = [
        b" " + code.encode() + name.encode(encoding)[:width].ljust(width)
        for code, name in zip(("11110", "11140"), names, strict=True)
    ]
    head = struct.pack("<4BIHH20x", 3, 26, 1, 1, len(rows), 32 + 32 * len(fields) + 1, len(rows[0]))
    described = b"".join(struct.pack("<11sc4xB15x", name.encode(), b"C", size) for name, size in fields)
    path.with_suffix(".dbf").write_bytes(head + described + b"\r" + b"".join(rows) + b"\x1a")
    return path


@pytest.mark.parametrize(("encoding", "width"), [("cp949", 5), ("utf-8", 7), ("utf-8", 8)])
def test_half_a_letter_at_the_end_of_a_text_is_dropped_and_counted(tmp_path: Path, encoding: str, width: int) -> None:
    file = declared(cut_shapefile(tmp_path, ("종로구", "중"), encoding, width), encoding=encoding)
    assert names(file) == ["종로", "중"]
    assert file.notes == ["cut_text = 1: half a letter at the end of a text dropped, first in row 1"]


@pytest.mark.parametrize(("encoding", "width"), [("cp949", 5), ("utf-8", 7), ("utf-8", 8)])
def test_text_that_a_narrower_field_cut_before_is_one_too(tmp_path: Path, encoding: str, width: int) -> None:
    path = cut_shapefile(tmp_path, ("가나다", "중"), encoding, 20)
    whole = "가나다".encode(encoding)
    dbf = path.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes().replace(whole, whole[:width].ljust(len(whole))))
    file = declared(path, encoding=encoding)
    assert names(file) == ["가나", "중"] and file.notes[0].startswith("cut_text = 1: half a letter")


def test_foreign_letter_at_the_end_of_a_text_is_no_cut(tmp_path: Path) -> None:
    path = cut_shapefile(tmp_path, ("가나다", "중"), "cp949", 20)
    dbf = path.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes().replace("가나다".encode("cp949"), b"Orl\xe9  "))
    refused(declared(path), "row 1: found .* which is no cp949")


def test_declared_number_of_cut_texts_is_exact(tmp_path: Path) -> None:
    path = cut_shapefile(tmp_path, ("종로구", "중구청"), "cp949", 5)
    assert names(declared(path, known_faults={"cut_text": 2})) == ["종로", "중구"]
    refused(declared(path, known_faults={"cut_text": 1}), "row 1: found 2 records with a text cut within a letter; expected 1")


def test_wrong_encoding_is_not_taken_for_a_cut(tmp_path: Path) -> None:
    refused(declared(cut_shapefile(tmp_path, ("종로구", "중구"), "utf-8", 8)), "found UTF-8 text in column SIG_KOR_NM")
    other = cut_shapefile(tmp_path / "b", ("종로구", "중구"), "cp949", 6)
    refused(declared(other, encoding="utf-8"), "which is no utf-8")


# --- numbers as text


@pytest.mark.parametrize("suffix", [".gpkg", ".parquet"])
@pytest.mark.parametrize(("stored", "read"), [(11110.0, "11110.0"), (11110, "11110"), (" 11110 ", "11110")])
def test_cells_come_as_the_file_stores_them(tmp_path: Path, suffix: str, stored: Any, read: str) -> None:
    path = tmp_path / f"a{suffix}"
    records = sigungu_records().assign(SIG_CD=[stored] * 2)
    records.to_parquet(path) if suffix == ".parquet" else records.to_file(path)
    file = declared(path, encoding="utf-8")
    assert texts(file, read_layer(file), "SIG_CD")[0] == [read, read]


# --- no warning of a library


def odd_files(path: Path) -> Path:
    """A GeoJSON with heights, and without a shape in its second record; beside it a GeoPackage of two layers."""
    geopackage(path.with_suffix(".gpkg"), "sido", "sigungu")
    geojson(path, as_json(shapely.force_3d(BOX, 1.0)), None)
    return path


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("name", "said"),
    [("a.geojson", {"crs": "EPSG:4326", "known_faults": {"null_geometry": 1}}), ("a.gpkg", {"layer": "sigungu"}), ("a.gpkg", {}),
     ("a.geojson", {"crs": "EPSG:5174"})],
    ids=["heights and no shape", "a named layer", "none named", "another CRS"],
)  # fmt: skip
def test_reading_or_refusing_says_nothing_beside_its_own_message(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, said: dict[str, Any]
) -> None:
    odd_files(tmp_path / "a.geojson")
    file = declared(tmp_path / name, encoding="utf-8", **said)
    if name == "a.gpkg" and not said:
        refused(file, "2 layers: sido, sigungu")
    elif said.get("crs") == "EPSG:5174":
        refused(file, "found CRS WGS 84")
    else:
        assert len(read_vector(file, COLUMNS)) == 2
    assert capfd.readouterr() == ("", "")
