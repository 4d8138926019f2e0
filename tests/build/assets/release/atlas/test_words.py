"""Words of the page: each in both languages, each that is asked for is there, and none that nobody asks for."""

from __future__ import annotations

import json

from assets.release.atlas.page import PAGE
from expectations.contracts.registry import all_contracts
from tests.conftest import Built

WORDS: dict[str, list[str]] = json.loads((PAGE / "words.json").read_text(encoding="utf-8"))


def of(group: str) -> set[str]:
    """What data may ask for: a unit, a kind of event, a kind of policy, a verdict."""
    return {key.removeprefix(f"{group}:") for key in WORDS if key.startswith(f"{group}:")}


def test_units_are_those_of_indicators_and_claims(schematic: Built) -> None:
    indicators = {column.unit for contract in all_contracts().values() for column in contract.series_columns} - {""}
    claims = set(schematic.home.lake.frame("claim_variant")["unit"].dropna()) - {""}
    assert of("unit") == indicators | claims
