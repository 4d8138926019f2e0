"""What the disk refuses is told as such, however a library says it, and nothing else is."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import duckdb
import pytest

from domain.errors import HomeError, SourceError, UsageError
from expectations.fault import doing
from pipelines.build.disk import refusal, told_of
from pipelines.build.home import Home
from pipelines.cli.app import run


def caused(by: BaseException, error: BaseException) -> BaseException:
    error.__cause__ = by
    return error


def handling(met: BaseException, error: BaseException) -> BaseException:
    error.__context__ = met
    return error


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/home/lake/.unit.tmp")
REFUSED = {
    "of Python and Arrow": (FULL, "No space left on device, writing .unit.tmp"),
    "of DuckDB": (
        duckdb.TransactionException('Failed to commit: Could not write file "w.duckdb": No space left on device'),
        "No space left on device",
    ),
    "of SQLite": (sqlite3.OperationalError("database or disk is full"), "No space left on device"),
    "of SQLite that may not write": (sqlite3.OperationalError("attempt to write a readonly database"), "Read-only file system"),
    "behind a library's error": (caused(FULL, RuntimeError("cannot write layer")), "No space left on device, writing .unit.tmp"),
    "while another was told": (handling(FULL, KeyError("event")), "No space left on device, writing .unit.tmp"),
    "of two at once": (ExceptionGroup("2 steps failed", [ValueError("x"), FULL]), "No space left on device, writing .unit.tmp"),
    "limit of a file's size": (OSError(errno.EFBIG, "File too large", "w.duckdb"), "File too large, writing w.duckdb"),
    "quota": (OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)), "Disk quota exceeded"),
    "read-only": (OSError(errno.EROFS, os.strerror(errno.EROFS), "x"), "Read-only file system"),
    "not ours": (PermissionError(errno.EACCES, os.strerror(errno.EACCES), "x"), "Permission denied"),
    "too many files": (OSError(errno.EMFILE, os.strerror(errno.EMFILE), "x"), "Too many open files"),
    "home is a file": (FileExistsError(errno.EEXIST, "File exists", "x"), "Not a directory"),
}


@pytest.mark.parametrize(("error", "said"), REFUSED.values(), ids=REFUSED)
def test_refusal_names_the_home_and_what_to_do(error: BaseException, said: str, tmp_path: Path) -> None:
    told = refusal(error, Home(tmp_path))
    assert isinstance(told, HomeError) and told.exit_code == 5
    head, _, advice = str(told).partition(". The last release stays as it was. ")
    assert head == f"{tmp_path}: {said}"
    assert advice.startswith(("Make room", "Give --home", "Raise", "Files may not"))


@pytest.mark.parametrize(("limit", "said"), [(20, "Too many open files"), (1024, "Permission denied")])
def test_database_that_sqlite_cannot_open(limit: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.build.disk.resource.getrlimit", lambda _: (limit, limit))
    assert said in str(refusal(sqlite3.OperationalError("unable to open database file"), Home(tmp_path)))


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no space in this name"), KeyError("population"), caused(ValueError("x"), RuntimeError("y")),
        FileNotFoundError(errno.ENOENT, "No such file", "x"),
        caused(FULL, SourceError("a.zip", "nothing", "something")),  # it says itself what is wrong
    ],
)  # fmt: skip
def test_other_errors_are_none_of_the_disk(error: BaseException, tmp_path: Path) -> None:
    assert refusal(error, Home(tmp_path)) is None


def test_source_file_that_may_not_be_read_is_a_fault_of_the_source(tmp_path: Path) -> None:
    file = tmp_path / "sources" / "population.csv"
    told = refusal(PermissionError(errno.EACCES, "Permission denied", str(file)), Home(tmp_path / "home", str(file.parent)))
    assert isinstance(told, SourceError) and told.exit_code == 3
    assert str(file) in str(told) and "chmod u+r" in str(told)


def test_block_raises_the_refusal_from_what_it_met(tmp_path: Path) -> None:
    with pytest.raises(HomeError) as refused, told_of(Home(tmp_path)), doing("release"):
        raise FULL
    assert refused.value.__cause__ is FULL
    with pytest.raises(UsageError, match="as it is"), told_of(Home(tmp_path)):
        raise UsageError("as it is")


def test_command_that_meets_a_refusal_says_so_and_is_no_fault_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    def unreadable() -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "build/releases/current")

    assert run(unreadable, verbose=False) == HomeError.exit_code
    assert capsys.readouterr().err.startswith("error build/releases/current: Permission denied. Give --home a folder")
