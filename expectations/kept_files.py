"""How files under a home are kept: written under another name and renamed, synced, set aside where they are damaged.

All of a home can be made again, so whatever is not as it was written counts as absent. It is moved out of the way, so that it
can be looked at and stops no command, and said in one line. What makes a file sound is for its reader to know.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import shutil
import uuid
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from domain.errors import DamageError

# Below the folder in which something was found damaged; of all that was, the newest are kept.
DAMAGED = "damaged"
KEPT = 3
# Files are synced side by side: a disk's journal then waits once for several.
SYNCED_AT_ONCE = 8
_LOG = logging.getLogger("rebalance.kept")


def say(line: str) -> None:
    """Tell the user in one line of the error stream what was found and is mended."""
    _LOG.warning("%s", line)


def write_whole(path: Path, data: bytes) -> None:
    """Write in one rename; until then what stands there stays as it was. Folders that are missing are made."""
    make_folder(path.parent)
    temporary = path.parent / f".{path.stem}.{uuid.uuid4().hex}.tmp"
    try:
        temporary.write_bytes(data)
        put_in_place(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def put_in_place(temporary: Path, path: Path) -> None:
    """Rename to `path`. What a rename cannot replace, a folder where a file belongs or the other way, is set aside."""
    try:
        temporary.replace(path)
    except OSError:
        folder = _is_folder(path)
        if not os.path.lexists(path) or folder == _is_folder(temporary):
            raise
        set_aside(path, "a folder in the place of a file" if folder else "a file in the place of a folder")
        temporary.replace(path)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def make_folder(path: Path) -> None:
    """Make the folder and those above it; a file that stands in the way of the first or the second is set aside."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        standing = next((p for p in (path, path.parent) if os.path.lexists(p) and not p.is_dir()), None)
        if standing is None:
            raise
        set_aside(standing, "a file in the place of a folder")
        path.mkdir(parents=True, exist_ok=True)


def set_aside(path: Path, why: str) -> Path:
    """Move a damaged file or folder below `damaged/` beside it, say what was found, and keep there the newest few.

    Returns where it is now. Raises DamageError when it can be neither moved nor removed.
    """
    folder = path.parent / DAMAGED
    stamp = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}"
    target = folder / f"{path.name}-{stamp}"
    try:
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        folder.mkdir(exist_ok=True)
        path.rename(target)
    except OSError as error:
        raise DamageError(
            str(path), why, "what was written there", f"It cannot be moved away ({error.strerror}): remove it."
        ) from error
    with contextlib.suppress(OSError):
        for old in sorted(folder.iterdir(), key=lambda p: p.name.rpartition("-")[2])[:-KEPT]:
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    say(f"damaged    {path}: found {why}; moved to {DAMAGED}/{target.name}, and made again")
    return target


def sync(paths: Iterable[Path]) -> None:
    """Have the disk keep these files and folders before anything points at them. What is gone meanwhile is passed over."""
    with ThreadPoolExecutor(SYNCED_AT_ONCE) as pool:
        for _ in pool.map(_sync, paths):
            pass


def sync_tree(folder: Path) -> None:
    """Everything below a folder, files first, and the folder itself."""
    found = sorted(folder.rglob("*"))
    sync(path for path in found if path.is_file())
    sync([*(path for path in reversed(found) if path.is_dir()), folder])


def _sync(path: Path) -> None:
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        with contextlib.suppress(OSError):  # file systems that cannot sync a folder say so; they promise nothing then
            os.fsync(handle)
    finally:
        os.close(handle)
