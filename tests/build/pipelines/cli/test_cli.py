"""The command line: what is printed, what is refused, and the documented exit codes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from assets.lake.lake import Lake, Sealed
from domain import errors
from expectations.contracts.registry import all_contracts
from pipelines.build.plan import all_declarations
from pipelines.dagster.run import run_build
from tests.command import rebalance
from tests.conftest import Built
from tests.workshop import BOUNDARY, KOSIS, Workshop

TABLES = len(all_declarations())


# --- build


def test_build_ends_with_where_what_checks_numbers_and_next_steps(schematic: Built) -> None:
    out = schematic.answer.out
    assert f"{TABLES} tables built, {TABLES} suites run" in out
    for word in ("release ", "tables ", "checks ", "SCHEMATIC", "51,217,221", "50.002%", "make dev", "qgis", " query "):
        assert word in out
    assert schematic.release.name in out
    assert schematic.answer.message == ""


def test_second_build_in_one_home_is_refused(workshop: Workshop) -> None:
    with FileLock(workshop.home.root / "build.lock"):
        answer = workshop.build()
    assert answer.code == 2
    assert "another build is running here" in answer.message and str(workshop.home.root) in answer.message
    workshop.assert_untouched()
    assert workshop.build().code == 0


def test_interrupt_leaves_the_release_and_finished_tables(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    put = Lake.put

    def interrupted(self: Lake, sealed: Sealed) -> object:
        if sealed.entry.name == "source_file":
            raise KeyboardInterrupt
        return put(self, sealed)

    monkeypatch.setattr(Lake, "put", interrupted)
    (workshop.home.lake.path("kosis_population")).unlink()
    (workshop.home.lake.path("source_file")).unlink()
    answer = workshop.build()
    assert answer.code == 130
    assert workshop.published() == workshop.before
    assert workshop.home.lake.entry("kosis_population") is not None
    assert answer.message == "interrupted; the last release stays as it was, finished tables are kept"


def test_build_after_an_interrupt_finishes_it(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Lake, sealed: Sealed) -> object:
        raise KeyboardInterrupt

    (workshop.home.lake.path("population_coverage")).unlink()
    with monkeypatch.context() as context:
        context.setattr(Lake, "put", interrupted)
        assert workshop.build().code == 130
    assert workshop.build().code == 0
    workshop.assert_untouched()


def test_fault_of_the_program_is_said_without_a_traceback(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.dagster.run.make_plan", lambda *_: 1 // 0)
    answer = workshop.build()
    assert answer.code == 1
    assert (
        re.search(r"fault of the program \(pipelines/dagster/run\.py:\d+\): ZeroDivisionError", answer.err)
        and "--verbose" in answer.err
    )
    assert "Traceback" not in answer.err


def test_failed_check_of_a_real_process_prints_progress_and_one_message_and_nothing_else(workshop: Workshop) -> None:
    """With the worker that runs suites beside the build, and whatever libraries would like to say."""
    workshop.recount(lambda records: [r | {"C1": "11999"} if r["C1"] == "11110" else r for r in records])
    command = [sys.executable, "-m", "pipelines.cli.app", "build", "--home", workshop.home.root, "--sources", workshop.folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert done.stdout == ""
    first, *message = [line for line in done.stderr.splitlines() if not line.startswith("  done ")]
    assert first.startswith("error ") and len(message) == 1 and "region_code=11999" in message[0]
    workshop.assert_untouched()


# --- verbose


def chain(error: BaseException | None) -> list[BaseException]:
    """The error and what it was raised from, as a traceback walks them; stops where the walk would never end."""
    links: list[BaseException] = []
    while error is not None:
        assert not any(error is link for link in links), f"{links[0]!r} is its own cause: printing it never ends"
        links.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return links


@pytest.mark.parametrize(("fault", "code"), [(errors.ContractError("no such column"), 4), (ZeroDivisionError("no area"), 1)])
def test_verbose_shows_the_traceback_of_a_failed_step(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, fault: Exception, code: int
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise fault

    workshop.home.lake.path("official_area").unlink()
    monkeypatch.setattr(Lake, "seal", broken)
    with pytest.raises(type(fault)) as caught:
        run_build(workshop.home, None, lambda _: lambda _: None)
    assert chain(caught.value)
    answer = workshop.build("--verbose")
    assert answer.code == code
    assert "Traceback" in answer.err and str(fault) in answer.message


# --- status, sources, check


def test_status_shows_every_table_fresh_and_the_release(schematic: Built) -> None:
    answer = rebalance("status", "--home", schematic.home.root, "--sources", "schematic")
    assert answer.code == 0
    assert "mart.extinction_risk" in answer.out and answer.out.count("fresh") == TABLES
    assert f"current release {schematic.release.name}" in answer.out


def test_status_of_an_empty_home_says_what_to_do(tmp_path: Path, workshop: Workshop) -> None:
    answer = rebalance("status", "--home", tmp_path / "empty", "--sources", workshop.folder)
    assert answer.code == 0
    assert answer.out.count("missing") == TABLES
    assert "nothing is published yet; run `rebalance build`" in answer.out


def test_status_names_what_changed(workshop: Workshop) -> None:
    (workshop.folder / KOSIS).write_text("[]", encoding="utf-8")
    answer = rebalance("status", "--home", workshop.home.root, "--sources", workshop.folder)
    assert answer.code == 0
    assert re.search(r"raw\.kosis_population +changed", answer.out)
    assert re.search(r"core\.population +upstream", answer.out)
    assert re.search(r"core\.boundary +fresh", answer.out)


def test_sources_lists_declarations(workshop: Workshop) -> None:
    answer = rebalance("sources", "--home", workshop.home.root, "--sources", workshop.folder)
    assert answer.code == 0
    for word in (BOUNDARY, KOSIS, "cp949", "EPSG:5179", "2024-02-01", "rebalance.toml"):
        assert word in answer.out
    assert "missing" not in answer.out


def test_sources_with_a_missing_file_is_exit_code_3(workshop: Workshop) -> None:
    (workshop.folder / BOUNDARY).unlink()
    answer = rebalance("sources", "--home", workshop.home.root, "--sources", workshop.folder)
    assert answer.code == 3
    assert re.search(rf"{BOUNDARY} +missing", answer.out)


def test_check_runs_suites_and_says_what_warns(workshop: Workshop) -> None:
    before = workshop.home.lake.path("official_area").read_bytes()
    answer = rebalance("check", "official_area", "at_risk_count", "--home", workshop.home.root, "--sources", workshop.folder)
    assert answer.code == 0
    assert re.search(r"holds +official_area: (\d+) of \1 expectations", answer.out)
    assert "warning: " in answer.out and "missing_units" in answer.out
    assert workshop.home.lake.path("official_area").read_bytes() == before


def test_check_of_a_broken_table_is_exit_code_4(workshop: Workshop) -> None:
    lake = workshop.home.lake
    spoilt = lake.frame("official_area").assign(area_km2=-1.0)
    lake.put(lake.seal(all_contracts()["official_area"], spoilt, fingerprint="spoilt"))
    answer = rebalance("check", "official_area", "--home", workshop.home.root, "--sources", workshop.folder)
    assert answer.code == 4
    assert "fails" in answer.out and "area_km2" in answer.out


@pytest.mark.parametrize(
    ("table", "message"), [("weather", "no table 'weather'"), ("region", "not built yet, and region is not checked without")]
)
def test_check_of_a_table_that_is_not_there_is_wrong_use(tmp_path: Path, workshop: Workshop, table: str, message: str) -> None:
    answer = rebalance("check", table, "--home", tmp_path / "empty", "--sources", workshop.folder)
    assert answer.code == 2
    assert message in answer.message
