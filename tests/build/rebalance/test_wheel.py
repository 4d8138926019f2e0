"""The wheel, built and installed: used from a folder that has `assets/`, `pipelines/` and `expectations/` of its own.

Also what an editable installation finds. These take minutes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.unit.pipelines.test_imports import ROOT

pytestmark = [pytest.mark.builds, pytest.mark.wheel]

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS = [pattern.rstrip("*") for pattern in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]]
THEIRS = [room for room in ROOMS if room != "rebalance"]
DATA_FILES = ("*.csv", "*.csv.gz", "*.toml", "*.yaml", "py.typed", "*/page/*")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a wheel is made from, apart from the repository, in which building would leave files."""
    folder = tmp_path_factory.mktemp("sources")
    for name in (*ROOMS, "tools"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "-w", out, sources], out)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel is installed."""
    folder = tmp_path_factory.mktemp("site")
    run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, wheel], folder)
    return folder


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's project, with packages of the same names."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for name in THEIRS:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(f"whose = 'theirs: {name}'\n", encoding="utf-8")
    return folder


def run(command: list[object], folder: Path, **settings: str) -> str:
    """What a command prints in a folder, with nothing of this repository in reach; it must succeed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "REBALANCE_"))} | settings
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def python(site: Path, folder: Path, *words: object) -> str:
    return run([sys.executable, *words], folder, PYTHONPATH=str(site), DAGSTER_HOME=str(folder), GX_ANALYTICS_ENABLED="false")


def test_only_rebalance_is_at_the_top_level(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"rebalance"}
    (top,) = (name for name in names if name.endswith("top_level.txt"))
    assert zipfile.ZipFile(wheel).read(top).decode().split() == ["rebalance"]
    assert not [name for name in names if name.startswith(("rebalance/tools", "rebalance/tests", "rebalance/docs"))]


def test_every_module_and_data_file_is_in(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = [
        path.relative_to(ROOT)
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and any(fnmatch(path.as_posix(), pattern) for pattern in ("*.py", *DATA_FILES))
    ]
    wanted = {(path if path.parts[0] == "rebalance" else Path("rebalance") / path).as_posix() for path in files}
    assert len(wanted) > 500 and wanted <= inside


def test_theirs_stay_theirs_and_the_interface_works(site: Path, elsewhere: Path) -> None:
    code = f"""
import {", ".join(THEIRS)}
import pandas as pd
import rebalance
print([{", ".join(f"{name}.whose" for name in THEIRS)}])
people = pd.DataFrame({{"code": ["47720"], "people": [5]}})
print(rebalance.convert(people, "mois@2024", code_column="code", counts="people").frame["code"].to_list())
print(rebalance.region("군위").unit_id, rebalance.__file__)
"""
    theirs, codes, unit = python(site, elsewhere, "-c", code).splitlines()
    assert theirs == str([f"theirs: {name}" for name in THEIRS])
    assert codes == "['27720']" and unit.startswith("gunwi-gun ") and str(site) in unit


def test_commands_work(site: Path, elsewhere: Path) -> None:
    assert "core.region" in python(site, elsewhere, "-m", "rebalance", "status", "--home", elsewhere / "home")
    assert "gunwi-gun" in python(site, elsewhere, site / "bin" / "rebalance", "region", "47720")


def test_dagster_loads_it_as_a_code_location_of_its_own(site: Path, elsewhere: Path) -> None:
    code = "from rebalance.definitions import defs; print(sorted(job.name for job in defs.jobs))"
    assert "build" in python(site, elsewhere, "-c", code)
    validate = "import sys; from dagster._cli import main; sys.stderr = sys.stdout; main()"
    told = python(site, elsewhere, "-c", validate, "definitions", "validate", "-m", "rebalance.definitions")
    assert "Validation successful for code location rebalance.definitions" in told


def test_a_build_publishes_a_release(site: Path, elsewhere: Path) -> None:
    home = elsewhere / "home"
    assert "published" in python(site, elsewhere, "-m", "rebalance", "build", "--sources", "schematic", "--home", home)
    code = f"import rebalance; print(len(rebalance.open_release({str(home)!r}).table('mart.sido').to_pandas()))"
    assert python(site, elsewhere, "-c", code).split() == ["17"]


def test_an_editable_installation_has_the_folders_as_they_stand(sources: Path, tmp_path: Path) -> None:
    code = f"from setuptools import build_meta; build_meta.build_editable({str(tmp_path)!r})"
    run([sys.executable, "-c", code], sources)
    (made,) = tmp_path.glob("*.whl")
    archive = zipfile.ZipFile(made)
    (finder,) = (archive.read(name).decode() for name in archive.namelist() if name.endswith("_finder.py"))
    assert all(f"{room!r}: {str(sources / room)!r}" in finder for room in ROOMS)
    (entry,) = (archive.read(name).decode() for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "rebalance = rebalance.cli:main" in entry
