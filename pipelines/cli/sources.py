"""The commands on source files: sources and init. They need no build.

What they do is in `source_guide.py` and `start/`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.console import (
    BUILD_FOLDER,
    ReadHomeOption,
    SourcesOption,
    VerboseOption,
    err,
    out,
)

source_files = typer.Typer(rich_markup_mode="rich")


@source_files.command(epilog="Examples: [bold]rebalance sources --how[/]; [bold]rebalance sources --sources DIR --how --all[/]")
def sources(
    sources: SourcesOption = "embedded",
    how: Annotated[
        bool, typer.Option("--how", help="Where each comes from: publisher, table, address, clicks, licence.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="With --how: datasets too of which no file is declared.")] = False,
    format: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
    home: ReadHomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """List the declared source files and whether they are there. Exit code 3 when one is missing (0 with --how)."""
    from domain.errors import UsageError  # noqa: PLC0415  (help and usage errors stay instant)
    from pipelines.build.home import Home  # noqa: PLC0415
    from pipelines.cli.source_guide import print_how, print_sources  # noqa: PLC0415

    if everything and not how:
        raise UsageError("--all goes with --how")
    with tempfile.TemporaryDirectory() as passing:  # the project's own files are written to be looked at, and gone again
        where = Home(home.absolute() if home.is_dir() else Path(passing), sources)
        if how:
            print_how(out, where, format, everything=everything)
            return
        raise typer.Exit(3 if print_sources(out, where, format) else 0)


@source_files.command(epilog="Examples: [bold]rebalance init DIR[/]; [bold]rebalance init DIR --crs EPSG:5179[/]")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with publishers' files.", show_default=False)],
    crs: Annotated[
        str, typer.Option("--crs", help="Of boundary files that do not say theirs, e.g. EPSG:5179; else their entries ask.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Write the catalogue anew where there is one.")] = False,
    verbose: VerboseOption = False,
) -> None:
    """Recognise the files of a folder by what is in them, and write its catalogue, rebalance.toml.

    Says what was recognised, what was not and why, and what is missing for which results. Exit code 3 when a map of all
    sigungu and a population by sigungu, sex and age are not both there.
    """
    from pipelines.cli.summary import Progress  # noqa: PLC0415
    from pipelines.start.command import run_init  # noqa: PLC0415  (help and usage errors stay instant)

    with Progress(err) as progress:

        def announce(files: int) -> Callable[[str], None]:
            progress.expect(files)
            return progress.step

        code = run_init(out, folder, crs, force=force, announce=announce)
    raise typer.Exit(code)
