"""The command `rebalance scenario`: a projection with levers, on the current release.

What it does is in `scenario_command.py`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from domain.projection import DRAWS, SEED
from pipelines.cli.console import (
    BUILD_FOLDER,
    ReadHomeOption,
    VerboseOption,
    err,
    out,
)

scenarios = typer.Typer(rich_markup_mode="rich")


@scenarios.command(
    epilog="Examples: [bold]rebalance scenario --list[/]; [bold]rebalance scenario trend[/]; "
    "[bold]rebalance scenario mine.yaml --draws 2000 --format csv[/]"
)
def scenario(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE|NAME", help="A scenario file (YAML), or the name of one that is shipped.")
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="List the scenarios that are shipped, and where their files are.")
    ] = False,
    draws: Annotated[
        int, typer.Option("--draws", min=0, max=10_000, help="Draws; 0 for one path without bands. As many as the release has.")
    ] = DRAWS,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same figures.")] = SEED,
    format: Annotated[str, typer.Option("--format", help="table, csv or json; csv and json have every row.")] = "table",
    home: ReadHomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """Project the current release's population twenty years ahead with what a scenario file changes, and say how sure that is."""
    from domain.errors import UsageError  # noqa: PLC0415  (help and usage errors stay instant)
    from pipelines.cli.scenario_command import run_command, show_presets  # noqa: PLC0415

    if list_:
        show_presets(out)
        return
    if file is None:
        raise UsageError("which scenario? a file, or one of `rebalance scenario --list`")
    run_command(out, err, file, home.absolute(), draws=draws, seed=seed, form=format)
