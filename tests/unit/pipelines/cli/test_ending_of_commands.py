"""How commands end: interrupted, with nobody who reads, in an encoding that lacks letters, under a clock of long ago."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from pipelines.build import ending
from pipelines.cli.app import NOBODY_READS, run
from pipelines.cli.console import err, out

LONG = """
import sys
from pipelines.cli.app import run
from pipelines.cli.console import out

def rich_lines():
    for number in range(100_000):
        out.print(number)

def plain_lines():
    for number in range(100_000):
        sys.stdout.write(f"{number}\\n")

sys.exit(run({"rich": rich_lines, "plain": plain_lines}[sys.argv[1]], verbose=False))
"""


@pytest.mark.parametrize("kind", ["rich", "plain"])
def test_command_whose_reader_has_gone_ends_quietly(kind: str) -> None:
    process = subprocess.Popen([sys.executable, "-c", LONG, kind], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline() == "0\n"
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == NOBODY_READS
    process.stderr.close()


def test_what_a_library_makes_of_an_interrupt_is_no_fault_of_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def of_duckdb() -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr(ending, "_received", [15])
    assert run(of_duckdb, verbose=False) == 143
    assert capsys.readouterr().err == f"{ending.SAID}\n"


def test_keyboard_interrupt_without_a_signal_is_130(capsys: pytest.CaptureFixture[str]) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    assert run(stopped, verbose=False) == 130
    assert capsys.readouterr().err == f"{ending.SAID}\n"


@pytest.mark.parametrize("encoding", ["cp949", "ascii", "latin-1"])
def test_letters_that_an_encoding_lacks_stop_no_command(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written, complained = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    monkeypatch.setattr(sys, "stdout", written)
    monkeypatch.setattr(sys, "stderr", complained)

    def told() -> None:
        out.print("• 한국 Ångström — 2 m²")
        err.print("…")

    assert run(told, verbose=False) == 0
    complained.flush()
    assert b"2 m" in written.buffer.getvalue() and complained.buffer.getvalue()  # type: ignore[attr-defined]


def test_clock_of_before_archives_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def packed() -> None:
        raise ValueError("ZIP does not support timestamps before 1980")

    monkeypatch.setattr("pipelines.cli.app.time.time", lambda: 3600.0)
    assert run(packed, verbose=False) == 2
    assert "the clock of this machine says" in capsys.readouterr().err
