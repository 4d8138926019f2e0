"""The nation by age on one sheet: three series told apart by the catalogue, open ages only where nobody is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.sources.kosis_national_population import kosis_national_population
from domain.errors import CatalogueError, SourceError
from expectations.contracts.population_check import KOSIS_NATIONAL_POPULATION
from expectations.rules.sums import cohorts_grow_older
from tests.frames import result, typed
from tests.publisher_files import declared

Rows = list[tuple[object, ...]]
OPTIONS = {"register_from": 2000, "projection_from": 2030}
HEADER = ("성별", "연령별", 1990, 2005, 2030)
ROWS: Rows = [
    *(("남자", "0 - 4세", 9, 8, 7), ("남자", "5 - 9세", 5, 4, 3), ("남자", "10세 이상", "", "", 2)),
    *(("여자", "0 - 4세", 9, 8, 7), ("여자", "5 - 9세", 5, 4, 3), ("여자", "10세 이상", "", "", 2)),
]


def read(tmp_path: Path, rows: Rows = ROWS, header: tuple[object, ...] = HEADER, **options: Any) -> pd.DataFrame:
    path = tmp_path / "a.csv"
    path.write_text("\n".join("\t".join(map(str, row)) for row in (header, *rows)), encoding="utf-8")
    file = declared(path, "kosis_national_population", encoding="utf-8", options=OPTIONS | options)
    return result(KOSIS_NATIONAL_POPULATION, kosis_national_population(file))


def test_series_begin_with_the_years_that_the_catalogue_says(tmp_path: Path) -> None:
    table = read(tmp_path).drop_duplicates("year").set_index("year")
    assert table["population_concept"].to_dict() == {1990: "census", 2005: "mid_year_registration", 2030: "projection"}
    assert table["is_projection"].to_dict() == {1990: False, 2005: False, 2030: True}


def test_oldest_group_of_a_census_is_open_and_that_of_the_register_lacks_the_older(tmp_path: Path) -> None:
    table = read(tmp_path)
    men = table[table["sex"] == "male"].set_index(["year", "age_from"])["age_to"]
    assert pd.isna(men[(1990, 5)]) and men[(2005, 5)] == 9 and pd.isna(men[(2030, 10)])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"register_from": None}, "options.register_from: found null; expected a number from 1900 to 2200"),
        ({"projection_from": "2030"}, "options.projection_from: found '2030'; expected a number from 1900 to 2200"),
        ({"register_from": 2031}, "options.projection_from: found 2030; expected a year not before register_from, 2031"),
    ],
)
def test_catalogue_must_say_where_series_begin(tmp_path: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        read(tmp_path, **options)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("남자", "0 - 4세", 1, 1, 1), ("남자", "10세 이상", 1, 1, 1)], "row 2: found 10세 이상 of 1990 does not follow"),
        ([("남자", "0 - 4세", "", 1, 1), ("남자", "5 - 9세", 1, 1, 1)], "row 2: found 5 - 9세 of 1990 does not follow"),
        ([("남", "0 - 4세", 1, 1, 1)], "row 1: found '남'; expected 남자 or 여자"),
        ([("남자", "계", 1, 1, 1)], "row 1: found '계'; expected an age group"),
        ([("남자", "0 - 4세", 1, "-", 1)], "row 1: found '-'; expected a whole number"),
    ],
)
def test_gaps_and_odd_cells_are_named_with_their_row(tmp_path: Path, rows: Rows, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, rows)


def test_cohorts_are_followed_within_a_series_only() -> None:
    def group(year: int, age: int, people: int, concept: str) -> dict[str, Any]:
        return {
            "sex": "male", "age_from": age, "age_to": age + 4, "year": year, "population": people, "population_concept": concept,
        }  # fmt: skip

    register, projection = "mid_year_registration", "projection"
    table = typed(
        KOSIS_NATIONAL_POPULATION,
        *(group(2000, 0, 100, register), group(2005, 5, 90, register), group(2010, 10, 99, projection)),
        *(group(1985, 0, 50, "census"), group(1990, 5, 80, "census")),
    )
    measured = cohorts_grow_older(table)
    assert measured[["age_from", "year", "survived"]].to_numpy().tolist() == [[0, 2000, 0.9]]
