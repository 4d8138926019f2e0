"""Builds that are killed, interrupted or run out of disk, at seeded moments of every phase.

After each: the last release is whole, every table of the lake can be read, no process is left and no stream is held; after a
signal that can be heard, or a full disk, nothing half-written is left either, and after a kill nothing once the next build
has begun. A moment is what a build has come to, and a seeded fraction of a second more: however fast the machine is, every
phase is met.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from assets.release.publish import current, faults
from pipelines.build.ending import SAID
from pipelines.build.home import SCHEMATIC, Home
from pipelines.build.plan import all_declarations
from pipelines.build.writer import LOCK, only_writer
from tests.conftest import Built, link_or_copy
from tests.places import ROOT
from tests.spoilt import tried

pytestmark = pytest.mark.builds

SEED = 20261127
KILLS = 20
WAIT = 600  # seconds until a trial gives up, on a machine that has much else to do
LOOK = 0.02
OLDER = "2024-12-31-schematic-00000000"
TABLE = "sido"


@dataclass
class Trial:
    """A home with a release of before, a table and its report missing, and a build in it that has much to publish."""

    home: Home
    process: subprocess.Popen[str] | None = None

    def begin(self, **options: object) -> subprocess.Popen[str]:
        """`rebalance build` in a group of its own, hearing signals as in a terminal."""
        self.home.lake.path(TABLE).unlink(missing_ok=True)
        (self.home.checks / f"{TABLE}.json").unlink(missing_ok=True)
        command = [sys.executable, "-m", "rebalance", "build", "--sources", SCHEMATIC, "--home", str(self.home.root)]
        self.process = subprocess.Popen(  # type: ignore[call-overload]
            command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True, **({"preexec_fn": as_in_a_terminal} | options),
        )  # fmt: skip
        return self.process

    def wait_until(self, moment: Callable[[Trial], object]) -> None:
        """Return when the build has come to that moment, or has ended."""
        assert self.process is not None
        while not moment(self):
            try:
                self.process.wait(LOOK)
            except subprocess.TimeoutExpired:
                continue
            return

    def wait(self, seconds: float) -> None:
        assert self.process is not None
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return

    def leftovers(self) -> list[str]:
        return [str(path.relative_to(self.home.root)) for path in self.home.root.rglob("*.tmp")]

    def assert_whole(self) -> None:
        """The release that `current` names is as it was published, and so is the one before; the lake can be read."""
        releases = {OLDER, current(self.home.releases).name}
        assert {name: faults(self.home.releases / name) for name in releases} == {name: [] for name in releases}
        for name in all_declarations():
            if name != TABLE:
                assert self.home.lake.entry(name), name

    def forget_what_was_published(self) -> None:
        """Back to the release of before, so that the next build publishes again."""
        for folder in self.home.releases.iterdir():
            if folder.is_dir() and not folder.is_symlink() and folder.name != OLDER:
                shutil.rmtree(folder)
        (self.home.releases / "current").unlink()
        (self.home.releases / "current").symlink_to(OLDER)


def as_in_a_terminal() -> None:
    """Signals that whatever runs the tests ignores are heard by the build."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture(scope="module")
