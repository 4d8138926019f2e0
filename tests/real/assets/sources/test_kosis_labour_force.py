"""The labour force by sido: nine items below each merged year become columns with units of their own."""

from __future__ import annotations

import pytest

from expectations.rules.employment import labour_force_adds_up
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_labour_force_is_as_printed_and_adds_up_within_rounding() -> None:
    table = real_table("kosis_labour_force")
    seoul = table.set_index(["region_name", "year"]).loc[("서울특별시", 2000)]
    assert (seoul["employed"], seoul["unemployed"], seoul["employment_rate"]) == (4668, 250, 58.2)
    assert table.set_index(["region_name", "year"]).loc[("계", 2024), "employed"] == 28_576
    sums = labour_force_adds_up(table)
    assert sums[["active_difference", "population_difference"]].abs().max().tolist() == [1, 1]
    assert sums["sido_minus_nation"].abs().max() == 3


def test_sejong_is_apart_from_2017() -> None:
    table = real_table("kosis_labour_force").query("region_name == '세종특별자치시'").set_index("year")["status"]
    assert set(table.loc[:2016]) == {"not_existing"} and set(table.loc[2017:]) == {"reported"}
