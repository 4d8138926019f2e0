"""The `rebalance` command: build, status, query, check; the others are in `sources.py`, `regions.py`,
`claims.py`, `scenarios.py` and `releases.py`.

Exit codes: 0 done; 1 a fault of the program; 2 wrong use; 3 a source file or catalogue is not as
declared; 4 a table breaks its contract or an expectation failed; 5 nothing published, or the disk refuses; 6 releases
differ, if it was asked (`diff --exit-code`); 7 a release or a kept file is damaged; 130, 143 and 129 interrupted by Ctrl-C, by
SIGTERM, by the end of the terminal; 141 whoever read the output has gone.
What the commands do is in the modules beside this one.
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

import typer
from typer.exceptions import TyperException

from domain.errors import RebalanceError, UsageError
from expectations.fault import told
from pipelines.build.ending import SAID, exit_code, guarded, was_interrupted
from pipelines.cli.claims import claims_app
from pipelines.cli.console import (
    BUILD_FOLDER,
    HomeOption,
    ReadHomeOption,
    SourcesOption,
    VerboseOption,
    err,
    out,
)
from pipelines.cli.regions import regions
from pipelines.cli.releases import releases
from pipelines.cli.scenarios import scenarios
from pipelines.cli.sources import source_files

app = typer.Typer(
    name="rebalance",
    help="The open pipeline for South Korea's regional imbalance.",
    epilog=(
        "Exit codes: 0 done, 1 fault of the program, 2 wrong use, 3 source file not as declared, "
        "4 expectation failed, 5 nothing published, 6 releases differ (diff --exit-code), "
        "7 a release or kept file is damaged, 130 interrupted, 143 terminated."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.add_typer(source_files)
app.add_typer(regions)
app.add_typer(scenarios)
app.add_typer(claims_app)
app.add_typer(releases)
ReferenceOption = Annotated[
    str | None,
    typer.Option(
        "--reference", envvar="REBALANCE_REFERENCE", help="Boundary vintage that all figures are brought to, e.g. 2020-12-31."
    ),
]
INTERRUPTED, NOBODY_READS = 130, 141
FIRST_DAY_OF_ZIP = 315_619_200  # 1980-01-02, in whichever time zone
STARTED = time.monotonic()


@app.command()
def build(
    sources: SourcesOption = "embedded",
    select: Annotated[
        list[str] | None, typer.Option("--select", help="Only this asset and what it is made from; repeatable.")
    ] = None,
    reference: ReferenceOption = None,
    allow_shrink: Annotated[
        bool,
        typer.Option(
            "--allow-shrink", help="Publish although the last release of these sources has files, periods, units or rows more."
        ),
    ] = False,
    home: HomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """Build what is out of date, check it, and publish a release.

    Nothing is published that has less than the last release of the same sources, unless --allow-shrink says that it is meant.
    """
    from pipelines.build.home import Home, read_settings  # noqa: PLC0415  (help and usage errors stay instant)
    from pipelines.cli.summary import Progress, print_summary  # noqa: PLC0415
    from pipelines.dagster.run import run_build  # noqa: PLC0415

    where = Home(home.absolute(), sources, read_settings(reference), allow_shrink)
    with Progress(err) as progress:
        outcome = run_build(where, select, progress.announce)
    print_summary(out, where, outcome, time.monotonic() - STARTED)


@app.command()
def status(
    sources: SourcesOption = "embedded",
    reference: ReferenceOption = None,
    home: ReadHomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """Show each table's state, its checks, and the current release."""
    from pipelines.build.home import Home, read_settings  # noqa: PLC0415
    from pipelines.cli.summary import print_status  # noqa: PLC0415

    print_status(out, Home(home.absolute(), sources, read_settings(reference)))


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="One SQL statement over the current release.")],
    format: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Rows at most; by default 40 of a table, and all of csv and json.")
    ] = None,
    home: ReadHomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """Ask the current release's DuckDB file, read-only: one question a time, and no other file or address is read.

    Views with plain names, such as regions, population, extinction_risk_sigungu, extinction_risk_sido, capital_share, claims:
    all of them with `rebalance query "SELECT view_name, en FROM docs.views"`. A view with figures has one level and one
    concept, so that its rows may be summed; each names its regions in full and as they are said (부산광역시 중구, 부산), with
    both codes. Columns are described in docs.columns, and questions with their SQL in docs.cookbook.
    """
    from pipelines.cli.query import run_query  # noqa: PLC0415

    run_query(out, home.absolute(), sql, format, limit)


