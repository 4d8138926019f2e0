"""The interface is quick to import, and loads of the libraries what an answer needs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.unit.pipelines.test_imports import ROOT, imported

BUILDING = {"dagster", "great_expectations", "typer", "rich", "matplotlib"}
SHEET = "import pandas as pd, rebalance; f = pd.DataFrame({'code': ['47720'], 'people': [1]});"


def test_importing_the_package_takes_less_than_a_third_of_a_second() -> None:
    """The quickest of three new interpreters, less what Python itself needs."""

    def seconds(code: str) -> float:
        taken = []
        for _ in range(3):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
            taken.append(time.perf_counter() - begun)
        return min(taken)

    assert seconds("import rebalance") - seconds("pass") < 0.3
    assert not imported("import rebalance") & (BUILDING | {"pandas", "duckdb", "geopandas"})


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
