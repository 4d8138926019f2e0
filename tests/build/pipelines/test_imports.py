"""Heavy libraries are imported when they are needed and not before, and Dagster stays where it belongs."""

from __future__ import annotations

import pytest

from tests.conftest import Built
from tests.unit.pipelines.test_imports import imported


def test_listing_planning_status_and_an_unchanged_build_need_neither_great_expectations_nor_dagster(schematic: Built) -> None:
    code = (
        "from pathlib import Path; from pipelines.build.home import Home; from pipelines.dagster.run import make_plan;"
        "assert make_plan(Home(Path(sys.argv[1]), 'schematic')).steps == 0; from pipelines.cli.app import main;"
        "assert [main([c, '--home', sys.argv[1], '--sources', 'schematic']) for c in ('sources', 'status', 'build')] == [0, 0, 0]"
    )
    assert not imported(code, str(schematic.home.root)) & {"great_expectations", "dagster"}


@pytest.mark.builds
def test_loading_the_definitions_does_not_import_great_expectations() -> None:
    modules = imported("from pipelines.definitions import defs; defs.resolve_asset_graph()")
    assert "dagster" in modules and "great_expectations" not in modules


@pytest.mark.builds
def test_running_a_suite_imports_great_expectations() -> None:
    code = (
        "import pandas as pd; from expectations.contract import Column, TableContract;"
        "from expectations.engine.runner import check;"
        "table = TableContract('t', 'raw', '', '', '', '', (Column('a', 'VARCHAR', '', ''),), ('a',), '');"
        "check(table, {'t': pd.DataFrame({'a': ['x']})}, '')"
    )
    assert "great_expectations" in imported(code)
