"""Whatever has a unit has it in both languages; a new one without Korean is refused by name."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import assets.claims
from assets.claims.sentence import definitions
from assets.release.atlas.page import words
from domain.decline import LOOKALIKE_FIGURES
from domain.measures import MEASURES, SCENARIO_MEASURES
from domain.units_of_measure import UNITS, unit_of_measure
from expectations.contract import Column
from expectations.contracts.registry import all_contracts

HANGUL = re.compile("[가-힣]")
# Signs, and names that are the same in both languages.
SAME = {"m", "km", "m2", "km2", "percent", "EPSG:5179", "1", "r", "p", "F (2, n - 4)"}


def test_every_unit_of_a_contract_is_listed() -> None:
    used = {column.unit for contract in all_contracts().values() for column in contract.columns if column.unit}
    assert used <= set(UNITS)


def test_units_of_claims_measures_and_published_figures_are_listed() -> None:
    with (Path(__file__).parents[3] / "assets/reference/tables/published_figure.csv").open(encoding="utf-8") as file:
        printed = {row["unit"] for row in csv.DictReader(file)}
    claimed = {definition.unit for definition in definitions(assets.claims)}
    measured = {unit for _, _, unit, _, _ in MEASURES.values()} | set(SCENARIO_MEASURES.values())
    measured |= {unit for *_, unit, _ in LOOKALIKE_FIGURES}
    assert printed | claimed | measured <= set(UNITS)


def test_every_unit_is_used_somewhere() -> None:
    used = {column.unit for contract in all_contracts().values() for column in contract.columns}
    used |= {definition.unit for definition in definitions(assets.claims)}
    assert set(UNITS) <= used


def test_korean_is_korean_where_it_is_not_a_sign() -> None:
    assert {unit.en for unit in UNITS.values() if not HANGUL.search(unit.ko)} <= SAME | {"persons per km2"}


def test_a_unit_without_korean_is_refused_where_it_is_declared() -> None:
    with pytest.raises(ValueError, match=r"the unit 'furlongs' has no Korean; add it to domain/units_of_measure\.py"):
        Column("length", "DOUBLE", "길이", "Length", unit="furlongs")


def test_legends_say_both_languages_and_signs_once() -> None:
    assert unit_of_measure("persons").both == "명 persons" and unit_of_measure("km").both == "km"


def test_the_page_gets_every_unit_in_both_languages() -> None:
    told = words()
    assert told["unit:women per person"] == ["여성/노인", "women per person"] and told["tagline"]
    assert {name.removeprefix("unit:") for name in told if name.startswith("unit:")} == set(UNITS)
