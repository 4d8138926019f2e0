"""The commands on source files: sources and init. They need no build.

What they do is in `source_guide.py` and `start/`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from pipelines.console import BUILD_FOLDER, HomeOption, SourcesOption, VerboseOption, out

source_files = typer.Typer(rich_markup_mode="rich")


@source_files.command(epilog="Examples: [bold]rebalance sources --how[/]; [bold]rebalance sources --sources DIR --how --all[/]")
def sources(
    sources: SourcesOption = "embedded",
    how: Annotated[
        bool, typer.Option("--how", help="Where each comes from: publisher, table, address, clicks, licence.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="With --how: datasets too of which no file is declared.")] = False,
    format: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
    home: HomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """List the declared source files and whether they are there. Exit code 3 when one is missing (0 with --how)."""
    from expectations.errors import UsageError  # noqa: PLC0415  (help and usage errors stay instant)
    from pipelines.home import Home  # noqa: PLC0415
    from pipelines.source_guide import print_how, print_sources  # noqa: PLC0415

    where = Home(home.absolute(), sources)
    if everything and not how:
        raise UsageError("--all goes with --how")
    if how:
        print_how(out, where, format, everything=everything)
        return
    raise typer.Exit(3 if print_sources(out, where, format) else 0)
