"""Apartment prices: three header rows unfolded, four levels kept as a path, aggregates marked and not dropped."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_index_has_230_regions_over_258_months() -> None:
    table = real_table("reb_price_index")
    assert len(table) == 230 * 258
    kinds = table.drop_duplicates("path")["row_kind"].value_counts().to_dict()
    assert kinds["sido"] == 17 and kinds["city_of_gu"] == 12 and kinds["gu"] == 35
    assert table["price_index"].isna().sum() == 5833


def test_real_index_is_one_hundred_everywhere_in_march_2025() -> None:
    table = real_table("reb_price_index")
    assert set(table.loc[table["month"] == dt.date(2025, 3, 1), "price_index"]) == {100.0}
    nation = table[table["path"] == "전국"].set_index("month")["price_index"]
    assert (nation[dt.date(2003, 11, 1)], nation[dt.date(2025, 4, 1)]) == (59.40, 99.94)
    assert not table.duplicated(["path", "month"]).any()
