"""The commands on published releases: `releases`, `diff`, what two differ in, and `verify`, whether one is what was published.

What they do is in `release_list.py`, `release_difference.py` and `release_check.py`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from domain.errors import DamageError
from pipelines.cli.console import (
    BUILD_FOLDER,
    ReadHomeOption,
    VerboseOption,
    out,
)

releases = typer.Typer(rich_markup_mode="rich")
DIFFERENT = 6


@releases.command(name="releases", epilog="Examples: [bold]rebalance releases[/]; [bold]rebalance releases --format json[/]")
def list_releases(
    format: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
    home: ReadHomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """List the published releases, the newest first; `current` and `previous` can be said instead of a version."""
    from pipelines.cli.release_list import print_releases  # noqa: PLC0415  (help and usage errors stay instant)

    print_releases(out, home.absolute() / "releases", format)


@releases.command(
    epilog="Examples: [bold]rebalance diff previous current[/]; "
    "[bold]rebalance diff old/ new/ --table mart.sigungu --limit 50[/]; [bold]rebalance diff A B --format md > changes.md[/]"
)
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A release's folder, its version, `current` or `previous`.")],
    after: Annotated[str, typer.Argument(metavar="B", help="The release to compare with it.")],
    tables: Annotated[list[str] | None, typer.Option("--table", help="Only this table, e.g. mart.sigungu; repeatable.")] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="Values, added and removed rows listed per table; all are counted.")
    ] = 5,
    tolerance: Annotated[
        float,
        typer.Option(
            "--tolerance",
            min=0,
            max=1,
            help="Numbers within this share of their size (at least of 1) are equal; 0 compares exactly.",
        ),
    ] = 0.0,
    data: Annotated[
        bool, typer.Option("--data", help="Read the rows of all tables, whatever the digests say, and check all files first.")
    ] = False,
    format: Annotated[str, typer.Option("--format", help="table, md or json.")] = "table",
    exit_code: Annotated[bool, typer.Option("--exit-code", help=f"Return {DIFFERENT} when the releases differ.")] = False,
    home: ReadHomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """Show what two releases differ in: inputs, tables, columns, rows by key, values.

    Tables of which both manifests have one digest count as equal without being read, and it is said of how many; --data reads
    them all.
    """
    from pipelines.cli.release_difference import run_diff  # noqa: PLC0415  (help and usage errors stay instant)

    differs = run_diff(
        out, home.absolute(), before, after, tables=tables or [], tolerance=tolerance, limit=limit, form=format, data=data
    )
    raise typer.Exit(DIFFERENT if differs and exit_code else 0)


@releases.command(epilog="Examples: [bold]rebalance verify[/]; [bold]rebalance verify 2025-12-31-embedded-e8319c93[/]")
def verify(
    release: Annotated[
        str, typer.Argument(metavar="[RELEASE]", help="A release's folder, its version, or `current`.")
    ] = "current",
    everything: Annotated[bool, typer.Option("--all", help="Every release that lies in the home.")] = False,
    home: ReadHomeOption = BUILD_FOLDER,
    verbose: VerboseOption = False,
) -> None:
    """Check that a release is what was published: every file by its sha256, every table by its rows. Exit code 7 when it is not.

    Files that are missing, damaged or were never published are named. `sha256sum -c SHA256SUMS` in the release's folder checks
    the same files without this program.
    """
    from pipelines.cli.release_check import run_verify  # noqa: PLC0415

    raise typer.Exit(0 if run_verify(out, home.absolute(), release, everything=everything) else DamageError.exit_code)
