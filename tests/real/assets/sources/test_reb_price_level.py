"""The Real Estate Board's average prices: nested regions filled down, facts above the table read, levels between their parts."""

from __future__ import annotations

import pytest

from assets.reference.units import region
from domain.names import short_sido_name
from expectations.rules.price_level import between_its_parts, price_names
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_levels_lie_between_their_parts_and_are_of_known_units() -> None:
    table = real_table("reb_price_level")
    assert len(table) == 2 * 212 * 118
    kinds = table.drop_duplicates(["price_kind", "source_row"]).groupby("price_kind")["row_kind"].value_counts()
    assert kinds["sale"].to_dict() == kinds["jeonse"].to_dict() == {"sigungu": 145, "gu": 37, "sido": 17, "city_of_gu": 13}
    assert not between_its_parts(table)["outside"].any()
    assert set(price_names(table, region())["verdict"]) == {"known"}
    assert set(table["sido_name"]) <= {short_sido_name(name) for name in region().query("level == 'sido'")["name_ko"]}
