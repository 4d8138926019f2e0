"""The establishment survey in the tables of the sido: one long form out of every layout, and nothing that contradicts itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.sources.activity_workers import kosis_sigungu_establishments
from domain.errors import CatalogueError, SourceError
from expectations.contracts.establishments import KOSIS_SIGUNGU_ESTABLISHMENTS
from tests.frames import result
from tests.publisher_files import declared, write_rows_sheet, write_spreadsheet_xml

Rows = list[tuple[Any, ...]]
N, W = "사업체수 (개)", "종사자수 (명)"

# Heads as the sido print them, with one section of the nineteen.
GANGWON: Rows = [
    ("시군별(1)", "2015", "2015", "2015", "2015", "2022", "2022", "2022", "2022"),
    ("시군별(1)", "합계", "합계", "제조업", "제조업", "합계", "합계", "제조업", "제조업"),
    ("시군별(1)", *("사업체 (개)", "종사자 (명)") * 4),
    ("전체", 12, 95, 12, 95, 14, 110, 14, 110),
    ("춘천시", 10, 90, 10, 90, 10, 100, 10, 100),
    ("고성군", 2, 5, 2, "X", 4, 10, 4, 10),
]
GWANGJU: Rows = [
    ("행정구역별(1)", *("2015",) * 7),
    ("행정구역별(1)", *("합계",) * 5, "수도, 하수 및 폐기물 처리 원료 재생업", "수도, 하수 및 폐기물 처리 원료 재생업"),
    ("행정구역별(1)", N, N, W, W, W, N, W),
    ("행정구역별(1)", "소계", "여성대표자", "소계", "남", "여", "소계", "소계"),
    ("합계", 3, 1, 30, 20, 10, 3, 30),
    ("동구", 3, 1, 30, 20, 10, 3, 30),
    ("광산구", "-", "-", "-", "-", "-", "-", "-"),
]
CHUNGBUK: Rows = [
    ("시군별(1)", *("2015",) * 7),
    ("시군별(1)", N, N, W, W, W, "전기가스증기 및 수도사업", "전기가스증기 및 수도사업"),
    ("시군별(1)", "소계", "여성대표자", "소계", "남", "여", N, W),
    ("합계", 3, 1, 30, 20, 10, 3, 30),
    ("청주시", 3, 1, 30, 20, 10, 3, 30),
]
GYEONGNAM: Rows = [
    ("행정구역(시군)별(1)", "산업대분류별(1)", *("2016",) * 5),
    ("행정구역(시군)별(1)", "산업대분류별(1)", N, "여성대표자사업체수 (개)", W, "남자종사자수 (명)", "여자종사자수 (명)"),
    ("합계", "계", 3, 1, 30, 20, 10),
    (None, "농업  임업 및 어업", 3, "-", 30, "-", "-"),
    ("창원시", "계", 3, 1, 30, 20, 10),
    (None, "농업  임업 및 어업", 3, "-", 30, "-", "-"),
]
SEOUL: Rows = [
    ("구분별(1)", "구분별(2)", "구분별(3)", "자치구별(1)", "산업대분류별(1)", "2016", "2017"),
    ("합계", N, "소계", "서울시", "합계", 3, 4),
    *((None, None, None, None, *cells) for cells in [("운수업", 3, "-"), ("운수 및 창고업", "-", 4)]),
    (None, None, "여성대표자", "서울시", "합계", 1, 1),
    (None, W, "소계", "서울시", "합계", 30, 40),
    *((None, None, None, None, *cells) for cells in [("운수업", 30, "-"), ("운수 및 창고업", "-", 40)]),
    ("조직형태별", "개인", N, "서울시", "합계", 2, 2),
]
GYEONGGI: Rows = [
    ("○ 산업별, 시군별 사업체수 및 종사자수 []",),
    ("시군별", "산업별", "항목", "단위", "2016 년", "2021 년"),
    *(
        (region, industry, f"{item}[{unit}]", unit, count, count)
        for region, number, workers in (("합계", 3, 30), ("남부", 2, 20), ("수원시", 2, 20), ("북부", 1, 10), ("가평군", 1, 10))
        for industry in ("합계", "사업시설관리 및 사업지원 및 임대서비스업")
        for item, unit, count in (("사업체수", "개", number), ("여성대표자 사업체수", "개", 1), ("종사자수", "명", workers))
    ),
]
SEJONG: Rows = [
    ("행정구역(읍면동)별", "2015", "2015", "2016", "2016"),
    ("행정구역(읍면동)별", "계", "계", "계", "계"),
    ("행정구역(읍면동)별", N, W, N, W),
    ("합계", 3, 30, 4, 40),
    ("조치원읍", "-", "-", 4, 40),
    ("해밀동", "-", "-", "-", "-"),
]
JEONBUK: Rows = [
    ("행정구역(시군)별(1)", *("2016",) * 5),
    ("행정구역(시군)별(1)", *("합계",) * 3, "조직형태별", "조직형태별"),
    ("행정구역(시군)별(1)", *("소계",) * 3, "개인사업체", "개인사업체"),
    ("행정구역(시군)별(1)", N, "여성대표자사업체수 (개)", W, N, W),
    ("합계", 3, 1, 30, 2, 5),
    ("전주시", 3, "...", 30, 2, 5),
]
LAYOUTS = {
    "강원특별자치도": GANGWON, "광주광역시": GWANGJU, "충청북도": CHUNGBUK, "경상남도": GYEONGNAM, "서울특별시": SEOUL,
    "경기도": GYEONGGI, "세종특별자치시": SEJONG, "전북특별자치도": JEONBUK,
}  # fmt: skip


def read(tmp_path: Path, sido: str, rows: Rows | None = None, faults: dict[str, int] | None = None) -> pd.DataFrame:
    rows = LAYOUTS[sido] if rows is None else rows
    if sido == "경기도":
        path, encoding = write_spreadsheet_xml(tmp_path / "a.xlsx", {"데이터": rows}), "euc-kr"
    else:
        path, encoding = write_rows_sheet(tmp_path / "a.xlsx", rows), "utf-8"
    options = {"sido": sido} | ({"subregions": ["남부", "북부"]} if sido == "경기도" else {})
    file = declared(path, "kosis_sigungu_establishments", encoding=encoding, options=options, known_faults=faults or {})
    return result(KOSIS_SIGUNGU_ESTABLISHMENTS, kosis_sigungu_establishments(file))


def changed(rows: Rows, row: int, column: int, cell: object) -> Rows:
    return [(*r[:column], cell, *r[column + 1 :]) if n == row else r for n, r in enumerate(rows)]


def cells(table: pd.DataFrame, *columns: str) -> list[list[Any]]:
    return table.sort_values(["source_row", "year", "section"])[list(columns)].to_numpy().tolist()


@pytest.mark.parametrize("sido", LAYOUTS)
def test_every_layout_gives_the_whole_of_the_sido_in_both_items(tmp_path: Path, sido: str) -> None:
    table = read(tmp_path, sido)
    whole = table[(table["row_kind"] == "sido") & (table["section"] == "total")]
    assert len(whole) and whole["establishments"].notna().all() and whole["workers"].notna().all()
    assert set(table["sido_name"]) == {sido} and whole["parent_name"].isna().all()


def test_years_industries_and_items_stand_above_the_columns(tmp_path: Path) -> None:
    table = read(tmp_path, "강원특별자치도")
    assert cells(table[table["region_name"] == "춘천시"], "year", "section", "industry_name", "establishments", "workers") == [
        [2015, "C", "제조업", 10, 90], [2015, "total", "합계", 10, 90],
        [2022, "C", "제조업", 10, 100], [2022, "total", "합계", 10, 100],
    ]  # fmt: skip


def test_subtotals_of_men_and_women_are_left_out_wherever_they_stand(tmp_path: Path) -> None:
    for sido, section in (("광주광역시", "E"), ("충청북도", "D"), ("경상남도", "A")):
        table = read(tmp_path, sido)
        whole = table[table["row_kind"] == "sido"]
        assert cells(whole, "section", "establishments", "workers") in (
            [[section, 3, 30], ["total", 3, 30]],
            [["total", 3, 30], [section, 3, 30]],
        )


def test_label_of_a_merged_cell_holds_for_the_rows_below(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "경상남도"), "region_name", "row_kind", "section", "source_row") == [
        ["합계", "sido", "total", 1], ["합계", "sido", "A", 2], ["창원시", "sigungu", "total", 3], ["창원시", "sigungu", "A", 4]
    ]  # fmt: skip


def test_names_of_two_revisions_are_one_section(tmp_path: Path) -> None:
    table = read(tmp_path, "서울특별시")
    assert table[table["section"] == "H"].set_index("year")["industry_name"].to_dict() == {2016: "운수업", 2017: "운수 및 창고업"}
    assert table.set_index(["section", "year"])["workers"].to_dict() == {
        ("total", 2016): 30,
        ("total", 2017): 40,
        ("H", 2016): 30,
        ("H", 2017): 40,
    }


def test_halves_of_a_sido_are_sums_and_no_units(tmp_path: Path) -> None:
    table = read(tmp_path, "경기도").drop_duplicates("region_name").set_index("region_name")
    assert table["row_kind"].to_dict() == {
        "합계": "sido", "남부": "subregion", "수원시": "sigungu", "북부": "subregion", "가평군": "sigungu"
    }  # fmt: skip
    assert table["parent_name"].dropna().to_dict() == {"남부": "합계", "수원시": "남부", "북부": "합계", "가평군": "북부"}


def test_year_without_any_part_has_a_whole_all_the_same(tmp_path: Path) -> None:
    table = read(tmp_path, "세종특별자치시").set_index(["region_name", "year"])
    assert table.loc[("합계", 2015), "workers"] == 30
    assert table.loc[("조치원읍", 2015), "workers_status"] == "not_existing" and table.loc[("조치원읍", 2016), "workers"] == 40
    assert set(table["row_kind"]) == {"sido", "emd"}


def test_kinds_of_owner_are_left_out_and_no_section_is_made_up(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "전북특별자치도"), "region_name", "section", "establishments", "workers") == [
        ["합계", "total", 3, 30], ["전주시", "total", 3, 30]
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["X", "Ⅹ", "×"])
def test_suppressed_workers_are_empty_and_marked_and_explain_what_the_whole_has_more(tmp_path: Path, mark: str) -> None:
    table = read(tmp_path, "강원특별자치도", changed(GANGWON, 5, 4, mark)).set_index(["region_name", "year", "section"])
    hidden = table.loc[("고성군", 2015, "C")]
    assert pd.isna(hidden["workers"]) and hidden["workers_status"] == "suppressed" and hidden["establishments"] == 2


def test_dash_is_nobody_and_not_a_number(tmp_path: Path) -> None:
    gwangsan = read(tmp_path, "광주광역시").query("region_name == '광산구'")
    assert gwangsan["workers"].isna().all() and set(gwangsan["workers_status"]) == {"not_existing"}


def test_gu_are_parts_of_their_city_and_not_counted_beside_it(tmp_path: Path) -> None:
    rows = [*CHUNGBUK, ("상당구", 2, 1, 20, 15, 5, 2, 20), ("흥덕구", 1, "-", 10, 5, 5, 1, 10)]
    table = read(tmp_path, "충청북도", rows).drop_duplicates("region_name").set_index("region_name")
    assert table.loc[["상당구", "흥덕구"], "row_kind"].tolist() == ["gu", "gu"] and table.loc["상당구", "parent_name"] == "청주시"
    with pytest.raises(SourceError, match="청주시 2015 D establishments by part: 2 in all; expected 3, as the whole is printed"):
        read(tmp_path, "충청북도", rows[:-1])


@pytest.mark.parametrize(
    ("sido", "row", "column", "cell", "message"),
    [
        ("강원특별자치도", 4, 8, 101, "row 2: found 춘천시 2022 workers by section: 101 in all; expected 100, as the whole"),
        ("강원특별자치도", 3, 7, 15, "row 1: found 전체 2022 establishments by section: 15 in all; expected 14"),
        ("강원특별자치도", 3, 4, 90, "row 1: found 전체 2015 workers by section: 90 in all; expected 95"),
        ("강원특별자치도", 2, 2, "종사자 (천명)", "found the unit 천명 of workers in 합계 / 종사자 .천명."),
        ("강원특별자치도", 1, 3, "식료품 제조업", "found the unknown label '식료품 제조업' in 식료품 제조업 / 사업체 .개."),
        ("강원특별자치도", 2, 1, "소계", "row 1: found no item in 합계 / 소계"),
        ("강원특별자치도", 0, 3, "합계", "found '합계' above a column; expected a year such as 2015"),
        ("강원특별자치도", 0, 0, "지역", "found columns 지역 and 5 rows; expected a column of regions"),
        ("강원특별자치도", 5, 0, "주) 자료", "row 3: found region '주. 자료'; expected a sigungu, a gu below its city"),
        ("강원특별자치도", 5, 1, "", "row 3: found an empty cell instead of a number"),
        ("강원특별자치도", 5, 1, 1.5, "row 3: found '1.5'; expected a whole number of 0 or more"),
        ("충청북도", 4, 0, "상당구", "row 2: found region '상당구'; expected a sigungu, a gu below its city"),
        ("서울특별시", 3, 6, 1, "row 3: found two figures of 서울시 2017 운수 및 창고업; expected one"),
        ("경기도", 2, 3, "명", "found the unit 명 of establishments in 합계 / 사업체수.개. / 명"),
        ("경상남도", 3, 1, "광업 및 제조업", "row 2: found the unknown label '광업 및 제조업'"),
    ],
)  # fmt: skip
def test_what_contradicts_is_refused_with_its_row(
    tmp_path: Path, sido: str, row: int, column: int, cell: object, message: str
) -> None:
    rows = changed(LAYOUTS[sido], row, column, cell)
    if sido == "서울특별시":
        rows = changed(rows, 2, 6, 3)
    with pytest.raises(SourceError, match=message):
        read(tmp_path, sido, rows)


def test_suppressed_cell_has_somebody_in_it(tmp_path: Path) -> None:
    rows = changed(changed(GANGWON, 4, 2, 95), 4, 4, 95)
    with pytest.raises(SourceError, match=r"전체 2015 C workers by part: 95 in all and 1 not told; expected 95"):
        read(tmp_path, "강원특별자치도", rows)


def test_whole_lacking_its_parts_is_no_table_of_both_items(tmp_path: Path) -> None:
    rows = [tuple(cell for n, cell in enumerate(row) if n not in (2, 4, 6, 8)) for row in GANGWON]
    with pytest.raises(SourceError, match=r"found one item only of .+ 2015; expected both items"):
        read(tmp_path, "강원특별자치도", rows)


def test_fault_of_the_publisher_is_let_through_with_its_number_only(tmp_path: Path) -> None:
    wrong = changed(GANGWON, 4, 8, 99)
    faults = {"춘천시 2022 workers by section": 1, "전체 2022 C workers by part": 1}
    assert read(tmp_path, "강원특별자치도", wrong, faults).query("year == 2022 and section == 'C'")["workers"].tolist()
    with pytest.raises(SourceError, match=r'declare known_faults = { "춘천시 2022 workers by section" = 1 }'):
        read(tmp_path, "강원특별자치도", wrong, faults | {"춘천시 2022 workers by section": 2})
    with pytest.raises(SourceError, match="found no fault '춘천시 2022 workers by section'; expected the one that known_faults"):
        read(tmp_path, "강원특별자치도", GANGWON, {"춘천시 2022 workers by section": 1})


def test_fault_of_a_year_that_a_later_file_has_no_more_is_not_missed(tmp_path: Path) -> None:
    assert len(read(tmp_path, "강원특별자치도", GANGWON, {"춘천시 2011 workers by section": 1})) == 12


def test_table_without_its_sido_declared_is_refused(tmp_path: Path) -> None:
    path = write_rows_sheet(tmp_path / "a.xlsx", GANGWON)
    with pytest.raises(CatalogueError, match=r"options\.sido: missing, and needed: the sido whose table it is, as printed"):
        kosis_sigungu_establishments(declared(path, "kosis_sigungu_establishments", encoding="utf-8"))


def test_table_without_years_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found first row 시군별, 제조업; expected names of columns and then years"):
        read(tmp_path, "강원특별자치도", [("시군별", "제조업"), ("춘천시", 1)])
