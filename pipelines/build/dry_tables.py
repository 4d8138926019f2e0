"""What the dry check calls of tables: contracts, assets, the measures of rules and of claims, each on tables without rows."""

from __future__ import annotations

import contextlib
import functools
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import geopandas as gpd
import pandas as pd

from assets import claims
from assets.claims.sentence import Definition, definitions
from assets.lake.asset import Declaration
from assets.lake.lake import Lake, Sealed, Table
from assets.lake.settings import Settings
from domain.errors import ContractError, RebalanceError
from expectations.contract import Rule, TableContract
from expectations.engine.ddl import in_database
from expectations.engine.formulas import bind, empty_tables, parents_of
from expectations.engine.suite import rule_inputs

Contracts: TypeAlias = Mapping[str, TableContract]
_TABLE = re.compile(r"\b(raw|core|mart)\.(\w+)")


@dataclass(frozen=True)
class Call:
    """One thing to be called: of which kind, its name, and what calls it. `home` is the code at fault where no line is known."""

    kind: str
    name: str
    run: Callable[[], object]
    home: Callable[..., Any] | None = None


class Rowless(Lake):
    """The lake of the check, whose frames are read once; nobody gets one that somebody else may have changed."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._read: dict[tuple[str, type], pd.DataFrame] = {}

    def load(self, name: str, kind: type) -> Table:
        """The table as `kind`."""
        if kind is duckdb.DuckDBPyRelation:
            return self.relation(name)
        if (name, kind) not in self._read:
            self._read[name, kind] = self.geoframe(name) if kind is gpd.GeoDataFrame else self.frame(name)
        return self._read[name, kind].copy()


def of_contracts(contracts: Contracts, lake: Lake) -> Iterator[Call]:
    """Each contract, whose table is put into the lake: what it says of itself and of others."""
    for contract in contracts.values():
        yield Call("contract", contract.name, functools.partial(_contract, contract, contracts, lake))


def _contract(contract: TableContract, contracts: Contracts, lake: Lake) -> None:
    lake.put(lake.seal(contract, pd.DataFrame(), fingerprint="dry"))
    tables = {f"{table.schema}.{table.name}": table for table in contracts.values()}
    named(tables, map(".".join, _TABLE.findall(contract.source)), "its source names the table")
    for reference in contract.references:
        named(tables, [reference.table], "a foreign key names the table")
        parent = tables[reference.table]
        named(parent.column_names, reference.to_columns, f"a foreign key to {reference.table} names the column")
        if in_database(contract, reference) and set(reference.to_columns) != set(parent.key):
            raise ContractError(
                f"a foreign key names {', '.join(reference.to_columns)}, which is not the key of {reference.table}"
            )
    if contract.formulas:
        beside = [contracts[name] for name in (contract.name, *parents_of(contract))]
        with contextlib.closing(empty_tables(beside)) as connection:
            bind(connection, contract)


def named(known: Iterable[str], names: Iterable[str], who: str) -> None:
    """Raises ContractError when one of `names` is not known; `who` says who names it."""
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise ContractError(f"{who} {', '.join(unknown)}, which is not there")


def of_assets(declared: Mapping[str, Declaration], lake: Lake, facts: Lake) -> Iterator[Call]:
    """Each asset twice: on inputs without rows, and where it is made from facts of the repository, on what these give."""
    for name, declaration in declared.items():
        if declaration.role != "source":
            yield Call("asset", name, functools.partial(_asset, declaration, lake, facts), declaration.function)


def _asset(declaration: Declaration, lake: Lake, facts: Lake) -> None:
    answer = _answer(declaration, {name: lake.load(name, kind) for name, kind in declaration.inputs.items()}, lake)
    known = [name for name in declaration.inputs if facts.entry(name)]
    if known:
        inputs = {name: (facts if name in known else lake).load(name, kind) for name, kind in declaration.inputs.items()}
        answer = _answer(declaration, inputs, lake)
    if answer and answer.entry.rows:
        facts.put(answer)


def _answer(declaration: Declaration, inputs: dict[str, Any], lake: Lake) -> Sealed | None:
    with contextlib.suppress(RebalanceError):  # what it is there for
        declaration.require_inputs(inputs)
    if declaration.setting:
        inputs[declaration.setting] = Settings()
    records: list[list[object]] = [[]] if declaration.role == "collector" else []
    return _sealed(declaration.contract, declaration.function(*records, **inputs), lake)


def _sealed(contract: TableContract, table: Table, lake: Lake) -> Sealed | None:
    """The answer sealed as the lake does it. None for a plain frame without rows, of which only the columns can be wrong."""
    if isinstance(table, pd.DataFrame) and table.empty:
        lacking = [name for name in contract.column_names if name not in table.columns]
        if lacking:
            found = ", ".join(map(str, table.columns))
            raise ContractError(f"{contract.name}: column {', '.join(lacking)} missing; found {found}")
        if not isinstance(table, gpd.GeoDataFrame):
            return None
    return lake.seal(contract, table, fingerprint="dry")


def of_rules(contracts: Contracts, lake: Lake) -> Iterator[Call]:
    """The measure of each rule, which has to give the columns that the rule judges."""
    for contract in contracts.values():
        for rule in contract.rules:
            yield Call("rule", f"{contract.name}.{rule.name}", functools.partial(_rule, rule, contract, lake), rule.measure)


def _rule(rule: Rule, contract: TableContract, lake: Lake) -> None:
    kinds = rule_inputs(contract) | {contract.name: gpd.GeoDataFrame if contract.geometry else pd.DataFrame}
    names = inspect.signature(rule.measure).parameters
    measured = pd.DataFrame(rule.measure(**{name: lake.load(name, kinds[name] or pd.DataFrame) for name in names}))
    named(measured.columns, rule.columns, "it judges the column")


def of_claims(contracts: Contracts, lake: Lake) -> Iterator[Call]:
    """The measure of each definition of each sentence."""
    for definition in definitions(claims):
        name = f"{definition.sentence.claim_id}.{definition.name}"
        yield Call("claim", name, functools.partial(_claim, definition, contracts, lake), definition.measure)


def _claim(definition: Definition, contracts: Contracts, lake: Lake) -> None:
    if definition.needs and not set(definition.tables) <= set(contracts):
        return  # waits for a table that the project does not have, and says so
    named(contracts, definition.tables, "it takes the table")
    list(definition.measure(**{name: lake.relation(name) for name in definition.tables}))
