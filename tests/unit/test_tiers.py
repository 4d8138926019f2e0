"""A test in the wrong tier stops the collection, and one that asks for a build or for publishers' files in secret fails."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from tests import places
from tests.conftest import link_or_copy
from tests.tiers import tier_of

# A small tree with the project's fixtures by name, and nothing behind them.
# Names of files are all different, as its folders are no packages.
FIXTURES = """
import pytest

@pytest.fixture
def schematic(): return "a build"

@pytest.fixture
def workshop(schematic): return schematic

@pytest.fixture
def publisher_files(): return "files"

@pytest.fixture
def real(publisher_files): return "a build of files"
"""
BUILDS, ASKS = "import pytest\npytestmark = pytest.mark.builds\n", "import pytest\npytestmark = pytest.mark.usefixtures('{}')\n"
READS, READS_TABLE = "from tests.places import DATA, CASES\n", "from tests.real_files import real_table\n"

WRONG = {
    "unit/test_asks_for_a_build.py": ("def test_a(schematic): pass", "build: it asks for `schematic`"),
    "unit/test_asks_for_a_copy.py": ("def test_a(workshop): pass", "build: it asks for `schematic`"),
    "unit/test_asks_for_real.py": ("def test_a(real): pass", "real: it asks for `publisher_files`"),
    "unit/test_says_that_it_builds.py": (f"{BUILDS}def test_a(): pass", "build: it is marked `builds`"),
    "unit/test_imports_files.py": (f"{READS}def test_a(): pass", "real: its file imports `DATA`"),
    "build/test_asks_for_both.py": ("def test_a(schematic, real): pass", "real: it asks for `publisher_files`"),
    "build/test_asks_for_no_build.py": ("def test_a(tmp_path): pass", "unit: it asks for no build and no publisher's file"),
    "build/test_imports_a_reader.py": (f"{READS_TABLE}def test_a(schematic): pass", "real: its file imports `real_table`"),
    "real/test_asks_for_no_file.py": ("def test_a(): pass", "unit: it asks for no build and no publisher's file"),
    "real/test_asks_for_schematic.py": ("def test_a(schematic): pass", "build: it asks for `schematic`"),
    "real/test_does_not_ask.py": (f"{READS}def test_a(): pass", "real: its file imports `DATA`, and it does not ask"),
    "test_in_no_tier.py": ("def test_a(): pass", "unit: it asks for no build and no publisher's file"),
}
RIGHT = {
    "unit/room/test_right_place.py": "def test_a(tmp_path): pass",
    "build/test_right_build.py": "def test_a(workshop): pass",
    "build/test_builds_itself.py": f"{BUILDS}def test_a(): pass",
    "real/test_right_real.py": "def test_a(real, schematic): pass",
    "real/test_asks_for_files.py": f"{READS}{ASKS.format('publisher_files')}def test_a(): pass",
}
SECRET = {
    "a_build": (
        "from pipelines.dagster import run\n    run._execute(None, None, None)",
        "starts a build: it belongs to tests/build",
    ),
    "the_program": ("import subprocess\n    subprocess.run(['rebalance', 'build'])", "starts a build in another process"),
    "the_module": ("import subprocess\n    subprocess.run(['python', '-m', 'pipelines.cli.app', 'build'])", "starts a build in"),
    "a_file": ("from tests.places import SHARED\n    (SHARED / 'data' / 'a.csv').open()", "reads "),
    "a_folder": ("import os\n    from tests.places import SHARED\n    os.listdir(os.path.relpath(SHARED))", "reads "),
}


@pytest.fixture
def tree(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with folders of tests, watched as this one is."""
    write(pytester, {"conftest.py": FIXTURES})
    pytester.makeini("[pytest]\nnorecursedirs = .*\nmarkers =\n  unit: a\n  build: b\n  real: c\n  builds: d\n")
    return pytester


def write(tree: pytest.Pytester, files: dict[str, str]) -> None:
    for place, text in files.items():
        path = tree.path / "tests" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8")


def run(tree: pytest.Pytester, *options: str) -> tuple[int, str]:
    """Exit code, and what is printed. Hypothesis takes a second to be imported anew for each run."""
    plugins = ["-p", "tests.tiers", "-p", "no:hypothesispytest", "-p", "no:anyio"]
    result = tree.runpytest_inprocess(*plugins, *options)
    return int(result.ret), result.stdout.str() + result.stderr.str()


def test_every_test_in_the_wrong_tier_is_named_with_the_tier_it_belongs_to(tree: pytest.Pytester) -> None:
    write(tree, {place: text for place, (text, _) in WRONG.items()} | RIGHT)
    code, found = run(tree)
    assert code == pytest.ExitCode.USAGE_ERROR
    told = dict(re.findall(r"tests/(\S+)::test_a lies in (.*)", found))
    assert set(told) == set(WRONG)
    for place, (_, message) in WRONG.items():
        here = f"tests/{place.split('/')[0]}" if "/" in place else "no tier"
        assert told[place].startswith(f"{here} and belongs to tests/{message}"), told[place]


def test_tests_in_their_own_tier_run_and_are_marked_by_it(tree: pytest.Pytester) -> None:
    write(tree, RIGHT)
    code, found = run(tree, "-v", "-m", "build or real")
    assert code == 0, found
    assert set(re.findall(r"tests/(\S+)::test_a PASSED", found)) == set(RIGHT) - {"unit/room/test_right_place.py"}


def test_secret_build_or_file_fails_a_unit_test_whatever_it_catches(tree: pytest.Pytester) -> None:
    tests = [f"def test_{name}():\n  try:\n    {code}\n  except Exception:\n    pass" for name, (code, _) in SECRET.items()]
    write(tree, {"unit/test_secret.py": "\n".join(tests)})
    code, found = run(tree)
    assert code == pytest.ExitCode.TESTS_FAILED
    for name, (_, message) in SECRET.items():
        assert f"unit/test_secret.py::test_{name} lies in tests/unit and {message}" in found, name


def test_files_of_others_and_processes_that_build_nothing_are_no_matter(tree: pytest.Pytester) -> None:
    text = """
    import subprocess, sys
    def test_a(tmp_path):
        (tmp_path / "shared").write_text("")
        subprocess.run([sys.executable, "-c", ""], check=True)
    """
    write(tree, {"unit/test_a.py": text.replace("\n    ", "\n")})
    code, found = run(tree)
    assert code == 0, found


def test_tier_is_the_folder_below_tests() -> None:
    root = places.ROOT
    assert tier_of(root / "tests" / "real" / "assets" / "test_a.py", root) == "real"
    assert tier_of(root / "tests" / "test_a.py", root) is None and tier_of(Path("/elsewhere/unit/test_a.py"), root) is None


def test_file_of_a_release_has_two_names_or_is_copied_from_another_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other_disk(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    (tmp_path / "a").write_text("a", encoding="utf-8")
    link_or_copy(str(tmp_path / "a"), str(tmp_path / "b"))
    assert (tmp_path / "b").samefile(tmp_path / "a")
    monkeypatch.setattr("os.link", other_disk)
    link_or_copy(str(tmp_path / "a"), str(tmp_path / "c"))
    assert (tmp_path / "c").read_text(encoding="utf-8") == "a" and not (tmp_path / "c").samefile(tmp_path / "a")
