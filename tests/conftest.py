"""Builds that tests share: one a session of the small schematic profile, the default and publishers' files; copies to spoil."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import dagster as dg
import pytest
from filelock import FileLock

from pipelines.build.home import EMBEDDED, SCHEMATIC, Home
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
def schematic(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole build of the small profile, from nothing to a release. Tests read it and leave it as it is."""
    return built_once(tmp_path_factory, SCHEMATIC, SCHEMATIC)


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole default build: what a newcomer gets."""
    return built_once(tmp_path_factory, EMBEDDED, EMBEDDED)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole build of the real publisher files."""
    if not DATA.is_dir():
        pytest.skip(f"no publisher files at {DATA}")
    return built_once(tmp_path_factory, "real", str(DATA))


def built_once(tmp_path_factory: pytest.TempPathFactory, name: str, sources: str) -> Built:
    """That build, made by the first process of this test run that asks for it; the others wait, and read the same one."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # each process has a folder of its own in there
    home, answer = Home(folder / name, sources), folder / f"{name}.json"
    with FileLock(folder / f"{name}.lock"):
        if not answer.exists():
            made = rebalance("build", "--home", home.root, "--sources", sources)
            answer.write_text(json.dumps(asdict(made)), encoding="utf-8")
    built = Built(home, Answer(**json.loads(answer.read_text(encoding="utf-8"))))
    assert built.answer.code == 0, built.answer.err
    return built


@pytest.fixture
def workshop(schematic: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A copy of the schematic build whose source files lie in a folder of their own, with their own catalogue."""
    return copied(schematic, tmp_path, monkeypatch)


def copied(schematic: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """That copy, for as long as `monkeypatch` lasts."""
    # Great Expectations is imported in this process once; a worker would import it anew for every test. Runs are kept
    # in memory, not in the home's SQLite files. The shared builds above, and one test in `test_cli.py`, do without both.
    monkeypatch.setattr("pipelines.build.run.suite_worker", contextlib.nullcontext)
    monkeypatch.setattr("pipelines.build.run._instance", lambda _: dg.DagsterInstance.ephemeral())
    (files,) = (schematic.home.root / SCHEMATIC).iterdir()
    folder = tmp_path / "sources"
    home = Home(tmp_path / "home", str(folder))
    shutil.copytree(files, folder)
    shutil.copytree(schematic.home.lake.root, home.lake.root)
    shutil.copytree(schematic.home.checks, home.checks)
    # Published files are never written again; a test that did so would see it in `assert_untouched`.
    shutil.copytree(schematic.home.releases, home.releases, symlinks=True, copy_function=os.link)
    return Workshop(home, folder)
