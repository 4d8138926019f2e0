"""What many contracts have in common: a series of an indicator, and the expectations that rules judge by most.

Templates of one subject (boundaries, flows, map layers) stand with its contracts.
"""

from __future__ import annotations

from typing import Any

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REFERENCE_DATE, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, Expect, Severity, TableContract
from expectations.references import to_region


def series(
    name: str, *, columns: tuple[Column, ...], date: Column = REFERENCE_DATE, sido: bool = True, **more: Any
) -> TableContract:
    """Contract of an indicator by region and day in schema mart, gathered in mart.indicator_value.

    `columns` follow the region's identity and the day; each with a `measure` is a series. `date` describes the day, `sido`
    says whether the province's name stands beside a region's own. `more` is what `TableContract` takes: ko, en, description,
    grain, source, and what else is special.
    """
    identity = (LEVEL, REGION_ID, NAME_KO, NAME_EN, *((optional(SIDO_KO),) if sido else ()), date)
    return TableContract(
        name=name,
        schema="mart",
        columns=(*identity, *columns),
        key=("level", "region_id", "reference_date"),
        references=to_region(),
        series=True,
        **more,
    )


def between(column: str, low: float | None, high: float | None, why: str = "", severity: Severity = "error") -> Expect:
    """Values of `column` lie between the two bounds, both allowed; None is no bound."""
    bounds = {"column": column, "min_value": low, "max_value": high}
    return Expect("expect_column_values_to_be_between", bounds, severity, why)


def near_zero(column: str, tolerance: float = 0, why: str = "", severity: Severity = "error") -> Expect:
    """Values of `column`, a difference, are 0 up to `tolerance` on either side."""
    return between(column, -tolerance if tolerance else 0, tolerance, why, severity)


def one_of(column: str, *values: object, why: str = "") -> Expect:
    """Values of `column`, a verdict, are among `values`."""
    return Expect("expect_column_values_to_be_in_set", {"column": column, "value_set": list(values)}, why=why)
