"""How processes end: signals become exit codes at any time, and a worker goes with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pipelines.build.ending import SAID

# A command that stands in for `rebalance`: what it does is the first word it is given.
COMMAND = """
import sys, threading, time
from pathlib import Path
from pipelines.build.ending import ends_at_once, guarded

def plain():
    print("begun", flush=True)
    time.sleep(600)

def swallowed():
    print("begun", flush=True)
    try:
        time.sleep(600)
    except KeyboardInterrupt:
        raise SystemExit("a library's own words")

def tidied():
    half = Path(sys.argv[2])
    half.touch()
    threading.Thread(target=time.sleep, args=(600,)).start()
    with ends_at_once(half.unlink):
        print("begun", flush=True)
        time.sleep(600)

def finished():
    return 3

sys.exit(guarded(lambda: globals()[sys.argv[1]]() or 3))
"""
WORKER = """
import sys
from concurrent.futures import BrokenExecutor
from pipelines.build import suites

def done():
    try:
        return suites.in_background(abs, -1).result()
    except BrokenExecutor:
        return done()

if __name__ == "__main__":
    with suites.suite_worker():
        suites.in_background(abs, -1).result()
        print(suites._processes[0].pid, flush=True)
        for line in sys.stdin:
            print(done(), flush=True)
"""
WAIT = 180  # seconds until a test gives up, on a machine that has much else to do
NUMBERS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


def began(*words: str, ignoring: signal.Signals | None = None) -> subprocess.Popen[str]:
    """That command in a group of its own, with signals as a terminal gives them, once it is at work."""

    def as_in_a_terminal() -> None:
        for number in NUMBERS:
            signal.signal(number, signal.SIG_IGN if number == ignoring else signal.SIG_DFL)

    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, *words], preexec_fn=as_in_a_terminal, start_new_session=True,  # noqa: PLW1509
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "begun\n"
    return process


@pytest.mark.parametrize(("number", "code"), NUMBERS.items())
def test_signal_during_a_plain_command_is_told_by_its_code(number: signal.Signals, code: int) -> None:
    process = began("plain")
    process.send_signal(number)
    assert process.communicate(timeout=WAIT) == ("", f"{SAID}\n")
    assert process.returncode == code


@pytest.mark.parametrize(("number", "code"), NUMBERS.items())
def test_signal_during_a_build_ends_it_there_and_then_and_tidies(number: signal.Signals, code: int, tmp_path: Path) -> None:
    process = began("tidied", str(tmp_path / "half"))
    assert (tmp_path / "half").exists()
    process.send_signal(number)
    assert process.communicate(timeout=WAIT) == ("", f"{SAID}\n")  # though its other thread goes on
    assert process.returncode == code
    assert not (tmp_path / "half").exists()


def test_signal_that_was_ignored_from_the_beginning_stays_so(tmp_path: Path) -> None:
    process = began("tidied", str(tmp_path / "half"), ignoring=signal.SIGHUP)
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=WAIT)
    assert process.returncode == 143


def test_code_of_a_command_that_ends_by_itself_is_its_own() -> None:
    assert subprocess.run([sys.executable, "-c", COMMAND, "finished"], check=False).returncode == 3


# --- the worker


@pytest.fixture
def build(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process with a worker that is at work, as a build has one."""
    script = tmp_path / "a_build.py"
    script.write_text(WORKER, encoding="utf-8")
    paths = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen(
        [sys.executable, str(script)], env=os.environ | {"PYTHONPATH": paths}, start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield process
    process.kill()
    process.communicate()


def worker_of(build: subprocess.Popen[str]) -> psutil.Process:
    assert build.stdout is not None
    return psutil.Process(int(build.stdout.readline()))


def test_worker_and_whatever_watches_it_end_with_a_killed_build_and_its_pipe_closes(build: subprocess.Popen[str]) -> None:
    worker = worker_of(build)
    below = psutil.Process(build.pid).children(recursive=True)
    assert worker in below
    build.send_signal(signal.SIGKILL)
    out, complaint = build.communicate(timeout=WAIT)  # reads to the end of the pipes: nobody may hold them
    assert (out, complaint) == ("", "")
    assert psutil.wait_procs(below, timeout=WAIT)[1] == []


def test_worker_holds_no_stream_and_hears_no_signal_and_what_a_killed_one_leaves_the_build_does(
    build: subprocess.Popen[str],
) -> None:
    worker = worker_of(build)
    if sys.platform == "linux":
        assert {str(Path(f"/proc/{worker.pid}/fd/{stream}").readlink()) for stream in (0, 1, 2)} == {os.devnull}
    for number in NUMBERS:
        worker.send_signal(number)  # Ctrl-C in a terminal is for the whole group
    assert build.stdin is not None and build.stdout is not None
    build.stdin.write("again\n")
    build.stdin.flush()
    assert build.stdout.readline() == "1\n"
    assert worker.is_running()
    worker.kill()
    out, complaint = build.communicate("again\nagain\n", timeout=WAIT)
    assert out == "1\n1\n"
    assert complaint.count("was killed (short of memory?); the build does it all itself") == 1 and "Traceback" not in complaint
