"""Timing of a command as a process tree: wall seconds and peak resident memory of all its processes."""

from __future__ import annotations

import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import psutil

SAMPLE_EVERY_S = 0.05


@dataclass(frozen=True)
class Run:
    """One run: wall seconds, and MB resident at its highest, shared pages of the tree counted per process."""

    seconds: float
    peak_mb: float


@dataclass(frozen=True)
class Result:
    """Several runs of one command."""

    name: str
    runs: tuple[Run, ...]
    aim_s: float | None

    def line(self) -> str:
        """Median, lowest and highest, and the aim."""
        seconds = [run.seconds for run in self.runs]
        aim = f"   aim {self.aim_s:g} s" if self.aim_s else ""
        return (
            f"{self.name:<34} median {statistics.median(seconds):6.2f} s   "
            f"{min(seconds):6.2f}-{max(seconds):.2f} s of {len(seconds)}   "
            f"peak {statistics.median(run.peak_mb for run in self.runs):6.0f} MB{aim}"
        )


def measure(
    name: str,
    command: Sequence[str],
    *,
    runs: int,
    before: Callable[[], None] = lambda: None,
    aim_s: float | None = None,
) -> Result:
    """Run `command` several times, `before` each; raises CalledProcessError when it fails."""
    return Result(name, tuple(_once(command, before) for _ in range(runs)), aim_s)


def _once(command: Sequence[str], before: Callable[[], None]) -> Run:
    before()
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peak), daemon=True)
    watcher.start()
    _, complaint = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=complaint)
    return Run(seconds, peak[0])


def _watch(pid: int, peak: list[float]) -> None:
    try:
        root = psutil.Process(pid)
        while True:
            total = 0
            for process in (root, *root.children(recursive=True)):
                try:
                    total += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            peak[0] = max(peak[0], total / 1e6)
            time.sleep(SAMPLE_EVERY_S)
    except psutil.NoSuchProcess:
        return
