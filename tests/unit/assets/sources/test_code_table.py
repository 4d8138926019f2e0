"""Code tables of the ministry: each layout is known by its head, codes keep their ten digits, days are days."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assets.reading.source_file import SourceFile
from assets.sources.code_table import ADMIN_HEAD, LEGAL_HEAD, admin_dong_code, legal_dong_code, region_code, renumbered_code
from domain.errors import SourceError
from expectations.contracts.code_lists import ADMIN_DONG_CODE, LEGAL_DONG_CODE
from expectations.contracts.events import RENUMBERED_CODE
from expectations.contracts.units import REGION_CODE
from tests.frames import result
from tests.publisher_files import declared, write_rows_csv

DAY = dt.date(2026, 3, 1)


def table(path: Path, dataset: str, **changes: Any) -> SourceFile:
    return declared(path, dataset, **({"encoding": "utf-8", "vintage": DAY, "crs": "", "level": ""} | changes))


def workbook(path: Path, *rows: tuple[Any, ...]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def test_workbook_of_legal_dong_has_names_and_days(tmp_path: Path) -> None:
    rows = [
        LEGAL_HEAD,
        (4159000000, "경기도", "화성시", "", "", 20010321, ""),
        (4171000000, "경기도", "양주군", "", "", 19880423, 20031019),
    ]
    kept = result(LEGAL_DONG_CODE, legal_dong_code(table(workbook(tmp_path / "a.xlsx", *rows), "legal_dong_code")))
    assert kept[["code", "name_ko", "in_force"]].values.tolist() == [
        ["4159000000", "경기도 화성시", True],
        ["4171000000", "경기도 양주군", False],
    ]
    assert list(kept["created"]) == [dt.date(2001, 3, 21), dt.date(1988, 4, 23)] and set(kept["table_date"]) == {DAY}
    assert kept["abolished"].tolist() == [None, dt.date(2003, 10, 19)] or kept["abolished"].isna().tolist() == [True, False]


def test_list_of_legal_dong_says_what_is_in_force(tmp_path: Path) -> None:
    text = "법정동코드\t법정동명\t폐지여부\r\n1100000000\t서울특별시\t존재\r\n2100000000\t부산직할시\t폐지\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode("cp949"))
    kept = result(LEGAL_DONG_CODE, legal_dong_code(table(tmp_path / "a.txt", "legal_dong_code", encoding="cp949")))
    assert kept[["code", "in_force"]].values.tolist() == [["1100000000", True], ["2100000000", False]]
    assert kept["created"].isna().all()


def test_workbook_of_administrative_dong_names_the_legal_ones(tmp_path: Path) -> None:
    row = (4159551000, "경기도", "화성시 병점구", "진안동", 4159510300, "능동", 20260201, "")
    kept = result(ADMIN_DONG_CODE, admin_dong_code(table(workbook(tmp_path / "a.xlsx", ADMIN_HEAD, row), "admin_dong_code")))
    assert kept[["code", "name_ko", "legal_code", "legal_name_ko"]].values.tolist() == [
        ["4159551000", "경기도 화성시 병점구 진안동", "4159510300", "능동"]
    ]


def test_list_of_sigungu_names_their_places_without_the_units_above(tmp_path: Path) -> None:
    region = {"code": "41595", "name": "경기도 화성시 병점구", "names": ["경기도 화성시 병점구", "경기도 화성시 병점구 능동"]}
    (tmp_path / "a.json").write_text(json.dumps({"regions": [region]}, ensure_ascii=False), encoding="utf-8")
    kept = result(REGION_CODE, region_code(table(tmp_path / "a.json", "region_code")))
    assert kept[["code", "place_ko", "source_place"]].values.tolist() == [["41595", "", 1], ["41595", "능동", 2]]


def test_renumbered_sigungu_take_their_day_from_the_column(tmp_path: Path) -> None:
    path = write_rows_csv(tmp_path / "a.csv", [("mois5_old", "mois5_new_20260701", "name_ko"), ("29110", "12210", "동구")])
    kept = result(RENUMBERED_CODE, renumbered_code(table(path, "renumbered_code")))
    assert kept[["old_code", "new_code", "changed_on"]].values.tolist() == [["29110", "12210", dt.date(2026, 7, 1)]]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("code", "name")], "found the header code, name; expected 법정동코드, 시도명"),
        ([LEGAL_HEAD], "found no row"),
        ([LEGAL_HEAD, (41590, "경기도", "화성시", "", "", 20010321, "")], "row 1: found the code '41590'; expected 10 digits"),
        (
            [LEGAL_HEAD, (4159000000, "경기도", "화성시", "", "", 20011321, "")],
            "row 1: found the day '20011321'; expected YYYYMMDD",
        ),
    ],
)
def test_table_of_another_form_is_refused_with_row(tmp_path: Path, rows: list[tuple[Any, ...]], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        legal_dong_code(table(workbook(tmp_path / "a.xlsx", *rows), "legal_dong_code"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("법정동코드\t법정동명\t폐지여부\n1100000000\t서울특별시", "row 1: found 2 cells; expected 3"),
        ("법정동코드\t법정동명\t폐지여부\n1100000000\t서울특별시\t아마", "row 1: found the state '아마'; expected 존재 or 폐지"),
    ],
)
def test_list_of_another_form_is_refused_with_row(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        legal_dong_code(table(tmp_path / "a.txt", "legal_dong_code"))


@pytest.mark.parametrize("document", ["[]", '{"regions": []}', '{"regions": [{"code": "41595"}]}', '{"regions": ["41595"]}'])
def test_json_without_regions_is_refused(tmp_path: Path, document: str) -> None:
    (tmp_path / "a.json").write_text(document, encoding="utf-8")
    with pytest.raises(SourceError, match=r"a\.json"):
        region_code(table(tmp_path / "a.json", "region_code"))


def test_csv_without_the_day_of_the_new_codes_is_refused(tmp_path: Path) -> None:
    path = write_rows_csv(tmp_path / "a.csv", [("mois5_old", "mois5_new", "name_ko"), ("29110", "12210", "동구")])
    with pytest.raises(SourceError, match="expected mois5_old, mois5_new_YYYYMMDD, name_ko"):
        renumbered_code(table(path, "renumbered_code"))


@pytest.mark.parametrize("name", ["", "99999", "-", "[/red]", "0,5", "Jongno", "\ud7a4"])
def test_name_that_is_none_of_a_place_is_refused_with_row(tmp_path: Path, name: str) -> None:
    path = write_rows_csv(tmp_path / "a.csv", [("mois5_old", "mois5_new_20260701", "name_ko"), ("29110", "12210", name)])
    with pytest.raises(SourceError, match=r"row 1: found the name .*; expected the name of a place"):
        renumbered_code(table(path, "renumbered_code"))


def test_table_without_its_day_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", LEGAL_HEAD, (4159000000, "경기도", "화성시", "", "", 20010321, ""))
    with pytest.raises(SourceError, match="Declare `vintage`"):
        legal_dong_code(table(path, "legal_dong_code", vintage=None))
