"""The ministry's resident statistics in every form of its page: nothing dropped, nothing guessed, every age there once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from assets.sources.mois_population import mois_population
from domain.ages import AGE_NAMES
from domain.errors import SourceError
from expectations.rules.sums import mois_ages_add_up
from tests.publisher_files import declared, write_mois_csv

GYEONGGI = {
    "경기도  (4100000000)": (60, 70),
    "경기도 수원시 (4111000000)": (30, 40),
    "경기도 수원시 장안구 (4111100000)": (10, 15),
    "경기도 수원시 권선구 (4111300000)": (20, 25),
    "경기도 가평군 (4182000000)": (30, 30),
}
BANDS = [*(f"{age}~{age + 4}세" for age in range(0, 100, 5)), "100세 이상"]


def read(tmp_path: Path, rows: dict[str, Sequence[object]], years: tuple[int, ...] = (2024,), **form: str) -> pd.DataFrame:
    path = write_mois_csv(tmp_path / "a.csv", rows, years=years, **form)  # type: ignore[arg-type]
    return mois_population(declared(path, "mois_population"))


def write_workbook(path: Path, rows: Sequence[Sequence[object]], period: str = "2020년", bands: Sequence[str] = BANDS) -> Path:
    """The ministry's workbook: a note, period and sex merged over their columns, then the names of the columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["※ 매년 말일자 통계 현황"])
    blank = [None] * (len(bands) + 1)
    sheet.append([None, None, period, *blank, *[None] * 2 * (len(bands) + 2)])
    sheet.append([None, None, *(cell for sex in ("계", "남", "여") for cell in (sex, *blank))])
    sheet.append(
        [
            "행정기관코드",
            "행정기관",
            *(cell for name in ("총 인구수", "남 인구수", "여 인구수") for cell in (name, "연령구간인구수", *bands)),
        ]
    )
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def workbook_row(code: str, name: str, men: Sequence[int], women: Sequence[int]) -> list[object]:
    both = [m + w for m, w in zip(men, women, strict=True)]
    return [code, name, *(f"{n:,}" for people in (both, men, women) for n in (sum(people), sum(people), *people))]


def test_every_printed_unit_is_kept_as_printed(tmp_path: Path) -> None:
    table = read(tmp_path, GYEONGGI)
    assert table.drop_duplicates("source_row")["region_name"].tolist() == [
        "경기도", "경기도 수원시", "경기도 수원시 장안구", "경기도 수원시 권선구", "경기도 가평군",
    ]  # fmt: skip


def test_cells_become_a_row_a_sex_with_a_column_an_age(tmp_path: Path) -> None:
    table = read(tmp_path, {"서울특별시 종로구 (1111000000)": (1234, 5678)}).set_index("sex")
    assert table["population"].to_dict() == {"total": 6912, "male": 1234, "female": 5678}
    assert table["age_20"].to_dict() == {"total": 6912, "male": 1234, "female": 5678}
    assert (table[[name for name in AGE_NAMES if name != "age_20"]] == 0).all(axis=None)
    assert set(table["region_code"]) == {"1111000000"} and set(table["source_row"]) == {1} and set(table["open_age"]) == {100}


def test_residents_of_a_year_are_of_its_last_day(tmp_path: Path) -> None:
    table = read(tmp_path, {"서울특별시 종로구 (1111000000)": (1, 2)})
    assert set(table["population_concept"]) == {"registration_residents"}
    assert set(table["reference_date"]) == {dt.date(2024, 12, 31)}


def test_all_registered_of_a_month_are_another_concept_and_of_its_last_day(tmp_path: Path) -> None:
    table = read(tmp_path, {"전국  (0000000000)": (1, 2)}, period="{year}년02월_")
    assert set(table["population_concept"]) == {"registration"}
    assert set(table["reference_date"]) == {dt.date(2024, 2, 29)}


def test_unit_without_a_figure_is_empty_not_zero(tmp_path: Path) -> None:
    table = read(tmp_path, {"강원특별자치도 춘천시 (5111000000)": ("", "")})
    assert table["population"].isna().all() and table["age_20"].isna().all()


def test_workbook_is_read_by_its_headers_whatever_stands_above_them(tmp_path: Path) -> None:
    men, women = list(range(1000, 1021)), list(range(2000, 2021))
    path = write_workbook(tmp_path / "a.xlsx", [workbook_row("1111000000", "서울특별시 종로구 ", men, women)])
    table = mois_population(declared(path, "mois_population", encoding="utf-8")).set_index("sex")
    assert table.loc["male", list(AGE_NAMES)].tolist() == men
    assert table.loc["total", "population"] == sum(men) + sum(women)
    assert set(table["population_concept"]) == {"registration"} and set(table["region_name"]) == {"서울특별시 종로구"}
    assert set(table["reference_date"]) == {dt.date(2020, 12, 31)}


