"""The interface is quick to import, and loads of the libraries what an answer needs."""

from __future__ import annotations

from tests.conftest import Built
from tests.unit.pipelines.test_imports import imported

BUILDING = {"dagster", "great_expectations", "typer", "rich", "matplotlib"}


def test_opening_a_release_imports_nothing_that_builds(schematic: Built) -> None:
    code = "import rebalance; r = rebalance.open_release(sys.argv[1]); r.tables(); r.table('mart.sido').to_geopandas()"
    assert not imported(code, str(schematic.home.root)) & BUILDING
