"""Suites in a process of their own while a build runs.

Great Expectations takes seconds to import; the worker does that while tables are being built, and the
second core checks and renders what the first has made. Without a worker everything runs in place.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar

from assets.lake.asset import Declaration
from assets.lake.lake import Lake
from expectations.engine.report import CheckReport, read_report
from expectations.engine.suite import rule_inputs
from expectations.kept_files import say
from pipelines.build.ending import end_with_parent, held_back, was_interrupted
from pipelines.build.home import Home
from pipelines.build.materialise import run_suite
from pipelines.build.plan import all_declarations, check_fingerprint

P = ParamSpec("P")
T = TypeVar("T")

WARNINGS = "PYTHONWARNINGS"

_workers: list[ProcessPoolExecutor] = []
_processes: list[BaseProcess] = []
_begun: dict[tuple[str, str], Future[CheckReport]] = {}


@contextmanager
def suite_worker() -> Iterator[None]:
    """Keep one worker process for the time of a build; it starts importing at once. Within another's time that one serves.

    It ends with the block, with this process, and at once where the block is left by an error.
    """
    if _workers:
        yield
        return
    # Spawned, not forked: DuckDB and Arrow have threads that do not survive a fork.
    spawning = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    _track_resources()
    with ProcessPoolExecutor(1, mp_context=spawning, initializer=end_with_parent, initargs=(os.getpid(),)) as worker:
        with held_back():
            worker.submit(importlib.import_module, "great_expectations")
        _processes.extend(set(multiprocessing.active_children()) - others)
        _workers.append(worker)
        try:
            yield
        except BaseException:
            stop_worker()
            raise
        finally:
            _workers.clear()
            _processes.clear()
            _begun.clear()
            worker.shutdown(cancel_futures=True)


def _track_resources() -> None:
    """Start the process that clears up after killed ones: beforehand, since it lets signals through, and saying nothing.

    After a killed build it would warn of the worker's semaphores, which it then removes.
    """
    before = os.environ.get(WARNINGS)
    os.environ[WARNINGS] = ",".join(filter(None, (before, "ignore:resource_tracker")))
    try:
        resource_tracker.ensure_running()
    finally:
        os.environ.pop(WARNINGS)
        if before:
            os.environ[WARNINGS] = before


def stop_worker() -> None:
    """End the worker in the middle of whatever it does; nothing without one."""
    for process in _processes:
        process.kill()
        process.join()


def in_background(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
    """Call `function` in the worker; without one, now. The future of a worker that was killed raises BrokenExecutor."""
    if _workers:
        try:
            return _workers[-1].submit(function, *args, **kwargs)
        except BrokenExecutor:
            _lost_worker()
    future: Future[T] = Future()
    future.set_result(function(*args, **kwargs))
    return future


def _lost_worker() -> None:
    """Go on without the worker that somebody, or a system short of memory, has killed."""
    if _workers and not was_interrupted():
        say("the process that runs suites beside the build was killed (short of memory?); the build does it all itself")
    _workers.clear()


def kept_report(declaration: Declaration, home: Home) -> CheckReport | None:
    """The kept report if it is of the table, and of what its rules look at, as they stand."""
    report = read_report(home.checks, declaration.name)
    if report is None or report.fingerprint != check_fingerprint(declaration.contract, declaration, home.lake):
        return None
    return report


def new_report(declaration: Declaration, home: Home) -> CheckReport:
    """A run of the suite, kept; it may have begun ahead of its turn."""
    mark = check_fingerprint(declaration.contract, declaration, home.lake)
    begun = _begun.pop((declaration.name, mark), None)
    try:
        report = (begun or in_background(_checked, declaration.name, home.lake, mark)).result()
    except BrokenExecutor:
        _lost_worker()
        report = _checked(declaration.name, home.lake, mark)
    report.write(home.checks)
    return report


class Ahead:
    """Lets the worker check tables before their turn comes: each as soon as all that its rules look at is built.

    Nothing without a worker. `tables` are those that the run builds, `suites` those that it checks.
    """

    def __init__(self, home: Home, tables: Iterable[str], suites: Iterable[str]) -> None:
        self._home = home
        self._unbuilt = set(tables)
        self._wanted = {name: {name, *rule_inputs(all_declarations()[name].contract)} for name in suites}

    def built(self, name: str) -> None:
        """Begin what that table was the last to be waited for."""
        self._unbuilt.discard(name)
        if not _workers:
            return
        for table in [table for table, needed in self._wanted.items() if not needed & self._unbuilt]:
            del self._wanted[table]
            declaration = all_declarations()[table]
            mark = check_fingerprint(declaration.contract, declaration, self._home.lake)
            _begun[table, mark] = in_background(_checked, table, self._home.lake, mark)


def _checked(name: str, lake: Lake, mark: str) -> CheckReport:
    return run_suite(all_declarations()[name], lake, mark)
