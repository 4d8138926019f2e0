"""Bad tables and archives, built the way a user builds: one message with file and row, the last release untouched."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.workshop import BOUNDARY, KOSIS, MOIS_CSV, SHEET, Workshop


def with_field(row: int, **fields: str) -> object:
    """KOSIS records with fields of one record (1-based) changed."""

    def changed(records: list[dict[str, str]]) -> list[dict[str, str]]:
        return [r | fields if number == row else r for number, r in enumerate(records, start=1)]

    return changed


def packed(workshop: Workshop, name: str, prefix: str = "") -> Path:
    """The boundary file's parts in a zip beside the other sources; the loose parts are removed."""
    archive = workshop.folder / name
    with zipfile.ZipFile(archive, "w") as bundle:
        for part in sorted(workshop.folder.glob("TL_SCCO_SIG.*")):
            bundle.write(part, prefix + part.name)
            part.unlink()
    workshop.declare("mois_boundary", archive=name, path=prefix + BOUNDARY)
    return archive


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("-12", "the negative count -12; expected zero or more"),
        ("-", "`-` instead of a number; expected a count"),
        ("X", "`X` instead of a number; expected a count"),
    ],
)
def test_kosis_cell_that_is_no_count_is_refused_with_its_row(workshop: Workshop, cell: str, found: str) -> None:
    workshop.recount(with_field(2000, DT=cell))
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith(f"error DT_1B04005N_2024.json, row 2000: found {found}.")
    assert len(answer.message.splitlines()) == 1
    workshop.assert_untouched()


def test_duplicated_record_is_refused_with_its_row(workshop: Workshop) -> None:
    workshop.recount(lambda records: [*records, records[4]])
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith(
        f"error {KOSIS}, row 9619: found 11110 female 20 - 24세 again; expected each unit, sex and age once"
    )
    workshop.assert_untouched()


def test_same_year_in_two_files_is_refused(workshop: Workshop) -> None:
    records = json.loads((workshop.folder / KOSIS).read_text(encoding="utf-8"))
    (workshop.folder / "DT_1B04005N_2024_copy.json").write_text(json.dumps(records[:42], ensure_ascii=False), encoding="utf-8")
    answer = workshop.build()
    assert answer.code == 4
    assert "kosis_population" in answer.message and "DT_1B04005N_2024_copy.json" in answer.message
    assert "region_code=11110" in answer.message
    workshop.assert_untouched()


def test_unknown_code_is_refused_with_its_row(workshop: Workshop) -> None:
    workshop.recount(lambda records: [r | {"C1": "11999"} if r["C1"] == "11110" else r for r in records])
    answer = workshop.build()
    assert answer.code == 4
    assert "population_unit: codes_and_names" in answer.message and "no unit bore that code" in answer.message
    assert "region_code=11999" in answer.message and f"source_file={KOSIS}, source_row=1" in answer.message
    workshop.assert_untouched()


def test_gu_with_the_name_and_people_of_its_city_is_refused(workshop: Workshop) -> None:
    workshop.recount(lambda records: [*records, *(r | {"C1": "41111"} for r in records if r["C1"] == "41110")])
    answer = workshop.build()
    assert answer.code == 4
    assert "region_code=41111, region_name=수원시, unit_name=장안구" in answer.message
    assert f"source_file={KOSIS}, source_row=9619" in answer.message


def test_gu_whose_people_are_not_those_of_its_city_is_refused(workshop: Workshop) -> None:
    """A gu beside its city is what the publisher prints, too; one of four does not add up to it."""
    gu = {"C1": "41111", "C1_NM": "장안구"}
    workshop.recount(lambda records: [*records, *(r | gu | {"DT": "1"} for r in records if r["C1"] == "41110")])
    answer = workshop.build()
    assert answer.code == 4
    assert "population_unit: level_sums" in answer.message
    assert "level=gu, unit_id=suwon-si" in answer.message
    workshop.assert_untouched()


def test_wrong_count_that_breaks_a_sum_is_refused(workshop: Workshop) -> None:
    workshop.recount(with_field(5, DT="1000000"))
    answer = workshop.build()
    assert answer.code == 4
    assert "sido_population_reported: sigungu_equal_sido_sheet" in answer.message
    assert "unit_id=seoul" in answer.message and "2024-12-31" in answer.message
    workshop.assert_untouched()


def test_cut_off_json_is_refused(workshop: Workshop) -> None:
    path = workshop.folder / KOSIS
    path.write_bytes(path.read_bytes()[:100_000])
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith(f"error {KOSIS}") and "found" in answer.message
    workshop.assert_untouched()


def test_error_answer_of_kosis_is_shown(workshop: Workshop) -> None:
    (workshop.folder / KOSIS).write_text('{"err": "20", "errMsg": "필수요청변수값이 누락되었습니다."}', encoding="utf-8")
    answer = workshop.build()
    assert answer.code == 3
    assert "KOSIS error 20: 필수요청변수값이 누락되었습니다." in answer.message and KOSIS in answer.message
    workshop.assert_untouched()


