"""The wide CSV of MOIS in long form: rows told apart by kind, nothing dropped, nothing guessed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from assets.sources.mois_population import mois_population, row_kinds
from expectations.errors import SourceError
from expectations.rules.sums import mois_parts_equal_sido
from tests.publisher_files import declared, write_mois_csv

GYEONGGI = {
    "경기도  (4100000000)": (60, 70),
    "경기도 수원시 (4111000000)": (30, 40),
    "경기도 수원시 장안구 (4111100000)": (10, 15),
    "경기도 수원시 권선구 (4111300000)": (20, 25),
    "경기도 가평군 (4182000000)": (30, 30),
}


def read(
    tmp_path: Path, rows: dict[str, Sequence[object]], years: tuple[int, ...] = (2024,), encoding: str = "cp949"
) -> pd.DataFrame:
    return mois_population(declared(write_mois_csv(tmp_path / "a.csv", rows, years=years, encoding=encoding), "mois_population"))


def kinds(table: pd.DataFrame) -> dict[str, str]:
    return table.drop_duplicates("source_row").set_index("region_name")["row_kind"].to_dict()


def test_every_printed_unit_is_kept_and_marked(tmp_path: Path) -> None:
    assert kinds(read(tmp_path, GYEONGGI)) == {
        "경기도": "sido",
        "경기도 수원시": "city_of_gu",
        "경기도 수원시 장안구": "gu",
        "경기도 수원시 권선구": "gu",
        "경기도 가평군": "sigungu",
    }


def test_cells_become_rows_by_sex_and_age(tmp_path: Path) -> None:
    table = read(tmp_path, {"서울특별시 종로구 (1111000000)": (1234, 5678)})
    ages = table[table["age_from"].notna()].set_index("sex")
    assert ages["population"].to_dict() == {"total": 6912, "male": 1234, "female": 5678}
    assert set(ages["age_from"]) == {20} and set(ages["age_to"]) == {24}
    assert set(table["region_code"]) == {"1111000000"} and set(table["source_row"]) == {1}
    assert set(table["age_band"]) == {"총인구수", "20~24세"}


def test_parts_equal_their_sido_when_the_city_is_counted_once(tmp_path: Path) -> None:
    assert mois_parts_equal_sido(read(tmp_path, GYEONGGI))["difference"].tolist() == [0]


def test_missing_gu_shows_as_a_difference(tmp_path: Path) -> None:
    rows = {label: cells for label, cells in GYEONGGI.items() if "권선구" not in label}
    assert mois_parts_equal_sido(read(tmp_path, rows))["difference"].tolist() == [-45]


def test_branch_office_is_marked_and_not_a_part(tmp_path: Path) -> None:
    rows = GYEONGGI | {"경기도 수원시 북부출장소 (4111500000)": (5, 5)}
    table = read(tmp_path, rows)
    assert kinds(table)["경기도 수원시 북부출장소"] == "branch_office"
    assert mois_parts_equal_sido(table)["difference"].tolist() == [0]


def test_city_without_gu_in_an_earlier_year_is_a_sigungu_there(tmp_path: Path) -> None:
    rows = {"경기도 화성시 (4159000000)": (9, 9, 9, 9), "경기도 화성시 만세구 (4159100000)": ("", "", 9, 9)}
    table = read(tmp_path, rows, years=(2024, 2026))
    by_year = table.groupby([table["reference_date"].map(lambda day: day.year), "region_name"])["row_kind"].first()
    assert by_year[2024, "경기도 화성시"] == "sigungu"
    assert by_year[2026, "경기도 화성시"] == "city_of_gu"


def test_unit_without_a_figure_is_empty_not_zero(tmp_path: Path) -> None:
    table = read(tmp_path, {"강원특별자치도 춘천시 (5111000000)": ("", "")})
    assert table["population"].isna().all()


def test_sido_under_its_old_and_new_code_is_marked_again() -> None:
    codes, names = ["4200000000", "5100000000"], ["강원특별자치도", "강원특별자치도"]
    assert row_kinds(codes, names, [True, True]) == ["sido", "sido"]


def test_gun_and_metropolitan_gu_are_no_gu_of_a_city() -> None:
    codes = ["1111000000", "4182000000", "5011000000", "3611000000"]
    names = ["서울특별시 종로구", "경기도 가평군", "제주특별자치도 제주시", "세종특별자치시 세종시"]
    assert row_kinds(codes, names, [True] * 4) == ["sigungu"] * 4


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
        ("행정구역", "지역", "found first column '지역'; expected 행정구역"),
        ('"1,234"', '"-1,234"', "row 1: found the negative count -1234"),
        ('"1,234"', '"X"', "row 1: found `X` instead of a number"),
        ('"1,234"', '"-"', "row 1: found `-` instead of a number"),
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
