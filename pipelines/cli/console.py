"""Where the commands print, and the options that several of them share."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from domain.shown import shown, written_in_json


class Screen(Console):
    """A console for texts from outside: what a name holds is shown, whatever it is, and is neither markup nor a control code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, soft_wrap=True, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """Segments whose text is legible; the console's own control codes are segments of another kind."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(shown(segment.text), segment.style)

    def on_broken_pipe(self) -> None:
        """Called while the error is handled: raise it again instead of exiting with 1; the command line says what happens."""
        raise BrokenPipeError


# A pipe has no width: tables are then not squeezed into 80 columns.
out = Screen(width=None if sys.stdout.isatty() else 240)
err = Screen(stderr=True)


def write_json(value: Any, indent: int = 1) -> None:
    """The value as JSON on stdout."""
    sys.stdout.write(written_in_json(json.dumps(value, ensure_ascii=False, indent=indent, default=str)) + "\n")


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
