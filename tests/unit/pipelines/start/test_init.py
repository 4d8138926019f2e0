"""`rebalance init`: files are known by what is in them, the catalogue written is right, and the rest is said."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import geopandas as gpd
import pyogrio
import pytest

from assets.reading.catalogue import read_catalogue
from assets.sources.embedded.write import schematic_files
from assets.sources.signature import signatures
from expectations.contracts.registry import all_contracts
from pipelines.build.plan import all_declarations
from tests.command import Answer, rebalance
from tests.publisher_files import (
    kosis_record,
    sigungu_records,
    write_kosis_json,
    write_mois_csv,
    write_rows_csv,
    write_rows_sheet,
    write_shapefile,
)

DATASETS = frozenset(name for name, contract in all_contracts().items() if contract.schema == "raw")
SHEET = "행정구역_시군구_별__성별_인구수.xlsx"


def catalogue(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "rebalance.toml").read_text(encoding="utf-8"))


def entries(folder: Path) -> dict[str, dict[str, Any]]:
    """Entries that count, by path; of a file that feeds two datasets the last."""
    return {entry["path"]: entry for entry in catalogue(folder).get("file", [])}


def readable(folder: Path) -> int:
    """How many files the written catalogue declares, read as a build reads it."""
    options = {name: declaration.options for name, declaration in all_declarations().items()}
    read = read_catalogue(folder / "rebalance.toml", folder, DATASETS, folder.parent / "unpacked", options)
    read.require()
    return len(read.files)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schematic files, which are shaped as four publishers shape theirs."""
    return schematic_files(tmp_path_factory.mktemp("schematic"))


@pytest.fixture(scope="module")
def renamed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    """The same under names that say nothing, looked through once."""
    folder = tmp_path_factory.mktemp("renamed") / "files"
    (folder / "deep" / "er").mkdir(parents=True)
    for part in made.glob("TL_SCCO_SIG.*"):
        shutil.copy(part, folder / f"a1{part.suffix}")
    for number, part in enumerate(sorted(made.glob("DT_1B04005N_*.json"))):
        shutil.copy(part, folder / "deep" / f"b{number}.json")
    shutil.copy(made / "연령별인구현황.csv", folder / "deep" / "er" / "c.csv")
    shutil.copy(made / SHEET, folder / "d.xlsx")
    (folder / "readme.pdf").write_bytes(b"%PDF-1.4")
    return folder, rebalance("init", folder)


def test_files_under_names_that_say_nothing_are_recognised(renamed: tuple[Path, Answer]) -> None:
    folder, answer = renamed
    assert answer.code == 0, answer.err + answer.out
    found = entries(folder)
    assert {path: entry["dataset"] for path, entry in found.items()} == {
        "a1.shp": "mois_boundary", "deep/*.json": "kosis_population", "deep/er/c.csv": "mois_population",
        "d.xlsx": "kosis_sido_population",
    }  # fmt: skip
    assert readable(folder) == 7
    shape = found["a1.shp"]
    assert (shape["scheme"], shape["level"], shape["crs"], shape["encoding"]) == ("mois", "sigungu", "EPSG:5179", "cp949")
    assert str(shape["vintage"]) == "2024-02-01" and "extent" not in shape.get("options", {})
    assert found["deep/er/c.csv"]["encoding"] == "cp949"
    publishers = catalogue(folder)["publisher"]
    assert set(publishers) == {entry["publisher"] for entry in found.values()}
    assert all({"name", "licence", "url"} <= set(publisher) for publisher in publishers.values())


def test_it_says_what_was_recognised_what_not_and_what_is_missing(renamed: tuple[Path, Answer]) -> None:
    folder, answer = renamed
    assert f"written {folder / 'rebalance.toml'}: 4 entries" in answer.out
    assert "4 files: " in answer.out and "2024" in answer.out
    assert "readme.pdf: a file ending in .pdf; read are .csv" in answer.out
    missing = answer.out.partition("missing, and for which results")[2]
    assert "kosis_sigungu_establishments" in missing and "Rust belt" in missing
    assert "mois_population" not in missing.partition("to begin")[0]
    assert f"rebalance build --sources {folder}" in answer.out
    assert f"rebalance sources --how --all --sources {folder}" in answer.out