@app.command(
    epilog="Examples: [bold]rebalance check[/]; [bold]rebalance check population crosswalk[/]; [bold]rebalance check --dry[/]"
)
def check(
    tables: Annotated[list[str] | None, typer.Argument(help="Tables to check; all when none is named.")] = None,
    dry: Annotated[
        bool, typer.Option("--dry", help="Check the program, not the data: call everything once on tables without rows.")
    ] = False,
    format: Annotated[str, typer.Option("--format", help="With --dry: table or json.")] = "table",
    sources: SourcesOption = "embedded",
    home: ReadHomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """Run the expectation suites on the lake's tables. Exit code 4 when an error expectation fails.

    With --dry no build and no source file is needed, and nothing is written: every asset, rule, claim, view, recipe and map
    layer is called once on tables without rows, in seconds, and all that break, for instance by a renamed column, are named
    at once.
    """
    if dry or format != "table":
        from pipelines.build.dry import run_dry_check  # noqa: PLC0415

        if tables or not dry:
            raise UsageError("--dry looks at everything: name no table" if dry else "--format goes with --dry")
        raise typer.Exit(0 if run_dry_check(out, format) else 4)
    from pipelines.build.home import Home  # noqa: PLC0415
    from pipelines.build.verify import run_checks  # noqa: PLC0415
    from pipelines.cli.summary import Progress, print_reports  # noqa: PLC0415

    with Progress(err) as progress:
        reports = run_checks(Home(home.absolute(), sources), tables or [], progress.expect, progress.step)
    print_reports(out, reports)
    raise typer.Exit(0 if all(report.passed for report in reports) else 4)


def main(arguments: list[str] | None = None) -> int:
    """Entry point: run the command, turn the project's errors into one message and their exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    return run(lambda: app(arguments, standalone_mode=False), verbose="--verbose" in arguments)


def run(command: Callable[[], object], *, verbose: bool) -> int:
    """Call a command and return its exit code; a traceback is shown only on request."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal's encoding lacks is written as its number
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _called(command, verbose)
        sys.stdout.flush()
    except BrokenPipeError:
        return nobody_reads()
    if code == NOBODY_READS:
        return nobody_reads()
    if code == INTERRUPTED or was_interrupted():
        err.print(SAID)
        return exit_code()
    return code


def _called(command: Callable[[], object], verbose: bool) -> int:
    try:
        result = command()
    except RebalanceError as error:
        return _told(error, verbose)
    except typer.Exit as error:
        result = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except TyperException as error:  # an unknown command, option or value
        show = getattr(error, "show", None)
        show() if show else err.print(str(error), markup=False)
        return UsageError.exit_code
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  the last line of defence
        return _unexpected(error, verbose)
    return result if isinstance(result, int) else 0


def _told(error: RebalanceError, verbose: bool) -> int:
    if verbose:
        err.print_exception()
    err.print("error", style="bold red", end=" ")
    err.print(str(error), markup=False)
    return error.exit_code


def _unexpected(error: Exception, verbose: bool) -> int:
    """What an interrupted library makes of it, what the disk refuses, or a fault of ours, said without a traceback."""
    if was_interrupted():
        return INTERRUPTED
    from pipelines.build.disk import refusal  # noqa: PLC0415  (help and usage errors stay instant)

    if time.time() < FIRST_DAY_OF_ZIP:
        said = f"the clock of this machine says {time.strftime('%Y-%m-%d')}, and archives know no day before 1980: set it"
        return _told(UsageError(said), verbose)
    if own := refusal(error):
        return _told(own, verbose)
    if verbose:
        err.print_exception()
    else:
        for line in told(error):
            err.print(f"fault of the program{line}", markup=False)
        err.print("Run again with --verbose for the traceback, and report it.")
    return 1


def nobody_reads() -> int:
    """Whoever read the output (`head`) has what it wanted: end quietly, as other tools do when their pipe closes."""
    with suppress(OSError, ValueError):  # else the interpreter would try once more, and complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return NOBODY_READS


if __name__ == "__main__":
    sys.exit(guarded(main))
