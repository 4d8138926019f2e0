"""What an edit makes stale, tables, suites, the release: of text in a copy of the project, of a contract, of a library."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from assets.lake import code_version
from expectations.contract import TableContract
from pipelines.build.plan import all_declarations
from pipelines.dagster.run import Plan, make_plan
from tests.places import ROOT
from tests.workshop import Workshop

PACKAGES = ("assets", "domain", "expectations", "pipelines", "rebalance")
PROGRAM = """
import json, sys
from pathlib import Path
from pipelines.build.home import Home
from pipelines.dagster.run import make_plan
from pipelines.build.plan import states
home = Home(Path(sys.argv[1]), sys.argv[2])
plan = make_plan(home)
changed = [name for name, state in states(home.lake, home.catalogue(), home.settings).items() if state.reason == "changed"]
print(json.dumps({"changed": changed, "suites": plan.suites, "release": plan.release}))
"""


@dataclass(frozen=True)
class Stale:
    """Tables that are changed themselves, suites that would run, whether a release would be made."""

    changed: set[str]
    suites: set[str]
    release: bool


NOTHING = Stale(set(), set(), release=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project in another place."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / "copy" / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "copy"


def edit(copy: Path, name: str, old: str, new: str) -> None:
    text = (copy / name).read_text(encoding="utf-8")
    assert text.count(old) >= 1, (name, old)
    (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def stale(copy: Path, workshop: Workshop) -> Stale:
    """What the copy would do in a home that the project itself has built."""
    command = [sys.executable, "-c", PROGRAM, str(workshop.home.root), workshop.home.sources]
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return Stale(set(found["changed"]), set(found["suites"]), found["release"])


def reworded(path: Path) -> None:
    """Another docstring for the module and everything in it, a comment after each line that ends one, lines moved down."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    nodes = [
        n
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(n)
    ]
    for node in sorted((n.body[0] for n in nodes), key=lambda n: -n.lineno):
        lines[node.lineno - 1 : node.end_lineno] = [f'{" " * node.col_offset}"""Said in other words."""\n']
    path.write_text("# A comment.\n\n" + "".join(lines) + "\n\n# Another.\n", encoding="utf-8")


def test_other_comments_and_docstrings_everywhere_make_nothing_stale(copy: Path, workshop: Workshop) -> None:
    paths = [path for package in PACKAGES for path in (copy / package).rglob("*.py")]
    for path in paths:
        reworded(path)
    assert len(paths) > 300
    assert stale(copy, workshop) == NOTHING


# Of each: file, what stands there, what shall stand there.
RULES = "expectations.rules.coverage"
TOLERANCE = ("expectations/rules/coverage.py", "SAME_GROUND = 0.9", "SAME_GROUND = 0.91")
MESSAGE = ("domain/errors.py", 'text = f"{place}: found', 'text = f"In {place}: found')
MACHINERY = ("expectations/contract.py", '    caveat: str = ""\n', '    caveat: str = ""\n    since: str = ""\n')
TITLE = ("expectations/contracts/extinction.py", 'ko="지방소멸위험지수"', 'ko="새 지방소멸위험지수"')
CONSTANT = ("domain/industries.py", "LARGEST_DIFFERENCE = ", "LARGEST_DIFFERENCE = 2 * ")
CODE = ("assets/indicators/extinction/change.py", "\n\ndef ", "\n\nNEW = 1\n\n\ndef ")


def test_message_of_an_error_makes_nothing_stale(copy: Path, workshop: Workshop) -> None:
    edit(copy, *MESSAGE)
    assert stale(copy, workshop) == NOTHING


def test_label_makes_the_release_stale_and_no_table_and_no_suite(copy: Path, workshop: Workshop) -> None:
    edit(copy, *TITLE)
    assert stale(copy, workshop) == Stale(set(), set(), release=True)


def test_new_field_of_contracts_makes_the_release_stale_alone(copy: Path, workshop: Workshop) -> None:
    edit(copy, *MACHINERY)
    assert stale(copy, workshop) == Stale(set(), set(), release=True)


def test_tolerance_of_a_rule_makes_the_suites_stale_that_use_it_and_no_table(copy: Path, workshop: Workshop) -> None:
    edit(copy, *TOLERANCE)
    found = stale(copy, workshop)
    of_the_module = {
        name for name, d in all_declarations().items() if any(rule.measure.__module__ == RULES for rule in d.contract.rules)
    }
    assert found.changed == set()
    assert found.suites and found.suites < of_the_module  # whose other rules do not know it


