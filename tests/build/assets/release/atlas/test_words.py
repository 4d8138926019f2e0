"""Words of the page: each in both languages, each that is asked for is there, and none that nobody asks for."""

from __future__ import annotations

from assets.release.atlas.page import words
from expectations.contracts.registry import all_contracts
from tests.conftest import Built


def test_every_unit_of_indicators_and_claims_is_in_both_languages(schematic: Built) -> None:
    indicators = {column.unit for contract in all_contracts().values() for column in contract.series_columns} - {""}
    claims = set(schematic.home.lake.frame("claim_variant")["unit"].dropna()) - {""}
    assert indicators and claims
    assert {f"unit:{unit}" for unit in indicators | claims} <= set(words())
