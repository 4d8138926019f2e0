"""`rebalance vintage`: what is said of the codes of a file, small ones and publishers' own."""

from __future__ import annotations

import json
import warnings
import zipfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely

from assets.geography.fact_files import facts
from domain.codes import codes, parse_geography
from tests.command import Answer, rebalance


def vintage(path: Path, column: str = "code", *options: str) -> Answer:
    return rebalance("vintage", path, "--code-column", column, *options)


def on(spec: str) -> list[str]:
    table = codes(facts().region, parse_geography(spec))
    return sorted(table.loc[table["in_finest"], "code"])


def csv_file(folder: Path, lines: list[str], name: str = "codes.csv", header: str = "code") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def test_scheme_period_and_what_ends_it_are_named(tmp_path: Path) -> None:
    answer = vintage(csv_file(tmp_path, on("kostat@2017")))
    assert answer.code == 0
    assert "250 rows, 250 codes (250 of 5 digits)" in answer.out
    assert "KOSTAT, 7-digit era: sigungu codes of 2016-07-04 to before 2018-07-01" in answer.out
    assert "exactly the finest set" in answer.out
    assert "until       2018-07-01: 23030 인천광역시 남구 ends; 23090 인천광역시 미추홀구 begins" in answer.out
    assert "--from kostat7@2018-06-30" in answer.out


def test_a_year_in_the_name_that_the_codes_do_not_follow_is_noted(tmp_path: Path) -> None:
    path = csv_file(tmp_path, on("kostat@2017"), "boundaries-2018.csv")
    assert "the file's name says 2018, but at the end of 2018 its codes do not fit" in vintage(path).out
    fine = csv_file(tmp_path, on("kostat@2017"), "boundaries-20170630-id123456.csv")
    assert "name says" not in vintage(fine).out


def test_unknown_and_missing_units_are_named_with_what_they_are(tmp_path: Path) -> None:
    lines = [code for code in on("mois@2024") if code != "27720"] + ["47720", "99999"]
    answer = vintage(csv_file(tmp_path, lines))
    assert "missing     27720: 대구광역시 군위군" in answer.out
    assert "99999: no code of any scheme" in answer.out
    assert "47720: 경상북도 군위군 in mois, 1994-12-31 to before 2023-07-01" in answer.out


def test_a_mixture_of_seven_and_eight_digits_is_named(tmp_path: Path) -> None:
    eight = [f"{code}000" for code in on("kostat@2022") if not code.startswith("31")]
    seven = [f"{code}00" for code in on("kostat@2021") if code.startswith("3101")]
    answer = vintage(csv_file(tmp_path, eight + seven))
    assert answer.code == 0 and "MIXTURE of 2 geographies" in answer.out
    assert "KOSTAT, 8-digit era" in answer.out and "4 codes     KOSTAT, 7-digit era" in answer.out


def test_each_value_of_a_column_has_its_line(tmp_path: Path) -> None:
    lines = [f"2017,{code}" for code in on("kostat@2017")] + [f"2020,{code}" for code in on("kostat@2020")]
    answer = vintage(csv_file(tmp_path, lines, header="year,code"), "code", "--by", "year")
    first, second = answer.out.strip().splitlines()
    assert first.startswith("year 2017: 250 codes, kostat7 sigungu, 2016-07-04 to before 2018-07-01: every code known")
    assert second.startswith("year 2020: 250 codes, kostat7 sigungu, 2018-07-01 to before 2023-06-11")


def test_a_workbook_whose_codes_are_numbers_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in [["code"], *([float(code)] for code in on("mois@2024"))]:
        book.active.append(line)
    book.save(tmp_path / "codes.xlsx")
    assert "MOIS: sigungu codes of 2024-01-18 to before 2026-02-01" in vintage(tmp_path / "codes.xlsx").out


@pytest.mark.parametrize(("name", "driver"), [("a.shp", None), ("a.geojson", "GeoJSON"), ("a.gpkg", "GPKG")])
def test_attributes_of_a_map_are_read_whatever_the_encoding_of_its_names(tmp_path: Path, name: str, driver: str | None) -> None:
    given = on("mois@2024")
    shapes = gpd.GeoDataFrame(
        {"code": given, "name": ["가"] * len(given)}, geometry=[shapely.Point(127, 37)] * len(given), crs=4326
    )
    shapes.to_file(tmp_path / name, driver=driver, **({"encoding": "cp949"} if driver is None else {}))
    for cpg in tmp_path.glob("*.cpg"):
        cpg.unlink()
    for path in [tmp_path / name, *tmp_path.glob("*.dbf")]:
        assert "252 rows, 252 codes" in vintage(path).out


