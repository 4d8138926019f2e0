"""What the command line prints: progress by asset, the summary after a build, status, reports."""

from __future__ import annotations

import shutil
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich import progress as bars
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assets.lake.asset import Declaration
from assets.release.headline import FIRST_QUERY
from assets.release.publish import current, faults, read_manifest, told_in_brief
from domain.errors import ReleaseError
from expectations.engine.report import CheckReport, read_report
from expectations.engine.suite import rule_inputs
from pipelines.build.home import Home
from pipelines.build.plan import all_declarations, check_fingerprint, lacking, states
from pipelines.cli.command_words import command_line
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
    done = _done(outcome)
    if home.fallback:
        console.print("schematic", style="yellow", end="  ")
        console.print(home.fallback, markup=False, soft_wrap=True)
        console.print("           This build has schematic shapes and a few figures instead of the real map.")
    if plan.unchecked:
        console.print("built, not all checked", style="bold yellow", end="")
    else:
        console.print("done", style="bold green", end="")
    console.print(f" in {seconds:.1f} s: {done}", markup=False)
    for note in _reading_notes(home, plan.tables):
        console.print(f"reading    {note}", markup=False, soft_wrap=True)
    for line in _unchecked(home, plan.unchecked):
        console.print(line, markup=False, soft_wrap=True)
    if outcome.release is None:
        console.print("No release was asked for; run `rebalance build` without --select to publish.")
        return
    if outcome.note:
        console.print(f"compared   {outcome.note}", markup=False, soft_wrap=True)
    manifest = read_manifest(outcome.release)
    checks = manifest["checks"]
    warnings = sum(len(c["warnings"]) for c in checks)
    total, passed = sum(c["expectations"] for c in checks), sum(c["passed"] for c in checks)
    console.print(f"release    {shown(outcome.release)}", markup=False)
    console.print(
        f"tables     {len(manifest['tables'])} ({_by_schema(manifest['tables'])}), layers {', '.join(manifest['layers'])}",
        markup=False,
    )
    for line in _empty_tables(manifest["tables"]):
        console.print(line, markup=False, soft_wrap=True)
    console.print(
        f"checks     {passed} of {total} expectations hold, 0 errors, {_count(warnings, 'warning')} (data_docs/index.html)"
    )
    console.print(f"reference  units of {manifest['reference_vintage']}")
    if manifest["geometry_basis"] != "published":
        console.print(f"geometry   {manifest['geometry']}", markup=False)
    console.print()
    for headline in manifest["headlines"]:
        console.print(f"  • {headline['text']}", markup=False, soft_wrap=True)
    console.print()
    here = shown(home.releases / "current")
    place = [] if home.root == Path.cwd() / "build" else ["--home", shown(home.root)]
    rows = (
        ("make dev", "the asset graph in Dagster's UI"),
        (command_line(["qgis", f"{here}/rebalance.qgz"]), "finished maps in QGIS"),
        (command_line(["open", f"{here}/atlas/index.html"]), "maps, regions, claims and scenarios in a browser"),
        (f'{command_line([*_command(), "query", *place])} "{FIRST_QUERY}"', ""),
    )
    console.print("next")
    for line, why in rows:
        console.print(f"  {line}" + (f"   # {why}" if why else ""), markup=False)


def _done(outcome: Outcome) -> str:
    """What was computed and checked, and how much of what was planned came out as it had been."""
    plan = outcome.plan
    if not plan.steps:
        return "nothing had changed"
    done = f"{_count(outcome.built, 'table')} built, {_count(outcome.checked, 'suite')} run"
    same = len(plan.tables) - outcome.built
    return f"{done}; {_count(same, 'table')} stand as before" if same > 0 else done


