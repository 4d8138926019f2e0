"""Views with plain names: they run, carry names of regions, are commented column by column, and compute nothing anew."""

from __future__ import annotations

import re

import pytest

from assets.release.warehouse.view import View
from assets.release.warehouse.views import VIEWS
from expectations.contracts.registry import all_contracts

every_view = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)


@every_view
def test_view_names_its_tables_and_takes_no_star(view: View) -> None:
    named = set(re.findall(r"\b((?:raw|core|mart)\.\w+)", view.sql))
    assert named == set(view.tables)
    assert "*" not in view.sql.replace("100 * s.share", "")
    assert named <= {f"{contract.schema}.{contract.name}" for contract in all_contracts().values()}


def test_view_without_its_tables_is_not_possible() -> None:
    (view,) = (view for view in VIEWS if view.name == "scenarios")
    contracts = dict(all_contracts())
    assert view.possible(contracts)
    del contracts["scenario"]
    assert not view.possible(contracts)
