"""What a disk refuses, said as such: full, not to be written, not ours, too many files.

Libraries say it in their own ways, and behind errors of their own; the error number, or the system's words, say which it is.
"""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.errors import HomeError, RebalanceError, SourceError
from pipelines.build.home import EMBEDDED, SCHEMATIC, Home

FULL = "Make room (old releases are whole folders and may be deleted) and run it again."
# A build gets by with 64.
NEEDED_FILES = 64
# What is to be done about each, and what else than the system's own words it is called.
REMEDIES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: "Files may not grow that large here: raise the limit (`ulimit -f`), and run it again.",
    errno.EROFS: "Give --home a folder that can be written to.",
    errno.EACCES: "Give --home a folder of your own, or have its owner let you in.",
    errno.EPERM: "Give --home a folder of your own, or have its owner let you in.",
    errno.ENOTDIR: "Give --home a folder.",
    errno.EMFILE: "Raise the limit of open files (`ulimit -n 1024`), and run it again.",
    errno.ENFILE: "The whole machine has too many files open; run it again later.",
    errno.EIO: "The disk does not read or write as it should; give --home a folder on another one.",
}
ALSO = {"disk is full": errno.ENOSPC, "readonly database": errno.EROFS, "disk I/O error": errno.EIO}
WORDS = {os.strerror(number): number for number in REMEDIES} | ALSO


@contextmanager
def told_of(home: Home) -> Iterator[None]:
    """Turn what the disk refuses within the block into HomeError, or SourceError for a source file that may not be read."""
    try:
        yield
    except RebalanceError:
        raise
    except Exception as error:
        if own := refusal(error, home):
            raise own from error
        raise


def refusal(error: BaseException, home: Home | None = None) -> RebalanceError | None:
    """The error that says what the disk refused, when that is what an error comes from; else None.

    Without a `home` it names the file, where a library has said which.
    """
    for found in behind(error):
        if isinstance(found, RebalanceError):
            return None  # it says itself what is wrong
        if number := _number(found):
            return _own(found, number, home)
    return None


def behind(error: BaseException | None) -> Iterator[BaseException]:
    """The error, those of a group, and what each was raised from or while handling, each once."""
    waiting, seen = [error], set[int]()
    while waiting:
        found = waiting.pop()
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        waiting += [found.__context__, found.__cause__]
        if isinstance(found, BaseExceptionGroup):
            waiting += found.exceptions


def few_files() -> bool:
    """True where so few files may be open at once that a build cannot do with them."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0] < NEEDED_FILES


def _number(error: BaseException) -> int | None:
    if isinstance(error, OSError) and error.errno in REMEDIES:
        return error.errno
    if isinstance(error, FileExistsError):  # `--home` is a file
        return errno.ENOTDIR
    if "unable to open database file" in str(error):  # all that SQLite says of either
        return errno.EMFILE if few_files() else errno.EACCES
    return next((number for words, number in WORDS.items() if words in str(error)), None)


def _own(error: BaseException, number: int, home: Home | None) -> RebalanceError:
    name = getattr(error, "filename", None)
    file = os.fsdecode(name) if isinstance(name, str | bytes) else ""
    if home and file and number in (errno.EACCES, errno.EPERM) and _is_source(Path(file).absolute(), home):
        return SourceError(
            file, "a file that may not be read", "one that you may read",
            remedy=f"Ask its owner, or `chmod u+r` it ({os.strerror(number)}).",
        )  # fmt: skip
    if not home:
        return HomeError(f"{file or error}: {os.strerror(number)}. {REMEDIES[number]}")
    where = f", writing {Path(file).name}" if file and number in (errno.ENOSPC, errno.EFBIG) else ""
    return HomeError(f"{home.root}: {os.strerror(number)}{where}. The last release stays as it was. {REMEDIES[number]}")


def _is_source(file: Path, home: Home) -> bool:
    if home.sources in (EMBEDDED, SCHEMATIC):
        return False
    return file.is_relative_to(Path(home.sources).absolute()) and not file.is_relative_to(home.root)
