"""Moves from sido to sido: the sido left is merged over its rows, years over two items, sums and differences are held."""

from __future__ import annotations

import pytest

from expectations.rules.moves import moves_add_up, net_is_the_difference
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")

CAPITAL = ["서울특별시", "인천광역시", "경기도"]


def test_real_moves_are_as_printed() -> None:
    table = real_table("kosis_sido_migration").set_index(["from_name", "to_name", "year"])
    assert len(table) == 18 * 18 * 25
    assert table.loc[("전국", "전국", 2000), "moves"] == 9_009_441
    assert table.loc[("전국", "서울특별시", 2000), "net_moves"] == -46_939


def test_capital_region_lost_people_in_2011_for_the_first_time_and_gained_45169_in_2024() -> None:
    table = real_table("kosis_sido_migration").query("from_name != '전국' and to_name != '전국'")
    into = table[table["to_name"].isin(CAPITAL) & ~table["from_name"].isin(CAPITAL)]
    gain = into.groupby("year")["net_moves"].sum()
    assert gain[[2000, 2011, 2024]].tolist() == [150_252, -8_450, 45_169]
    assert (gain[gain.index < 2011] > 0).all()


def test_real_moves_add_up_to_the_person() -> None:
    table = real_table("kosis_sido_migration")
    assert (moves_add_up(table)[["left_minus_printed", "reached_minus_printed", "net_minus_printed"]] == 0).all(axis=None)
    assert set(net_is_the_difference(table)["difference"]) == {0}
    assert set(table.loc[table["moves"].isna(), "year"]) == set(range(2000, 2012))
