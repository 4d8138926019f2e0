"""Korea among OECD countries: the rank depends on the definition, and n is always beside it."""

from __future__ import annotations

import duckdb
import pytest

from assets.indicators.concentration.oecd import oecd_comparison
from assets.reference.published import oecd_capital_region
from expectations.contracts.inequality import OECD_COMPARISON
from tests.frames import result
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_every_country_of_the_file_has_its_capitals_region_in_it() -> None:
    table = real_table("oecd_tl2")
    capitals = oecd_capital_region()
    assert set(capitals["country"]) == set(table["country"])
    assert set(zip(capitals["country"], capitals["region_id"], strict=True)) <= set(
        zip(table["country"], table["region_id"], strict=True)
    )


def test_korea_of_2020_is_first_or_second_of_28_by_definition() -> None:
    table = result(
        OECD_COMPARISON, oecd_comparison(duckdb.from_df(real_table("oecd_tl2")), duckdb.from_df(oecd_capital_region()))
    )
    korea = table[(table["country"] == "KOR") & (table["year"] == 2020)].set_index(["measure", "which"])
    assert set(korea["countries"]) == {28}
    assert korea["rank"].to_dict() == {
        ("gdp", "capital"): 2, ("gdp", "largest"): 2, ("population", "capital"): 1, ("population", "largest"): 2,
    }  # fmt: skip
    assert korea["share"].round(4).to_dict()[("population", "capital")] == 0.5013
