"""Publishing: everything is written beside the last release and appears by rename, or not at all."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from domain.errors import ReleaseError

CURRENT = "current"
MANIFEST = "manifest.json"


def publish(releases: Path, version: str, write: Callable[[Path], None]) -> Path:
    """Let `write` fill a new folder, then put it in place as `releases/<version>` and point `current` at it.

    When `write` raises, the new folder is removed and `current` stays. A version that is already there
    is whole, since it came by rename; it is kept, and only pointed at.
    """
    releases.mkdir(parents=True, exist_ok=True)
    target = releases / version
    if not target.is_dir():
        with _workspace(releases, version) as folder:
            write(folder)
            try:
                folder.rename(target)
            except OSError:
                if not target.is_dir():  # else another run has published the same version meanwhile
                    raise
    _point(releases, version)
    return target


def current(releases: Path) -> Path:
    """The newest release's own folder (a reader that keeps it is not moved along). ReleaseError when there is none."""
    link = releases / CURRENT
    if not (link / MANIFEST).is_file():
        raise ReleaseError(f"{releases}: nothing is published yet; run `rebalance build` (or `make run`) first")
    return link.resolve()


def read_manifest(release: Path) -> dict[str, Any]:
    """The manifest of one release."""
    manifest: dict[str, Any] = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def find_published(releases: Path, fingerprint: str) -> Path | None:
    """The release made from exactly this fingerprint, if there is one."""
    for manifest in sorted(releases.glob(f"*/{MANIFEST}")):
        if manifest.parent.name != CURRENT and _fingerprint(manifest.parent) == fingerprint:
            return manifest.parent
    return None


def _fingerprint(release: Path) -> str | None:
    """What the release was made from; None for a folder whose manifest somebody has damaged."""
    try:
        found = read_manifest(release).get("fingerprint")
    except (json.JSONDecodeError, UnicodeDecodeError, AttributeError):
        return None
    return str(found)


@contextmanager
def _workspace(releases: Path, version: str) -> Iterator[Path]:
    folder = releases / f".{version}.{uuid.uuid4().hex}.tmp"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _point(releases: Path, version: str) -> None:
    """Swap the `current` link in one rename; readers see the old release or the new one, never neither."""
    link = releases / f".{CURRENT}.{uuid.uuid4().hex}.tmp"
    link.symlink_to(version)
    try:
        link.replace(releases / CURRENT)
    finally:
        link.unlink(missing_ok=True)
