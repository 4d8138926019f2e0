"""Publishing: everything is written beside the last release and appears by rename, or not at all.

`current` is only ever pointed at a folder that is whole: each file has the size and sha256 that the manifest says, and
`SHA256SUMS` covers the manifest, too. `sha256sum -c SHA256SUMS` says the same without this program.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assets.reading.source_file import sha256
from domain.errors import DamageError, ReleaseError
from expectations.kept_files import make_folder, put_in_place, set_aside, sync, sync_tree

CURRENT = "current"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
# Digests are computed side by side, as Python lets go of its lock for that time.
DIGESTED_AT_ONCE = 4
# Of the faults of a release, in one line.
TOLD = 3


def publish(releases: Path, version: str, write: Callable[[Path], None]) -> Path:
    """Let `write` fill a new folder, then put it in place as `releases/<version>` and point `current` at it.

    When `write` raises, the new folder is removed and `current` stays. A version that is already there and whole is kept, and
    only pointed at; a damaged one is set aside once the new one is written. ReleaseError when what was written is not whole.
    """
    make_folder(releases)
    target = releases / version
    if not target.is_dir() or faults(target):
        with _workspace(releases, version) as folder:
            write(folder)
            sync_tree(folder)
            if found := faults(folder):
                raise ReleaseError(f"no release, the last one stays: what was written is not whole: {told_in_brief(found)}")
            if os.path.lexists(target) and (found := faults(target)):
                set_aside(target, told_in_brief(found))
            try:
                folder.rename(target)
            except OSError:
                if not target.is_dir():  # else another run has published the same version meanwhile
                    raise
            sync([releases])
    _point(releases, version)
    return target


def current(releases: Path) -> Path:
    """The newest release's own folder (a reader that keeps it is not moved along). ReleaseError when there is none."""
    link = releases / CURRENT
    try:
        if (link / MANIFEST).is_file():
            return link.resolve()
    except OSError as error:
        raise ReleaseError(f"{link}: cannot be read ({error.strerror}); run `rebalance build`") from error
    raise ReleaseError(
        f"{releases}: nothing is published yet; run `rebalance build` (or `make run`) first, with the same --home, if any"
    )


def is_current(releases: Path, release: Path) -> bool:
    """True when `current` points at that folder."""
    return os.path.realpath(releases / CURRENT) == os.path.realpath(release)


def read_manifest(release: Path) -> dict[str, Any]:
    """The manifest of one release. FileNotFoundError when there is none, DamageError when it is not as published."""
    path = release / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(manifest, dict):
            raise TypeError("no object")
        sums = release / SUMS
        if ("digests" in manifest or sums.exists()) and _line(sha256(path), MANIFEST) not in sums.read_text(encoding="utf-8"):
            raise ValueError(f"its sha256 is not the one in {SUMS}")
    except FileNotFoundError as error:
        if error.filename == str(path):
            raise
        raise DamageError(str(path), f"no {SUMS} beside it", "the digests of a release") from error
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise DamageError(str(path), f"what cannot be read ({error})", "the manifest of a release") from error
    return manifest


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """The last files of a release: the manifest, with a record of each file that is there, and the digests of all of it."""
    records = file_records(folder)
    text = json.dumps(manifest | {"digests": SUMS, "files": records}, ensure_ascii=False, indent=1, default=str) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    (folder / SUMS).write_text(_sums(folder, records), encoding="utf-8")


def file_records(folder: Path) -> list[dict[str, Any]]:
    """Path, size in bytes and sha256 of every file of a release but the manifest and the list of digests."""
    files = [folder / name for name in sorted(_files(folder)) if name not in (MANIFEST, SUMS)]
    with ThreadPoolExecutor(DIGESTED_AT_ONCE) as pool:
        digests = pool.map(sha256, files)
        return [
            {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": digest}
            for path, digest in zip(files, digests, strict=True)
        ]


def faults(release: Path) -> list[str]:
    """Everything in which a release is not what its manifest says, a line each; nothing when it is whole.

    A release from before all files had digests is held to those that it has.
    """
    try:
        return sorted(_compared(release, read_manifest(release)))
    except DamageError as error:
        return [f"{MANIFEST}: {error.found}"]
    except FileNotFoundError as error:
        return [f"{Path(error.filename or MANIFEST).name}: missing"]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        return [f"it cannot be read as a release ({type(error).__name__}: {error})"]


def _compared(release: Path, manifest: dict[str, Any]) -> Iterator[str]:
    said = {record["path"]: record for record in manifest["files"]}
    found = {record["path"]: record for record in file_records(release)}
    covered = "digests" in manifest or (release / SUMS).exists()
    for path in said.keys() - found.keys():
        yield f"{path}: missing"
    for path in found.keys() - said.keys():
        if covered or not path.startswith("data_docs/"):
            yield f"{path}: not of the release"
    for path in said.keys() & found.keys():
        if said[path]["bytes"] != found[path]["bytes"]:
            yield f"{path}: {found[path]['bytes']:,} bytes, not {said[path]['bytes']:,}"
        elif said[path]["sha256"] != found[path]["sha256"]:
            yield f"{path}: other bytes than published"
    if covered and (release / SUMS).read_text(encoding="utf-8") != _sums(release, manifest["files"]):
        yield f"{MANIFEST} and {SUMS}: one is not as published"


def require_whole(release: Path) -> None:
    """DamageError that tells what of a release is not as it was published."""
    if found := faults(release):
        raise DamageError(str(release), told_in_brief(found), "what was published")


def told_in_brief(found: Sequence[str]) -> str:
    """The first faults, and how many more there are."""
    more = f" and {len(found) - TOLD} more" if len(found) > TOLD else ""
    return f"{'; '.join(found[:TOLD])}{more}"


def _sums(folder: Path, records: list[dict[str, Any]]) -> str:
    """The list of digests as `sha256sum` writes it."""
    lines = [(record["path"], record["sha256"]) for record in records] + [(MANIFEST, sha256(folder / MANIFEST))]
    return "".join(_line(digest, path) for path, digest in lines)


def _line(digest: str, path: str) -> str:
    return f"{digest}  {path}\n"


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def find_published(releases: Path, fingerprint: str) -> Path | None:
    """The whole release made from exactly this fingerprint, if there is one."""
    for manifest in sorted(releases.glob(f"*/{MANIFEST}")):
        release = manifest.parent
        if release.name != CURRENT and _fingerprint(release) == fingerprint and not faults(release):
            return release
    return None


def _fingerprint(release: Path) -> str | None:
    """What the release was made from; None for a folder whose manifest somebody has damaged."""
    try:
        return str(read_manifest(release).get("fingerprint"))
    except (DamageError, OSError):
        return None


@contextmanager
def _workspace(releases: Path, version: str) -> Iterator[Path]:
    folder = releases / f".{version}.{uuid.uuid4().hex}.tmp"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _point(releases: Path, version: str) -> None:
    """Swap the `current` link in one rename; readers see the old release or the new one, never neither.

    Where `current` is a folder, as after a copy that follows links, it is set aside first.
    """
    link = releases / f".{CURRENT}.{uuid.uuid4().hex}.tmp"
    link.symlink_to(version)
    try:
        put_in_place(link, releases / CURRENT)
    finally:
        link.unlink(missing_ok=True)
    sync([releases])
