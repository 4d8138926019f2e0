"""Dagster's runs and the command line hold the same lock: whoever comes second is told who is at work, and writes nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from assets.lake.lake import Lake, Sealed
from pipelines.build.home import Home
from pipelines.build.writer import only_writer
from tests.build.pipelines.dagster.test_dagster_runs import error_of, materialised, run
from tests.workshop import Workshop

pytestmark = pytest.mark.builds

# What the command line does first; it is refused before it has read anything.
BUILD = [sys.executable, "-m", "rebalance", "build", "--sources", "schematic", "--home"]
HOLD = """
import sys
from pathlib import Path
from pipelines.build.home import Home
from pipelines.build.writer import only_writer
with only_writer(Home(Path(sys.argv[1])), "rebalance build"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def held(workshop: Workshop) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the workshop's home, as a build of the command line does."""
    command = [sys.executable, "-c", HOLD, str(workshop.home.root)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_run_of_dagster_fails_before_its_first_table_while_the_command_line_builds(
    workshop: Workshop, held: subprocess.Popen[str]
) -> None:
    workshop.home.lake.path("sido").unlink()
    result = run(workshop, ("sido", "official_area"), ("sido",))
    assert not result.success and materialised(result) == set()
    assert not workshop.home.lake.path("sido").exists()
    (failure,) = [event.job_failure_data.error for event in result.all_events if event.is_failure and event.is_job_event]
    told = " ".join(str(error) for error in (failure, getattr(failure, "cause", "")))
    assert f"{workshop.home.root}: another build is running here (rebalance build, process {held.pid}, since " in told
    held.communicate("done\n")
    assert run(workshop, ("sido",), ("sido",)).success
    workshop.assert_untouched()


def test_command_line_is_refused_while_a_run_of_dagster_works(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[subprocess.CompletedProcess[str]] = []
    put = Lake.put

    def meanwhile(self: Lake, sealed: Sealed) -> Any:
        answers.append(subprocess.run([*BUILD, str(workshop.home.root)], capture_output=True, text=True, check=False))
        return put(self, sealed)

    workshop.home.lake.path("sido").unlink()
    monkeypatch.setattr(Lake, "put", meanwhile)
    result = run(workshop, ("sido", "official_area"), ("sido",))
    assert result.success
    (answer,) = answers
    assert (answer.returncode, answer.stdout) == (2, "")
    assert f"another build is running here (Dagster run {result.run_id[:8]}, process " in answer.stderr
    workshop.assert_untouched()


@pytest.mark.parametrize("error", [ValueError("no such column"), KeyboardInterrupt()], ids=["failed", "terminated"])
def test_run_that_ends_early_lets_go(workshop: Workshop, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def broken(*_: Any) -> None:
        raise error

    workshop.home.lake.path("sido").unlink()
    with monkeypatch.context() as context:
        context.setattr(Lake, "put", broken)
        if isinstance(error, Exception):
            assert error_of(run(workshop, ("sido",), ()), "sido")[0] == "ValueError"
        else:
            with suppress(KeyboardInterrupt):
                assert not run(workshop, ("sido",), ()).success
    assert_free(workshop.home)
    assert run(workshop, ("sido",), ()).success


def test_run_of_dagster_removes_what_a_killed_one_left(workshop: Workshop) -> None:
    for left in (workshop.home.lake.root / ".unit.0f3a.tmp", workshop.home.releases / ".2024.0f3b.tmp" / "half"):
        left.mkdir(parents=True)
    assert run(workshop, ("official_area",), ()).success
    workshop.assert_untouched()


def assert_free(home: Home) -> None:
    """Another process can hold the home: nobody does."""
    done = subprocess.run(
        [sys.executable, "-c", HOLD, str(home.root)], input="done\n", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "held\n"), done.stderr


def test_lock_is_free_when_nobody_works(workshop: Workshop, tmp_path: Path) -> None:
    with only_writer(Home(tmp_path / "elsewhere"), "rebalance build"):
        assert_free(workshop.home)
