"""Formulas on a whole build: every one holds on every row, every one can fail, and the published file runs them as they stand."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import pytest

from assets.lake.lake import Lake
from expectations.contract import TableContract
from expectations.contracts.registry import all_contracts
from expectations.engine.formulas import HOLDS, judged, judged_as, parents_of
from expectations.engine.report import read_report
from expectations.engine.spatial import load_spatial
from tests.conftest import Built

CONTRACTS = {name: contract for name, contract in all_contracts().items() if contract.formulas}


def tables(contract: TableContract, lake: Lake) -> dict[str, pd.DataFrame]:
    others = {name: lake.frame(name) for name in parents_of(contract)}
    return others | {contract.name: lake.geoframe(contract.name) if contract.geometry else lake.frame(contract.name)}


def other(value: Any, kind: str) -> Any:
    """A value that the column could have and that is not this one."""
    if kind == "BOOLEAN":
        return None if value is None else not value
    if kind == "DATE":
        return None if value is not None and not pd.isna(value) else pd.Timestamp("1999-01-01").date()
    if kind == "VARCHAR":
        return f"{value}?"
    return 17 if value is None or pd.isna(value) else value + max(1, abs(value))


def changed(frame: pd.DataFrame, name: str, kind: str) -> pd.DataFrame:
    values = [other(value, kind) for value in frame[name].astype("object")]
    return frame.assign(**{name: pd.Series(values, frame.index, dtype="object")})


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_formula_holds_and_none_is_one_that_cannot_fail(name: str, schematic: Built) -> None:
    """A column of which every value is another one has to differ from its formula somewhere."""
    contract, lake = CONTRACTS[name], schematic.home.lake
    found = tables(contract, lake)
    frame = found[name]
    if frame.empty:
        pytest.skip("the small profile has no rows of it")
    verdicts = judged(contract, found, all_contracts())
    assert len(verdicts) == len(frame)
    for column in contract.formulas:
        verdict = verdicts[judged_as(contract, column)].dropna()
        assert set(verdict) <= {HOLDS}, verdict[verdict != HOLDS].iloc[0]
        if len(verdict) and not frame[column].isna().all():  # what is empty throughout for want of a source has no other value
            wrong = found | {name: changed(frame, column, contract.column(column).type)}
            after = judged(contract, wrong, all_contracts(), only=column)[judged_as(contract, column)].dropna()
            assert (after != HOLDS).any(), column


@pytest.mark.parametrize("name", CONTRACTS)
def test_report_of_the_suite_has_an_outcome_for_every_formula(name: str, schematic: Built) -> None:
    report = read_report(schematic.home.checks, name)
    assert report is not None
    told = {outcome.column for outcome in report.outcomes if outcome.rule == "formulas"}
    entry = schematic.home.lake.entry(name)
    assert entry is not None
    assert told == ({judged_as(CONTRACTS[name], column) for column in CONTRACTS[name].formulas} if entry.rows else set())


def test_published_file_runs_every_formula_as_it_stands(schematic: Built) -> None:
    with duckdb.connect(str(schematic.release / "warehouse.duckdb"), read_only=True) as connection:
        load_spatial(connection)
        told = connection.execute(
            "SELECT schema_name, table_name, column_name, formula FROM docs.columns WHERE formula_kind = 'sql' "
            "AND formula NOT LIKE '% for rows where %' AND formula NOT LIKE '% to within %'"
        ).fetchall()
        assert len(told) > 200
        for schema, table, column, formula in told:
            rows = connection.execute(f'SELECT count(*) FROM (SELECT {formula} AS "{column}" FROM {schema}."{table}" AS this)')
            assert rows.fetchone() == connection.execute(f'SELECT count(*) FROM {schema}."{table}"').fetchone()


def test_words_are_marked_as_words(schematic: Built) -> None:
    with duckdb.connect(str(schematic.release / "warehouse.duckdb"), read_only=True) as connection:
        kinds = connection.execute(
            "SELECT formula_kind, formula LIKE 'in words: %', count(*) FROM docs.columns GROUP BY ALL"
        ).fetchall()
    assert {(kind, marked) for kind, marked, _ in kinds} == {("sql", False), ("words", True), (None, None)}
