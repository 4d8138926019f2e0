"""One writer a home: the lock that the command line and Dagster's runs share, and what a killed writer left behind."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from domain.errors import UsageError
from expectations.kept_files import set_aside
from pipelines.build.home import EMBEDDED, SCHEMATIC, Home

LOCK = "build.lock"
# Everything is written under such a name and appears by rename; with the lock held, whoever wrote one is dead.
LEFTOVERS = tuple(f"{folder}/.*.tmp" for folder in ("releases", "lake/*", "checks/*", "unpacked", EMBEDDED, SCHEMATIC))
# Another step of the same run holds the lock for itself only while it looks through the home.
TRIES, PAUSE_S = 50, 0.1

_held: dict[Path, int] = {}  # locks of this process, and how many blocks are within
_guard = threading.RLock()


@dataclass(frozen=True)
class Holder:
    """Who holds a home, as its lock file says for those who are refused."""

    what: str
    run: str
    process: int
    since: str

    def __str__(self) -> str:
        return f"{self.what}, process {self.process}, since {self.since}"


@contextmanager
def only_writer(home: Home, what: str, run: str = "") -> Iterator[None]:
    """Hold the home for the time of the block, or raise UsageError that names who holds it.

    The lock dies with its process, is taken once a process, however many blocks there are within, and is shared by the
    processes of one `run` of Dagster. Whoever is first removes what a killed writer left behind.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    path = (home.root / LOCK).resolve()
    with _guard:
        descriptor = None if path in _held else _take(home, path, what, run)
        _held[path] = _held.get(path, 0) + 1
    try:
        yield
    finally:
        with _guard:
            _held[path] -= 1
            if not _held[path]:
                del _held[path]
        if descriptor is not None:
            os.close(descriptor)


def remove_leftovers(home: Home) -> bool:
    """Remove what unfinished writers left. Only for who holds the home. True when there was nothing."""
    found = [path for pattern in LEFTOVERS for path in home.root.glob(pattern)]
    for path in found:
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        else:
            shutil.rmtree(path, ignore_errors=True)
    return not found


def _take(home: Home, path: Path, what: str, run: str) -> int:
    """The lock file's descriptor, locked: for this process alone, or together with others of its run."""
    if path.is_dir():
        set_aside(path, "a folder in the place of a file")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        for attempt in range(TRIES):
            if attempt:
                time.sleep(PAUSE_S)
            if _lock(descriptor, fcntl.LOCK_EX):
                _sign(descriptor, Holder(what, run, os.getpid(), f"{dt.datetime.now():%H:%M:%S}"))
                remove_leftovers(home)
                if not run or _lock(descriptor, fcntl.LOCK_SH):
                    return descriptor
            holder = _holder(descriptor)
            if not run or not holder or holder.run != run:
                raise _refused(home, holder)
            if _lock(descriptor, fcntl.LOCK_SH) and _holder(descriptor) == holder:
                return descriptor
        raise _refused(home, _holder(descriptor))
    except BaseException:
        os.close(descriptor)
        raise


def _lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(descriptor: int, holder: Holder) -> None:
    os.ftruncate(descriptor, 0)
    try:
        os.pwrite(descriptor, json.dumps(asdict(holder)).encode(), 0)
    except OSError:  # a full disk: it keeps nobody from building what needs no room
        os.ftruncate(descriptor, 0)


def _holder(descriptor: int) -> Holder | None:
    try:
        return Holder(**json.loads(os.pread(descriptor, 4096, 0)))
    except (ValueError, TypeError):  # not signed, or not yet
        return None


def _refused(home: Home, holder: Holder | None) -> UsageError:
    who = f" ({holder})" if holder else ""
    return UsageError(f"{home.root}: another build is running here{who}; wait for it, or give --home another folder")