def sigungu(spec: str, **columns: object) -> gpd.GeoDataFrame:
    """The finest units of a day as points, codes in `code`."""
    given = on(spec)
    shapes = [shapely.Point(127, 37)] * len(given)
    return gpd.GeoDataFrame({"code": given} | {k: [v] * len(given) for k, v in columns.items()}, geometry=shapes, crs=4326)


def two_layers(path: Path) -> Path:
    for layer, spec in (("adm2_2015", "kostat@2015"), ("adm2_2020", "kostat@2020")):
        pyogrio.write_dataframe(sigungu(spec), path, driver="GPKG", layer=layer)
    return path


def test_layers_of_a_file_are_told_apart_by_name_and_listed_without_one(tmp_path: Path) -> None:
    path = two_layers(tmp_path / "boundaries.gpkg")
    assert "2014-07-01 to before 2016-07-04" in vintage(path, "code", "--layer", "adm2_2015").out
    assert "2018-07-01 to before 2023-06-11" in vintage(path, "code", "--layer", "adm2_2020").out
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        answer = vintage(path)
    assert answer.code == 3
    assert "found 2 layers: adm2_2015, adm2_2020;" in answer.message and "--layer" in answer.message
    assert (
        "layers adm2_2015, adm2_2020; expected layer 'adm2_2011'. Mend --layer."
        in vintage(path, "code", "--layer", "adm2_2011").message
    )


def test_layer_of_a_sheet_is_refused(tmp_path: Path) -> None:
    answer = vintage(csv_file(tmp_path, on("mois@2024")), "code", "--layer", "a")
    assert answer.code == 2 and "a .csv file has no layers" in answer.message


@pytest.mark.parametrize("geometry", [True, False], ids=["GeoParquet", "Parquet"])
@pytest.mark.parametrize("number", [str, int, float], ids=["text", "whole", "decimal"])
def test_parquet_is_read_with_shapes_and_without_whatever_its_codes_are_stored_as(
    tmp_path: Path, geometry: bool, number: type
) -> None:
    table = sigungu("mois@2024")
    table = table.assign(code=table["code"].map(number))
    (table if geometry else pd.DataFrame(table.drop(columns="geometry"))).to_parquet(tmp_path / "a.parquet")
    assert "MOIS: sigungu codes of 2024-01-18 to before 2026-02-01" in vintage(tmp_path / "a.parquet").out


