"""What the versions of the project's own tables and suites cover, and what they do not."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.lake import code_version as module
from assets.lake.asset import Declaration
from assets.lake.code_value import WORDS
from assets.lake.code_version import libraries, reached
from assets.reference import units as facts
from assets.release import release
from expectations import contracts as contracts_package
from expectations.contract import Column, TableContract
from expectations.contracts.registry import all_contracts
from expectations.formula import Formula, in_words
from pipelines.build.plan import all_declarations

ASSETS = Path(facts.__file__).parents[1]
# They publish words of contracts: labels of series, names of rules.
TELLERS = {"indicator", "claim"}


def forget() -> None:
    for cached in vars(module).values():
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget()
    yield
    forget()


def versions() -> dict[str, str]:
    return {name: declaration.code_version for name, declaration in all_declarations().items()}


def names_of(contract: TableContract) -> Iterator[tuple[Any, str]]:
    """Where a contract can be imported from."""
    for found in list(sys.modules.values()):
        if getattr(found, "__name__", "").startswith(("assets.", f"{contracts_package.__name__}.")):
            yield from ((found, name) for name, value in vars(found).items() if value is contract)


def exchanged(contract: TableContract, other: TableContract, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every module and declaration have `other` instead of a contract."""
    for found, name in names_of(contract):
        monkeypatch.setattr(found, name, other)
    declared = all_declarations()[contract.name]
    monkeypatch.setitem(all_declarations(), contract.name, replace(declared, contract=other))
    monkeypatch.setitem(all_contracts(), contract.name, other)


def relabelled(contract: TableContract) -> TableContract:
    columns = tuple(
        replace(c, ko=f"{c.ko} 새", en=f"{c.en}, new", caveat="new", unit="percent", formula=said(c)) for c in contract.columns
    )
    return replace(contract, ko="새 이름", en="New", description="New.", source="new", citation="new", columns=columns)


def said(column: Column) -> str | Formula:
    """What is only said is a label; what is run stays."""
    return column.formula if column.computation and column.computation.sql else in_words("new")


def unchecked(contract: TableContract) -> TableContract:
    columns = tuple(
        replace(c, minimum=None, maximum=None, allowed=(), pattern="", nullable=True, formula="") for c in contract.columns
    )
    return replace(contract, columns=columns, rules=(), expectations=(), references=(), min_rows=3)


