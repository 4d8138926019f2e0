"""Every table contract of the project is whole: labelled in two languages, keyed, executable, and free of circles."""

from __future__ import annotations

import ast
import importlib
import re
import sys
import types
from collections import Counter
from pathlib import Path

import duckdb
import pytest

import expectations.contracts
from assets.release.warehouse.tables import parents_first
from expectations.contract import Column, TableContract
from expectations.contracts import registry
from expectations.contracts.registry import all_contracts
from expectations.engine.ddl import create_table, text_literal
from expectations.engine.spatial import load_spatial
from expectations.engine.suite import base_suite, rule_inputs
from pipelines.build.plan import all_declarations, with_upstream

CONTRACTS = all_contracts()
HANGUL = re.compile("[가-힣]")
LATIN = re.compile("[A-Za-z]")
TYPES = {"VARCHAR", "DATE", "BOOLEAN", "BIGINT", "INTEGER", "DOUBLE", "GEOMETRY", "TIMESTAMP WITH TIME ZONE"}

every_contract = pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS.keys())


@every_contract
def test_table_is_titled_described_and_sourced(contract: TableContract) -> None:
    assert HANGUL.search(contract.ko) and LATIN.search(contract.en)
    assert contract.description and contract.grain and contract.source
    assert contract.schema in {"raw", "core", "mart"}


@every_contract
def test_every_column_is_labelled_in_korean_and_english(contract: TableContract) -> None:
    for column in contract.columns:
        assert LATIN.search(column.en), column.name
        assert HANGUL.search(column.ko), column.name
        assert column.en in column.comment and column.ko in column.comment


@every_contract
def test_every_column_has_a_known_type_and_a_plain_name(contract: TableContract) -> None:
    for column in contract.columns:
        assert column.type in TYPES, column.name
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
        re.compile(column.pattern)


@every_contract
def test_every_number_that_measures_something_has_a_unit(contract: TableContract) -> None:
    for column in contract.columns:
        if column.measure or column.type == "DOUBLE":
            assert column.unit, column.name
        if column.type == "DOUBLE" and column.name.endswith(("_share", "_index", "density")):
            assert column.measure != "extensive", f"{column.name} is a ratio and must never be summed"


@every_contract
def test_key_columns_exist_and_are_never_empty(contract: TableContract) -> None:
    assert contract.key
    for name in contract.key:
        assert not contract.column(name).nullable


@every_contract
def test_geometry_column_is_named(contract: TableContract) -> None:
    shapes = [column.name for column in contract.columns if column.type == "GEOMETRY"]
    assert shapes == ([contract.geometry] if contract.geometry else [])
    if contract.geometry:
        assert contract.column(contract.geometry).unit == "EPSG:5179"


@every_contract
def test_every_expectation_is_one_that_great_expectations_has(contract: TableContract) -> None:
    from great_expectations.expectations.registry import list_registered_expectation_implementations

    known = set(list_registered_expectation_implementations())
    used = {e.type for e in (*base_suite(contract), *contract.expectations, *(e for rule in contract.rules for e in rule.expect))}
    assert used <= known


@every_contract
def test_columns_that_expectations_name_exist(contract: TableContract) -> None:
    for expect in contract.expectations:
        for key in ("column", "column_A", "column_B"):
            if key in expect.kwargs:
                assert expect.kwargs[key] in contract.column_names
        assert set(expect.kwargs.get("column_list", ())) <= set(contract.column_names)


@every_contract
def test_no_rule_names_a_table_made_from_its_own(contract: TableContract) -> None:
    """The suite of a table blocks what is downstream; a rule that waited for that would wait for ever."""
    for name in rule_inputs(contract):
        assert name in CONTRACTS
        assert name == contract.name or contract.name not in with_upstream([name]), name


@every_contract
def test_rules_have_distinct_names_and_judge_something(contract: TableContract) -> None:
    names = [rule.name for rule in contract.rules]
    assert len(set(names)) == len(names) and "contract" not in names
    assert all(rule.expect and rule.key for rule in contract.rules)


