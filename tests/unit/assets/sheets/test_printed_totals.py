"""A sum that a sheet prints of itself and that its rows do not make is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import rebalance
from tests.sheets import sheet

CODES = ("--code-column", "code", "--from", "mois@2022")
ROWS = "11110,종로구,1000\n11140,중구,20"


@pytest.mark.parametrize("total", ["합계,,{}", "00,전국,{}", ",전국,{}", "전국  (0000000000),,{}", "총계,,{}"])
@pytest.mark.parametrize("place", ["first", "last"])
@pytest.mark.parametrize(("printed", "wrong"), [("1020", False), ('"1,020"', False), ("1021", True), ("-", False)])
def test_a_total_that_the_rows_do_not_make_is_told(tmp_path: Path, total: str, place: str, printed: str, wrong: bool) -> None:
    line = total.format(printed)
    text = f"code,name,n\n{line}\n{ROWS}" if place == "first" else f"code,name,n\n{ROWS}\n{line}"
    answer = rebalance("convert", sheet(tmp_path, text), *CODES, "--to", "mois@2024", "--count", "n", "--drop-notes")
    assert answer.code == 0, answer.err
    told = "says 1021 of n, the rows add up to 1,020: is a row missing or twice?" in answer.out
    assert told == wrong and ("add up to" in answer.out) == wrong


@pytest.mark.parametrize("name", ["소계", "계"])
def test_sums_of_a_part_and_several_are_not_held_against_all_rows(tmp_path: Path, name: str) -> None:
    path = sheet(tmp_path, f"code,name,n\n{ROWS}\n{name},,7")
    answer = rebalance("convert", path, *CODES, "--to", "mois@2024", "--count", "n", "--drop-notes")
    assert answer.code == 0 and "add up to" not in answer.out


def test_a_total_in_a_sheet_of_names_is_held_against_its_rows(tmp_path: Path) -> None:
    path = sheet(tmp_path, "시도,시군구,n\n전국,,9\n서울,중구,3\n부산,중구,5")
    columns = ("--name-column", "시도", "--name-column", "시군구")
    answer = rebalance("convert", path, *columns, "--from", "2022", "--to", "mois@2024", "--count", "n", "--drop-notes")
    assert "전국 says 9 of n, the rows add up to 8" in answer.out
