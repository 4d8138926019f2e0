"""Every example in a docstring of the interface is run; those about a release, on the small build."""

from __future__ import annotations

import doctest
import importlib

import pytest

from tests.conftest import Built


def run(name: str) -> doctest.TestResults:
    return doctest.testmod(importlib.import_module(f"rebalance{name}"))


def test_examples_of_a_release_give_what_they_print(schematic: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REBALANCE_HOME", str(schematic.home.root))
    found = run(".releases")
    assert found.attempted and not found.failed
