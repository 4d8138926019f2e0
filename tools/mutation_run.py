"""Tries mutants: which tests can see a module, and a forked process for each mutant that runs them. No file is changed.

The process that forks has imported what tests need and what can be shared. A child forgets the mutated module and whatever
imports it, and imports them anew with the changed text in its place.
"""

from __future__ import annotations

import contextlib
import importlib
import itertools
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import TypeVar

import grimp
import hypothesis
import pytest

from tools.mutation import Mutant

T = TypeVar("T")
# Tests of whole builds, of pages and of tools judge other things, and take minutes.
ELSEWHERE = ("tests.pipelines.test_", "tests.docs", "tests.tools", "tests.build", "tests.real")
BUILDS = frozenset({"schematic", "embedded", "real", "workshop"})
# Starts threads when it is imported; a forked process lacks them and waits for them for ever. Each child imports it itself.
THREADED = "duckdb"
# Of tests that see a module only through another one, those that fit into so many seconds.
FAR_SECONDS = 10.0
# What a child answers: no test failed, some did, or it did not come to an end.
PASSED, FAILED, ENDLESS = 0, 1, 2


@dataclass
class Tests:
    """Which test modules can see which module, by imports, and the seconds that each takes."""

    graph: grimp.ImportGraph
    seconds: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, packages: Sequence[str]) -> Tests:
        """The imports of these packages, `tests` among them."""
        first, *others = packages
        return cls(grimp.build_graph(first, *others, include_external_packages=True, cache_dir=None))

    def near(self, module: str) -> list[str]:
        """Test modules that import that module, and the one of its name; cheapest first."""
        name = f"test_{module.rpartition('.')[2]}"
        named = {test for test in self.graph.modules if _is_test(test) and test.rpartition(".")[2] == name}
        return self._by_cost(named | set(filter(_is_test, self._importers(module))))

    def far(self, module: str) -> list[str]:
        """Test modules that import what imports it; the cheapest that fit into `FAR_SECONDS`."""
        between = [name for name in self._importers(module) if not _is_test(name)]
        found = {test for name in between for test in self._importers(name) if _is_test(test)} - set(self.near(module))
        kept, total = [], 0.0
        for test in self._by_cost(found):
            total += self.seconds.get(test, 0.0)
            if total <= FAR_SECONDS:
                kept.append(test)
        return kept

    def limit(self, module: str) -> float:
        """Seconds after which a mutant is taken for one that never ends."""
        return 30.0 + 10 * sum(self.seconds.get(test, 0.0) for test in (*self.near(module), *self.far(module)))

    def preload(self, tests: Iterable[str]) -> None:
        """Import what these need, so that children have it; the test modules are left to pytest, which rewrites them."""
        threaded = {THREADED} | (self.graph.find_downstream_modules(THREADED) if THREADED in self.graph.modules else set())
        shared = [module for module in self.graph.modules if module.endswith(".conftest")]
        for module in sorted({needed for test in (*tests, *shared) for needed in self.graph.find_upstream_modules(test)}):
            if not _is_test(module) and module not in shared and not threaded & set(_with_packages(module)):
                with contextlib.suppress(ImportError):  # what only some systems have
                    importlib.import_module(module)

    def measure(self, tests: Sequence[str], *, processes: int) -> list[str]:
        """Run all on the code as it stands and keep the seconds of each. Returns those that fail by themselves."""
        failed = set()
        with tempfile.TemporaryDirectory() as folder:
            parts = [(list(tests[part::processes]), Path(folder, str(part))) for part in range(processes)]
            for (part, notes), _, _ in in_forks(parts, lambda part: _measured(*part), lambda _: 900.0, processes=processes):
                found = json.loads(notes.read_text(encoding="utf-8")) if notes.exists() else dict.fromkeys(part)
                failed |= {test for test in part if found.get(test, 0.0) is None}
                self.seconds |= {test: found.get(test) or 0.0 for test in part}
        return sorted(failed)

    def judge(self, mutant: Mutant, module: str) -> int:
        """In a child: FAILED when a test tells the mutant from the module as it stands."""
        _replace(module, mutant.text, {module} | self.graph.find_downstream_modules(module))
        for tests in (self.near(module), self.far(module)):
            if tests and _pytest(tests, _Quick(), "-x") != PASSED:
                return FAILED
        return PASSED

    def _importers(self, module: str) -> set[str]:
        return self.graph.find_modules_that_directly_import(module) if module in self.graph.modules else set()

    def _by_cost(self, tests: Iterable[str]) -> list[str]:
        return sorted(tests, key=lambda test: (self.seconds.get(test, 0.0), test))


