"""Establishment surveys in one long layout: suppressed figures stay hidden, zeros stay zeros, totals account for both."""

from __future__ import annotations

import pytest

from expectations.rules.workers import (
    mining_and_manufacturing_add_up,
    sections_add_up,
    sido_establishments_add_up,
    sido_plants_add_up,
)
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_establishments_are_as_printed_and_add_up_exactly() -> None:
    table = real_table("kosis_establishments")
    first = table[(table["year"] == 2021) & (table["item"] == "사업체수")].set_index(["region_name", "industry_code"])["value"]
    assert first[("전국", "0")] == 6_079_702 and first[("서울", "10~34")] == 76_870
    assert len(table) == 18 * 20 * 4 * 3
    assert set(sections_add_up(table)["difference"]) == {0} and set(sido_establishments_add_up(table)["difference"]) == {0}


def test_real_plants_are_as_printed_and_what_lacks_is_suppressed() -> None:
    table = real_table("kosis_mining_manufacturing")
    first = table[(table["year"] == 2021) & (table["item"] == "사업체수")].set_index(["region_name", "industry_name"])["value"]
    assert first[("전국", "광업 및 제조업")] == 72_864 and first[("대전광역시", "광업")] == 0
    assert (table["status"] == "suppressed").sum() == 78 and set(table.loc[table["remark"] == "-", "value"]) == {0}
    assert mining_and_manufacturing_add_up(table)["unexplained"].abs().max() == 2
    assert set(sido_plants_add_up(table)["unexplained"]) == {0}
