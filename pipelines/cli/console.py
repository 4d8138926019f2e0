"""Where the commands print, and the options that several of them share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console


class PipedConsole(Console):
    """A console that leaves it to the command line what happens when nobody reads any more."""

    def on_broken_pipe(self) -> None:
        """Called while the error is handled: raise it again instead of exiting with 1."""
        raise BrokenPipeError


# A pipe has no width: tables are then not squeezed into 80 columns.
out = PipedConsole(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 240)
err = PipedConsole(stderr=True, highlight=False, soft_wrap=True)

HomeOption = Annotated[Path, typer.Option("--home", envvar="REBALANCE_HOME", help="Folder for lake, reports and releases.")]
SourcesOption = Annotated[
    str,
    typer.Option(
        "--sources",
        envvar="REBALANCE_SOURCES",
        help="Folder with publishers' files; `embedded`, the real input of the project; or `schematic`, a small one.",
    ),
]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="Show the traceback of an error.")]
BUILD_FOLDER = Path("build")
