"""An unexpected error tells what was being done and where, also from another process, and together with others."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pandas as pd
import pytest

from domain.errors import UsageError
from expectations.contract import Rule
from expectations.contracts.registry import all_contracts
from expectations.engine.orphans import parent_of, referred
from expectations.engine.runner import check
from expectations.engine.suite import base_suite
from expectations.fault import doing, place, together, told
from expectations.references import to_unit


def failing() -> None:
    """Comes through a line of our own code."""
    base_suite(None)  # type: ignore[arg-type]


def caught(*steps: str) -> Exception:
    try:
        if not steps:
            failing()
        with doing(steps[0]):
            raise caught(*steps[1:])
    except Exception as error:  # noqa: BLE001
        return error
    raise AssertionError


def test_error_names_its_steps_from_the_whole_to_the_part_and_the_line() -> None:
    (line,) = told(caught("release", "warehouse.duckdb", "view main.regions"))
    assert line.startswith(" in release, warehouse.duckdb, view main.regions (expectations/engine/suite.py:")
    assert line.endswith("): AttributeError: 'NoneType' object has no attribute 'column_names'")


def test_error_outside_of_any_step_names_its_line() -> None:
    (line,) = told(caught())
    assert line.startswith(" (expectations/engine/suite.py:")


def test_error_that_comes_through_none_of_our_lines_names_none() -> None:
    assert told(ValueError("no")) == [": ValueError: no"]


def test_error_of_another_process_keeps_step_and_line() -> None:
    error = caught("the suite of population")
    sent = pickle.loads(pickle.dumps(error))
    assert sent.__traceback__ is None and place(sent).startswith("expectations/engine/suite.py:")
    assert told(sent) == told(error)


def test_error_that_a_user_can_mend_is_left_as_it_is() -> None:
    with pytest.raises(UsageError) as caught, doing("release"):
        raise UsageError("no such table")
    assert not hasattr(caught.value, "__notes__")


def test_all_parts_are_tried_and_all_failures_told() -> None:
    done = []
    with pytest.raises(ExceptionGroup) as caught, doing("release"), together() as part:
        for name in ("one", "two", "three"):
            with part(f"view {name}"):
                done.append(name)
                if name != "two":
                    raise KeyError(name)
    assert done == ["one", "two", "three"]
    assert told(caught.value) == [" in release, view one: KeyError: 'one'", " in release, view three: KeyError: 'three'"]
    assert told(pickle.loads(pickle.dumps(caught.value))) == told(caught.value)


def test_single_failure_is_raised_as_itself() -> None:
    with pytest.raises(KeyError) as caught, together() as part:
        with part("view one"):
            raise KeyError("one")
        with part("view two"):
            pass
    assert told(caught.value) == [" in view one: KeyError: 'one'"]


def test_rule_that_stumbles_is_told_with_the_line_of_its_code() -> None:
    def measure(unit: pd.DataFrame) -> pd.DataFrame:
        return referred(all_contracts()["region"], {"unit": unit})

    assert parent_of(to_unit()[0]) == "unit"
    contract = replace(all_contracts()["unit"], references=(), rules=(Rule("stumbles", measure, ("unit_id",), ()),))
    report = check(contract, {"unit": pd.DataFrame({c: [] for c in contract.column_names})}, "")
    (outcome,) = [o for o in report.outcomes if o.rule == "stumbles"]
    assert outcome.why.startswith("could not be measured: KeyError: 'region' (expectations/engine/orphans.py:")
