"""What the command line prints: progress by asset, the summary after a build, status, reports."""

from __future__ import annotations

import shlex
import shutil
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from rich import progress as bars
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assets.release.headline import FIRST_QUERY
from assets.release.publish import current, read_manifest
from domain.errors import ReleaseError
from expectations.engine.report import CheckReport, read_report
from pipelines.build.home import Home
from pipelines.build.plan import all_declarations, lacking, states
from pipelines.dagster.run import Outcome, Plan


class Progress:
    """A bar that moves with each finished step; silent off a terminal."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._bar = bars.Progress(
            bars.SpinnerColumn(), bars.TextColumn("{task.description}", table_column=None), bars.BarColumn(),
            bars.MofNCompleteColumn(), bars.TimeElapsedColumn(), console=console, transient=True,
            disable=not console.is_terminal,
        )  # fmt: skip
        self._task: bars.TaskID | None = None

    def __enter__(self) -> Progress:
        self._bar.start()
        self._task = self._bar.add_task("reading sources", total=None)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: types.TracebackType | None) -> None:
        self._bar.stop()

    def announce(self, plan: Plan) -> Callable[[str], None]:
        """Set the length of the bar; the answer is called with each finished step's name."""
        self.expect(plan.steps)
        return self.step

    def expect(self, steps: int) -> None:
        """Set the length of the bar."""
        assert self._task is not None
        self._bar.update(self._task, total=max(steps, 1), completed=0 if steps else 1)

    def step(self, name: str) -> None:
        """Count one finished step."""
        assert self._task is not None
        self._bar.update(self._task, advance=1, description=name)


def print_summary(console: Console, home: Home, outcome: Outcome, seconds: float) -> None:
    """Where the release is, what was built, which checks passed, headline numbers, what to do next."""
    plan = outcome.plan
    done = (
        f"{_count(len(plan.tables), 'table')} built, {_count(len(plan.suites), 'suite')} run"
        if plan.steps
        else "nothing had changed"
    )
    if home.fallback:
        console.print(f"[yellow]schematic[/]  {home.fallback}", soft_wrap=True)
        console.print("           This build has schematic shapes and a few figures instead of the real map.")
    console.print(f"[bold green]done[/] in {seconds:.1f} s: {done}")
    for note in _reading_notes(home, plan.tables):
        console.print(f"reading    {note}", markup=False, soft_wrap=True)
    if outcome.release is None:
        console.print("No release was asked for; run `rebalance build` without --select to publish.")
        return
    manifest = read_manifest(outcome.release)
    checks = manifest["checks"]
    warnings = sum(len(c["warnings"]) for c in checks)
    total, passed = sum(c["expectations"] for c in checks), sum(c["passed"] for c in checks)
    console.print(f"release    {shown(outcome.release)}")
    console.print(
        f"tables     {len(manifest['tables'])} ({_by_schema(manifest['tables'])}), layers {', '.join(manifest['layers'])}"
    )
    for line in _empty_tables(manifest["tables"]):
        console.print(line, markup=False, soft_wrap=True)
    console.print(
        f"checks     {passed} of {total} expectations hold, 0 errors, {_count(warnings, 'warning')} (data_docs/index.html)"
    )
    console.print(f"reference  units of {manifest['reference_vintage']}")
    if manifest["geometry_basis"] != "published":
        console.print(f"geometry   {manifest['geometry']}")
    console.print()
    for headline in manifest["headlines"]:
        console.print(f"  • {headline['text']}", soft_wrap=True)
    console.print()
    current_folder = home.releases / "current"
    command, place = _command(), "" if home.root == Path.cwd() / "build" else f" --home {quoted(home.root)}"
    rows = (
        ("make dev", "the asset graph in Dagster's UI"),
        (f"qgis {quoted(current_folder / 'rebalance.qgz')}", "finished maps in QGIS"),
        (f"open {quoted(current_folder / 'atlas' / 'index.html')}", "maps, regions, claims and scenarios in a browser"),
        (f'{command} query{place} "{FIRST_QUERY}"', ""),
    )
    console.print("next")
    for line, why in rows:
        console.print(f"  {line}" + (f"   # {why}" if why else ""), markup=False)


