"""Suites are begun beside the build as soon as they can be, and never on a table that is still to be built."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import pytest

from expectations.engine.suite import rule_inputs
from pipelines.build import suites
from pipelines.build.plan import all_declarations
from pipelines.build.suites import Ahead
from tests.conftest import Built


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the suites that the worker was given, which does nothing with them."""
    names: list[str] = []

    def noted(_: Any, name: str, *__: Any) -> Future[Any]:
        names.append(name)
        return Future()

    monkeypatch.setattr(suites, "_workers", [object()])
    monkeypatch.setattr(suites, "_begun", {})
    monkeypatch.setattr(suites, "in_background", noted)
    return names


def test_a_suite_waits_for_all_that_its_rules_look_at_and_is_begun_once(schematic: Built, begun: list[str]) -> None:
    name = "sido_population_reported"
    others = set(rule_inputs(all_declarations()[name].contract)) - {name}
    assert others
    ahead = Ahead(schematic.home, {name, *others}, [name])
    ahead.built(name)
    assert begun == []
    for other in sorted(others):
        ahead.built(other)
    assert begun == [name]
    ahead.built(name)
    assert begun == [name]


def test_a_suite_whose_other_tables_stay_as_they_are_is_begun_with_its_own(schematic: Built, begun: list[str]) -> None:
    ahead = Ahead(schematic.home, {"sido_population_reported"}, ["sido_population_reported"])
    ahead.built("sido_population_reported")
    assert begun == ["sido_population_reported"]
