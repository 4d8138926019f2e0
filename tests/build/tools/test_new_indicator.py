"""The scaffold of an indicator: files that are in form, a figure that its own tests hold, names that are refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT
from tools.new_indicator import NameTakenError, new_indicator

# Takes as long as a small build.
pytestmark = pytest.mark.builds


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The packages and the shared parts of the tests, to be written into."""
    left = shutil.ignore_patterns("__pycache__", "figures", "node_modules")
    for package in ("assets", "domain", "expectations"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=left)
    (tmp_path / "tests" / "unit" / "assets" / "indicators").mkdir(parents=True)
    for folder in ("tests", "tests/unit", "tests/unit/assets", "tests/unit/assets/indicators"):
        (tmp_path / folder / "__init__.py").touch()
    shutil.copy(ROOT / "tests" / "frames.py", tmp_path / "tests")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    place = {"PYTHONPATH": str(house), "PATH": "", "HOME": str(house)}
    return subprocess.run([sys.executable, "-m", *words], cwd=house, env=place, capture_output=True, text=True, check=False)


def test_what_is_written_is_in_form_and_its_tests_pass(house: Path) -> None:
    written = [path.relative_to(house).as_posix() for path in new_indicator("old_age_ratio", "ageing", house)]
    assert written == [
        "expectations/contracts/old_age_ratio.py", "assets/indicators/ageing/__init__.py", "assets/indicators/ageing/README.md",
        "assets/indicators/ageing/old_age_ratio.py", "tests/unit/assets/indicators/ageing/__init__.py",
        "tests/unit/assets/indicators/ageing/test_old_age_ratio.py",
    ]  # fmt: skip
    assert len((house / "assets/indicators/ageing/README.md").read_text(encoding="utf-8").splitlines()) == 2
    python = [name for name in written if name.endswith(".py")]
    assert run(house, "ruff", "check", *python).returncode == 0
    assert run(house, "ruff", "format", "--check", *python).returncode == 0
    tested = run(house, "pytest", "-q", "-p", "no:cacheprovider", written[-1])
    assert tested.returncode == 0, tested.stdout


@pytest.mark.parametrize("name", ["Old", "old-age", "class", "1st", ""])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NameTakenError, match="expected lower-case letters"):
        new_indicator(name, "ageing", tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["extinction_risk", "masuda", "region"])
def test_a_name_that_a_table_bears_is_refused_with_its_place(house: Path, name: str) -> None:
    with pytest.raises(NameTakenError, match=r"stands already in expectations/contracts/\w+\.py"):
        new_indicator(name, "ageing", house)


def test_nothing_is_written_twice(house: Path) -> None:
    new_indicator("old_age_ratio", "ageing", house)
    with pytest.raises(NameTakenError, match="stands already"):
        new_indicator("old_age_ratio", "ageing", house)