def test_constant_of_the_domain_makes_the_tables_stale_whose_code_names_it(copy: Path, workshop: Workshop) -> None:
    edit(copy, *CONSTANT)
    assert stale(copy, workshop).changed == {"manufacturing_jobs", "spatial_division"}  # others are below them


def test_code_makes_the_tables_stale_that_use_it(copy: Path, workshop: Workshop) -> None:
    edit(copy, *CODE)
    found = stale(copy, workshop)
    using = {
        name
        for name, declaration in all_declarations().items()
        if ("assets.indicators.extinction.change", "") in code_version.reached(declaration.function.__module__)
    }
    assert found.changed and found.changed <= using


# --- values of contracts, and libraries


@pytest.fixture
def declare(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[TableContract], TableContract]], None]:
    """Give a table another contract."""

    def change(name: str, changed: Callable[[TableContract], TableContract]) -> None:
        declared = all_declarations()[name]
        monkeypatch.setitem(all_declarations(), name, replace(declared, contract=changed(declared.contract)))

    return change


def column(name: str, /, **changes: Any) -> Callable[[TableContract], TableContract]:
    def changed(contract: TableContract) -> TableContract:
        assert name in contract.column_names
        return replace(contract, columns=tuple(replace(c, **changes) if c.name == name else c for c in contract.columns))

    return changed


def planned(workshop: Workshop) -> tuple[dict[str, str], Plan]:
    return workshop.stale(), make_plan(workshop.home)


@pytest.mark.parametrize("changes", [{"nullable": True}, {"pattern": "^x$"}, {"allowed": ("a",)}], ids=str)
def test_constraint_makes_one_suite_stale_and_the_release(
    workshop: Workshop, declare: Callable[..., None], changes: dict[str, Any]
) -> None:
    declare("population_coverage", column("name_ko", **changes))
    tables, plan = planned(workshop)
    assert (tables, plan.suites, plan.release) == ({}, ("population_coverage",), True)


def of_key(contract: TableContract) -> TableContract:
    return replace(contract, key=tuple(reversed(contract.key)))


@pytest.mark.parametrize(
    "change",
    [column("name_ko", type="BLOB"), column("sido_ko", name="sido_name"), column("name_ko", volatile=True), of_key],
    ids=["type", "name", "volatile", "key"],
)
def test_shape_makes_one_table_stale_with_its_suite_and_the_release(
    workshop: Workshop, declare: Callable[..., None], change: Callable[[TableContract], TableContract]
) -> None:
    declare("population_coverage", change)
    tables, plan = planned(workshop)
    assert {name for name, reason in tables.items() if reason == "changed"} == {"population_coverage"}
    assert "population_coverage" in plan.suites and plan.release


def forget() -> None:
    """What the process remembers of versions."""
    for cached in vars(code_version).values():
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()
    for declaration in all_declarations().values():
        declaration.__dict__.pop("suite_version", None)


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Let another version of a library be installed."""
    version = code_version._version

    def install(library: str) -> None:
        monkeypatch.setattr(code_version, "_version", lambda name: "99" if name == library else version(name))
        forget()

    yield install
    monkeypatch.undo()
    forget()


def saying(word: str) -> set[str]:
    """Tables in whose own module a library is named."""
    files = {name: Path(sys.modules[d.function.__module__].__file__ or "") for name, d in all_declarations().items()}
    return {name for name, path in files.items() if re.search(rf"(?:from|import) {word}\b", path.read_text(encoding="utf-8"))}


def test_newer_library_makes_the_tables_stale_that_are_computed_with_it(workshop: Workshop, newer: Callable[[str], None]) -> None:
    """It is imported inside functions only."""
    newer("esda")
    tables, plan = planned(workshop)
    assert {"local_cluster", "spatial_autocorrelation"} == saying("esda") <= set(tables)
    assert {name for name, reason in tables.items() if reason == "changed"} <= saying("esda")
    assert set(plan.suites) == set(plan.tables) and plan.release


def test_newer_library_of_a_rule_makes_its_suites_stale(workshop: Workshop, newer: Callable[[str], None]) -> None:
    newer("scipy")
    tables, plan = planned(workshop)
    assert "value_added_reported" in plan.suites and "value_added_reported" not in tables


def test_newer_library_of_a_product_makes_the_release_stale_alone(workshop: Workshop, newer: Callable[[str], None]) -> None:
    newer("vl_convert")
    tables, plan = planned(workshop)
    assert (tables, plan.suites, plan.release) == ({}, (), True)


def test_newer_great_expectations_makes_every_suite_stale_and_no_table(workshop: Workshop, newer: Callable[[str], None]) -> None:
    newer("great_expectations")
    tables, plan = planned(workshop)
    assert tables == {} and set(plan.suites) == set(all_declarations())