def test_damaged_parquet_is_the_users_file_and_no_fault_of_the_program(tmp_path: Path) -> None:
    sigungu("mois@2024").to_parquet(tmp_path / "a.parquet")
    (tmp_path / "a.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-60])
    answer = vintage(tmp_path / "a.parquet")
    assert answer.code == 3 and "what is no whole Parquet file" in answer.message


def test_shapefile_in_capitals_is_read(tmp_path: Path) -> None:
    sigungu("mois@2024").to_file(tmp_path / "own.shp")
    for part in (".shp", ".shx", ".dbf"):
        (tmp_path / "own").with_suffix(part).rename(tmp_path / f"A{part.upper()}")
    for name in ("A.SHP", "A.DBF"):
        assert "252 rows, 252 codes" in vintage(tmp_path / name).out


def zipped(archive: Path, **members: Path) -> Path:
    with zipfile.ZipFile(archive, "w") as bundle:
        for name, path in members.items():
            for part in path.parent.glob(f"{path.stem}.*"):
                bundle.write(part, f"{name}\\{part.name}")
    return archive


def test_only_file_of_an_archive_is_read_and_of_several_the_one_that_is_named(tmp_path: Path) -> None:
    sigungu("mois@2024").to_file(tmp_path / "a.shp")
    assert "252 rows, 252 codes" in vintage(zipped(tmp_path / "one.zip", 경계=tmp_path / "a.shp")).out
    two_layers(tmp_path / "b.gpkg")
    both = zipped(tmp_path / "two.zip", 경계=tmp_path / "a.shp", census=tmp_path / "b.gpkg")
    answer = vintage(both)
    assert answer.code == 2 and "2 files with codes among" in answer.message
    assert "252 rows, 252 codes" in vintage(Path(f"{both}!경계/a.shp")).out
    assert "2018-07-01 to before" in vintage(Path(f"{both}!census/b.gpkg"), "code", "--layer", "adm2_2020").out
    assert "no member 'c.shp'; there are" in vintage(Path(f"{both}!c.shp")).message


def test_archive_without_a_file_of_codes_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as bundle:
        bundle.writestr("readme.md", "x")
    assert "none among readme.md" in vintage(tmp_path / "a.zip").message
    with zipfile.ZipFile(tmp_path / "b.zip", "w"):
        pass
    assert "found an empty archive" in vintage(tmp_path / "b.zip").message
    assert vintage(tmp_path / "c.zip").code == 3


def test_names_in_another_encoding_are_said_to_need_the_option(tmp_path: Path) -> None:
    sigungu("mois@2024", year="이천이십사").to_file(tmp_path / "a.shp", encoding="cp949")
    answer = vintage(tmp_path / "a.shp", "code", "--by", "year")
    assert answer.code == 3 and "Say --encoding with the one that the file really has" in answer.message
    assert "year 이천이십사: 252 codes" in vintage(tmp_path / "a.shp", "code", "--by", "year", "--encoding", "cp949").out


def test_of_codes_of_eup_myeon_dong_only_what_was_looked_at_is_said(tmp_path: Path) -> None:
    lines = [f"{code}{dong}" for code in on("kostat@2020") for dong in ("51", "99")]
    answer = vintage(csv_file(tmp_path, lines))
    assert "every code known" not in answer.out
    assert "every sigungu known that a code begins with, none missing: exactly the finest set" in answer.out
    assert "of eup, myeon and dong only the sigungu that they begin with is looked at" in answer.out
    rows = csv_file(tmp_path, [f"2020,{line}" for line in lines], header="year,code")
    assert "every sigungu known that a code begins with" in vintage(rows, "code", "--by", "year").out


def test_an_answer_of_kosis_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kosis.json"
    path.write_text(json.dumps([{"C1": code, "DT": "1"} for code in on("mois@2024")]), encoding="utf-8")
    assert "MOIS: sigungu codes of 2024-01-18" in vintage(path, "C1").out


def test_an_answer_of_kosis_is_read_in_any_encoding_that_is_said_and_its_fields_in_any_case(tmp_path: Path) -> None:
    path = tmp_path / "kosis.json"
    text = json.dumps([{"c1": code, "c1_nm": "종로구와 다른 시군구"} for code in on("mois@2024")], ensure_ascii=False)
    path.write_text(text, encoding="cp949")
    assert "It may be cp949. Say --encoding" in vintage(path, "C1").message
    assert "MOIS: sigungu codes of 2024-01-18" in vintage(path, "C1", "--encoding", "cp949").out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"err": "30", "errMsg": "없음"}', "KOSIS error 30: 없음"),
        ('[{"err": "31", "errMsg": "초과"}]', "KOSIS error 31: 초과; expected a list of records. Ask for fewer"),
        ("<?xml version='1.0'?><error><err>30</err></error>", "found a page (HTML or XML)"),
        ("[]", "found no records"),
        ('{"type": "FeatureCollection", "features": []}', "found no record; expected records with codes"),
    ],
)
def test_an_answer_without_codes_says_what_it_is(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    answer = vintage(tmp_path / "a.json", "C1")
    assert answer.code == 3 and said in answer.message


@pytest.mark.parametrize(
    ("lines", "column", "code", "said"),
    [
        (["11110", "종로구"], "code", 3, "codes.csv, row 2: found '종로구' in column code; expected a code made of digits"),
        (["11110"], "adm", 2, "no column 'adm'; there are code"),
        (['""'], "code", 3, "found 1 row; expected a header and data"),
    ],
)
def test_what_has_no_codes_is_refused(tmp_path: Path, lines: list[str], column: str, code: int, said: str) -> None:
    answer = vintage(csv_file(tmp_path, lines), column)
    assert answer.code == code and said in answer.message


def test_files_of_other_kinds_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("x", encoding="utf-8")
    assert "a .pdf file; read are .csv" in vintage(tmp_path / "a.pdf").message
    assert vintage(tmp_path / "nothing.shp").code == vintage(tmp_path / "nothing.csv").code == 3
    (tmp_path / "cut.json").write_text('{"type": "Topo', encoding="utf-8")
    assert "Is it cut off?" in vintage(tmp_path / "cut.json").message
    (tmp_path / "a.dbf").write_text("x", encoding="utf-8")
    assert "what GDAL cannot read" in vintage(tmp_path / "a.dbf").message
