"""How far each source adds up is declared, and no table of larger regions is made from a source that does not add up to them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from domain.adding_up import OTHERWISE, SUMS, Sums
from domain.levels import LEVELS
from expectations.contracts.registry import all_contracts
from pipelines.build.plan import all_declarations

CONTRACTS = all_contracts()
ROOT = Path(__file__).parents[3]


def test_every_source_with_figures_says_how_far_they_add_up() -> None:
    with_figures = {name for name, c in CONTRACTS.items() if c.schema == "raw" and any(column.measure for column in c.columns)}
    assert sorted(with_figures - set(SUMS)) == [], "say in domain/adding_up.py up to which level they may be added, and why"


def test_what_is_declared_is_a_table_and_has_a_reason() -> None:
    assert sorted(set(SUMS) - set(CONTRACTS)) == []
    assert all(len(sums.why.split()) > 2 for sums in SUMS.values())


@pytest.mark.parametrize("name", [n for n in SUMS if {c.measure for c in CONTRACTS[n].columns} == {"", "intensive"}])
def test_table_without_counts_is_never_added(name: str) -> None:
    assert SUMS[name].up_to == ""


@pytest.mark.parametrize(
    ("up_to", "allowed"),
    [("nation", LEVELS), ("sido", ("sido", "sigungu")), ("sigungu", ("sigungu",)), ("", ())],
)
def test_sums_are_allowed_at_the_level_named_and_below_it(up_to: str, allowed: tuple[str, ...]) -> None:
    sums = Sums(up_to, "because")  # type: ignore[arg-type]
    assert tuple(level for level in LEVELS if sums.allow(level)) == allowed


def test_tables_of_larger_regions_made_from_what_does_not_add_up_say_what_they_do_instead() -> None:
    found = {
        (name, source)
        for name, declaration in all_declarations().items()
        for source in declaration.inputs
        if {"level", "region_id"} <= set(declaration.contract.column_names)
        if source in SUMS and SUMS[source].up_to != "nation"
    }
    assert found == set(OTHERWISE)


@pytest.mark.parametrize("source", [name for name, sums in SUMS.items() if name.startswith("kosis_employment")])
def test_what_is_made_of_the_sigungu_survey_adds_up_no_further(source: str) -> None:
    made = {name for name, declaration in all_declarations().items() if source in declaration.inputs}
    assert made and all(SUMS[name].up_to == "sigungu" for name in made)


def test_whoever_sums_over_regions_names_the_table_that_the_figures_are_of() -> None:
    calls = [
        (path.name, call.lineno, {keyword.arg for keyword in call.keywords})
        for path in (ROOT / "assets").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "region_sums"
    ]
    assert len(calls) > 5
    assert [(name, line) for name, line, given in calls if "of" not in given] == []
