"""Where the commands print, and the options that several of them share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

# A pipe has no width: tables are then not squeezed into 80 columns.
out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 240)
err = Console(stderr=True, highlight=False, soft_wrap=True)

BUILD_FOLDER = Path("build")


def nearest(home: Path) -> Path:
    """Where nothing is said of the home: `build` here, or of the nearest folder above that has one which was built in."""
    if home != BUILD_FOLDER:
        return home
    above = (folder / BUILD_FOLDER for folder in (Path.cwd(), *Path.cwd().parents))
    return next((build for build in above if any((build / made).is_dir() for made in ("releases", "lake"))), home)


HomeOption = Annotated[Path, typer.Option("--home", envvar="REBALANCE_HOME", help="Folder for lake, reports and releases.")]
# Of commands that only read.
ReadHomeOption = Annotated[
    Path,
    typer.Option(
        "--home", envvar="REBALANCE_HOME", help="Folder for lake, reports and releases; found from folders below, too.",
        callback=nearest,
    ),
]  # fmt: skip
SourcesOption = Annotated[
    str,
    typer.Option(
        "--sources",
        envvar="REBALANCE_SOURCES",
        help="Folder with publishers' files; `embedded`, the real input of the project; or `schematic`, a small one.",
    ),
]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="Show the traceback of an error.")]
