"""From a contract to the expectations of its suite, as plain data, and the tables that its rules need; running is `runner.py`."""

from __future__ import annotations

import inspect

import pandas as pd

from expectations.contract import Column, Expect, TableContract
from expectations.engine.formulas import parents_of
from expectations.engine.orphans import parent_of


def base_suite(contract: TableContract) -> list[Expect]:
    """Expectations that follow from the contract alone: columns, key, nulls, ranges, sets, patterns, rows."""
    suite = [
        Expect("expect_table_columns_to_match_ordered_list", {"column_list": list(contract.column_names)}),
        Expect("expect_table_row_count_to_be_between", {"min_value": contract.min_rows}),
    ]
    if len(contract.key) == 1:
        suite.append(Expect("expect_column_values_to_be_unique", {"column": contract.key[0]}))
    elif contract.key:
        suite.append(Expect("expect_compound_columns_to_be_unique", {"column_list": list(contract.key)}))
    for column in contract.columns:
        suite += _column_suite(column)
    return suite


def _column_suite(column: Column) -> list[Expect]:
    name = {"column": column.name}
    suite = [] if column.nullable else [Expect("expect_column_values_to_not_be_null", name)]
    if column.minimum is not None or column.maximum is not None:
        limits = {"min_value": column.minimum, "max_value": column.maximum}
        suite.append(Expect("expect_column_values_to_be_between", name | limits))
    if column.allowed:
        suite.append(Expect("expect_column_values_to_be_in_set", name | {"value_set": list(column.allowed)}))
    if column.pattern:
        suite.append(Expect("expect_column_values_to_match_regex", name | {"regex": column.pattern}))
    return suite


def rule_inputs(contract: TableContract) -> dict[str, type | None]:
    """Tables that the contract's rules, foreign keys and formulas need, with the annotated frame type."""
    inputs: dict[str, type | None] = {parent_of(reference): None for reference in contract.checked_references}
    inputs |= dict.fromkeys(parents_of(contract))
    for rule in contract.rules:
        hints = inspect.get_annotations(rule.measure, eval_str=True)
        for name in inspect.signature(rule.measure).parameters:
            wanted = hints.get(name)
            inputs[name] = wanted if inputs.get(name) is None or inputs[name] is pd.DataFrame else inputs[name]
    return inputs
