"""The tables of the sido as they lie beside the repository: what each has, and that its two forms are one."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from assets.reading.tabular import read_sheet
from assets.reference.units import region
from expectations.contracts.establishments import KOSIS_SIGUNGU_ESTABLISHMENTS
from expectations.engine.runner import check
from tests.places import DATA
from tests.publisher_files import declared
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")

DATASET = "kosis_sigungu_establishments"
# Units of the rows that are summed up to the sido, years, sections with the total, suppressed cells of workers.
CONTENTS = {
    "서울특별시": (0, 7, 20, 0), "부산광역시": (16, 8, 20, 88), "대구광역시": (8, 8, 20, 38), "인천광역시": (10, 6, 20, 44),
    "광주광역시": (5, 8, 20, 20), "대전광역시": (5, 7, 20, 8), "울산광역시": (5, 8, 20, 8), "세종특별자치시": (22, 6, 20, 3),
    "경기도": (31, 6, 20, 0), "강원특별자치도": (18, 8, 20, 7), "충청북도": (11, 8, 20, 0), "충청남도": (15, 8, 20, 15),
    "전북특별자치도": (14, 7, 1, 0), "전라남도": (22, 6, 20, 0), "경상북도": (23, 7, 20, 36), "경상남도": (18, 7, 20, 38),
    "제주특별자치도": (2, 7, 20, 0),
}  # fmt: skip


def test_every_sido_has_its_units_years_sections_and_suppressed_cells() -> None:
    table = real_table(DATASET)
    found = {}
    for sido, rows in table.groupby("sido_name"):
        units = rows.loc[rows["row_kind"].isin(["sigungu", "emd"]), "region_name"].nunique()
        sections = rows.loc[~rows["section"].isin(["T", "U"]), "section"].nunique()
        found[sido] = (units, rows["year"].nunique(), sections, int((rows["workers_status"] == "suppressed").sum()))
    assert found == CONTENTS


def test_figures_are_as_printed() -> None:
    table = real_table(DATASET).set_index(["sido_name", "region_name", "year", "section"])["workers"]
    assert table["경기도", "화성시", 2019, "C"] == 242_389
    assert table["경상남도", "거제시", 2016, "C"] == 54_454
    assert table["서울특별시", "서울시", 2021, "C"] == 267_489


def test_names_are_units_and_the_suite_holds() -> None:
    report = check(KOSIS_SIGUNGU_ESTABLISHMENTS, {DATASET: real_table(DATASET), "region": region()}, "")
    assert report.passed, report


def test_households_and_bodies_abroad_have_no_figure_anywhere() -> None:
    table = real_table(DATASET)
    rows = table[table["section"].isin(["T", "U"])]
    assert set(rows["sido_name"]) == {"울산광역시", "인천광역시"} and set(rows["workers_status"]) == {"not_existing"}


def test_text_form_of_each_table_has_the_same_cells() -> None:
    real_table(DATASET)
    folder = DATA / "tables" / "establishments_sigungu"
    books = {_sido_and_years(path): path for path in folder.glob("업종_*.xlsx")}
    texts = {_sido_and_years(path): path for path in folder.glob("업종_*.csv")}
    assert set(books) == set(texts) and len(books) == 18
    for key, book in books.items():
        encoding = "euc-kr" if key[0] == "경기도" else "utf-8"
        sheet = [[str(cell).strip() for cell in row] for row in read_sheet(declared(book, encoding=encoding))]
        rows = [row for row in sheet if any(row) and not row[0].startswith("○")]
        text = list(csv.reader(io.StringIO(texts[key].read_text(encoding="cp949"))))
        # The text repeats labels of merged cells and drops commas in them; figures stand at the end of both.
        assert len(rows) == len(text), key
        differ = [
            (row, other)
            for row, other in zip(rows, text, strict=True)
            if [c for c in row if _figure(c)] != [c for c in other if _figure(c)] and row[0] != rows[0][0]
        ]
        assert not differ, (key, differ[:1])


def _sido_and_years(path: Path) -> tuple[str, str]:
    _, sido, _, years = path.stem.split("_")
    return sido, years


def _figure(cell: str) -> bool:
    return pd.notna(pd.to_numeric(cell, errors="coerce")) or cell in {"-", "X", "Ⅹ", "..."}
