"""Figures of an older period under a new date are refused; a part of them is named; chance and small tables are not accused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from expectations.contract import TableContract
from expectations.contracts.raw_population import KOSIS_POPULATION
from expectations.contracts.registry import all_contracts
from expectations.engine.report import Outcome
from expectations.engine.runner import check
from expectations.engine.suite import rule_inputs
from expectations.rules.copied_period import FEWEST, copied_period, periods_alike
from tests.frames import typed

RULE = "copied_period"
PERIODS = ("reference_date", "year", "half", "month")


def december(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def people(year: int, figure: Callable[[int], int], units: int = 20, file: str = "") -> list[dict[str, object]]:
    return [
        {
            "region_code": str(11000 + 10 * number), "reference_date": december(year), "sex": "male", "age_from": 0,
            "population": figure(number), "source_file": file or f"{year}.json", "source_row": number + 1,
        }
        for number in range(units)
    ]  # fmt: skip


def judged(*rows: dict[str, object]) -> list[Outcome]:
    """What the rule says of these rows, errors and warnings that do not hold."""
    contract = replace(KOSIS_POPULATION, rules=tuple(rule for rule in KOSIS_POPULATION.rules if rule.name == RULE))
    report = check(contract, {"kosis_population": typed(KOSIS_POPULATION, *rows)}, "")
    return [outcome for outcome in report.outcomes if outcome.rule == RULE and not outcome.success]


def alike(*rows: dict[str, object]) -> pd.DataFrame:
    return periods_alike(
        typed(KOSIS_POPULATION, *rows),
        period=("reference_date",),
        unit=("region_code", "sex", "age_from"),
        figures=("population",),
    ).set_index("reference_date")


def test_a_copy_under_a_new_date_is_an_error_that_names_file_both_dates_and_the_count() -> None:
    rows = [*people(2015, lambda n: n + 1), *people(2024, lambda n: 2 * n + 3)]
    error, warning = judged(*rows, *people(2031, lambda n: 2 * n + 3, file="new.json"))
    assert (error.severity, warning.severity) == ("error", "warning")
    (row,) = error.rows
    assert (row["reference_date"], row["copied_from"], row["source_file"]) == ("2031-12-31", "2024-12-31", "new.json")
    assert (row["equal_figures"], row["compared_figures"]) == (20, 20)
    assert "under a new date" in error.sentence() and "copied_from=2024-12-31, equal_figures=20" in error.sentence()


def test_a_copy_with_a_slip_is_a_copy() -> None:
    rows = people(2024, lambda n: 2 * n + 3)
    found = judged(*rows, *people(2025, lambda n: 2 * n + 3 + (n < 1)))
    assert [(one.severity, one.rows[0]["equal_figures"]) for one in found] == [("error", 19), ("warning", 19)]


def test_most_figures_alike_are_a_warning_and_no_error() -> None:
    rows = people(2024, lambda n: 2 * n + 3)
    (found,) = judged(*rows, *people(2025, lambda n: 2 * n + 3 + (n < 4)))
    assert (found.severity, found.rows[0]["equal_figures"], found.rows[0]["compared_figures"]) == ("warning", 16, 20)


@pytest.mark.parametrize(("equal", "severities"), [(18, ["error", "warning"]), (17, ["warning"]), (14, ["warning"]), (13, [])])
def test_nine_and_seven_in_ten_are_the_limits_and_belong_to_them(equal: int, severities: list[str]) -> None:
    rows = people(2024, lambda n: 2 * n + 3)
    found = judged(*rows, *people(2025, lambda n: 2 * n + 3 + (n >= equal)))
    assert [one.severity for one in found] == severities


def test_some_figures_alike_are_nothing() -> None:
    assert judged(*people(2024, lambda n: 2 * n + 3), *people(2025, lambda n: 2 * n + 3 + n % 2)) == []


def test_nobody_in_both_periods_is_not_counted_as_alike() -> None:
    table = alike(*people(2024, lambda n: max(n - 5, 0)), *people(2025, lambda n: max(2 * n - 10, 0)))
    assert table.loc[december(2025), ["compared_figures", "equal_figures"]].tolist() == [14, 0]


def test_too_few_figures_are_not_judged() -> None:
    few = FEWEST - 1
    assert judged(*people(2024, lambda n: n + 1, few), *people(2025, lambda n: n + 1, few)) == []


def test_the_older_period_is_the_one_most_alike() -> None:
    table = alike(*people(2022, lambda n: n + 1), *people(2023, lambda n: n + 2), *people(2024, lambda n: n + 1))
    assert table.loc[december(2024), "copied_from"] == "2022-12-31"


def test_a_period_that_lacks_units_is_compared_in_what_it_has() -> None:
    table = alike(*people(2024, lambda n: n + 1), *people(2025, lambda n: n + 1, units=12))
    assert table.loc[december(2025), ["compared_figures", "equal_share"]].tolist() == [12, 1]


def test_half_years_and_months_are_periods_too() -> None:
    rule = copied_period("t", period=("year", "half"), unit=("unit",), figures=("a", "b"))
    cells = [
        {"year": 2024, "half": half, "unit": n, "a": n + 1, "b": 0.5, "source_file": "f"} for half in (1, 2) for n in range(9)
    ]
    (row,) = rule.measure(t=pd.DataFrame(cells)).to_dict("records")
    assert (row["year"], row["half"], row["copied_from"], row["equal_figures"]) == (2024, 2, "2024/1", 18)


@pytest.mark.parametrize(
    "contract",
    [c for c in all_contracts().values() if c.schema == "raw" and {*PERIODS} & {*c.column_names}],
    ids=lambda contract: contract.name,
)
def test_every_raw_table_with_periods_is_guarded(contract: TableContract) -> None:
    (rule,) = (rule for rule in contract.rules if rule.name == RULE)
    assert contract.name in rule_inputs(contract)
    period = {name for name in PERIODS if name in contract.column_names}
    assert period <= set(rule.key), "every column of time tells periods apart"