def test_a_catalogue_is_not_overwritten_unless_it_is_said(tmp_path: Path, made: Path) -> None:
    shutil.copy(made / SHEET, tmp_path / "a.xlsx")
    (tmp_path / "rebalance.toml").write_text("mine", encoding="utf-8")
    answer = rebalance("init", tmp_path)
    assert answer.code == 2 and "--force" in answer.err
    assert (tmp_path / "rebalance.toml").read_text(encoding="utf-8") == "mine"
    assert rebalance("init", tmp_path, "--force").code == 3  # a sheet of sido is not enough to begin
    assert list(entries(tmp_path)) == ["a.xlsx"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("arguments", [["nowhere"], ["."], [".", "--crs", "EPSG:nil"]])
def test_wrong_use_is_refused(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if arguments == ["."]:
        (tmp_path / "rebalance.toml").touch()
    answer = rebalance("init", *arguments)
    assert answer.code == 2 and "Traceback" not in answer.err


def test_an_empty_folder_gets_no_catalogue(tmp_path: Path) -> None:
    answer = rebalance("init", tmp_path)
    assert answer.code == 3 and "nothing" in answer.out
    assert not (tmp_path / "rebalance.toml").exists()


def test_a_shapefile_without_prj_asks_for_its_crs(tmp_path: Path, made: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for suffix in (".shp", ".shx", ".dbf"):
        shutil.copy(made / f"TL_SCCO_SIG{suffix}", folder / f"m{suffix}")
    answer = rebalance("init", folder)
    assert answer.code == 3
    assert "never guessed: add `crs`. They lie in Korea if it is EPSG:5179" in answer.out
    assert "crs" not in entries(folder)["m.shp"] and readable(folder) == 1
    answer = rebalance("init", folder, "--force", "--crs", "EPSG:5179")
    assert entries(folder)["m.shp"]["crs"] == "EPSG:5179"
    assert "map of all sigungu: m.shp, 2024-02-01" in answer.out


def test_a_member_of_an_archive_is_recognised(tmp_path: Path, made: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    with ZipFile(folder / "z.zip", "w") as archive:
        for part in made.glob("TL_SCCO_SIG.*"):
            archive.write(part, f"지도/x{part.suffix}")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    answer = rebalance("init", folder)
    entry = entries(folder)["지도/x.shp"]
    assert entry["archive"] == "z.zip" and readable(folder) == 1
    assert "broken.zip: found a damaged archive" in answer.out


def test_two_maps_of_one_day_keep_the_second_as_a_comment_with_the_reason(tmp_path: Path, made: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    shapes = pyogrio.read_dataframe(made / "TL_SCCO_SIG.shp", encoding="cp949")
    write_shapefile(folder / "a.shp", shapes)
    write_shapefile(folder / "b.shp", shapes.iloc[::-1])
    answer = rebalance("init", folder)
    assert len(entries(folder)) == 1 and readable(folder) == 1
    assert "is a map of this level and day too, and a day has one" in answer.out
    assert "# Left out: " in (folder / "rebalance.toml").read_text(encoding="utf-8")


def test_a_copy_and_figures_that_another_file_has_too_are_left_out(tmp_path: Path, made: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    shutil.copy(made / SHEET, folder / "a.xlsx")
    shutil.copy(made / SHEET, folder / "b.xlsx")
    records = [kosis_record("11110", "종로구", 5), kosis_record("11140", "중구", 7)]
    write_kosis_json(folder / "c.json", records)
    write_kosis_json(folder / "d.json", records[:1])
    answer = rebalance("init", folder)
    assert "b.xlsx (kosis_sido_population): the same bytes as a.xlsx" in answer.out
    assert "d.json (kosis_population): c.json has all of its rows too" in answer.out
    assert set(entries(folder)) == {"a.xlsx", "c.json"}


def test_a_map_of_one_sido_is_kept_out_of_the_national_map(tmp_path: Path, made: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    shapes = pyogrio.read_dataframe(made / "TL_SCCO_SIG.shp", encoding="cp949")
    seoul = shapes[shapes["SIG_CD"].str.startswith("11")].reset_index(drop=True)
    seoul.loc[3, "geometry"] = None
    write_shapefile(folder / "a.shp", seoul)
    rebalance("init", folder)
    entry = entries(folder)["a.shp"]
    assert entry["options"] == {"extent": "11"} and entry["known_faults"] == {"null_geometry": 1}


def test_maps_of_one_sido_each_that_make_up_the_country_are_one_entry(tmp_path: Path, made: Path) -> None:
    folder = tmp_path / "files"
    shapes = pyogrio.read_dataframe(made / "TL_SCCO_SIG.shp", encoding="cp949")
    for sido, rows in shapes.groupby(shapes["SIG_CD"].str[:2]):
        write_shapefile(folder / f"s{sido}" / "SIG.shp", gpd.GeoDataFrame(rows))
    answer = rebalance("init", folder)
    entry = entries(folder)["*/SIG.shp"]
    assert "options" not in entry and readable(folder) == 17
    assert "map of all sigungu: */SIG.shp" in answer.out


def test_columns_of_other_names_are_named_in_the_entry(tmp_path: Path, made: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    shapes = pyogrio.read_dataframe(made / "TL_SCCO_SIG.shp", encoding="cp949").to_crs(4326)
    renamed = shapes.rename(columns={"SIG_CD": "kennung", "SIG_KOR_NM": "ort", "SIG_ENG_NM": "place"})
    renamed.to_file(folder / "a.geojson", driver="GeoJSON")
    rebalance("init", folder)
    entry = entries(folder)["a.geojson"]
    assert entry["dataset"] == "kostat_boundary" and entry["crs"] == "EPSG:4326"
    assert entry["options"]["columns"] == {"code": "kennung", "name": "ort"}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "an empty file"),
        ("a.csv", b"name,value\nx,1\n", "no layout that Rebalance knows; it begins with 'name,value x,1'"),
        ("a.csv", b"PK\x03\x04....", "an Excel workbook or another zip"),
        ("a.xlsx", b"no workbook", "no readable spreadsheet"),
        ("a.json", b'{"type": "FeatureCollection", ', "GDAL cannot open it"),
        ("a.json", b'[{"TBL_ID": "DT_1B04005N", "C1": ', "looks like kosis_population, but: found no JSON"),
        ("a.parquet", b"PAR1", "no readable Parquet file"),
        ("a.gpkg", b"SQLite format 3\0", "GDAL cannot open it"),
        ("a.shp", b"\0" * 120, "found no a.dbf"),
        ("a.dbf", b"\x03", "a part of a shapefile without its .shp"),
        ("a.zip", b"7z\xbc\xaf\x27\x1c\0\0", "a 7z archive"),
        ("a", b"text", "a file without an ending"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_a_line_with_the_reason(name: str, content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    answer = rebalance("init", tmp_path)
    assert answer.code == 3 and "Traceback" not in answer.out + answer.err
    (line,) = (line for line in answer.out.splitlines() if line.startswith(f"  {name}: "))
    assert reason in line


def test_a_file_that_contradicts_itself_is_told_with_its_readers_message(tmp_path: Path) -> None:
    records = [kosis_record("11110", "종로구", 5), kosis_record("11140", "중구", 7) | {"C2": "99"}]
    write_kosis_json(tmp_path / "a.json", records)
    answer = rebalance("init", tmp_path)
    assert "a.json: looks like kosis_population, but: row 2: found C2 '99' labelled '20 - 24세'" in answer.out


def test_residents_alone_are_not_enough_to_begin(tmp_path: Path) -> None:
    write_mois_csv(tmp_path / "a.csv", {"서울특별시 종로구 (1111000000)": (5, 6)})
    write_mois_csv(tmp_path / "b.csv", {"서울특별시 종로구 (1111000000)": (5, 6)}, period="{year}년12월_", encoding="utf-8")
    answer = rebalance("init", tmp_path)
    assert {path: entry["encoding"] for path, entry in entries(tmp_path).items()} == {"a.csv": "cp949", "b.csv": "utf-8"}
    assert "registration_residents only" in answer.out
    assert "people by sigungu, sex and age: none yet" in answer.out


def test_a_sheet_says_in_its_facts_which_table_it_is(tmp_path: Path) -> None:
    import openpyxl

    rows = [["행정구역(시군구)별", "2023", "2024"], ["전국", 10, 11], ["서울특별시", 3, 4], ["\u3000\u3000\u3000종로구", 1, 2]]
    write_rows_sheet(tmp_path / "unsaid.xlsx", rows)
    for name, table in (("a.xlsx", "DT_1B040B3"), ("b.xlsx", "DT_OTHER")):
        book = openpyxl.load_workbook(write_rows_sheet(tmp_path / name, rows))
        book.create_sheet("메타정보").append(["○ 통계표ID", table])
        book.save(tmp_path / name)
    rebalance("init", tmp_path)
    assert {path: entry["dataset"] for path, entry in entries(tmp_path).items()} == {"a.xlsx": "kosis_households"}


def test_the_sido_of_its_establishments_is_told_by_the_sigungu_printed(tmp_path: Path) -> None:
    head = [["군구별", "2019", None], [None, "합계", None], [None, "사업체수 (개)", "종사자수 (명)"]]
    rows = [["합계", 3, 30], ["수성구", 1, 10], ["달서구", 2, 20]]
    filled = [
        [cell if cell is not None else ["군구별", "2019", "2019"][place] for place, cell in enumerate(row)] for row in head[:1]
    ]
    sheet = [*filled, ["군구별", "합계", "합계"], ["군구별", "사업체수 (개)", "종사자수 (명)"], *rows]
    write_rows_sheet(tmp_path / "a.xlsx", sheet)
    rebalance("init", tmp_path)
    assert entries(tmp_path)["a.xlsx"]["options"] == {"sido": "대구광역시"}


def test_text_in_utf_16_is_recognised(tmp_path: Path) -> None:
    path = write_rows_csv(
        tmp_path / "a.csv", [["시군구코드", "mois5_old", "mois5_new_20260701", "name_ko"], ["1", "29110", "12110", "동구"]]
    )
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    rebalance("init", tmp_path)
    entry = entries(tmp_path)["a.csv"]
    assert (entry["dataset"], entry["encoding"], str(entry["vintage"])) == ("renumbered_code", "utf-16", "2026-07-01")


def test_a_path_with_odd_letters_is_written_so_that_it_is_read_again(tmp_path: Path, made: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ('it\'s "so" # [1].xlsx', "안녕 하세요.xlsx"):
        shutil.copy(made / SHEET, folder / name)
    rebalance("init", folder)
    assert readable(folder) == 1 and len(entries(folder)) == 1


def test_hidden_files_and_programs_own_are_left_alone(tmp_path: Path, made: Path) -> None:
    for name in (".hidden.xlsx", "~$open.xlsx"):
        shutil.copy(made / SHEET, tmp_path / name)
    assert rebalance("init", tmp_path).out.startswith("nothing in ")


def test_every_table_dataset_has_a_signature() -> None:
    maps = {"mois_boundary", "sgis_boundary", "kostat_boundary"}
    assert {signature.dataset for signature in signatures()} == DATASETS - maps - {"source_file"}
    assert all(signature.words and all(signature.words) for signature in signatures())


def test_a_record_of_two_squares_is_no_whole_country(tmp_path: Path) -> None:
    write_shapefile(tmp_path / "a.shp", sigungu_records(codes=("11110", "26110")))
    answer = rebalance("init", tmp_path)
    assert "units of 2 of 1" in answer.out and answer.code == 3
