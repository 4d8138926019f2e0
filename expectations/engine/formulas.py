"""Columns held against their formulas: one SELECT a table computes all again, and a row that differs is told with its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import pandas as pd

from expectations.contract import Column, Expect, TableContract
from expectations.engine.ddl import quoted
from expectations.engine.spatial import load_spatial
from expectations.formula import THIS, TOLERANCE, Formula, names_in

RULE = "formulas"
HOLDS = "as computed"
_NUMBERS = frozenset({"DOUBLE", "FLOAT", "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "HUGEINT"})
_INEXACT = frozenset({"DOUBLE", "FLOAT"})
# Of what is 0 but for the digits of a double.
_NOTHING = 1e-12


def formula_suite(contract: TableContract) -> list[Expect]:
    """One expectation for each formula that is run, judged on what `judged` gives."""
    return [
        Expect(
            "expect_column_values_to_be_in_set",
            {"column": judged_as(contract, name), "value_set": [HOLDS]},
            why=f"its formula is {formula.shown}{_closeness(formula)}",
        )
        for name, formula in contract.formulas.items()
    ]


def _closeness(formula: Formula) -> str:
    return "" if formula.tolerance == TOLERANCE else f", to {formula.tolerance:g} of it"


def judged_as(contract: TableContract, name: str) -> str:
    """What the verdict on a column is called: as the column, unless rows are told apart by it."""
    return f"{name}, by its formula" if name in contract.key else name


def parents_of(contract: TableContract) -> tuple[str, ...]:
    """Other tables that the contract's formulas read, by name without schema."""
    read = (table.split(".")[1] for formula in contract.formulas.values() for table in formula.tables)
    return tuple(dict.fromkeys(name for name in read if name != contract.name))


def judged(
    contract: TableContract,
    tables: Mapping[str, pd.DataFrame],
    others: Mapping[str, TableContract] | None = None,
    only: str = "",
) -> pd.DataFrame:
    """The key of each row and, for each formula (or that of column `only`), whether the column is as computed.

    A cell says `as computed`, or what the column has and what its formula gives; it is empty where the formula is not of the
    row. `others` has contracts of other tables, whose frames are cast as they say. Raises duckdb.Error for a formula that
    cannot be computed.
    """
    wanted = {name: formula for name, formula in contract.formulas.items() if only in ("", name)}
    with duckdb.connect() as connection:
        _load(connection, contract, tables[contract.name], wanted.values())
        for name in parents_of(contract):
            other = (others or {}).get(name)
            schema = next(t.split(".")[0] for f in contract.formulas.values() for t in f.tables if t.split(".")[1] == name)
            _view(connection, f"{schema}.{quoted(name)}", tables[name], other, geometry=False)
        return connection.execute(_query(contract, wanted)).df()


def bind(connection: duckdb.DuckDBPyConnection, contract: TableContract) -> list[str]:
    """Let DuckDB bind each formula where all tables are: the columns; raises ValueError for one that cannot be run there."""
    for name, formula in contract.formulas.items():
        try:
            connection.execute(f"EXPLAIN {_query(contract, {name: formula})}")
        except duckdb.Error as error:
            raise ValueError(f"contract {contract.name}: the formula of {name} cannot be run: {error}") from error
    return list(contract.formulas)


def empty_tables(contracts: Iterable[TableContract]) -> duckdb.DuckDBPyConnection:
    """A database in memory with each contract's table without rows, to bind formulas in."""
    contracts = list(contracts)
    connection = duckdb.connect()
    if any(contract.geometry for contract in contracts):
        load_spatial(connection)
    for contract in contracts:
        columns = ", ".join(f"{quoted(c.name)} {c.type}" for c in contract.columns)
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {contract.schema}")
        connection.execute(f"CREATE TABLE {contract.schema}.{quoted(contract.name)} ({columns})")
    return connection