def test_ddl_of_every_contract_executes_in_duckdb() -> None:
    with duckdb.connect() as connection:
        load_spatial(connection)
        for schema in ("raw", "core", "mart"):
            connection.execute(f"CREATE SCHEMA {schema}")
        for contract in parents_first(CONTRACTS.values()):
            for statement in create_table(contract, note="a note"):
                connection.execute(statement)
        comments = dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    assert set(comments) == set(CONTRACTS)
    assert all(comment.endswith("a note") for comment in comments.values())


def test_every_asset_has_a_contract_and_every_contract_an_asset() -> None:
    assert set(all_declarations()) == set(CONTRACTS)
    assert all(declaration.contract is CONTRACTS[name] for name, declaration in all_declarations().items())


def test_every_contract_is_written_in_one_module() -> None:
    """Others may import it; the module of a subject says which tables belong together."""
    written: Counter[str] = Counter()
    for path in Path(expectations.contracts.__path__[0]).glob("*.py"):
        assigned = [node.targets[0] for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign)]
        module = importlib.import_module(f"expectations.contracts.{path.stem}")
        things = [getattr(module, target.id) for target in assigned if isinstance(target, ast.Name)]
        written.update(thing.name for thing in things if isinstance(thing, TableContract))
    assert written == dict.fromkeys(CONTRACTS, 1)


def test_stage_of_an_asset_goes_with_its_schema() -> None:
    schemas = {"sources": "raw", "reference": "core", "geography": "core", "panel": "core", "projection": "core"}
    schemas |= {"layers": "mart", "indicators": "mart", "scenarios": "mart", "claims": "mart"}
    for declaration in all_declarations().values():
        assert declaration.contract.schema == schemas[declaration.stage], declaration.name


def small(
    name: str = "people", *, key: tuple[str, ...] = ("a",), geometry: str = "", columns: tuple[str, ...] = ("a",)
) -> TableContract:
    return TableContract(
        name, "core", "", "", "", "", tuple(Column(c, "VARCHAR", "", "") for c in columns), key, "", geometry=geometry
    )


def test_registry_refuses_two_contracts_of_one_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module in ("one_people", "two_people"):
        (tmp_path / f"{module}.py").write_text(
            "from tests.unit.expectations.test_contracts import small\nPEOPLE = small()\n", encoding="utf-8"
        )
        monkeypatch.delitem(sys.modules, f"expectations.contracts.{module}", raising=False)
    monkeypatch.setattr(registry, "contracts", types.SimpleNamespace(__path__=[str(tmp_path)], __name__="expectations.contracts"))
    monkeypatch.setattr(expectations.contracts, "__path__", [str(tmp_path)])
    with pytest.raises(ValueError, match="two contracts are named people"):
        registry.all_contracts.__wrapped__()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"columns": ("a", "a")}, "declared twice"),
        ({"key": ("b",)}, "names no column: .'b'"),
        ({"geometry": "shape"}, "names no column: .'shape'"),
    ],
)
def test_contract_that_contradicts_itself_is_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        small(**arguments)  # type: ignore[arg-type]


def test_unknown_column_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="people has no column b"):
        small().column("b")


def test_comment_tells_label_unit_formula_source_and_caveat() -> None:
    column = Column("d", "DOUBLE", "밀도", "Density", unit="persons per km2", formula="p / a", source="P", caveat="of land")
    assert column.comment == "Density / 밀도 [persons per km2] = p / a (raw: P) Note: of land"


def test_quotes_in_a_comment_are_no_end_of_it() -> None:
    assert text_literal("Korea's '5+3'") == "'Korea''s ''5+3'''"
    assert duckdb.sql(f"SELECT {text_literal(chr(39) + '; DROP TABLE x')}").fetchone() == ("'; DROP TABLE x",)
