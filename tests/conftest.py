"""Builds that tests share: one embedded build a session, one real one, and copies that a test may spoil."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest

from pipelines.home import Home
from tests.command import Answer, rebalance
from tests.workshop import Workshop

DATA = Path(__file__).parents[2] / "shared" / "data"

os.environ["GX_ANALYTICS_ENABLED"] = "false"
os.environ["DAGSTER_DISABLE_TELEMETRY"] = "true"


@dataclass(frozen=True)
class Built:
    """A finished build and what it printed."""

    home: Home
    answer: Answer

    @property
    def release(self) -> Path:
        """The published folder."""
        return (self.home.releases / "current").resolve()


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole embedded build, from nothing to a release. Tests read it and leave it as it is."""
    home = Home(tmp_path_factory.mktemp("embedded"))
    answer = rebalance("build", "--home", home.root)
    assert answer.code == 0, answer.err
    return Built(home, answer)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole build of the real publisher files."""
    if not DATA.is_dir():
        pytest.skip(f"no publisher files at {DATA}")
    home = Home(tmp_path_factory.mktemp("real"), str(DATA))
    answer = rebalance("build", "--home", home.root, "--sources", DATA)
    assert answer.code == 0, answer.err
    return Built(home, answer)


@pytest.fixture
def workshop(embedded: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A copy of the embedded build whose source files lie in a folder of their own, with their own catalogue."""
    return copied(embedded, tmp_path, monkeypatch)


def copied(embedded: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """That copy, for as long as `monkeypatch` lasts."""
    # Great Expectations is imported in this process once; a worker would import it anew for every test. Runs are kept
    # in memory, not in the home's SQLite files. The shared builds above, and one test in `test_cli.py`, do without both.
    monkeypatch.setattr("pipelines.run.suite_worker", contextlib.nullcontext)
    monkeypatch.setattr("pipelines.run._instance", lambda _: dg.DagsterInstance.ephemeral())
    (files,) = (embedded.home.root / "embedded").iterdir()
    folder = tmp_path / "sources"
    home = Home(tmp_path / "home", str(folder))
    shutil.copytree(files, folder)
    shutil.copytree(embedded.home.lake.root, home.lake.root)
    shutil.copytree(embedded.home.checks, home.checks)
    # Published files are never written again; a test that did so would see it in `assert_untouched`.
    shutil.copytree(embedded.home.releases, home.releases, symlinks=True, copy_function=os.link)
    return Workshop(home, folder)
