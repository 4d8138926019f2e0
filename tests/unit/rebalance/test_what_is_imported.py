"""The interface is quick to import, and loads of the libraries what an answer needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.pipelines.test_imports import ROOT, imported

BUILDING = {"dagster", "great_expectations", "typer", "rich", "matplotlib"}
SHEET = "import pandas as pd, rebalance; f = pd.DataFrame({'code': ['47720'], 'people': [1]});"


def test_importing_the_package_loads_no_library_at_all() -> None:
    """So it takes some milliseconds; what is used is loaded when it is used."""
    assert not imported("import rebalance") - imported("import importlib, typing") - {"rebalance"}


@pytest.mark.parametrize(
    "code",
    [
        f"{SHEET} rebalance.convert(f, 'mois@2024', code_column='code', from_='mois@2022', counts='people')",
        "import rebalance; rebalance.region('군위').eras",
        "import rebalance; rebalance.detect_vintage(['47720', '27110'])",
        "import rebalance; rebalance.crosswalk('mois@2013', 'mois@2015')",
    ],
)
def test_history_needs_neither_a_build_nor_a_database(code: str) -> None:
    assert not imported(code) & (BUILDING | {"duckdb"})


def test_types_are_declared() -> None:
    assert Path(ROOT, "rebalance", "py.typed").is_file()
