"""The regional employment survey by age and by industry: names without codes, marks of error, two header rows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assets.reference.units import region
from assets.sources.kosis_employment import kosis_employment_age, kosis_employment_industry
from domain.errors import SourceError
from expectations.contracts.employment import KOSIS_EMPLOYMENT_AGE, KOSIS_EMPLOYMENT_INDUSTRY
from expectations.rules.employment import ages_add_up, industries_add_up, names_by_age
from tests.frames import result, typed
from tests.publisher_files import declared, write_rows_csv

Rows = list[tuple[str, ...]]
AGE_HEADER = ("행정구역별", "연령별", "항목", "단위", "2024.1/2", "2024.2/2", "Unnamed: 6")
EMPLOYED, RATE = "취업자 (천명)", "고용률 (%)"
AGES: Rows = [
    ("서울 종로구", "계", EMPLOYED, "", "", "72.9", ""),
    ("서울 종로구", "계", RATE, "", "", "53.8", ""),
    ("고성군", "15 - 29세", EMPLOYED, "", ".9", "1", ""),
    ("고성군", "15 - 29세", "RSE", "", "*", "", ""),
    ("고성군", "15 - 29세", RATE, "", "40.1", "41", ""),
    ("고성군", "15 - 29세", "RSE", "", "", "*", ""),
    ("고성군", "65세이상", EMPLOYED, "", "5.1", "5.2", ""),
    ("고성군", "65세이상", RATE, "", "60", "61", ""),
    ("청주시", "계", EMPLOYED, "", "430", "440", ""),
    ("청주시", "계", RATE, "", "61", "62", ""),
    ("고성군", "15 - 29세", EMPLOYED, "", "3", "3.1", ""),
    ("고성군", "15 - 29세", RATE, "", "50", "51", ""),
]
INDUSTRY_HEADER: Rows = [
    ("행정구역별", "산업별", "2024.1/2", "2024.1/2", "2024.2/2", "2024.2/2"),
    ("행정구역별", "산업별", EMPLOYED, "RSE", EMPLOYED, "RSE"),
]
INDUSTRIES: Rows = [
    ("서울 종로구", "계", "10", "-", "11", "-"),
    ("서울 종로구", "농업, 임업 및 어업 (A)", "-", "-", "0", "*"),
    ("서울 종로구", "광·제조업(B,C)", "4", "-", "4", "-"),
    ("서울 종로구", "건설업 (F) ", "5", "-", "7", "-"),
]


def by_age(tmp_path: Path, rows: Rows = AGES, header: tuple[str, ...] = AGE_HEADER, encoding: str = "utf-8") -> pd.DataFrame:
    file = declared(write_rows_csv(tmp_path / "a.csv", [header, *rows]), encoding=encoding)
    return result(KOSIS_EMPLOYMENT_AGE, kosis_employment_age(file))


def by_industry(
    tmp_path: Path, rows: Rows = INDUSTRIES, headers: Rows = INDUSTRY_HEADER, encoding: str = "cp949"
) -> pd.DataFrame:
    file = declared(write_rows_csv(tmp_path / "a.csv", [*headers, *rows], "cp949"), encoding=encoding)
    return result(KOSIS_EMPLOYMENT_INDUSTRY, kosis_employment_industry(file))


def changed(rows: Rows, row: int, column: int, cell: str) -> Rows:
    return [(*r[:column], cell, *r[column + 1 :]) if n == row else r for n, r in enumerate(rows, start=1)]


# --- by age


def test_count_and_rate_of_an_age_group_stand_in_one_row(tmp_path: Path) -> None:
    table = by_age(tmp_path).set_index(["region_name", "name_number", "age_group", "half"])
    row = table.loc[("서울 종로구", 1, "계", 2)]
    assert (row["employed"], row["employment_rate"], row["year"], row["source_row"]) == (72.9, 53.8, 2024, 1)
    assert len(table) == 10


def test_empty_cell_of_a_half_year_is_missing(tmp_path: Path) -> None:
    row = by_age(tmp_path).set_index(["region_name", "half"]).loc[("서울 종로구", 1)]
    assert pd.isna(row["employed"]) and row["employed_status"] == "missing" and row["employment_rate_status"] == "missing"


def test_error_row_marks_the_figure_above_it_and_no_other(tmp_path: Path) -> None:
    table = by_age(tmp_path).set_index(["region_name", "name_number", "age_group", "half"])
    first, second = table.loc[("고성군", 1, "15 - 29세", 1)], table.loc[("고성군", 1, "15 - 29세", 2)]
    assert (first["employed"], first["employed_rse"]) == (0.9, "*") and pd.isna(first["employment_rate_rse"])
    assert second["employment_rate_rse"] == "*" and pd.isna(second["employed_rse"])
    assert table.drop(index=[first.name, second.name])[["employed_rse", "employment_rate_rse"]].isna().all(axis=None)


def test_second_block_of_a_name_is_numbered_two(tmp_path: Path) -> None:
    table = by_age(tmp_path)
    young = table[(table["region_name"] == "고성군") & (table["age_group"] == "15 - 29세") & (table["half"] == 1)]
    assert young.set_index("name_number")["employed"].to_dict() == {1: 0.9, 2: 3}


def test_ages_are_numbers(tmp_path: Path) -> None:
    ages = by_age(tmp_path).groupby("age_group")[["age_from", "age_to"]].first().astype("Int64")
    assert ages.loc["15 - 29세"].tolist() == [15, 29]
    assert ages.loc["65세이상", "age_from"] == 65 and pd.isna(ages.loc["65세이상", "age_to"])
    assert ages.loc["계", "age_from"] == 15


@pytest.mark.parametrize(
    ("row", "column", "cell", "message"),
    [
        (1, 5, "X 1", "row 1: found 'X 1'; expected a number of 0 or more"),
        (2, 5, "153.8", "row 2: found '153.8'; expected a number from 0 to 100"),
        (4, 4, "**", r"row 4: found '\*\*'; expected `\*`, `-`, a number or nothing"),
        (3, 1, "청년", "row 3: found '청년'; expected an age group, 15 - 29세"),
        (6, 1, "65세이상", "row 6: found an RSE row; expected one below the figures that it marks"),
        (2, 2, "실업률 (%)", "row 2: found '실업률 [(]%[)]'; expected 취업자 [(]천명[)], 고용률 [(]%[)] or RSE"),
        (2, 2, EMPLOYED, "row 2: found 서울 종로구 1 계 2024 1 .*again; expected each once"),
    ],
)
def test_odd_cell_by_age_is_named_with_its_row(tmp_path: Path, row: int, column: int, cell: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        by_age(tmp_path, changed(AGES, row, column, cell))


def test_unit_without_its_rate_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 1: found no 고용률 \(%\) of 서울 종로구 계; expected both items"):
        by_age(tmp_path, [r for n, r in enumerate(AGES) if n != 1])
    with pytest.raises(SourceError, match=r"row 1: found no 취업자 \(천명\) of 서울 종로구 계; expected both items"):
        by_age(tmp_path, AGES[1:])


def test_missing_column_by_age_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="expected 행정구역별, 연령별, 항목, 단위"):
        by_age(tmp_path, [(r[0], *r[2:]) for r in AGES], (AGE_HEADER[0], *AGE_HEADER[2:]))


def test_other_encoding_by_age_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found UTF-8 text; expected text in cp949"):
        by_age(tmp_path, encoding="cp949")


def test_ages_are_summed_where_all_four_are_printed(tmp_path: Path) -> None:
    groups = {"계": "10", "15 - 29세": "1", "30 - 49세": "4", "50 - 64세": "3", "65세이상": "2.5", "55세이상": "5"}
    rows = [
        (f"{name}", age, item, "", cell, cell, "")
        for name in ("양양군",)
        for age, cell in groups.items()
        for item in (EMPLOYED, RATE)
    ]
    assert ages_add_up(by_age(tmp_path, rows))["parts_minus_whole"].tolist() == [0.5, 0.5]
    assert ages_add_up(by_age(tmp_path)).empty


# --- by industry


def test_second_header_row_is_unfolded_and_sections_are_read_from_the_name(tmp_path: Path) -> None:
    table = by_industry(tmp_path).set_index(["industry_name", "half"])
    assert table.loc[("광·제조업(B,C)", 1), "employed"] == 4 and table.loc[("광·제조업(B,C)", 1), "ksic_sections"] == "B,C"
    assert table.loc[("건설업 (F)", 2), "employed"] == 7 and pd.isna(table.loc[("계", 1), "ksic_sections"])
    assert table.groupby("industry_name")["source_row"].first().to_dict()["건설업 (F)"] == 4


def test_dash_is_no_number_and_zero_is_one(tmp_path: Path) -> None:
    farming = by_industry(tmp_path).query("ksic_sections == 'A'").set_index("half")
    assert pd.isna(farming.loc[1, "employed"]) and farming.loc[1, "status"] == "not_existing"
    assert farming.loc[2, "employed"] == 0 and farming.loc[2, "status"] == "reported" and farming.loc[2, "employed_rse"] == "*"


def test_industries_are_held_to_their_total(tmp_path: Path) -> None:
    sums = industries_add_up(by_industry(tmp_path)).set_index("half")["parts_minus_whole"]
    assert sums.to_dict() == {1: -1, 2: 0}


@pytest.mark.parametrize(
    ("row", "column", "cell", "message"),
    [
        (3, 2, "네", "row 3: found '네'; expected a whole number of 0 or more"),
        (3, 4, "-4", "row 3: found '-4'; expected a whole number of 0 or more"),
        (3, 4, "", "row 3: found an empty cell instead of a number"),
        (2, 5, "?", "row 2: found '[?]'; expected `[*]`"),
        (4, 1, "건설업", "row 4: found '건설업'; expected an industry group with its sections"),
        (4, 1, "광·제조업(B,C)", "row 4: found 서울 종로구 1 광·제조업.* again"),
    ],
)
def test_odd_cell_by_industry_is_named_with_its_row(tmp_path: Path, row: int, column: int, cell: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        by_industry(tmp_path, changed(INDUSTRIES, row, column, cell))


def test_other_item_in_the_second_header_row_is_named(tmp_path: Path) -> None:
    headers = [INDUSTRY_HEADER[0], (*INDUSTRY_HEADER[1][:4], "실업자 (천명)", "RSE")]
    with pytest.raises(SourceError, match=r"found '실업자 [(]천명[)]'; expected 취업자 [(]천명[)] or RSE"):
        by_industry(tmp_path, headers=headers)


def test_missing_header_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"found '10'; expected 취업자"):
        by_industry(tmp_path, headers=INDUSTRY_HEADER[:1])


def test_other_encoding_by_industry_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.csv, row 1: found byte 0x.* that is no utf-8"):
        by_industry(tmp_path, encoding="utf-8")


# --- names


def named(*names: tuple[str, int]) -> pd.DataFrame:
    rows = [{"region_name": name, "name_number": number, "age_group": "계", "year": 2024, "half": 1} for name, number in names]
    return typed(KOSIS_EMPLOYMENT_AGE, *rows)


def test_names_are_held_against_the_region_history() -> None:
    table = named(
        ("서울 종로구", 1), ("종로구", 1), ("고성군", 1), ("고성군", 2), ("고성군", 3), ("연기군", 1), ("대구 군위군", 1)
    )
    verdicts = names_by_age(table, region()).set_index(["region_name", "name_number"])["verdict"]
    assert verdicts[verdicts != "known"].to_dict() == {("고성군", 3): "more rows than units", ("종로구", 1): "unknown name"}
