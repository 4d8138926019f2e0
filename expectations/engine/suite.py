"""From a contract to the expectations of its suite, as plain data; running them is `runner.py`."""

from __future__ import annotations

from expectations.contract import Column, Expect, TableContract


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
