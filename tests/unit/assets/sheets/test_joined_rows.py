"""Parts of a unit as rows: refused unless they are said to be parts, then joined."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import rebalance
from tests.sheets import Row, convert, converted, sheet

PARTS = """
    code,n,rate,people
    28720,5,10,100
    28710,7,30,50
    28720,6,40,200
    """
SAID = ("--count", "n", "--rate", "rate", "--weight", "people", "--count", "people", "--join-rows")


def cells(table: list[Row]) -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["n"], row["rate"]) for row in table}


def test_rows_of_one_unit_are_refused_with_what_to_say_and_that_works(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,n\n28720,5\n28710,7\n28720,6")
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "n")
    assert answer.code == 3 and "row 3: found code 28720 again" in answer.message
    assert "or with --join-rows that they are parts of it" in answer.message
    joined = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "n", "--join-rows")
    assert joined.code == 0 and "joined: 1 row with the first of their unit, such as 28720" in joined.out
    assert "n  18 before, 18 after" in joined.out


def test_parts_are_added_up_and_their_rates_averaged(tmp_path: Path) -> None:
    assert cells(converted(sheet(tmp_path, PARTS), *SAID)) == {"28710": ("7", "30.0"), "28720": ("11", "30.0")}


def test_without_a_weight_an_average_of_parts_is_empty(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,rate\n28720,10\n28710,30.5\n28720,40")
    assert {r["code"]: r["rate"] for r in converted(path, "--rate", "rate", "--join-rows")} == {"28710": "30.5", "28720": ""}


def test_a_sum_of_which_a_part_is_empty_is_empty(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,n,m\n28720,5,1\n28710,7,2\n28720,,3")
    table = converted(path, "--count", "n", "--count", "m", "--join-rows")
    assert {r["code"]: (r["n"], r["m"]) for r in table} == {"28710": ("7", "2"), "28720": ("", "4")}


@pytest.mark.parametrize("rows", ["28720,5,2022\n28720,6,2022\n28720,1,2023", "28720,1,2023\n28720,11,2022"])
def test_what_is_kept_apart_is_not_joined(tmp_path: Path, rows: str) -> None:
    table = converted(sheet(tmp_path, f"code,n,year\n{rows}"), "--count", "n", "--by", "year", "--join-rows")
    assert {(r["year"], r["n"]) for r in table} == {("2022", "11"), ("2023", "1")}


def test_parts_of_a_panel_and_of_a_frame_are_joined() -> None:
    frame = pd.DataFrame({"name": ["인천 남구", "남구", "인천 미추홀구"], "year": [2017, 2017, 2019], "n": [1.5, 2.5, 3.25]})
    frame.loc[1, "name"] = "인천광역시 남구"
    answer = rebalance.convert(frame, "mois@2024", name_columns="name", from_column="year", counts="n", join_rows=True)
    assert answer.frame[["year", "n"]].to_dict("list") == {"year": [2017, 2019], "n": [4.0, 3.25]}
    with pytest.raises(rebalance.SourceError, match="join_rows=True"):
        rebalance.convert(frame, "mois@2024", name_columns="name", from_column="year", counts="n")
