"""Active businesses by sigungu: bare names made safe by the publisher's own code, kinds that add up."""

from __future__ import annotations

import pytest

from assets.reference.units import region
from expectations.rules.names import business_names
from expectations.rules.workers import kinds_add_up
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_businesses_are_as_given_and_their_kinds_add_up() -> None:
    table = real_table("tax_businesses")
    total = table[(table["kind_name"] == "총계") & (table["year"] == 2024)].set_index(["sido_name", "region_name"])["businesses"]
    assert total[("서울특별시", "강남구")] == 209_325
    assert total[("서울특별시", "중구")] == 116_500 and total[("부산광역시", "중구")] == 21_931
    assert len(total) == 229 and total.sum() == 10_145_150
    assert set(kinds_add_up(table)["unexplained"]) == {0}


def test_real_names_are_of_known_units_and_two_cells_are_empty() -> None:
    table = real_table("tax_businesses")
    assert set(business_names(table, region())["verdict"]) == {"known"}
    empty = table[table["businesses"].isna()]
    assert set(empty["region_name"]) == {"연기군"} and sorted(empty["year"]) == [2012, 2013]


def test_gunwi_has_another_code_in_daegu_from_2023() -> None:
    gunwi = real_table("tax_businesses").query("region_name == '군위군'")
    assert gunwi.groupby("sido_name")["year"].agg(["min", "max"]).to_numpy().tolist() == [[2010, 2022], [2023, 2024]]
