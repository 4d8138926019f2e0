"""One writer a home: who is refused and what is said, who shares the lock, and what the first one clears away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from domain.errors import UsageError
from pipelines.build import writer
from pipelines.build.home import Home
from pipelines.build.writer import LOCK, only_writer, remove_leftovers

HOLD = """
import sys
from pathlib import Path
from pipelines.build.home import Home
from pipelines.build.writer import only_writer
try:
    with only_writer(Home(Path(sys.argv[1])), sys.argv[2], sys.argv[3]):
        print("held", flush=True)
        sys.stdin.readline()
except Exception as error:
    print(error, flush=True)
"""


class Other:
    """Another process that wants to hold a home; `said` is what came of it."""

    def __init__(self, root: Path, what: str, run: str = "") -> None:
        command = [sys.executable, "-c", HOLD, str(root), what, run]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().strip()

    def end(self, *, kill: bool = False) -> None:
        if kill:
            self.process.kill()
        self.process.communicate("go\n" if not kill else None, timeout=60)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Callable[..., Other]]:
    started: list[Other] = []

    def start(what: str, run: str = "") -> Other:
        started.append(Other(tmp_path, what, run))
        return started[-1]

    yield start
    for one in started:
        one.end(kill=True)


def test_second_writer_is_told_who_is_at_work(tmp_path: Path, other: Callable[..., Other]) -> None:
    first = other("rebalance build")
    assert first.said == "held"
    with pytest.raises(UsageError) as refused, only_writer(Home(tmp_path), "rebalance check"):
        pass
    said = rf"{tmp_path}: another build is running here (rebalance build, process {first.process.pid}, since "
    assert str(refused.value).startswith(said)
    assert str(refused.value).endswith("; wait for it, or give --home another folder")
    first.end()
    with only_writer(Home(tmp_path), "rebalance check"):
        pass


def test_lock_dies_with_its_process(tmp_path: Path, other: Callable[..., Other]) -> None:
    other("rebalance build").end(kill=True)
    with only_writer(Home(tmp_path), "rebalance build"):
        assert other("Dagster run 1", "1").said.startswith(f"{tmp_path}: another build is running here (rebalance build")


def test_lock_of_one_home_is_none_of_another(tmp_path: Path) -> None:
    with only_writer(Home(tmp_path / "one"), "a"), only_writer(Home(tmp_path / "two"), "b"):
        assert (tmp_path / "one" / LOCK).exists() and (tmp_path / "two" / LOCK).exists()


def test_blocks_within_one_another_hold_until_the_outermost_ends(tmp_path: Path, other: Callable[..., Other]) -> None:
    home = Home(tmp_path)
    with only_writer(home, "rebalance build"):
        with only_writer(home, "Dagster run 1", "1"):
            pass
        assert "another build is running" in other("rebalance build").said
    assert other("rebalance build").said == "held"


def test_block_that_ends_by_an_error_lets_go(tmp_path: Path, other: Callable[..., Other]) -> None:
    with pytest.raises(KeyboardInterrupt), only_writer(Home(tmp_path), "rebalance build"):
        raise KeyboardInterrupt
    assert other("rebalance build").said == "held"


def test_processes_of_one_run_share_the_lock_and_another_run_is_refused(other: Callable[..., Other]) -> None:
    steps = [other("Dagster run 1", "1"), other("Dagster run 1", "1")]
    assert [step.said for step in steps] == ["held", "held"]
    assert "(Dagster run 1, process" in other("Dagster run 2", "2").said
    assert "(Dagster run 1, process" in other("rebalance build").said
    steps[0].end()
    assert "(Dagster run 1, process" in other("rebalance build").said  # the second step is still at work
    steps[1].end()
    assert other("rebalance build").said == "held"


def leave(home: Home) -> list[Path]:
    """What a killed writer may leave, wherever it writes."""
    folders = [
        home.releases,
        home.lake.root,
        home.checks,
        home.root / "unpacked",
        home.root / "embedded",
        home.root / "schematic",
    ]
    left = []
    for folder in folders:
        (folder / ".v.0f3a.tmp" / "deep").mkdir(parents=True)
        (folder / ".v.0f3a.tmp" / "deep" / "half.parquet").touch()
        (folder / ".t.0f3b.tmp").touch()
        (folder / "whole").touch()
        left += [folder / ".v.0f3a.tmp", folder / ".t.0f3b.tmp"]
    (home.releases / ".current.0f3c.tmp").symlink_to("v0")
    return [*left, home.releases / ".current.0f3c.tmp"]


def test_first_writer_removes_at_once_what_a_killed_one_left(tmp_path: Path) -> None:
    home = Home(tmp_path, "schematic")
    left = leave(home)
    with only_writer(home, "rebalance build"):
        assert not [path for path in left if path.exists() or path.is_symlink()]
        assert len(list(tmp_path.rglob("whole"))) == 6
    assert remove_leftovers(home)


def test_who_shares_the_lock_or_is_refused_removes_nothing(tmp_path: Path, other: Callable[..., Other]) -> None:
    home = Home(tmp_path, "schematic")
    assert other("Dagster run 1", "1").said == "held"
    left = leave(home)
    assert other("Dagster run 1", "1").said == "held"
    assert "another build" in other("rebalance build").said
    assert all(path.exists() or path.is_symlink() for path in left)


def test_home_on_a_full_disk_is_held_without_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: Callable[..., Other]
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writer.os, "pwrite", full)
    with only_writer(Home(tmp_path), "rebalance build"):
        assert other("rebalance build").said.startswith(f"{tmp_path}: another build is running here; wait for it")
