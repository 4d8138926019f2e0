"""Code tables against the region history: what agrees is silent, what differs is one row, and without a reason an error."""

from __future__ import annotations

import pytest

from assets.geography.code_comparison import code_comparison
from assets.reference.published import declared_difference
from expectations.contracts.events import REGION_EVENT
from expectations.contracts.population_check import DECLARED_DIFFERENCE
from expectations.contracts.units import REGION
from expectations.rules.history import unexplained_differences
from tests.frames import result
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_every_difference_of_the_ministrys_tables_of_2026_is_explained() -> None:
    from assets.reference.units import region, region_event

    table = code_comparison(
        *(real_table(name) for name in ("legal_dong_code", "admin_dong_code", "region_code", "renumbered_code")),
        result(REGION, region()),
        result(REGION_EVENT, region_event()),
        result(DECLARED_DIFFERENCE, declared_difference()),
    )
    assert unexplained_differences(table)["explained"].all()
    assert table.groupby("kind").size().to_dict() == {
        "ended_unknown": 52, "only_in_history": 1, "only_in_source": 17, "place_only_in_history": 1, "place_only_in_source": 2,
    }  # fmt: skip