def _unchecked(home: Home, tables: Sequence[str]) -> Iterator[str]:
    """Tables whose suites could not run, by the tables that these need, and what runs them."""
    if not tables:
        return
    lacking_of: dict[str, list[str]] = {}
    for name in tables:
        needed = rule_inputs(all_declarations()[name].contract)
        lacking_of.setdefault(", ".join(sorted(one for one in needed if not home.lake.entry(one))), []).append(name)
    for absent, names in lacking_of.items():
        why = f"rules need {absent}" if absent else "rules look at tables that are out of date"
        yield f"unchecked  {', '.join(names)}: {why}"
    yield "           `rebalance build` without --select builds and checks all of them."


def _reading_notes(home: Home, tables: Iterable[str]) -> list[str]:
    """What reading had to change in the files of the raw tables that were built, a line a file."""
    entries = filter(None, map(home.lake.entry, tables))
    files = [record for entry in entries if all_declarations()[entry.name].role == "source" for record in entry.provenance]
    # Every part of a shapefile bears the notes of the whole.
    told = {record["reading"]: record["file"] for record in reversed(files) if record.get("reading")}
    return [f"{file}: {note}" for note, file in reversed(told.items())]


def _command() -> list[str]:
    """How the user can call us again: by name where it is on the path, else by the path it was called with."""
    if shutil.which("rebalance"):
        return ["rebalance"]
    called = Path(sys.argv[0])
    return ["python", "-m", "rebalance"] if called.name == "__main__.py" else [shown(called)]


def shown(path: Path) -> str:
    """A path relative to where the user stands, if it is below."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def print_status(console: Console, home: Home) -> None:
    """State, rows and checks of every table, then the current release. Nothing is written where nothing was built."""
    table = Table("table", "state", "rows", "expectations", "warnings", box=None, header_style="bold")
    for name, reason in _reasons(home).items():
        entry, declaration = home.lake.entry(name), all_declarations()[name]
        style = {"fresh": "green", "missing": "red", "damaged": "red"}.get(reason, "yellow")
        held, warned = _judged(home, declaration)
        schema = declaration.contract.schema
        table.add_row(f"{schema}.{name}", Text(reason, style=style), f"{entry.rows:,}" if entry else "–", held, warned)
    console.print(f"profile {home.profile}, home {home.root}", markup=False, soft_wrap=True)
    console.print(table)
    try:
        release = current(home.releases)
        if found := faults(release):
            raise ReleaseError(f"current release {release.name} is damaged: {told_in_brief(found)}; `rebalance build` mends it")
        manifest = read_manifest(release)
        console.print(
            f"current release {manifest['version']} of {manifest['created_at']}, profile {manifest['profile']}", markup=False
        )
    except ReleaseError as error:
        console.print(str(error), markup=False)


def _reasons(home: Home) -> dict[str, str]:
    if not home.lake.root.exists():
        return dict.fromkeys(all_declarations(), "missing")
    return {name: state.reason for name, state in states(home.lake, home.catalogue(), home.settings).items()}


def _judged(home: Home, declaration: Declaration) -> tuple[Text, str]:
    """How many expectations held, and warnings, of the kept report; `outdated` where it is of another content or other rules."""
    report = read_report(home.checks, declaration.name)
    if report is None or home.lake.entry(declaration.name) is None:
        return Text("–"), "–"
    if report.fingerprint != check_fingerprint(declaration.contract, declaration, home.lake):
        return Text("outdated", style="yellow"), "–"
    held = f"{sum(o.success for o in report.outcomes)}/{len(report.outcomes)}"
    return Text(held, style="" if report.passed else "red"), str(len(report.failed("warning")))


def print_reports(console: Console, reports: Iterable[CheckReport]) -> None:
    """One line a suite, then each failed expectation with its rows."""
    for report in reports:
        held = sum(o.success for o in report.outcomes)
        verdict, style = ("holds", "green") if report.passed else ("fails", "bold red")
        console.print(verdict, style=style, end="  ")
        console.print(f"{report.table}: {held} of {len(report.outcomes)} expectations", markup=False)
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