def _load(
    connection: duckdb.DuckDBPyConnection, contract: TableContract, table: pd.DataFrame, formulas: Iterable[Formula]
) -> None:
    named = [names_in(text) for formula in formulas for text in formula.texts]
    spatial = contract.geometry in {c for names in named for c in (*names.bare, *(column for _, column in names.qualified))}
    if spatial:
        load_spatial(connection)
    _view(connection, f"{contract.schema}.{quoted(contract.name)}", table, contract, geometry=spatial)


def _view(
    connection: duckdb.DuckDBPyConnection, name: str, table: pd.DataFrame, contract: TableContract | None, *, geometry: bool
) -> None:
    """A frame under the name that formulas know it by, cast as its contract says. Shapes only where one of them is measured."""
    if shapes := [column for column in table.columns if hasattr(table[column], "to_wkb")]:
        table = pd.DataFrame(table).assign(**{column: table[column].to_wkb() if geometry else None for column in shapes})
    registered = f"frame of {name}"
    connection.register(registered, table)
    casts = "*"
    if contract:
        kept = [c for c in contract.columns if geometry or c.name != contract.geometry]
        casts = ", ".join(f"{_cast(c, contract.geometry)} AS {quoted(c.name)}" for c in kept)
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name.partition('.')[0]}")
    connection.execute(f"CREATE VIEW {name} AS SELECT {casts} FROM {quoted(registered)}")  # noqa: S608  (our own contracts)


def _cast(column: Column, geometry: str) -> str:
    name = quoted(column.name)
    return f"ST_GeomFromWKB({name})" if column.name == geometry else f"CAST({name} AS {column.type})"


def _query(contract: TableContract, formulas: Mapping[str, Formula]) -> str:
    """Each column beside what its formula gives, then what is to be said of the two; one scan for all."""
    told = [name for name in dict.fromkeys((*contract.key, "source_file", "source_row")) if name in contract.column_names]
    inner, outer = [f"{THIS}.{quoted(name)}" for name in told], [quoted(name) for name in told]
    finite = []
    for number, (name, formula) in enumerate(formulas.items()):
        column, given = contract.column(name), f"given_{number}"
        if column.type in _NUMBERS:
            finite.append(f"CASE WHEN isfinite({given}) THEN {given} END AS {given}")
        inner += [
            f"{THIS}.{quoted(name)} AS found_{number}",
            f"CAST(({formula.sql}) AS DOUBLE) AS {given}" if column.type in _NUMBERS else f"({formula.sql}) AS {given}",
            f"({formula.where or 'true'}) AS meant_{number}",
            f"CAST(({formula.within or 0}) AS DOUBLE) AS within_{number}",
        ]
        outer.append(f"{_verdict(column, formula, number)} AS {quoted(judged_as(contract, name))}")
    source = f"{contract.schema}.{quoted(contract.name)}"
    rows = f"(SELECT {', '.join(inner)} FROM {source} AS {THIS})"  # noqa: S608  (names and formulas of our own contracts)
    replaced = f" REPLACE ({', '.join(finite)})" if finite else ""
    return f"SELECT {', '.join(outer)} FROM (SELECT *{replaced} FROM {rows})"  # noqa: S608


def _verdict(column: Column, formula: Formula, number: int) -> str:
    found, given = f"found_{number}", f"given_{number}"
    same = f"{found} IS NOT DISTINCT FROM {given}"
    if column.type in _INEXACT or formula.within:
        room = f"greatest({formula.tolerance!r} * greatest(abs({found}), abs({given})), {_NOTHING}, within_{number})"
        same = f"coalesce(abs({found} - {given}) <= {room}, {found} IS NULL AND {given} IS NULL)"
    told = f"coalesce(CAST({found} AS VARCHAR), 'empty') || ', by its formula ' || coalesce(CAST({given} AS VARCHAR), 'empty')"
    return f"CASE WHEN meant_{number} THEN CASE WHEN {same} THEN '{HOLDS}' ELSE {told} END END"
