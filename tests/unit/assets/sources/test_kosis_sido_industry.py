"""DT_1K52C01: sections read from names and held against divisions, sections, kinds and sido against their wholes."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from assets.sources.activity_workers import kosis_sido_industry
from domain.errors import SourceError
from expectations.contracts.establishments import KOSIS_SIDO_INDUSTRY
from tests.frames import result
from tests.publisher_files import declared, write_rows_sheet

HEADER = ("행정구역별", "산업별", "사업체구분별", "항목", "단위", "2019 년")
KINDS = {"계": (3, 30), "단독사업체": (2, 25), "본사,본점 등": (1, 5), "공장,지사(점),영업소": ("", "")}
ROWS = [
    (region, industry, kind, item, unit, count)
    for region, industry, (kind, counts) in product(("전국", "서울"), ("전체 산업", "제조업(10~34)"), KINDS.items())
    for (item, unit), count in zip((("사업체수[개]", "개"), ("종사자수[명]", "명")), counts, strict=True)
]


def read(tmp_path: Path, rows: list[tuple[object, ...]]) -> pd.DataFrame:
    path = write_rows_sheet(tmp_path / "a.xlsx", [HEADER, *rows])
    return result(KOSIS_SIDO_INDUSTRY, kosis_sido_industry(declared(path, "kosis_sido_industry", encoding="utf-8")))


def changed(row: int, column: int, cell: object) -> list[tuple[object, ...]]:
    return [(*r[:column], cell, *r[column + 1 :]) if n == row else r for n, r in enumerate(ROWS, start=1)]


def test_figure_stands_with_section_divisions_and_kind(tmp_path: Path) -> None:
    table = read(tmp_path, ROWS).set_index(["region_name", "section", "kind_name"])
    head = table.loc[("서울", "C", "본사,본점 등")]
    assert (head["establishments"], head["workers"], head["divisions"], head["year"]) == (1, 5, "10~34", 2019)
    nobody = table.loc[("서울", "C", "공장,지사(점),영업소")]
    assert pd.isna(nobody["workers"]) and nobody["workers_status"] == "not_existing"


def test_workers_left_empty_beside_establishments_are_missing_and_explain_the_whole(tmp_path: Path) -> None:
    heads = [n for n, row in enumerate(ROWS, start=1) if row[2] == "본사,본점 등" and row[3] == "종사자수[명]"]
    rows = [(*row[:5], "") if n in heads else row for n, row in enumerate(ROWS, start=1)]
    table = read(tmp_path, rows)
    assert table["workers_status"].value_counts().to_dict() == {"reported": 8, "missing": 4, "not_existing": 4}


@pytest.mark.parametrize(
    ("row", "column", "cell", "message"),
    [
        (
            9,
            1,
            "제조업(35)",
            r"row 9: found '제조업\(35\)'; expected a section of KSIC.* are of two sections",
        ),
        (9, 1, "식료품 제조업(10)", r"row 9: found '식료품 제조업\(10\)'; expected a section of KSIC"),
        (9, 2, "본점", "row 9: found '본점'; expected one of 계, 단독사업체"),
        (9, 4, "명", r"row 9: found '사업체수\[개\]명'; expected 사업체수"),
        (10, 5, 31, "found 전국 계 2019 workers by section: 31 in all; expected 30, as the whole is printed"),
        (12, 5, 24, "found 전국 단독사업체 2019 workers by section: 24 in all; expected 25"),
        (9, 5, "-", "row 9: found '-'; expected a whole number"),
    ],
)
def test_what_contradicts_is_refused(tmp_path: Path, row: int, column: int, cell: object, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, changed(row, column, cell))


def test_sido_are_held_against_the_nation(tmp_path: Path) -> None:
    busan = [("부산", *row[1:]) for row in ROWS if row[0] == "서울"]
    with pytest.raises(SourceError, match="total 계 2019 establishments by sido: 6 in all; expected 3"):
        read(tmp_path, [*ROWS, *busan])


def test_figure_given_twice_and_item_left_out_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"전국 total 계 2019 사업체수.개. again; expected each once"):
        read(tmp_path, [*ROWS, ROWS[0]])
    with pytest.raises(SourceError, match="found 16 numbers of establishments, 15 of workers; expected both items of every cell"):
        read(tmp_path, ROWS[:-1])
