"""The dry check: everything that names a table or a column is called once on tables without rows, and all that breaks is told.

No source file is needed and nothing is written into a home: the tables are made from the contracts in a temporary folder, the
warehouse in memory. What is called is in `dry_tables.py` and `dry_products.py`; what a table must hold once it has rows is for
its suite to say (`verify.py`).
"""

from __future__ import annotations

import inspect
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from assets.lake.asset import Declaration
from assets.lake.lake import Lake
from domain.errors import RebalanceError, UsageError
from expectations.engine.spatial import load_spatial
from expectations.fault import place
from pipelines.build.dry_products import of_geopackage, of_release, of_warehouse
from pipelines.build.dry_tables import (
    Call,
    Contracts,
    Rowless,
    of_assets,
    of_claims,
    of_contracts,
    of_rules,
)
from pipelines.build.plan import all_declarations

ROOT = Path(__file__).parents[2]
FORMATS = ("table", "json")
# Where an error surfaces that is of what called it.
MACHINERY = ("pipelines/", "assets/lake/", "assets/reading/")
# Why nothing can be said of them without a build.
LEFT_OUT = {"reader of sources": "takes a publisher's file; tests read files of each layout"}


@dataclass(frozen=True)
class Fault:
    """What broke: a thing, how, and where in the project's own code; "" where that has no line."""

    kind: str
    name: str
    what: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: {self.what}" + (f" at {self.where}" if self.where else "")


@dataclass(frozen=True)
class DryReport:
    """How many of each kind were called, how many were left out, and everything that broke."""

    called: Mapping[str, int]
    left_out: Mapping[str, int]
    faults: tuple[Fault, ...]

    @property
    def passed(self) -> bool:
        """True when nothing broke."""
        return not self.faults


def run_dry_check(console: Console, form: str) -> bool:
    """Check and print; True when nothing broke. UsageError for an unknown format."""
    if form not in FORMATS:
        raise UsageError(f"--format {form}: {' or '.join(FORMATS)}")
    begun = time.monotonic()
    report = dry_check(all_declarations())
    if form == "json":
        json.dump(asdict(report), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return report.passed
    for fault in report.faults:
        console.print("breaks", style="bold red", end="  ")
        console.print(str(fault), markup=False, soft_wrap=True)
    counted = ", ".join(_count(number, kind) for kind, number in report.called.items())
    told = _count(len(report.faults), "fault") if report.faults else "all hold"
    console.print(f"{told}: {counted} called without rows in {time.monotonic() - begun:.1f} s", markup=False)
    for kind, number in report.left_out.items():
        console.print(f"left out: {_count(number, kind)} ({LEFT_OUT[kind]})", style="dim", markup=False)
    return report.passed


def dry_check(declared: Mapping[str, Declaration]) -> DryReport:
    """Call everything that the project has, and what these assets make."""
    contracts = {name: declaration.contract for name, declaration in declared.items()}
    called: Counter[str] = Counter()
    faults: dict[Fault, None] = {}
    with tempfile.TemporaryDirectory() as folder, closing(duckdb.connect()) as warehouse:
        load_spatial(warehouse)
        for call in _calls(declared, contracts, Path(folder), warehouse):
            called[call.kind] += 1
            try:
                call.run()
            except Exception as error:  # noqa: BLE001  whatever breaks is told, and the rest is called all the same
                faults[Fault(call.kind, call.name, _said(error), _place(error, call.home))] = None
    left_out = Counter("reader of sources" for declaration in declared.values() if declaration.role == "source")
    return DryReport(dict(called), dict(left_out), tuple(faults))


def _calls(
    declared: Mapping[str, Declaration], contracts: Contracts, folder: Path, warehouse: duckdb.DuckDBPyConnection
) -> Iterator[Call]:
    lake = Rowless(folder / "lake")
    yield from of_contracts(contracts, lake)
    yield from of_assets(declared, lake, Lake(folder / "facts"))
    yield from of_rules(contracts, lake)
    yield from of_claims(contracts, lake)
    yield from of_warehouse(contracts, lake, warehouse)
    yield from of_geopackage(contracts, lake)
    yield from of_release(contracts, lake, folder)


def _said(error: Exception) -> str:
    first = str(error).strip().partition("\n")[0]
    return first if isinstance(error, (RebalanceError, duckdb.Error)) else f"{type(error).__name__}: {first}"


def _place(error: Exception, home: Callable[..., Any] | None) -> str:
    """The innermost line of the project's that is not of the machinery, else the function's own first line."""
    found = place(error, MACHINERY)
    if found or home is None:
        return found
    code = inspect.unwrap(home).__code__
    return f"{Path(code.co_filename).relative_to(ROOT).as_posix()}:{code.co_firstlineno}"


def _count(number: int, noun: str) -> str:
    plural = noun if number == 1 else noun.replace("reader of", "readers of") if " of " in noun else f"{noun}s"
    return f"{number} {plural}"
