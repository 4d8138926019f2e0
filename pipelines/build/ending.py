"""How processes end: signals become exit codes, a build first takes away what it had begun, a worker goes with its parent.

Nothing here imports more than the standard library: a worker that has just been born, and the command line before its own
imports, come here first.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import connection
from types import FrameType

SAID = "interrupted; the last release stays as it was, finished tables are kept"
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
PR_SET_PDEATHSIG = 1
# How long this thread then waits for Python's lock, each time: others work on, and there are hundreds of files to remove.
AT_ONCE_S = 1e-5

_received: list[int] = []
_tidying: list[Callable[[], object]] = []


class Interrupted(KeyboardInterrupt):
    """A signal asked this process to end."""


def guarded(command: Callable[[], int]) -> int:
    """Call the command that this process is for: whenever a signal comes, the process says so and ends with 128 + its number.

    A signal that was ignored when the process began (`nohup`, a job in the background) stays ignored.
    """
    caught = [number for number in SIGNALS if signal.getsignal(number) != signal.SIG_IGN]
    for number in caught:
        signal.signal(number, _on_signal)
    try:
        code = command()
    except KeyboardInterrupt:  # while the command was still being imported
        sys.stderr.write(f"{SAID}\n")
        code = exit_code()
    for number in caught:  # what is left is to let go of libraries: the command is done, and its code stands
        signal.signal(number, lambda *_: os._exit(code))
    return code


def exit_code() -> int:
    """The exit code of a command that was interrupted: 130 after Ctrl-C, 143 after SIGTERM, 129 when its terminal went."""
    return 128 + (_received[0] if _received else signal.SIGINT)


def was_interrupted() -> bool:
    """True once a signal has come: what libraries raise from then on is not their fault."""
    return bool(_received)


@contextmanager
def ends_at_once(tidy: Callable[[], object]) -> Iterator[None]:
    """Until the end of the block a signal calls `tidy` and ends the process there and then.

    Nothing is unwound: what works in other threads and in C need not notice, and whatever a library makes of an exception in
    the middle of its work cannot happen. So work that takes long belongs in another thread, where it keeps no signal waiting.
    """
    _tidying.append(tidy)
    try:
        yield
    finally:
        _tidying.pop()


def _on_signal(number: int, _frame: FrameType | None) -> None:
    _received.append(number)
    if not _tidying:
        raise Interrupted
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    sys.setswitchinterval(AT_ONCE_S)
    own = _voice()
    try:
        _tidying[-1]()
    finally:
        shown = "\x1b[?25h\n" if os.isatty(own) else ""  # a progress bar has hidden the cursor
        with suppress(OSError):
            os.write(own, f"{shown}{SAID}\n".encode())
        os._exit(exit_code())


def _voice() -> int:
    """Standard error for the last line alone: what libraries say of files that are taken from them concerns nobody."""
    try:
        own = os.dup(2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    except OSError:  # closed, or too many files
        return 2
    return own


@contextmanager
def held_back() -> Iterator[None]:
    """Keep signals waiting until the end of the block. A process started in it never hears them: its parent ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent(parent: int) -> None:
    """Let this process, a worker, end as soon as its parent does, however that ends, and hold none of its streams.

    Who reads what a build prints would otherwise wait for the worker too.
    """
    if sys.platform == "linux":  # at once, whatever the worker is doing
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended meanwhile
        os._exit(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    """Where the kernel does not tell of a parent's end, its pipe does."""
    if parent := multiprocessing.parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
