"""Builds that tests share: one a session of the small schematic profile, the default and publishers' files; copies to spoil.

With `--live-build DIR` these lie in a folder that outlives the run. Which tests may ask for which is in `tiers.py`.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from pipelines.build.home import EMBEDDED, SCHEMATIC, Home
from pipelines.dagster.run import make_plan
from tests.command import Answer, rebalance
from tests.places import DATA
from tests.workshop import Desk, Workshop, stay_in_process

pytest_plugins = ["tests.tiers", "pytester"]

# How many cases a property is tried on: few after each edit, as many as Hypothesis would by itself in `make test`.
settings.register_profile("fast", max_examples=20, deadline=None)
settings.register_profile("thorough", max_examples=100, deadline=None)
settings.register_profile("trials", max_examples=400, deadline=None)
settings.load_profile("fast")

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


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option for homes that are kept."""
    told = "take the shared builds from the homes in this folder, and make there what is missing"
    parser.addoption("--live-build", metavar="DIR", type=Path, help=told)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The folder of the shared builds: that of `--live-build`, or one that all processes of this run have in common."""
    kept: Path | None = pytestconfig.getoption("--live-build")
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        return kept.absolute()
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder  # each process has a folder of its own in there


@pytest.fixture(scope="session")
def schematic(homes: Path) -> Built:
    """The whole build of the small profile, from nothing to a release. Tests read it and leave it as it is."""
    return built_once(homes, SCHEMATIC, SCHEMATIC)


@pytest.fixture(scope="session")
def embedded(homes: Path) -> Built:
    """The whole default build: what a newcomer gets."""
    return built_once(homes, EMBEDDED, EMBEDDED)


@pytest.fixture(scope="session")
def publisher_files() -> Path:
    """The publishers' files beside the repository; a test skips where there are none."""
    if not DATA.is_dir():
        pytest.skip(f"no publisher files at {DATA}")
    return DATA


@pytest.fixture(scope="session")
def real(publisher_files: Path, homes: Path) -> Built:
    """The whole build of the real publisher files."""
    return built_once(homes, "real", str(publisher_files))


def built_once(homes: Path, name: str, sources: str) -> Built:
    """That build, made by the first process that asks for it; the others wait, and read the same one.

    One that is already there must be what today's code makes of today's files.
    """
    home, answer = Home(homes / name, sources), homes / f"{name}.json"
    with FileLock(homes / f"{name}.lock"):
        if not answer.exists():
            made = rebalance("build", "--home", home.root, "--sources", sources)
            answer.write_text(json.dumps(asdict(made)), encoding="utf-8")
        elif plan := outdated(home):
            pytest.fail(f"{home.root} is not what this code makes: {plan}. Remove it, and {answer.name} beside it", pytrace=False)
    built = Built(home, Answer(**json.loads(answer.read_text(encoding="utf-8"))))
    assert built.answer.code == 0, built.answer.err
    return built


def outdated(home: Home) -> str:
    """What a build would do in this home; "" when it would do nothing."""
    plan = make_plan(home)
    tables = f"{len(plan.tables)} tables are stale ({', '.join(plan.tables[:3])} …)" if plan.tables else ""
    return tables or (f"{plan.steps} suites or products are stale" if plan.steps else "")


@pytest.fixture
def workshop(schematic: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A copy of the schematic build whose source files lie in a folder of their own, with their own catalogue."""
    return copied(schematic, tmp_path, monkeypatch)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty folder of sources, and a home that no build has touched: for builds of some tables from a few records."""
    stay_in_process(monkeypatch)
    (tmp_path / "sources").mkdir()
    return Desk(tmp_path / "sources", tmp_path / "home")


def copied(schematic: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """That copy, for as long as `monkeypatch` lasts."""
    stay_in_process(monkeypatch)
    (files,) = (schematic.home.root / SCHEMATIC).iterdir()
    folder = tmp_path / "sources"
    home = Home(tmp_path / "home", str(folder))
    shutil.copytree(files, folder)
    shutil.copytree(schematic.home.lake.root, home.lake.root)
    shutil.copytree(schematic.home.checks, home.checks)
    # Published files are never written again; a test that did so would see it in `assert_untouched`.
    shutil.copytree(schematic.home.releases, home.releases, symlinks=True, copy_function=link_or_copy)
    return Workshop(home, folder)


def link_or_copy(source: str, target: str) -> None:
    """A second name for the file, or a copy where homes lie on another disk than the tests' folder."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copy2(source, target)
