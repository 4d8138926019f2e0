"""Runs a table's suite with Great Expectations and keeps plain results.

Importing Great Expectations takes seconds, so it is imported inside `check` and nowhere else but in
`data_docs.py`; listing or building assets never pays for it.
"""

from __future__ import annotations

import inspect
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd

from expectations.contract import Expect, Rule, TableContract
from expectations.engine import formulas, orphans
from expectations.engine.report import CheckReport, Outcome
from expectations.engine.suite import base_suite
from expectations.fault import doing, place

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
    from great_expectations.data_context import AbstractDataContext
    from great_expectations.datasource.fluent import PandasDatasource

# Great Expectations' own names of our two severities.
SEVERITIES = {"error": "critical", "warning": "warning"}
MAX_ROWS_REPORTED = 20


def check(
    contract: TableContract,
    tables: Mapping[str, pd.DataFrame],
    fingerprint: str,
    others: Mapping[str, TableContract] | None = None,
) -> CheckReport:
    """Run the base suite on the table, its foreign keys, its formulas, and every rule on what it measures.

    `tables` holds the contract's own table and those that its rules, foreign keys and formulas name; `others` the contracts
    of these. Nothing is raised for a failing expectation: the report says it, with the keys of up to 20 rows.
    """
    source = ephemeral_context().data_sources.add_pandas(contract.name)
    table = tables[contract.name]
    own = judgeable([*base_suite(contract), *contract.expectations], table)
    results = [_run(source, contract.name, "contract", table, own, contract.key)]
    with doing("its foreign keys"):
        if contract.checked_references and len(referred := orphans.referred(contract, tables)):
            results.append(_run(source, contract.name, orphans.RULE, referred, [orphans.EXPECT], orphans.KEY))
    unmeasured: list[Outcome] = []
    for frame, expects, broken in _computed(contract, tables, others):
        unmeasured += broken
        if expects := judgeable(expects, frame):
            with doing("its formulas"):
                results.append(_run(source, contract.name, formulas.RULE, frame, expects, contract.key))
    for rule in contract.rules:
        try:
            measured = _measure(rule, tables)
        except Exception as error:  # noqa: BLE001  a rule that cannot be measured has not held, whatever the cause
            unmeasured.append(_unmeasured(rule.name, error))
            continue
        if expects := judgeable(rule.expect, measured):
            with doing(f"rule {rule.name}"):
                results.append(_run(source, contract.name, rule.name, measured, expects, rule.key))
    outcomes = (*(outcome for found, _ in results for outcome in found), *unmeasured)
    return CheckReport(contract.name, fingerprint, outcomes, tuple(rendered for _, rendered in results))


def judgeable(expects: Iterable[Expect], frame: pd.DataFrame) -> list[Expect]:
    """The expectations that can fail: of no rows only the columns and the number of rows can be wrong."""
    return [expect for expect in expects if len(frame) or expect.type.startswith("expect_table_")]


def _unmeasured(rule: str, error: Exception, column: str = "") -> Outcome:
    why = f"could not be measured: {type(error).__name__}: {error} ({place(error)})"
    return Outcome(rule, "measured", column, "error", success=False, why=why)


def _computed(
    contract: TableContract, tables: Mapping[str, pd.DataFrame], others: Mapping[str, TableContract] | None
) -> Iterator[tuple[pd.DataFrame, list[Expect], list[Outcome]]]:
    """The verdicts on all formulas at once; where one cannot be computed, those on each by itself."""
    suite = formulas.formula_suite(contract)
    if not suite or tables[contract.name].empty:
        return
    try:
        yield formulas.judged(contract, tables, others), suite, []
    except duckdb.Error:
        for name, expect in zip(contract.formulas, suite, strict=True):
            try:
                yield formulas.judged(contract, tables, others, only=name), [expect], []
            except duckdb.Error as error:
                yield pd.DataFrame(), [], [_unmeasured(formulas.RULE, error, name)]


def _measure(rule: Rule, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What the rule measures. KeyError when it lacks a column that the rule judges or tells rows by."""
    measured = pd.DataFrame(rule.measure(**{name: tables[name] for name in inspect.signature(rule.measure).parameters}))
    if lacking := [column for column in rule.columns if column not in measured.columns]:
        raise KeyError(f"it judges {', '.join(lacking)}, which it has not measured")
    return measured


def ephemeral_context() -> AbstractDataContext:
    """A Great Expectations context in memory: no analytics, no progress bars, nothing written."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    import great_expectations as gx  # noqa: PLC0415  (see the module docstring)

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    return context


def _run(
    source: PandasDatasource, table: str, rule: str, frame: pd.DataFrame, expects: list[Expect], key: tuple[str, ...]
) -> tuple[list[Outcome], dict[str, Any]]:
    """Validate one frame; outcomes in the order of `expects`, and the result as JSON for Data Docs."""
    import great_expectations as gx  # noqa: PLC0415

    name = f"{table}.{rule}"
    batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe(name).get_batch({"dataframe": frame})
    # Not made known to the context, which would write its stores anew with each suite and expectation.
    suite = gx.ExpectationSuite(name=name, expectations=[_configuration(e, number) for number, e in enumerate(expects)])
    index = [c for c in dict.fromkeys((*key, "source_file", "source_row")) if c in frame.columns]
    result: ExpectationSuiteValidationResult = batch.validate(
        suite,
        result_format={
            "result_format": "SUMMARY",
            "unexpected_index_column_names": index,
            "partial_unexpected_count": MAX_ROWS_REPORTED,
        },
    )
    by_number = {r.expectation_config.meta["order"]: r for r in result.results if r.expectation_config}
    outcomes = [_outcome(rule, expect, by_number[number]) for number, expect in enumerate(expects)]
    return outcomes, result.to_json_dict()


def _configuration(expect: Expect, number: int) -> Any:
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration  # noqa: PLC0415

    return ExpectationConfiguration(
        type=expect.type,
        kwargs=dict(expect.kwargs),
        severity=SEVERITIES[expect.severity],
        meta={"order": number},
        description=expect.why or None,
    ).to_domain_obj()


def _outcome(rule: str, expect: Expect, result: ExpectationValidationResult) -> Outcome:
    found = result.result or {}
    column = expect.kwargs.get("column") or ", ".join(expect.kwargs.get("column_list", ()))
    exception = _exception(result)
    rows = found.get("partial_unexpected_index_list") or []
    return Outcome(
        rule=rule,
        expectation=expect.type.removeprefix("expect_"),
        column=str(column),
        severity=expect.severity,
        success=bool(result.success),
        failing=int(found.get("unexpected_count") or 0),
        why=exception or expect.why,
        observed="" if result.success else str(found.get("observed_value", "")),
        rows=tuple({str(k): _plain(v) for k, v in row.items()} for row in rows[:MAX_ROWS_REPORTED] if isinstance(row, dict)),
    )


def _exception(result: ExpectationValidationResult) -> str:
    """The message of an expectation that could not be evaluated; that is a failure with a reason, not a pass."""
    info: Mapping[str, Any] = result.exception_info or {}
    flat = [info] if "raised_exception" in info else [v for v in info.values() if isinstance(v, dict)]
    return "; ".join(str(i.get("exception_message")) for i in flat if i.get("raised_exception"))


def _plain(value: Any) -> Any:
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    return value.item() if hasattr(value, "item") else str(value)