def test_single_years_are_summed_to_five(tmp_path: Path) -> None:
    ages = [*(f"{age}세" for age in range(100)), "100세 이상"]
    rows = [workbook_row("1111000000", "서울특별시 종로구", list(range(101)), [0] * 101)]
    path = write_workbook(tmp_path / "a.xlsx", rows, "2024년 06월", ages)
    table = mois_population(declared(path, "mois_population", encoding="utf-8")).set_index("sex")
    assert table.loc["male", ["age_0", "age_5", "age_95", "age_100"]].tolist() == [10, 35, 485, 100]
    assert set(table["reference_date"]) == {dt.date(2024, 6, 30)}


def test_groups_of_ten_years_are_refused_with_what_to_choose(tmp_path: Path) -> None:
    path = write_mois_csv(tmp_path / "a.csv", {"서울특별시 종로구 (1111000000)": (1, 2)})
    text = path.read_bytes().decode("cp949").replace("20~24세", "20~29세")
    path.write_bytes(text.encode("cp949"))
    with pytest.raises(SourceError, match=r"found age group '20~29세'; .* by five years \(5세\) or single years"):
        mois_population(declared(path, "mois_population"))


def test_file_of_some_ages_only_is_refused(tmp_path: Path) -> None:
    path = write_mois_csv(tmp_path / "a.csv", {"서울특별시 종로구 (1111000000)": (1, 2)})
    lines = path.read_bytes().decode("cp949").split("\r\n")
    kept = [",".join(line.split(",")[:22] + line.split(",")[23:]) for line in lines if line]
    path.write_bytes("\r\n".join(kept).encode("cp949"))
    with pytest.raises(SourceError, match="found no column of age 100 on 2024-12-31, total"):
        mois_population(declared(path, "mois_population"))


def test_persons_of_unknown_abode_are_no_population(tmp_path: Path) -> None:
    path = write_mois_csv(tmp_path / "a.csv", {"서울특별시 종로구 (1111000000)": (1, 2)})
    path.write_bytes(path.read_bytes().decode("cp949").replace("거주자", "거주불명자").encode("cp949"))
    with pytest.raises(SourceError, match=r"expected all registered persons \(전체\) or residents"):
        mois_population(declared(path, "mois_population"))


def test_ages_and_sexes_are_held_against_the_printed_totals(tmp_path: Path) -> None:
    table = read(tmp_path, GYEONGGI)
    assert set(mois_ages_add_up(table)["difference"]) == {0}
    wrong = table.assign(age_20=table["age_20"].where((table["sex"] != "male") | (table["source_row"] != 5), 29))
    off = mois_ages_add_up(wrong).set_index("source_row")["difference"]
    assert off[5] == 1 and off.drop(5).eq(0).all()


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("서울특별시 종로구", "row 1: found '서울특별시 종로구'; expected a name and a 10-digit code"),
        ("종로구 (11110)", "row 1: found "),
    ],
)
def test_label_without_a_code_is_refused_with_its_row(tmp_path: Path, label: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, {label: (1, 1)})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2024년_남_거주자_20~24세", "2024년_남_거주자_스무살", "found age group '스무살'"),
        ("2024년_남_거주자_20~24세", "비고", "found column '비고'"),
        ("2024년_남_거주자_20~24세", "2024년13월_남_거주자_20~24세", "expected a month from 1 to 12"),
        ("행정구역", "지역", "found first column '지역'; expected 행정구역"),
        ('"1,234"', '"-1,234"', "row 1: found '-1234'|row 1: found .*-1,?234"),
        ('"1,234"', '"X"', "row 1: found 'X'"),
        ('"1,234"', '"-"', "row 1: found '-'"),
    ],
)
def test_odd_header_or_cell_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = write_mois_csv(tmp_path / "a.csv", {"서울특별시 종로구 (1111000000)": (1234, 5)})
    text = path.read_bytes().decode("cp949")
    assert old in text
    path.write_bytes(text.replace(old, new).encode("cp949"))
    with pytest.raises(SourceError, match=message):
        mois_population(declared(path, "mois_population"))


def test_same_unit_twice_in_one_file_is_refused(tmp_path: Path) -> None:
    path = write_mois_csv(tmp_path / "a.csv", GYEONGGI)
    lines = path.read_bytes().decode("cp949").split("\r\n")
    path.write_bytes("\r\n".join([*lines[:-1], lines[5], ""]).encode("cp949"))
    with pytest.raises(SourceError, match=r"row 6: found .*4182000000"):
        mois_population(declared(path, "mois_population"))


def test_utf8_file_declared_cp949_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found UTF-8 text; expected text in cp949"):
        read(tmp_path, GYEONGGI, encoding="utf-8")


def test_workbook_without_its_headers_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(SourceError, match="found no header row with 행정기관코드"):
        mois_population(declared(tmp_path / "a.xlsx", "mois_population", encoding="utf-8"))
