"""One boundary module per publisher's layout: columns renamed, codes unique, level, scheme and vintage from the declaration."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from assets.reading.source_file import SourceFile
from assets.sources.boundary_readers import kostat_boundary, mois_boundary, sgis_boundary
from domain.errors import CatalogueError, SourceError
from tests.publisher_files import CRS, declared, sigungu_records, square, write_shapefile, write_topojson


def test_mois_layout(tmp_path: Path) -> None:
    table = mois_boundary(declared(write_shapefile(tmp_path / "a.shp", sigungu_records())))
    first = table.iloc[0]
    assert (first["code"], first["name_ko"], first["name_en"]) == ("11110", "종로구", "Unit 11110")
    assert (first["level"], first["scheme"], first["vintage"]) == ("sigungu", "mois", dt.date(2024, 2, 1))
    assert (first["extent"], bool(first["schematic"])) == ("national", False)


@pytest.mark.parametrize(("level", "prefix"), [("sido", "CTP"), ("legal_dong", "EMD")])
def test_mois_layout_of_other_levels(tmp_path: Path, level: str, prefix: str) -> None:
    code = "CTPRVN_CD" if level == "sido" else "EMD_CD"
    names = {"SIG_CD": code, "SIG_KOR_NM": f"{prefix}_KOR_NM", "SIG_ENG_NM": f"{prefix}_ENG_NM"}
    path = write_shapefile(tmp_path / "a.shp", sigungu_records().rename(columns=names))
    assert list(mois_boundary(declared(path, level=level))["name_ko"]) == ["종로구", "중구"]


def test_level_that_the_layout_does_not_have_is_refused(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records())
    with pytest.raises(SourceError, match="found level 'emd'; expected one of sido, sigungu, legal_dong"):
        mois_boundary(declared(path, level="emd"))


@pytest.mark.parametrize("options", [{}, {"columns": {"code": "adm2_code", "name": "sgg_nm"}}], ids=["2023", "2015"])
def test_sgis_layouts(tmp_path: Path, options: dict[str, Any]) -> None:
    code, name = ("adm2_code", "sgg_nm") if options else ("SIGUNGU_CD", "SIGUNGU_NM")
    records = gpd.GeoDataFrame({code: ["11010"], name: ["종로구"]}, geometry=[square(0, 0)], crs=CRS)
    table = sgis_boundary(declared(write_shapefile(tmp_path / "a.shp", records), scheme="kostat", options=options))
    assert table[["code", "name_ko"]].values.tolist() == [["11010", "종로구"]]
    assert table["name_en"].isna().all()


def test_kostat_topojson(tmp_path: Path) -> None:
    path = write_topojson(tmp_path / "a.json", {"11010": "종로구", "11020": "중구"})
    day = dt.date(2017, 12, 31)
    table = kostat_boundary(declared(path, encoding="utf-8", crs="EPSG:4326", scheme="kostat", vintage=day))
    assert list(table["code"]) == ["11010", "11020"] and set(table["vintage"]) == {day}
    assert table.crs.to_epsg() == 5179


def test_file_of_one_sido_says_so(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records(), prj=False)
    assert set(mois_boundary(declared(path, options={"extent": "11"}))["extent"]) == {"11"}


def test_file_of_one_sido_with_codes_of_another_is_refused_with_its_row(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", {"code": "11110", "name": "종로구"}, {"code": "26110", "name": "중구"})
    message = r"a\.geojson, row 2: found code 26110; expected codes of sido 11 as in options\.extent"
    with pytest.raises(SourceError, match=message):
        kostat_boundary(collected(path, options={"extent": "11"}))


def test_duplicated_code_names_both_rows(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records(("11110", "11140", "11110"), ("종로구", "중구", "종로구")))
    with pytest.raises(SourceError, match=r"a\.shp, row 3: found code 11110 again \(first in row 1\); expected each code once"):
        mois_boundary(declared(path))


@pytest.mark.parametrize("missing", [{"vintage": None}, {"scheme": ""}, {"level": ""}])
def test_declaration_without_vintage_scheme_or_level_is_refused(tmp_path: Path, missing: dict[str, Any]) -> None:
    path = write_shapefile(tmp_path / "a.shp", sigungu_records())
    with pytest.raises(SourceError, match=r"a\.shp: found "):
        mois_boundary(declared(path, **missing))


# --- common layouts, and files of a user's own


def geojson(path: Path, *properties: dict[str, Any]) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": p,
            "geometry": json.loads(shapely.to_geojson(shapely.box(127 + n, 36, 127.1 + n, 36.1))),
        }
        for n, p in enumerate(properties)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), encoding="utf-8")
    return path


def collected(path: Path, **changes: Any) -> SourceFile:
    return declared(path, "kostat_boundary", **({"encoding": "utf-8", "crs": "EPSG:4326"} | changes))


DONG = {
    "adm_nm": "서울특별시 종로구 사직동", "adm_cd": "11010530", "adm_cd2": "1111053000", "sgg": "11110", "sido": "11",
    "sidonm": "서울특별시", "sggnm": "종로구",
}  # fmt: skip


@pytest.mark.parametrize(
    ("properties", "level", "scheme", "code", "name"),
    [
        ({"sggcd": "11110", "sggnm": "종로구", "sidocd": "11", "sidonm": "서울특별시"}, "sigungu", "mois", "11110", "종로구"),
        ({"sggcd": "11110", "sggnm": "종로구", "sidocd": "11", "sidonm": "서울특별시"}, "sido", "mois", "11", "서울특별시"),
        ({"코드": "11110", "시군구": "종로구", "시도": "서울특별시"}, "sigungu", "mois", "11110", "종로구"),
        ({"코드": "11", "시도": "서울특별시"}, "sido", "mois", "11", "서울특별시"),
        (DONG, "emd", "mois", "11110530", "서울특별시 종로구 사직동"),
        (DONG, "emd", "kostat", "11010530", "서울특별시 종로구 사직동"),
        (DONG, "sigungu", "mois", "11110", "종로구"),
        (DONG, "sido", "mois", "11", "서울특별시"),
        ({"mois_code": "11110", "kostat_code": "11010", "name_ko": "종로구"}, "sigungu", "kostat", "11010", "종로구"),
        ({"sig_cd": "11110", "sig_kor_nm": "종로구"}, "sigungu", "mois", "11110", "종로구"),
        ({"adm3_code": "1101053", "adm3_name_kr": "사직동"}, "emd", "kostat", "1101053", "사직동"),
    ],
)
def test_columns_of_known_collections_are_found_by_level_and_scheme(
    tmp_path: Path, properties: dict[str, str], level: str, scheme: str, code: str, name: str
) -> None:
    table = kostat_boundary(collected(geojson(tmp_path / "a.geojson", properties), level=level, scheme=scheme))
    assert table[["code", "name_ko"]].values.tolist() == [[code, name]]


@pytest.mark.parametrize("reader", [mois_boundary, sgis_boundary, kostat_boundary])
def test_declared_columns_go_before_known_ones_in_every_reader(tmp_path: Path, reader: Any) -> None:
    path = geojson(tmp_path / "a.geojson", {"SIG_CD": "x", "코드": "11110", "이름": "종로구", "english": "Jongno-gu"})
    columns = {"code": "코드", "name": "이름", "name_en": "english"}
    table = reader(collected(path, options={"columns": columns}))
    assert table[["code", "name_ko", "name_en"]].values.tolist() == [["11110", "종로구", "Jongno-gu"]]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, 'expected column code. Name its columns in the catalogue: options = { columns = { code = "…"'),
        ({"columns": {"code": "adm"}}, "found columns x, y; expected column adm. Mend options.columns"),
        ({"columns": {"code": "geometry"}}, "found columns x, y; expected column geometry"),
        ({"columns": {"code": "x", "name": "x"}}, "found options.columns with x more than once; .*Leave out `name`"),
        ({"columns": {"name": "y"}}, r"options\.columns\.code: missing, and needed: the column with the codes"),
        ({"columns": {"code": "x", "nmae": "y"}}, r"options\.columns\.nmae: no such key; did you mean name\?"),
        ({"columns": "x"}, r"options\.columns: found 'x'; expected a table"),
        ({"columns": {"code": 1}}, r"options\.columns\.code: found 1; expected text in quotes"),
        ({"columns": {"code": ""}}, r"options\.columns\.code: found ''; expected a text that is not empty"),
        ({"extent": 11}, r'options\.extent: found 11; expected the code of one sido in quotes, extent = "11"'),
        ({"crs_note": 1}, r"options\.crs_note: found 1; expected text in quotes"),
    ],
)
def test_columns_and_options_that_do_not_fit_are_refused_with_what_to_write(
    tmp_path: Path, options: dict[str, Any], message: str
) -> None:
    with pytest.raises((SourceError, CatalogueError), match=message):
        kostat_boundary(collected(geojson(tmp_path / "a.geojson", {"x": "11110", "y": "종로구"}), options=options))


def test_known_fault_of_no_boundary_is_refused(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", {"code": "11110"})
    with pytest.raises(CatalogueError, match=r"known_faults\.null_geometri: no such key; did you mean null_geometry\?"):
        kostat_boundary(collected(path, known_faults={"null_geometri": 1}))


def test_file_without_names_is_read_and_its_names_stay_empty(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", {"adm2_code": 11010}, {"adm2_code": 11020})
    table = sgis_boundary(collected(path, scheme="kostat"))
    assert list(table["code"]) == ["11010", "11020"] and table["name_ko"].isna().all()


def test_names_that_are_empty_in_some_records_stay_so(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "a.geojson", {"code": "11110", "name": None}, {"code": "11140", "name": ""}, {"code": "3", "name": "가"}
    )
    assert list(kostat_boundary(collected(path))["name_ko"]) == [None, None, "가"]


@pytest.mark.parametrize(
    ("written", "level", "read"),
    [
        (11110.0, "sigungu", "11110"),
        ("11110.0", "sigungu", "11110"),
        ("1111000000", "sigungu", "11110"),
        (1111000000.0, "sigungu", "11110"),
        ("1101000", "sigungu", "11010"),
        ("1100000000", "sido", "11"),
        (1111053000, "emd", "11110530"),
        ("1111010100", "legal_dong", "11110101"),
        ("11110 종로구", "sigungu", "11110"),
        ("종로구 (1111000000)", "sigungu", "11110"),
    ],
)
def test_code_written_as_a_number_or_filled_up_with_zeros_is_its_digits_and_said_so(
    tmp_path: Path, written: Any, level: str, read: str
) -> None:
    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"code": [written], "name": ["가"]}, geometry=[square(0, 0)], crs=CRS).to_file(path)
    file = collected(path, crs=CRS, level=level)
    assert list(kostat_boundary(file)["code"]) == [read]
    assert file.notes == [f"1 code in column code written otherwise: {written} in row 1 read as {read}"]


@pytest.mark.parametrize("written", ["11110", 11110, " 11110 "])
def test_code_that_is_its_digits_already_needs_no_note(tmp_path: Path, written: Any) -> None:
    file = collected(geojson(tmp_path / "a.geojson", {"code": written, "name": "가"}))
    assert list(kostat_boundary(file)["code"]) == ["11110"] and not file.notes


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (["11110", None], "row 2: found no code in column code; expected a code"),
        ([None, None], "row 1: found no code in column code"),
        (["11110", ""], "row 2: found no code"),
        (["11110", "종로구"], "row 2: found '종로구' in column code; expected a code made of digits"),
        ([11110.5, 11140.0], "row 1: found '11110.5'"),
        (["11 110", "11140"], "row 1: found '11 110'"),
        (["11110", "11110.0"], r"row 2: found code 11110 again \(first in row 1\)"),
        (["11110", "1111000000"], r"row 2: found code 11110 again \(first in row 1\)"),
    ],
)
def test_what_is_no_code_of_its_own_is_refused_with_its_row(tmp_path: Path, codes: list[Any], message: str) -> None:
    path = geojson(tmp_path / "a.geojson", *({"code": code, "name": "가"} for code in codes))
    with pytest.raises(SourceError, match=message):
        kostat_boundary(collected(path))


@pytest.mark.parametrize("spelt", [" code ", "\ufeffcode", "CODE"])
@pytest.mark.parametrize("options", [{}, {"columns": {"code": "Code", "name": "Name"}}], ids=["known", "declared"])
def test_column_is_found_in_capitals_and_between_blanks(tmp_path: Path, spelt: str, options: dict[str, Any]) -> None:
    path = geojson(tmp_path / "a.geojson", {spelt: "11110", "name": "종로구"})
    read = kostat_boundary(collected(path, options=options))
    assert read[["code", "name_ko"]].to_numpy().tolist() == [["11110", "종로구"]]


def test_map_that_is_fit_for_pictures_only_says_so_in_every_row(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", {"code": "11110", "name": "가"})
    assert set(kostat_boundary(collected(path))["fit_for"]) == {"measuring"}
    assert set(kostat_boundary(collected(path, fit_for="maps"))["fit_for"]) == {"maps"}


def test_codes_dressed_as_in_a_sheet_are_read_and_a_shortened_one_says_what_is_lost(tmp_path: Path) -> None:
    dressed = collected(geojson(tmp_path / "a.geojson", {"code": "11,110", "name": "가"}, {"code": "'11140", "name": "나"}))
    assert list(kostat_boundary(dressed)["code"]) == ["11110", "11140"]
    assert dressed.notes == ["2 codes in column code written otherwise: 11,110 in row 1 read as 11110"]
    shortened = collected(geojson(tmp_path / "b.geojson", {"code": "1.111E+04", "name": "가"}))
    with pytest.raises(SourceError, match=r"row 1: found '1\.111E\+04' .* its last digits are gone"):
        kostat_boundary(shortened)


def test_codes_cut_to_four_digits_that_become_alike_say_so(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", {"code": "4111", "name": "장안구"}, {"code": "4111", "name": "권선구"})
    with pytest.raises(SourceError, match=r"code 4111 again \(first in row 1\).* five digits: is the last one cut off\?"):
        kostat_boundary(collected(path))