def in_forks(
    items: Iterable[T], work: Callable[[T], int], limit: Callable[[T], float], *, processes: int, until: float = float("inf")
) -> Iterator[tuple[T, int, float]]:
    """Each item, what `work` answered to it in a forked process of its own, and its seconds; none is begun after `until`."""
    waiting, running = iter(items), dict[int, tuple[T, float]]()
    with tempfile.TemporaryDirectory() as folder:
        while True:
            while len(running) < processes and time.monotonic() < until and (item := next(waiting, None)) is not None:
                running[_fork(item, work, Path(folder))] = (item, time.monotonic())
            if not running:
                return
            time.sleep(0.01)
            for child, (item, begun) in list(running.items()):
                taken = time.monotonic() - begun
                ended, status = os.waitpid(child, os.WNOHANG)
                late = not ended and taken > limit(item)
                if late:
                    os.killpg(child, signal.SIGKILL)
                    os.waitpid(child, 0)
                if ended or late:
                    del running[child]
                    shutil.rmtree(Path(folder, str(child)), ignore_errors=True)
                    yield item, ENDLESS if late else min(abs(os.waitstatus_to_exitcode(status)), FAILED), taken


def _fork(item: T, work: Callable[[T], int], folder: Path) -> int:
    child = os.fork()
    if child:
        return child
    outcome = FAILED
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(Path(folder, str(os.getpid())))
        Path(os.environ["PYTEST_DEBUG_TEMPROOT"]).mkdir()
        outcome = work(item)
    finally:
        os._exit(outcome)


class _Quick:
    """Leaves out tests that need a whole build."""

    @staticmethod
    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if not BUILDS & set(getattr(item, "fixturenames", ()))]


class _Clock(_Quick):
    """Seconds by test module; None for one that fails."""

    def __init__(self) -> None:
        self.seconds: dict[str, float | None] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Of set-up, call and the end of a test."""
        self._note(report.nodeid, report.duration, failed=report.failed)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Of a module that cannot be imported."""
        self._note(report.nodeid, 0.0, failed=report.failed)

    def _note(self, node: str, seconds: float, *, failed: bool) -> None:
        test = node.partition("::")[0].removesuffix(".py").replace("/", ".")
        before = self.seconds.get(test, 0.0)
        self.seconds[test] = None if failed or before is None else before + seconds


def _measured(tests: Sequence[str], notes: Path) -> int:
    clock = _Clock()
    answer = _pytest(tests, clock, "--continue-on-collection-errors")
    notes.write_text(json.dumps(clock.seconds), encoding="utf-8")
    return answer


def _pytest(tests: Sequence[str], plugin: _Quick, *options: str) -> int:
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    # The same examples each time, none kept on disk, and a failing one is not made smaller: that it fails is enough.
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, phases=phases)
    hypothesis.settings.load_profile("mutants")
    files = [test.replace(".", "/") + ".py" for test in tests]
    # Without publishers' files and with them the answer is the same.
    answer = pytest.main(["-q", "-p", "no:cacheprovider", "-m", "not real", *options, *files], plugins=[plugin])
    return PASSED if answer in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED) else FAILED


class _Changed(SourceFileLoader):
    """Loads a module from a text instead of its file."""

    def __init__(self, module: str, path: str, text: str) -> None:
        super().__init__(module, path)
        self._text = text

    def get_code(self, fullname: str) -> CodeType:
        """Compiled from the text; no bytecode is kept."""
        return compile(self._text, self.path, "exec")


class _Finder:
    def __init__(self, module: str, text: str) -> None:
        self._module, self._text = module, text

    def find_spec(self, name: str, path: Sequence[str] | None = None, _: ModuleType | None = None) -> ModuleSpec | None:
        """Of the changed module only."""
        spec = PathFinder.find_spec(name, path) if name == self._module else None
        if spec and spec.origin:
            spec.loader = _Changed(name, spec.origin, self._text)
        return spec


def _replace(module: str, text: str, forgotten: set[str]) -> None:
    sys.meta_path.insert(0, _Finder(module, text))
    for name in forgotten & set(sys.modules):
        package, _, attribute = name.rpartition(".")
        del sys.modules[name]
        if hasattr(sys.modules.get(package), attribute):
            delattr(sys.modules[package], attribute)


def _with_packages(module: str) -> Iterator[str]:
    """`a.b.c` -> a, a.b, a.b.c: all that an import of it runs."""
    return itertools.accumulate(module.split("."), "{}.{}".format)


def _is_test(module: str) -> bool:
    return module.rpartition(".")[2].startswith("test_") and not module.startswith(ELSEWHERE)
