"""The command line: what is printed, what is refused, and the documented exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from domain import errors
from tests.command import rebalance
from tests.workshop import stay_in_process

COMMANDS = ("build", "status", "sources", "init", "query", "check", "convert", "region", "vintage", "diff")


def test_help_names_every_command_and_every_exit_code() -> None:
    answer = rebalance("--help")
    assert answer.code == 0
    assert all(command in answer.out for command in COMMANDS)
    text = " ".join(answer.out.split())
    for code in (
        "0 done",
        "1 fault",
        "2 wrong use",
        "3 source file",
        "4 ",
        "5 nothing published",
        "6 releases differ",
        "130 interrupted",
    ):
        assert code in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    answer = rebalance(command, "--help")
    assert answer.code == 0
    assert "--verbose" in answer.out and ("--home" in answer.out) == (command not in {"convert", "vintage", "init"})


@pytest.mark.parametrize("command", ["convert", "region", "vintage", "diff", "init", "sources"])
def test_commands_for_own_files_and_codes_explain_themselves_by_example(command: str) -> None:
    answer = rebalance(command, "--help")
    assert f"rebalance {command} " in " ".join(answer.out.split()).partition("Examples:")[2]


@pytest.mark.parametrize("arguments", [["fly"], ["build", "--colour", "red"], ["query"]])
def test_wrong_use_is_exit_code_2_with_a_hint(arguments: list[str]) -> None:
    answer = rebalance(*arguments)
    assert answer.code == 2
    assert "Traceback" not in answer.err and "fault of the program" not in answer.err
    assert "--help" in answer.err


def test_documented_exit_codes_are_those_of_the_error_family() -> None:
    codes = {name: kind.exit_code for name, kind in vars(errors).items() if hasattr(kind, "exit_code")}
    assert codes["SourceError"] == codes["CatalogueError"] == 3
    assert codes["ContractError"] == codes["ValidationError"] == 4
    assert codes["ReleaseError"] == 5
    assert codes["UsageError"] == 2


def test_installed_command_is_this_one() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli.app", "query", "--format", "xml", "SELECT 1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error --format xml: one of table, csv, json")


def test_build_of_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stay_in_process(monkeypatch)
    answer = rebalance("build", "--home", tmp_path / "home", "--sources", tmp_path / "nowhere")
    assert answer.code == 2
    assert "no such folder" in answer.message and "nowhere" in answer.message


def test_no_traceback_without_verbose_and_one_with_it(tmp_path: Path) -> None:
    plain = rebalance("query", "SELECT 1", "--home", tmp_path)
    verbose = rebalance("query", "SELECT 1", "--home", tmp_path, "--verbose")
    assert plain.code == verbose.code == 5
    assert "Traceback" not in plain.err and len(plain.err.splitlines()) == 1
    assert "Traceback" in verbose.err and plain.err.strip() in verbose.err
