"""The schematic profile's files: shaped as publishers shape them, traps included, written once and whole."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pyogrio
import pytest

from assets.sources.embedded import write
from assets.sources.embedded.write import FIGURES, schematic_files
from tests.conftest import Built
from tests.workshop import BOUNDARY, KOSIS, MOIS_CSV, SHEET


@pytest.fixture(scope="module")
def folder(schematic: Built) -> Path:
    """The files that the session's build was made from."""
    (found,) = (schematic.home.root / "schematic").iterdir()
    return found


def test_shapefile_is_cp949_without_a_cpg(folder: Path) -> None:
    assert not (folder / BOUNDARY).with_suffix(".cpg").exists()
    table = pyogrio.read_dataframe(folder / BOUNDARY, encoding="CP949")
    assert len(table) == 252 and table["SIG_KOR_NM"].str.match(r"^[가-힣 ]+$").all()
    assert table.crs.to_epsg() == 5179
    with pytest.raises(UnicodeDecodeError):
        (folder / BOUNDARY).with_suffix(".dbf").read_bytes().decode("utf-8")


def test_kosis_answers_are_lists_of_text_records(folder: Path) -> None:
    records = json.loads((folder / KOSIS).read_text(encoding="utf-8"))
    assert {record["TBL_ID"] for record in records} == {"DT_1B04005N"}
    assert all(isinstance(value, str) for record in records for value in record.values())
    assert len(records) == 229 * 2 * 21
    assert len(list(folder.glob("DT_1B04005N_*.json"))) == 4


def test_figures_are_carried_over_unchanged(folder: Path) -> None:
    table = pd.read_csv(FIGURES / "registered_population.csv")
    ages = [column for column in table.columns if column.startswith("age_")]
    for day, total in (("2023-12-31", 51_325_329), ("2024-12-31", 51_217_221)):
        assert int(table.loc[table["reference_date"] == day, ages].to_numpy().sum()) == total
        records = json.loads((folder / f"DT_1B04005N_{day[:4]}.json").read_text(encoding="utf-8"))
        assert sum(int(record["DT"]) for record in records) == total


def test_mois_csv_has_commas_city_rows_beside_their_gu_and_sido_on_top(folder: Path) -> None:
    with (folder / MOIS_CSV).open(encoding="cp949", newline="") as stream:
        rows = list(csv.reader(stream))
    labels = [row[0] for row in rows[1:]]
    assert "서울특별시  (1100000000)" in labels
    assert {"경기도 수원시 (4111000000)", "경기도 수원시 장안구 (4111100000)"} <= set(labels)
    assert any("," in cell for cell in rows[1][1:])
    assert b"\r\n" in (folder / MOIS_CSV).read_bytes()


def test_sheet_has_two_header_rows_and_merged_years(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / SHEET)["데이터"]
    assert len(sheet.merged_cells.ranges) == 25
    assert [cell.value for cell in sheet[1]][:2] == ["행정구역(시군구)별", "2000"]
    assert [row[1].value for row in sheet.iter_rows() if row[0].value == "세종특별자치시"] == ["-"]


def test_files_are_written_once_and_an_earlier_version_is_removed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = tmp_path / "schematic"
    shutil.copytree(folder, parent / folder.name)
    (parent / "0000000000000000").mkdir()
    monkeypatch.setattr(write, "write_shapefile", lambda _: pytest.fail("written again"))
    assert schematic_files(parent) == parent / folder.name


def test_equal_figures_give_equal_files(tmp_path: Path, folder: Path) -> None:
    write.write_shapefile(tmp_path)
    write.write_kosis_json(tmp_path)
    write.write_mois_csv(tmp_path)
    write.write_kosis_sheet(tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name
