"""What a selection takes along: what it is made from, and what its suites need to judge its foreign keys."""

from __future__ import annotations

import pytest

from pipelines.build.plan import (
    all_declarations,
    checked_with,
    with_referred,
    with_upstream,
)


def test_table_that_is_referred_to_is_taken_along() -> None:
    assert "unit" not in with_upstream(["population"])
    assert with_referred(with_upstream(["population"])) == with_upstream(["population", "unit"])


def test_table_without_references_takes_nothing_along() -> None:
    assert with_referred(["kosis_population"]) == {"kosis_population"}


@pytest.mark.parametrize("name", ["population", "extinction_risk", "local_cluster", "migration_partner", "oecd_comparison"])
def test_foreign_keys_keep_no_suite_of_a_selection_from_running(name: str) -> None:
    contract = all_declarations()[name].contract
    assert contract.checked_references
    assert name in checked_with(with_referred(with_upstream([name])))
