"""`rebalance releases`: what is published in a home, and which release is the one before the current."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from assets.release.publish import CURRENT, MANIFEST, current, read_manifest
from domain.errors import RebalanceError, ReleaseError, UsageError
from pipelines.cli.console import write_json

PREVIOUS = "previous"
FORMATS = ("table", "json")


@dataclass(frozen=True)
class Published:
    """One release: when it was made (ISO, UTC) and of which profile; both empty where its manifest cannot be read."""

    folder: Path
    created_at: str = ""
    profile: str = ""
    manifest: dict[str, Any] | None = None


def published(releases: Path) -> list[Published]:
    """All releases, the newest first."""
    found = [_published(path.parent) for path in releases.glob(f"*/{MANIFEST}") if path.parent.name != CURRENT]
    return sorted(found, key=lambda one: (one.created_at, one.folder.name), reverse=True)


def before_current(releases: Path) -> Path:
    """The release of the current one's profile that was made before it. ReleaseError when there is none."""
    here = _published(current(releases))
    for one in published(releases):
        if one.profile == here.profile and one.created_at < here.created_at:
            return one.folder
    raise ReleaseError(f"{releases}: no release of profile {here.profile} was made before the current one, {here.folder.name}")


def print_releases(console: Console, releases: Path, form: str) -> None:
    """A line a release. UsageError for an unknown format, ReleaseError when nothing is published."""
    if form not in FORMATS:
        raise UsageError(f"--format {form}: one of {', '.join(FORMATS)}")
    here = current(releases)
    try:
        before: Path | None = before_current(releases).resolve()
    except ReleaseError:
        before = None
    rows = []
    for one in published(releases):
        said = {here: CURRENT, before: PREVIOUS}.get(one.folder.resolve(), "")
        tables = len(one.manifest["tables"]) if one.manifest else None
        rows.append({"version": one.folder.name, "said": said, "profile": one.profile, "made": one.created_at, "tables": tables})
    if form == "json":
        write_json(rows)
        return
    table = Table("version", "", "profile", "made", "tables", box=None, header_style="bold")
    for row in rows:
        table.add_row(*(str(cell or "") for cell in (row | {"made": row["made"] or "manifest damaged"}).values()))
    console.print(table, markup=False)


def _published(folder: Path) -> Published:
    try:
        manifest = read_manifest(folder)
        return Published(folder, manifest["created_at"], manifest["profile"], manifest)
    except (RebalanceError, KeyError, TypeError, OSError):
        return Published(folder)
