"""`rebalance verify`: which releases are checked, and what is printed of each."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from assets.release.publish import CURRENT, current
from assets.release.verification import Verdict, verify_release
from domain.errors import ReleaseError
from expectations.kept_files import DAMAGED
from pipelines.build.home import Home
from pipelines.cli.release_difference import find_release


def run_verify(console: Console, root: Path, name: str, *, everything: bool) -> bool:
    """Check one release, or all, and print a line each, and one for each fault; True when all are whole.

    Raises UsageError for a release that is not there, ReleaseError when there is none.
    """
    releases = Home(root).releases
    folders = all_releases(releases) if everything else [current(releases) if name == CURRENT else find_release(name, releases)]
    if not folders:
        raise ReleaseError(f"{releases}: nothing is published yet; run `rebalance build` (or `make run`) first")
    verdicts = [verify_release(folder) for folder in folders]
    for verdict in verdicts:
        _print(console, verdict)
    whole = all(verdict.whole for verdict in verdicts)
    if not whole:
        console.print("A build with the same sources writes its release anew; of an older one, only a copy helps.", style="dim")
    return whole


def all_releases(releases: Path) -> list[Path]:
    """Every folder in which a release lies or should lie, oldest name first."""
    if not releases.is_dir():
        return []
    there = (path for path in releases.iterdir() if path.is_dir() and not path.is_symlink() and not path.name.startswith("."))
    return sorted(path for path in there if path.name not in (CURRENT, DAMAGED))


def _print(console: Console, verdict: Verdict) -> None:
    size = f"{verdict.files:,} files of {verdict.size / 1e6:,.1f} MB"
    number = len(verdict.faults)
    word, style, what = "whole", "green", f"{size}, {verdict.tables} tables of {verdict.rows:,} rows"
    if not verdict.whole:
        word, style, what = "damaged", "bold red", f"{number} fault{'' if number == 1 else 's'}, {size}"
    console.print(f"{word:<10}", style=style, end=" ")
    console.print(f"{verdict.release}: {what}", markup=False)
    for fault in verdict.faults:
        console.print(f"           {fault}", markup=False)
    if verdict.uncovered:
        console.print(f"           {verdict.uncovered}", markup=False)
