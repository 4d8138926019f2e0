"""Every example in a docstring of the interface is run; those about a release, on the small build."""

from __future__ import annotations

import doctest
import importlib

import pytest

import rebalance

NO_BUILD = ["", ".regions", ".sheets", ".source_files", ".vintages"]


def run(name: str) -> doctest.TestResults:
    return doctest.testmod(importlib.import_module(f"rebalance{name}"))


@pytest.mark.parametrize("name", NO_BUILD)
def test_examples_give_what_they_print(name: str) -> None:
    found = run(name)
    assert found.attempted and not found.failed


def test_every_public_name_is_there_and_explained() -> None:
    for name in rebalance.__all__:
        value = getattr(rebalance, name)
        assert name.isupper() or (value.__doc__ and value.__doc__.strip()), name
    with pytest.raises(AttributeError, match="no attribute 'utils'"):
        rebalance.utils  # noqa: B018