def test_labels_of_contracts_are_in_no_version_of_a_table_or_suite(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of all contracts at once: none of them has a part in any."""
    before = versions()
    suites = {name: declaration.suite_version for name, declaration in all_declarations().items()}
    for contract in list(all_contracts().values()):
        exchanged(contract, relabelled(contract), monkeypatch)
    forget()
    assert {table for table, version in versions().items() if version != before[table]} <= TELLERS
    assert {name: declaration.suite_version for name, declaration in all_declarations().items()} == suites


def test_checks_of_contracts_are_in_no_version_of_a_table_but_the_ledgers(monkeypatch: pytest.MonkeyPatch) -> None:
    before = versions()
    suites = {name: declaration.suite_version for name, declaration in all_declarations().items()}
    for contract in list(all_contracts().values()):
        exchanged(contract, unchecked(contract), monkeypatch)
    forget()
    assert {table for table, version in versions().items() if version != before[table]} <= TELLERS
    assert {name for name, declaration in all_declarations().items() if declaration.suite_version == suites[name]} == set()


def test_renamed_column_is_in_the_version_of_its_table_and_suite(monkeypatch: pytest.MonkeyPatch) -> None:
    before, contract = versions(), all_contracts()["extinction_change"]
    suite = all_declarations()["extinction_change"].suite_version
    columns = tuple(replace(c, name="lost") if c.name == "youth_loss" else c for c in contract.columns)
    columns = tuple(replace(c, formula="") if c.name == "youth_share" else c for c in columns)
    exchanged(contract, replace(contract, columns=columns, rules=(), expectations=()), monkeypatch)
    forget()
    changed = {table for table, version in versions().items() if version != before[table]}
    assert "extinction_change" in changed and not {"population", "extinction_risk", "boundary"} & changed
    assert all_declarations()["extinction_change"].suite_version != suite


def test_formula_is_in_the_version_of_its_own_suite_and_of_what_publishes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before, contract = versions(), all_contracts()["extinction_risk"]
    suites = {name: declaration.suite_version for name, declaration in all_declarations().items()}
    columns = tuple(
        replace(c, formula="1.0 * women_20_39 / population_65_over") if c.name == "risk_index" else c for c in contract.columns
    )
    exchanged(contract, replace(contract, columns=columns), monkeypatch)
    forget()
    assert {table for table, version in versions().items() if version != before[table]} <= {"indicator"}
    found = {name: declaration.suite_version for name, declaration in all_declarations().items()}
    assert {name for name in found if found[name] != suites[name]} == {"extinction_risk"}


def test_published_words_are_in_the_version_of_the_table_that_publishes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    before = all_declarations()["indicator"].code_version
    column = all_declarations()["indicator"].said()[0]  # type: ignore[misc]
    monkeypatch.setitem(
        all_declarations(), "indicator", replace(all_declarations()["indicator"], said=lambda: [column | {"name_ko": "새"}])
    )
    assert all_declarations()["indicator"].code_version != before


def test_no_table_reads_words_of_a_contract_unless_it_says_so() -> None:
    """`ko`, `en`, `caveat` and `formula` are left out of values: whoever reads them has to declare `said`."""
    declared = {d.function.__module__ for d in all_declarations().values() if d.said}
    for path in sorted(ASSETS.rglob("*.py")):
        name = ".".join(("assets", *path.relative_to(ASSETS).with_suffix("").parts))
        if name.split(".")[1] in ("release", "io") or name in declared:
            continue
        read = {node.attr for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Attribute)}
        assert not read & {*WORDS, "computation", "formula_shown"}, name


# --- libraries


def imported(source: bytes) -> set[str]:
    """Top-level names that a text imports, by its words alone."""
    lines = source.decode().splitlines()
    found = (re.match(r"\s*(?:import|from)\s+([A-Za-z0-9_]+)", line) for line in lines)
    return {match.group(1) for match in found if match}


def outside(names: set[str]) -> set[str]:
    return names - set(module.FIRST_PARTY) - set(sys.stdlib_module_names)


@pytest.mark.parametrize("name", sorted(all_declarations()))
def test_every_library_that_a_table_imports_is_in_its_version(name: str) -> None:
    root = all_declarations()[name].function.__module__
    files = {module._file(place) for place, part in reached(root) if not part}
    texts = set().union(*(imported(path.read_bytes()) for path in files if path))
    assert outside(texts) <= libraries(root)


@pytest.mark.parametrize(
    ("table", "library"),
    [
        ("local_cluster", "esda"),
        ("local_cluster", "libpysal"),
        ("risk_agreement", "scipy"),
        ("innovation_city_path", "scipy"),
        ("mois_population", "python_calamine"),
        ("scenario_result", "yaml"),
    ],
)
def test_library_that_a_table_is_computed_with_is_in_its_version(table: str, library: str) -> None:
    assert library in libraries(all_declarations()[table].function.__module__)


def test_libraries_that_products_are_drawn_with_are_in_the_version_of_the_release() -> None:
    found = libraries(release.__name__)
    assert {"mapclassify", "vl_convert", "fontTools", "koreanize_matplotlib", "great_expectations"} <= found


def test_distributions_are_those_that_the_libraries_are_of() -> None:
    roots = {declaration.function.__module__ for declaration in all_declarations().values()} | {release.__name__}
    owners = importlib.metadata.packages_distributions()
    for library in set().union(*map(libraries, roots)):
        assert module.distribution(library) in {owner.lower().replace("_", "-") for owner in owners[library]}


# --- what is followed


def test_modules_that_are_not_followed_exist() -> None:
    assert all(module._file(name) for name in module.SILENT)
    assert module._file(module.REGISTRY)


def test_contract_modules_are_never_whole_in_a_version() -> None:
    """They hold many contracts each: a table has a part in its own."""
    for declaration in all_declarations().values():
        parts = {place for place, part in reached(declaration.function.__module__) if not part}
        assert not [place for place in parts if place.startswith("expectations")]


def test_version_covers_the_code_behind_a_table_and_its_constants() -> None:
    places = reached("assets.geography.boundary")
    assert {("assets.geography.coverage", ""), ("expectations.contracts.boundaries", "BOUNDARY")} <= set(places)
    assert ("domain.history", "alive") in places
    assert not {place for place, _ in places if place.startswith(("assets.indicators", "assets.release", "pipelines"))}


def test_how_tables_are_cast_and_written_is_in_every_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = versions()
    node = module._node

    def changed(name: str, part: str) -> module.Node:
        found = node(name, part)
        return replace(found, digest="changed") if name == "assets.lake.lake" else found

    monkeypatch.setattr(module, "_node", changed)
    module.code_version.cache_clear()
    assert not {name for name, version in versions().items() if version == before[name]}


# --- files of facts


def test_facts_are_data_and_code_counts_as_code() -> None:
    assert not [path for declaration in all_declarations().values() for path in declaration.facts if path.suffix == ".py"]


def test_every_file_of_facts_is_in_the_version_of_a_table() -> None:
    declared = {path for declaration in all_declarations().values() for path in declaration.facts}
    kept = {*facts.TABLES.glob("*.csv"), *(ASSETS / "scenarios" / "presets").glob("*.yaml")}
    assert kept - declared == set()


def references() -> list[Declaration]:
    return [declaration for declaration in all_declarations().values() if declaration.role == "reference"]


@pytest.mark.parametrize("declaration", references(), ids=lambda d: d.name)
def test_facts_that_a_reference_reads_are_declared(declaration: Declaration, monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[Path] = set()
    open_csv = pd.read_csv

    def noted(path: Path, **options: Any) -> pd.DataFrame:
        read.add(path)
        return open_csv(path, **options)

    monkeypatch.setattr(facts.pd, "read_csv", noted)
    declaration.function()
    assert read <= set(declaration.facts)
    assert declaration.facts or declaration.said


@pytest.mark.parametrize("module", sorted({d.function.__module__ for d in all_declarations().values() if d.role == "table"}))
def test_facts_that_a_table_reads_are_declared(module: str) -> None:
    """Whoever calls `read_facts` has to name the file among the facts of a table of that module; scenarios are read otherwise."""
    tables = [d for d in all_declarations().values() if d.function.__module__ == module and d.role == "table"]
    declared = [d.facts for d in tables if any(path.suffix == ".csv" for path in d.facts)]
    text = Path(sys.modules[module].__file__ or "").read_text(encoding="utf-8")
    assert len(re.findall(r"\bread_facts\(", text)) == len(declared)
