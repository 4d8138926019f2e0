"""Three tiers of tests, by folder, and what keeps a test in its own.

`unit` needs no build and no publisher's file; `build` needs a whole build of a profile that is shipped, or starts one itself
(and says so by the mark `builds`); `real` needs the publishers' files that lie beside the repository. A test that lies in
another tier than what it asks for stops the collection, and one that asks for it in secret fails. The fixtures themselves are
in `conftest.py`.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from pipelines.dagster import run
from tests import places, real_files
from tests.places import SHARED

UNIT, BUILD, REAL = TIERS = ("unit", "build", "real")
BUILDS = frozenset({"schematic", "embedded", "workshop", "desk"})
FILES = frozenset({"real", "publisher_files"})
READS = {"DATA": places.DATA, "CASES": places.CASES, "real_table": real_files.real_table}
_running: list[str] = []  # the tier of the test that runs, and its name
_opens = ("open", "os.listdir", "os.scandir")


def tier_of(path: Path, root: Path) -> str | None:
    """The tier in whose folder a test lies; None for one that lies in no tier."""
    below = path.relative_to(root / "tests").parts if path.is_relative_to(root / "tests") else ()
    return below[0] if below and below[0] in TIERS else None


def belongs(item: pytest.Item) -> tuple[str, str]:
    """The tier that a test belongs to, and what says so."""
    asked = set(getattr(item, "fixturenames", ()))
    if found := sorted(asked & FILES):
        return REAL, f"it asks for `{found[0]}`"
    if found := [name for name, thing in READS.items() if vars(getattr(item, "module", item)).get(name) is thing]:
        return REAL, f"its file imports `{found[0]}`, and it does not ask for `publisher_files`"
    if found := sorted(asked & BUILDS):
        return BUILD, f"it asks for `{found[0]}`"
    if item.get_closest_marker("builds"):
        return BUILD, "it is marked `builds`"
    return UNIT, "it asks for no build and no publisher's file, and is not marked `builds`"


def complaint(item: pytest.Item, root: Path) -> str | None:
    """Why a test may not lie where it does; None where it may."""
    (here, (wanted, reason)) = (tier_of(item.path, root), belongs(item))
    if here == wanted and not (here == REAL and "does not ask" in reason):
        return None
    return f"{item.nodeid} lies in {f'tests/{here}' if here else 'no tier'} and belongs to tests/{wanted}: {reason}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: Sequence[pytest.Item]) -> None:
    """Mark every test with its tier; the run ends here when one lies in another than its own. Trials wait for their profile."""
    if told := [text for item in items if (text := complaint(item, config.rootpath))]:
        raise pytest.UsageError("\n".join(["tests in the wrong tier:", *told]))
    rare = pytest.mark.skip(reason="in `make trials` only")
    for item in items:
        item.add_marker(str(tier_of(item.path, config.rootpath)))
        if item.get_closest_marker("trial") and settings.get_current_profile_name() != "trials":
            item.add_marker(rare)


def pytest_collection_finish() -> None:
    """What was imported and collected stays: it need not be looked through again for what nobody refers to any more."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Keep what runs, for the doors below. Fixtures of a module are made and removed within it too."""
    _running[:] = [str(tier_of(item.path, item.config.rootpath)), item.nodeid]
    try:
        return (yield)
    finally:
        _running.clear()


def refuse(what: str) -> None:
    """Fail the test that runs; no `except Exception` of the code under test keeps this from being told."""
    tier, name = _running
    pytest.fail(f"{name} lies in tests/{tier} and {what}", pytrace=False)


def shut(execute: Callable[..., None]) -> Callable[..., None]:
    """The function that runs the steps of a build, closed to tests of the first tier."""

    def execute_outside_of_unit(*arguments: Any) -> None:
        if _running and _running[0] == UNIT:
            refuse("starts a build: it belongs to tests/build, with the mark `builds`")
        execute(*arguments)

    return execute_outside_of_unit


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: publishers' files are for the last tier, a build in a process of its own is not for the first.

    What GDAL and DuckDB open by themselves is not seen here; that is what `READS` is for.
    """
    if not _running or _running[0] == REAL:
        return
    if event in _opens and isinstance(arguments[0], str | os.PathLike):
        path = os.fspath(arguments[0])
        if isinstance(path, str) and SHARED.name in path and Path(os.path.abspath(path)).is_relative_to(SHARED):  # noqa: PTH100
            refuse(f"reads {path}: it belongs to tests/real, and asks for `publisher_files`")
    elif event == "subprocess.Popen" and _running[0] == UNIT:
        command = arguments[1]
        words = command.split() if isinstance(command, str) else [str(word) for word in command or ()]
        if "build" in words and any(word == "pipelines.cli.app" or Path(word).name == "rebalance" for word in words):
            refuse("starts a build in another process: it belongs to tests/build, with the mark `builds`")


def install() -> None:
    """Close the doors, once a process: an audit hook stays for as long as that lasts."""
    if not hasattr(run, "_open_execute"):
        run._open_execute = run._execute  # type: ignore[attr-defined]
        run._execute = shut(run._execute)
        sys.addaudithook(watch)


install()
