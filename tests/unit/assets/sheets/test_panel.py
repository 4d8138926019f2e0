"""A panel whose rows are each of their own day: every row goes from the borders of its day to those of the target."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Answer, rebalance
from tests.sheets import log, rows, sheet


def convert(path: Path, *options: str, key: str = "--code-column", column: str = "code", to: str = "mois@2024") -> Answer:
    return rebalance(
        "convert", path, key, column, "--to", to, "--count", "n", "--out", path.with_name("out.csv"), "--force", *options
    )  # fmt: skip


def by_unit_and_year(path: Path) -> dict[tuple[str, str], str]:
    return {(row["unit_id"], row["year"]): row["n"] for row in rows(path.with_name("out.csv"))}


def test_every_row_goes_from_its_own_day(tmp_path: Path) -> None:
    path = sheet(
        tmp_path, "code,year,n\n43110,2013,670000\n43710,2013,150000\n43110,2015,830000\n47720,2015,23000\n27720,2024,22000"
    )
    answer = convert(path, "--from", "mois", "--from-column", "year")
    assert answer.code == 0, answer.err
    assert by_unit_and_year(path) == {
        ("cheongju-si", "2013"): "820000", ("cheongju-si", "2015"): "830000", ("gunwi-gun", "2015"): "23000",
        ("gunwi-gun", "2024"): "22000",
    }  # fmt: skip
    assert "codes of their own day, 2013-12-31 to 2024-12-31 by column year" in answer.out
    assert "n  1,695,000 before, 1,695,000 after" in answer.out
    assert {(row["from_scheme"], row["from_code"], row["what"]) for row in log(path)} >= {
        ("mois@2013-12-31", "43710", "merged"), ("mois@2015-12-31", "47720", "exact"), ("mois@2024-12-31", "27720", "unchanged"),
    }  # fmt: skip


def test_names_need_no_scheme(tmp_path: Path) -> None:
    path = sheet(tmp_path, "시군구,year,n\n청주시,2013,67\n청원군,2013,15\n청주시,2015,83")
    assert convert(path, "--from-column", "year", key="--name-column", column="시군구").code == 0
    assert by_unit_and_year(path) == {("cheongju-si", "2013"): "82", ("cheongju-si", "2015"): "83"}


@pytest.mark.parametrize(
    "written", ["2013", "2013 년", "2013년", "2013.0", "2013-12", "201312", "2013.12", "2013년 12월", "2013-12-31", "20131231"]
)
def test_days_are_read_as_they_are_written(tmp_path: Path, written: str) -> None:
    path = sheet(tmp_path, f"code,year,n\n43710,{written},15\n43110,{written},67")
    answer = convert(path, "--from", "mois", "--from-column", "year")
    assert answer.code == 0, answer.err
    assert "2013-12-31 to 2013-12-31" in answer.out


@pytest.mark.parametrize("written", ["", "작년", "13", "2013-13", "1013", "2013 to 2014"])
def test_what_is_no_day_is_an_error(tmp_path: Path, written: str) -> None:
    answer = convert(
        sheet(tmp_path, f"code,year,n\n43710,2013,15\n43110,{written},67"), "--from", "mois", "--from-column", "year"
    )
    assert answer.code == 3 and "people.csv, row 2: found" in answer.message and "a year, month or day" in answer.message
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("source", [[], ["--from", "mois@2013"], ["--from", "kosis"]])
def test_codes_need_the_scheme_and_not_the_day(tmp_path: Path, source: list[str]) -> None:
    answer = convert(sheet(tmp_path, "code,year,n\n43710,2013,15"), *source, "--from-column", "year")
    assert answer.code == 2 and "say the scheme alone: --from mois or --from kostat" in answer.message


def test_a_code_of_another_day_than_its_row_is_an_error_with_its_row(tmp_path: Path) -> None:
    answer = convert(sheet(tmp_path, "code,year,n\n43710,2013,15\n43710,2020,1"), "--from", "mois", "--from-column", "year")
    assert answer.code == 3 and "row 2: found code '43710'; expected a code of mois@2020-12-31" in answer.message


def test_a_city_that_is_whole_in_one_year_is_whole_in_all(tmp_path: Path) -> None:
    gu = "\n".join(f"{code},2014,1" for code in ("41111", "41113", "41115", "41117"))
    path = sheet(tmp_path, f"code,year,n\n{gu}\n41110,2015,5")
    assert convert(path, "--from", "mois", "--from-column", "year").code == 0
    assert by_unit_and_year(path) == {("suwon-si", "2014"): "4", ("suwon-si", "2015"): "5"}
