"""The KOSIS download of amounts per head: years and their mark from the head, odd items and cells refused."""

from __future__ import annotations

import pytest

from assets.reference.units import region
from domain.product import PRINTED_AMOUNTS
from expectations.rules.economy import income_names
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_amounts_are_of_four_items_and_eighteen_names() -> None:
    table = real_table("kosis_sido_income")
    assert len(table) == 4 * 18 * 10 and set(table["item"]) == set(PRINTED_AMOUNTS)
    assert table.loc[table["is_provisional"], "year"].unique().tolist() == [2023]
    assert set(income_names(table, region())["verdict"]) == {"known"}