def test_csv_in_utf8_declared_cp949_is_refused(workshop: Workshop) -> None:
    path = workshop.folder / MOIS_CSV
    path.write_bytes(path.read_bytes().decode("cp949").encode("utf-8"))
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith(f"error {MOIS_CSV}") and "found UTF-8 text; expected text in cp949" in answer.message
    workshop.assert_untouched()


def test_csv_in_cp949_declared_utf8_names_the_row(workshop: Workshop) -> None:
    workshop.declare("mois_population", encoding="utf-8")
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith(f"error {MOIS_CSV}, row 1: found byte 0x") and "no utf-8" in answer.message
    workshop.assert_untouched()


@pytest.mark.parametrize("cell", ["-5", "X"])
def test_csv_cell_that_is_no_count_is_refused_with_its_row(workshop: Workshop, cell: str) -> None:
    def spoil(text: str) -> str:
        lines = text.split("\r\n")
        label, _, *rest = lines[3].split('","')
        return "\r\n".join([*lines[:3], '","'.join([label, cell, *rest]), *lines[4:]])

    workshop.retype(MOIS_CSV, spoil)
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith(f"error {MOIS_CSV}, row 3: found ")
    workshop.assert_untouched()


def test_csv_row_that_is_cut_off_is_named(workshop: Workshop) -> None:
    workshop.retype(MOIS_CSV, lambda text: text[: len(text) // 2])
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith(f"error {MOIS_CSV}, row ") and "Is the file cut off?" in answer.message
    workshop.assert_untouched()


def test_city_whose_gu_do_not_add_up_is_refused(workshop: Workshop) -> None:
    """A gu row taken out: its city's row still stands, but its gu no longer add up to it."""
    workshop.retype(MOIS_CSV, lambda text: "\r\n".join(line for line in text.split("\r\n") if "(4111100000)" not in line))
    answer = workshop.build()
    assert answer.code == 4
    assert "population_unit: level_sums" in answer.message and "source=mois_population" in answer.message
    assert "unexplained=-273364" in answer.message and "level=gu, unit_id=suwon-si" in answer.message
    workshop.assert_untouched()


def test_suppressed_cell_in_the_sheet_is_refused_with_its_row(workshop: Workshop) -> None:
    book = openpyxl.load_workbook(workshop.folder / SHEET)
    book["데이터"].cell(row=5, column=2).value = "X"
    book.save(workshop.folder / SHEET)
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith(f"error {SHEET}, row 3: found `X` instead of a number")
    workshop.assert_untouched()


def test_sheet_that_is_no_spreadsheet_is_refused(workshop: Workshop) -> None:
    (workshop.folder / SHEET).write_bytes(b"<html>login</html>")
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith(f"error {SHEET}: found no readable spreadsheet")
    workshop.assert_untouched()


def test_archive_with_a_name_that_leaves_its_folder_is_refused(workshop: Workshop) -> None:
    archive = packed(workshop, "boundary.zip")
    with zipfile.ZipFile(archive, "a") as bundle:
        bundle.writestr("../../escaped.txt", "gone")
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith("error boundary.zip, row 5: found member '../../escaped.txt'")
    assert "Nothing was unpacked." in answer.message
    assert not list(workshop.home.root.parent.rglob("escaped.txt"))
    assert not [path for path in (workshop.home.root / "unpacked").rglob("*") if path.is_file()]
    workshop.assert_untouched()


def test_harmless_archive_is_read(workshop: Workshop) -> None:
    packed(workshop, "boundary.zip", prefix="TL_SCCO_SIG/")
    answer = workshop.build("--select", "source_file")
    assert answer.code == 0, answer.err
    assert set(workshop.home.lake.frame("mois_boundary")["source_file"]) == {"boundary.zip!TL_SCCO_SIG/TL_SCCO_SIG.shp"}
    assert "boundary.zip!TL_SCCO_SIG/TL_SCCO_SIG.dbf" in set(workshop.home.lake.frame("source_file")["file"])


def test_damaged_archive_is_refused(workshop: Workshop) -> None:
    archive = packed(workshop, "boundary.zip")
    archive.write_bytes(archive.read_bytes()[:3000])
    answer = workshop.build()
    assert answer.code == 3
    assert answer.message.startswith("error boundary.zip: found a damaged archive")
    workshop.assert_untouched()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"enconding": "cp949"}, "enconding: no such key; did you mean encoding?"),
        ({"dataset": "weather"}, "dataset: found 'weather'; expected one of"),
        ({"publisher": "nobody"}, "expected one of the [publisher.…] tables of this file"),
        ({"path": "../elsewhere.json"}, "expected a path that stays inside the source folder"),
        ({"vintage": "2024-02-01"}, "expected a date without quotes, 2024-02-01"),
    ],
)
def test_faulty_catalogue_entry_is_named(workshop: Workshop, change: dict[str, str], message: str) -> None:
    workshop.declare("kosis_population", **change)
    answer = workshop.build()
    assert answer.code == 3
    assert ", file 2 (" in answer.message and "rebalance.toml, line " in answer.message and message in answer.message
    workshop.assert_untouched()