def _reading_notes(home: Home, tables: Iterable[str]) -> list[str]:
    """What reading had to change in the files of the raw tables that were built, a line a file."""
    entries = filter(None, map(home.lake.entry, tables))
    files = [record for entry in entries if all_declarations()[entry.name].role == "source" for record in entry.provenance]
    # Every part of a shapefile bears the notes of the whole.
    told = {record["reading"]: record["file"] for record in reversed(files) if record.get("reading")}
    return [f"{file}: {note}" for note, file in reversed(told.items())]


def _command() -> str:
    """How the user can call us again: by name where it is on the path, else by the path it was called with."""
    if shutil.which("rebalance"):
        return "rebalance"
    called = Path(sys.argv[0])
    return "python -m rebalance" if called.name == "__main__.py" else quoted(called)


def shown(path: Path) -> str:
    """A path relative to where the user stands, if it is below."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def quoted(path: Path) -> str:
    """That path as a shell takes it, whatever spaces and quotes are in it."""
    return shlex.quote(shown(path))


def print_status(console: Console, home: Home) -> None:
    """State, rows and checks of every table, then the current release."""
    table = Table("table", "state", "rows", "expectations", "warnings", box=None, header_style="bold")
    for name, state in states(home.lake, home.catalogue(), home.settings).items():
        entry, report = home.lake.entry(name), read_report(home.checks, name)
        style = {"fresh": "green", "missing": "red"}.get(state.reason, "yellow")
        held = f"{sum(o.success for o in report.outcomes)}/{len(report.outcomes)}" if report else "–"
        warned = str(len(report.failed("warning"))) if report else "–"
        schema = all_declarations()[name].contract.schema
        table.add_row(f"{schema}.{name}", Text(state.reason, style=style), f"{entry.rows:,}" if entry else "–", held, warned)
    console.print(f"profile {home.profile}, home {home.root}", markup=False, soft_wrap=True)
    console.print(table)
    try:
        manifest = read_manifest(current(home.releases))
        console.print(f"current release {manifest['version']} of {manifest['created_at']}, profile {manifest['profile']}")
    except ReleaseError as error:
        console.print(str(error), markup=False)


def print_reports(console: Console, reports: Iterable[CheckReport]) -> None:
    """One line a suite, then each failed expectation with its rows."""
    for report in reports:
        held = sum(o.success for o in report.outcomes)
        verdict = "[green]holds[/]" if report.passed else "[bold red]fails[/]"
        console.print(f"{verdict}  {report.table}: {held} of {len(report.outcomes)} expectations")
        for severity in ("error", "warning"):
            for outcome in report.failed(severity):
                console.print(f"       {severity}: {outcome.sentence()}", markup=False, soft_wrap=True)


def _by_schema(tables: list[dict[str, str]]) -> str:
    counted = Counter(t["table"].split(".")[0] for t in tables)
    return ", ".join(f"{number} {schema}" for schema, number in counted.items())


def _empty_tables(tables: list[dict[str, Any]]) -> Iterator[str]:
    """How many tables have rows, then the empty ones by what they lack; those that lack most of the same first."""
    rows = {record["table"].split(".")[1]: record["rows"] for record in tables}
    by_lack: dict[str, list[str]] = {}
    for name, lack in lacking(rows).items():
        by_lack.setdefault(lack, []).append(name)
    empty = sum(map(len, by_lack.values()))
    yield f"           {len(rows) - empty} have rows, {empty} {'is' if empty == 1 else 'are'} empty{':' if empty else ''}"
    for lack, names in sorted(by_lack.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"           - {', '.join(names)}: {lack}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
