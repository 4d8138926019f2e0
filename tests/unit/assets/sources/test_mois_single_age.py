"""The ministry's CSV by single year of age: months and years, both bases, totals as a check, a missing age or sex refused."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.reference.units import region
from assets.sources.mois_single_age import mois_single_age
from domain.errors import SourceError
from expectations.contracts.raw_population import MOIS_SINGLE_AGE, OLDEST
from expectations.contracts.units import REGION
from expectations.rules.sums import codes_of_the_day, copies_agree, everybody_has_a_sido
from tests.frames import result, typed
from tests.publisher_files import declared

AGES = [f"{age}세" for age in range(OLDEST)] + [f"{OLDEST}세 이상"]
NATION, SEOUL, JONGNO = "전국  (0000000000)", "서울특별시  (1100000000)", "서울특별시 종로구 (1111000000)"


def header(period: str = "2031년02월", words: tuple[str, ...] = ("계_", "남_", "여_"), basis: str = "") -> list[str]:
    return [f"{period}_{word}{basis}{what}" for word in words for what in ("총인구수", "연령구간인구수", *AGES)]


def people(men: int, women: int) -> list[str]:
    """Cells of a unit with so many men and women of each age; thousands have commas."""
    return [f"{n:,}" for each in (men + women, men, women) for n in (each * len(AGES), each * len(AGES), *[each] * len(AGES))]


def written(path: Path, columns: list[str], rows: dict[str, list[str]]) -> Path:
    with path.open("w", encoding="cp949", newline="") as stream:
        sheet = csv.writer(stream, quoting=csv.QUOTE_ALL)
        sheet.writerow(["행정구역", *columns])
        sheet.writerows([label, *cells] for label, cells in rows.items())
    return path


def read(tmp_path: Path, columns: list[str], rows: dict[str, list[str]]) -> pd.DataFrame:
    path = written(tmp_path / "a.csv", columns, rows)
    return result(MOIS_SINGLE_AGE, mois_single_age(declared(path, "mois_single_age")))


def test_month_is_its_last_day_and_totals_are_left_out(tmp_path: Path) -> None:
    table = read(tmp_path, header(), {NATION: people(3, 4), SEOUL: people(3, 4)})
    assert set(table["reference_date"]) == {dt.date(2031, 2, 28)} and set(table["population_concept"]) == {"registration"}
    assert len(table) == 2 * 2 * 101 and set(table["sex"]) == {"male", "female"}
    seoul = table[table["region_code"] == "1100000000"].set_index(["sex", "age"])["population"]
    assert (seoul[("male", 0)], seoul[("female", OLDEST)]) == (3, 4) and set(table["region_name"]) == {"전국", "서울특별시"}


def test_year_is_its_last_day_and_residents_are_another_concept(tmp_path: Path) -> None:
    table = read(tmp_path, header("2031년", ("", "남_", "여_"), "거주자_"), {SEOUL: people(1_000, 4)})
    assert set(table["reference_date"]) == {dt.date(2031, 12, 31)}
    assert set(table["population_concept"]) == {"registration_residents"}
    assert table["population"].sum() == 101 * 1_004


def test_unit_without_figures_in_a_month_has_no_row_then(tmp_path: Path) -> None:
    columns = [*header("2031년01월"), *header("2031년02월")]
    table = read(tmp_path, columns, {SEOUL: people(1, 2) * 2, JONGNO: [""] * len(people(1, 2)) + people(1, 2)})
    assert table.groupby(["region_code", "reference_date"]).size().to_dict() == {
        ("1100000000", dt.date(2031, 1, 31)): 202,
        ("1100000000", dt.date(2031, 2, 28)): 202,
        ("1111000000", dt.date(2031, 2, 28)): 202,
    }


@pytest.mark.parametrize(
    ("place", "cell", "message"),
    [
        (0, "1", "row 2: found a total that is not the sum of its ages .2031-02."),
        (5, "9", "row 2: found men and women who do not make all .2031-02."),
        (5, "", "row 2: found empty cells beside figures .2031-02."),
        (5, "X", "row 2: found 'X'; expected a whole number of 0 or more"),
    ],
)
def test_cell_that_contradicts_the_others_is_named_with_its_row(tmp_path: Path, place: int, cell: str, message: str) -> None:
    cells = people(3, 4)
    cells[place] = cell
    with pytest.raises(SourceError, match=message):
        read(tmp_path, header(), {SEOUL: people(3, 4), JONGNO: cells})


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ([], "found no column of people; expected a column for each sex and age"),
        (header(words=("계_",)), "found 101 ages without a column .남, 2031-02., the first 0"),
        ([name for name in header() if name != "2031년02월_여_7세"], "found 1 ages without a column .여, 2031-02., the first 7"),
        ([*header(), "2031년02월_계_0~4세"], "found '2031년02월_계_0~4세'; expected a year or month"),
        ([*header(), "2031년13월_계_0세"], "found '2031년13월_계_0세'; expected a year or month"),
    ],
)
def test_file_without_all_ages_of_both_sexes_is_refused(tmp_path: Path, columns: list[str], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, columns, {SEOUL: ["0"] * len(columns)})


def test_label_without_a_code_and_repeated_unit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="row 1: found '서울특별시'; expected a name and a code of ten digits"):
        read(tmp_path, header(), {"서울특별시": people(1, 1)})
    with pytest.raises(SourceError, match="row 2: found 1100000000 again"):
        read(tmp_path, header(), {SEOUL: people(1, 1), "서울 (1100000000)": people(1, 1)})


def row(code: str, age: int, population: int, file: str = "a.csv", day: dt.date = dt.date(2024, 12, 31)) -> dict[str, Any]:
    return {
        "region_code": code, "reference_date": day, "sex": "male", "age": age, "population": population, "source_file": file,
        "source_row": 1,
    }  # fmt: skip


def test_sido_are_held_against_the_nation_at_each_age() -> None:
    table = typed(
        MOIS_SINGLE_AGE,
        *(row("0000000000", 0, 5), row("1100000000", 0, 3), row("2600000000", 0, 2), row("1111000000", 0, 3)),
        *(row("0000000000", 1, 5), row("1100000000", 1, 6)),
    )
    assert everybody_has_a_sido(table).set_index("age")["sido_minus_nation"].to_dict() == {0: 0, 1: 1}


def test_codes_are_those_of_the_day() -> None:
    day = dt.date(2015, 12, 31)
    table = typed(
        MOIS_SINGLE_AGE,
        *(row(code, 0, n, day=day) for code, n in (("4200000000", 9), ("5100000000", 9), ("1111051500", 9), ("4110500000", 0))),
    )
    verdicts = codes_of_the_day(table, result(REGION, region())).set_index("region_code")["verdict"]
    assert verdicts.to_dict() == {
        "4200000000": "known",
        "5100000000": "unknown code",  # Gangwon has it since June 2023
        "1111051500": "known",
        "4110500000": "nobody there",
    }


def test_verdict_on_a_code_names_its_first_file_and_row() -> None:
    rows = [row("5100000000", age, 1, file) | {"source_row": n} for age, file, n in ((0, "a.csv", 7), (1, "b.csv", 8))]
    (verdict,) = codes_of_the_day(typed(MOIS_SINGLE_AGE, *rows), result(REGION, region())).to_dict("records")
    assert (verdict["people"], verdict["source_file"], verdict["source_row"]) == (2, "a.csv", 7)


def test_two_files_of_one_day_agree_or_are_told() -> None:
    rows = [row("1100000000", age, n, file) for file, n in (("a.csv", 3), ("b.csv", 3)) for age in (0, 1)]
    assert copies_agree(typed(MOIS_SINGLE_AGE, *rows))["most_apart"].tolist() == [0]
    rows[-1] |= {"population": 8}
    assert copies_agree(typed(MOIS_SINGLE_AGE, *rows))["most_apart"].tolist() == [5]
    assert copies_agree(typed(MOIS_SINGLE_AGE, *rows[:2])).empty
