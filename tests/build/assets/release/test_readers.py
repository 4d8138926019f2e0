"""Other processes read while ten releases are published: none ever fails, and none sees half of one and half of another."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from assets.lake.lake import Lake
from assets.release.publish import publish, write_manifest
from assets.release.warehouse import write_warehouse
from expectations.contract import Column, TableContract

pytestmark = pytest.mark.builds

PUBLISHES, SWAPS = 10, 200
READERS = 4
ROWS = 20_000

# What an analyst does, in a loop: open the file that `current` names, ask several times, close, tell what was seen. The second
# table and `docs` have to be of the release of the first. No import but DuckDB: a reader needs nothing of this project.
READER = """
import sys, duckdb
path = sys.argv[1]
for line in sys.stdin:
    with duckdb.connect(path, read_only=True) as db:
        first, rows = db.execute("SELECT max(version), count(*) FROM core.people").fetchone()
        lowest, second = db.execute("SELECT min(version), max(version) FROM mart.figures").fetchone()
        (said,) = db.execute("SELECT value FROM docs.release WHERE name = 'version'").fetchone()
    print(first, lowest, second, said.removeprefix("v"), rows, flush=True)
"""

# One connection over all publishes: it has to go on reading the release that it began with.
KEEPER = """
import sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as db:
    for line in sys.stdin:
        print(*db.execute("SELECT min(version), max(version), count(*) FROM core.people").fetchone(), flush=True)
"""


def contract(name: str, schema: str) -> TableContract:
    columns = (Column("id", "BIGINT", "번호", "Number"), Column("version", "BIGINT", "판", "Version"))
    return TableContract(name, schema, "표", "Table", "A table.", "a row", columns, ("id",), "here")  # type: ignore[arg-type]


TABLES = (contract("people", "core"), contract("figures", "mart"))


def publish_version(folder: Path, version: int) -> None:
    """A release made as a real one is: tables sealed in the lake, written to a new DuckDB file, published by rename."""
    lake = Lake(folder / "lake")
    for table in TABLES:
        lake.put(lake.seal(table, pd.DataFrame({"id": range(ROWS), "version": version}), fingerprint=""))

    def write(release: Path) -> None:
        write_warehouse(release / "warehouse.duckdb", TABLES, lake, "", {"version": f"v{version}"})
        write_manifest(release, {"fingerprint": version})

    publish(folder / "releases", f"v{version}", write)


class Process:
    """A reader in a process of its own: `ask` lets it read once more, `answers` are what it saw."""

    def __init__(self, code: str, warehouse: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, str(warehouse)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("read\n")
        self.process.stdin.flush()

    def answer(self) -> list[int]:
        """The next line that it printed; nothing when it has failed."""
        assert self.process.stdout is not None
        return [int(number) for number in self.process.stdout.readline().split()]

    def finish(self) -> tuple[int, str]:
        """Exit code and what it complained of."""
        _, complaint = self.process.communicate(timeout=60)
        return self.process.returncode, complaint


@contextmanager
def processes(code: str, warehouse: Path, number: int) -> Iterator[list[Process]]:
    started = [Process(code, warehouse) for _ in range(number)]
    try:
        yield started
    finally:
        for one in started:
            one.process.kill()
            one.process.wait()
            for stream in (one.process.stdin, one.process.stdout, one.process.stderr):
                assert stream is not None
                stream.close()


def test_readers_in_other_processes_never_fail_over_ten_publishes(tmp_path: Path) -> None:
    publish_version(tmp_path, 0)
    warehouse = tmp_path / "releases" / "current" / "warehouse.duckdb"
    asked = 3
    with processes(READER, warehouse, READERS) as readers:
        seen: list[list[int]] = []
        for version in range(1, PUBLISHES + 1):
            # Asked before the release is written, so that they open and read while it is written and swapped in.
            for reader in readers:
                for _ in range(asked):
                    reader.ask()
            publish_version(tmp_path, version)
            # Asked after it: whatever the timing, this answer is of the new release.
            for reader in readers:
                seen += [reader.answer() for _ in range(asked)]
                reader.ask()
                last = reader.answer()
                assert last[:1] == [version], reader.finish()
                seen.append(last)
        assert [reader.finish() for reader in readers] == [(0, "")] * READERS
    assert len(seen) == READERS * PUBLISHES * (asked + 1)
    for first, lowest, second, said, rows in seen:
        assert first == lowest == second == said, "one connection has read two releases"
        assert rows == ROWS
    assert {first for first, *_ in seen} >= set(range(1, PUBLISHES + 1))


def test_readers_never_fail_while_current_is_swapped_two_hundred_times(tmp_path: Path) -> None:
    for version in (0, 1):
        publish_version(tmp_path, version)
    with processes(READER, tmp_path / "releases" / "current" / "warehouse.duckdb", READERS) as readers:
        seen: list[list[int]] = []
        for swap in range(SWAPS):
            if swap % 4 == 0:  # the answer is waited for three swaps later
                for reader in readers:
                    reader.ask()
            publish(tmp_path / "releases", f"v{swap % 2}", lambda _: pytest.fail("both are there"))
            if swap % 4 == 3:
                seen += [reader.answer() for reader in readers]
        assert [reader.finish() for reader in readers] == [(0, "")] * READERS
    assert len(seen) == READERS * SWAPS // 4
    assert all(first == lowest == second == said and rows == ROWS for first, lowest, second, said, rows in seen)


def test_reader_that_keeps_its_connection_keeps_its_release(tmp_path: Path) -> None:
    publish_version(tmp_path, 0)
    with processes(KEEPER, tmp_path / "releases" / "current" / "warehouse.duckdb", 1) as (keeper,):
        keeper.ask()
        answers = [keeper.answer()]
        for version in range(1, 4):
            publish_version(tmp_path, version)
            keeper.ask()
            answers.append(keeper.answer())
        assert keeper.finish() == (0, "")
    assert answers == [[0, 0, ROWS]] * 4
    assert (tmp_path / "releases" / "current").resolve().name == "v3"


def test_reader_of_a_file_that_is_being_written_would_be_noticed(tmp_path: Path) -> None:
    """The readers fail when a writer works on the very file that they open: what publishing by rename avoids."""
    publish_version(tmp_path, 0)
    warehouse = tmp_path / "releases" / "current" / "warehouse.duckdb"
    with duckdb.connect(str(warehouse)), processes(READER, warehouse, 1) as (reader,):
        reader.ask()
        assert reader.answer() == []
        code, complaint = reader.finish()
    assert code == 1 and "lock" in complaint