def ground(schematic: Built, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A copy of the small build whose release is of before: made from something else, under another name."""
    home = Home(tmp_path_factory.mktemp("killed") / "home", SCHEMATIC)
    for folder in ("lake", "checks", SCHEMATIC):
        shutil.copytree(schematic.home.root / folder, home.root / folder)
    older = home.releases / OLDER
    shutil.copytree(schematic.release, older, copy_function=link_or_copy)
    manifest = older / "manifest.json"
    said = json.loads(manifest.read_text(encoding="utf-8"))
    for written in (manifest, older / "SHA256SUMS"):  # other files than those of the shared build, which are linked
        written.unlink(missing_ok=True)
    said = {key: value for key, value in said.items() if key != "digests"} | {"version": OLDER, "fingerprint": "0" * 64}
    manifest.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    (home.releases / "current").symlink_to(OLDER)
    return home


@pytest.fixture
def trial(ground: Home) -> Iterator[Trial]:
    one = Trial(ground)
    one.forget_what_was_published()
    yield one
    if one.process and one.process.poll() is None:
        os.killpg(one.process.pid, signal.SIGKILL)
        one.process.communicate()


# --- what a build has come to


def asked_for(_: Trial) -> bool:
    return True


def holds_the_home(trial: Trial) -> bool:
    assert trial.process is not None
    lock = trial.home.root / LOCK
    return lock.exists() and f'"process": {trial.process.pid},' in lock.read_text(encoding="utf-8")


def has_a_worker(trial: Trial) -> bool:
    assert trial.process is not None
    try:
        return bool(psutil.Process(trial.process.pid).children())
    except psutil.NoSuchProcess:
        return True


def has_written_the_table(trial: Trial) -> bool:
    return trial.home.lake.path(TABLE).exists()


def has_checked_it(trial: Trial) -> bool:
    return (trial.home.checks / f"{TABLE}.json").exists()


def in_workspace(pattern: str) -> Callable[[Trial], bool]:
    def there(trial: Trial) -> bool:
        return any(trial.home.releases.glob(f".*.tmp/{pattern}"))

    there.__name__ = f"writes_{pattern.strip('.*')}"
    return there


MOMENTS = (
    asked_for, holds_the_home, has_a_worker, has_written_the_table, has_checked_it, in_workspace("warehouse.duckdb*"),
    in_workspace("rebalance.gpkg*"), in_workspace("parquet"), in_workspace(".*.begun"), in_workspace("data_docs"),
)  # fmt: skip


def drawn(number: int, seed: int) -> list[tuple[Callable[[Trial], bool], float, bool]]:
    """Moments, each as often as the others, with a fraction of a second more, and whether the whole group is meant."""
    chance = random.Random(seed)
    return [(MOMENTS[trial % len(MOMENTS)], round(chance.uniform(0, 0.8), 2), chance.random() < 0.3) for trial in range(number)]


def interrupted() -> list[tuple[Callable[[Trial], bool], float, bool, signal.Signals]]:
    """Some of these moments, Ctrl-C and SIGTERM in turn, and once the end of the terminal."""
    every_other = drawn(len(MOMENTS), SEED + 1)[::2]
    heard = (signal.SIGINT, signal.SIGTERM, signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    return [(*moment, number) for moment, number in zip(every_other, heard, strict=True)]


def named(value: object) -> str:
    return getattr(value, "__name__", str(value))


def struck(trial: Trial, moment: Callable[[Trial], bool], more: float, number: signal.Signals, *, group: bool) -> str:
    """Send the signal at that moment; the complaint that was printed. Nobody of the build is left, or holds its streams."""
    process = trial.begin()
    trial.wait_until(moment)
    trial.wait(more)
    try:
        below = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        below = []
    if process.poll() is None:
        (os.killpg if group else os.kill)(process.pid, number)
    out, complaint = process.communicate(timeout=WAIT)  # to the end of both streams
    assert psutil.wait_procs(below, timeout=WAIT)[1] == []
    assert process.returncode == 0 or out == ""
    return complaint


@pytest.mark.parametrize(("moment", "more", "group"), drawn(max(3, tried(KILLS)), SEED), ids=named)
def test_killed_build(trial: Trial, moment: Callable[[Trial], bool], more: float, group: bool) -> None:
    complaint = struck(trial, moment, more, signal.SIGKILL, group=group)
    assert trial.process is not None and trial.process.returncode in (-signal.SIGKILL, 0)
    assert "Traceback" not in complaint and "Warning" not in complaint
    trial.assert_whole()
    with only_writer(trial.home, "the next build"):
        assert trial.leftovers() == []


@pytest.mark.parametrize(("moment", "more", "group", "number"), interrupted(), ids=named)
def test_interrupted_build(
    trial: Trial, moment: Callable[[Trial], bool], more: float, group: bool, number: signal.Signals
) -> None:
    complaint = struck(trial, moment, more, number, group=group)
    assert trial.process is not None and trial.process.returncode in (128 + number, 0)
    if trial.process.returncode:
        assert [line for line in complaint.splitlines() if not line.startswith("  done ")] == [SAID]
    assert trial.leftovers() == []
    trial.assert_whole()


def test_killed_worker_is_done_without(trial: Trial) -> None:
    process = trial.begin()
    trial.wait_until(in_workspace(".*.begun"))
    for child in psutil.Process(process.pid).children():
        if "spawn_main" in " ".join(child.cmdline()):
            child.kill()
    out, complaint = process.communicate(timeout=WAIT)
    assert process.returncode == 0, complaint
    assert "Traceback" not in complaint
    assert current(trial.home.releases).name != OLDER and "release" in out
    assert trial.leftovers() == []
    trial.assert_whole()


def test_build_after_all_of_them_finishes_the_release_and_says_what_became_of_the_killed(trial: Trial) -> None:
    import dagster as dg

    from pipelines.dagster.run import STARTED_BY, _instance

    struck(trial, has_written_the_table, 0.0, signal.SIGKILL, group=False)
    process = trial.begin()
    _, complaint = process.communicate(timeout=WAIT)
    assert process.returncode == 0, complaint
    assert trial.leftovers() == []
    trial.assert_whole()
    with _instance(trial.home) as instance:
        kept = [run.status for run in instance.get_runs(dg.RunsFilter(tags=STARTED_BY))]
    assert dg.DagsterRunStatus.FAILURE in kept and dg.DagsterRunStatus.STARTED not in kept


# --- no room


def small_files() -> None:
    """No file may grow beyond 6 MB, which tables do not and a release does."""
    as_in_a_terminal()
    resource.setrlimit(resource.RLIMIT_FSIZE, (6_000_000, 6_000_000))


def assert_refused(trial: Trial, words: str) -> None:
    assert trial.process is not None
    _, complaint = trial.process.communicate(timeout=WAIT)
    message = " ".join(line for line in complaint.splitlines() if not line.startswith("  done "))
    assert message.startswith(f"error {trial.home.root}: {words}"), complaint
    assert "The last release stays as it was." in message and "Traceback" not in message
    assert trial.process.returncode == 5
    assert trial.leftovers() == []
    assert current(trial.home.releases).name == OLDER
    trial.assert_whole()


def test_limit_of_a_files_size_is_told_and_leaves_nothing(trial: Trial) -> None:
    trial.begin(preexec_fn=small_files)
    assert_refused(trial, "File too large")


@pytest.fixture
def small_disk(tmp_path: Path, ground: Home) -> Iterator[Callable[[int], Home]]:
    """Mounts a disk in memory with a copy of the home, and so many bytes left."""
    mounted: list[Path] = []

    def mount(left: int) -> Home:
        if sys.platform != "linux" or os.geteuid() != 0:
            pytest.skip("only root can mount a disk of its own")
        home = Home(tmp_path / "disk" / "home", SCHEMATIC)
        home.root.parent.mkdir()
        size = sum(path.stat().st_blocks * 512 for path in ground.root.rglob("*") if path.is_file()) + left
        words = ["mount", "-t", "tmpfs", "-o", f"size={size // 1024}k", "rebalance-test", str(home.root.parent)]
        if subprocess.run(words, capture_output=True, check=False).returncode:
            pytest.skip("mounting is not allowed here")
        mounted.append(home.root.parent)
        shutil.copytree(ground.root, home.root, symlinks=True)
        return home

    yield mount
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("left", [pytest.param(4_000_000, marks=pytest.mark.trial), 30_000_000])
def test_full_disk_is_told_and_leaves_nothing(trial: Trial, small_disk: Callable[[int], Home], left: int) -> None:
    full = Trial(small_disk(left))
    full.begin()
    assert_refused(full, "No space left on device")


def test_home_that_cannot_be_written_is_told(trial: Trial, small_disk: Callable[[int], Home]) -> None:
    read_only = Trial(small_disk(1_000_000))
    read_only.home.lake.path(TABLE).unlink()
    subprocess.run(["mount", "-o", "remount,ro", str(read_only.home.root.parent)], check=True)
    command = [sys.executable, "-m", "rebalance", "build", "--sources", SCHEMATIC, "--home", str(read_only.home.root)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith(f"error {read_only.home.root}: Read-only file system. ")
    assert "Give --home a folder that can be written to." in done.stderr
