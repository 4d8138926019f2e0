"""Dagster's SQLite event log with one connection a file, and without those that are damaged. What is written is Dagster's own.

Dagster opens, checkpoints and closes a database several times an event, which takes longer than most of our steps.
Only builds of the command line use this; the UI reads the same files with Dagster's class.
"""

from __future__ import annotations

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from dagster._core.storage.event_log.sqlite import SqliteEventLogStorage
from dagster._core.storage.sql import create_engine
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS

from expectations.kept_files import make_folder, set_aside

# The index and the run that is going on; a long-lived process must not keep a file of every run open.
KEPT = 2


class KeptConnections(SqliteEventLogStorage):
    """An event log for one process that writes a whole run."""

    def __init__(self, base_dir: str, inst_data: Any = None) -> None:
        self._engines: OrderedDict[str, sa.Engine] = OrderedDict()
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: Any, config_value: Any) -> KeptConnections:
        """Dagster makes it from the configuration that names it."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[sa.Connection]:
        with self._db_lock:
            engine = self._engine(shard)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.begin() as connection:
                yield connection

    def _engine(self, shard: str) -> sa.Engine:
        address = self.conn_string_for_shard(shard)
        if address not in self._engines:
            engine = create_engine(
                address,
                poolclass=sa.pool.StaticPool,
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
            )
            sa.event.listen(engine, "connect", _without_waiting_for_the_disk)
            self._engines[address] = engine
        self._engines.move_to_end(address)
        while len(self._engines) > KEPT:
            _, oldest = self._engines.popitem(last=False)
            oldest.dispose()
        return self._engines[address]

    def dispose(self) -> None:
        """Close the files, too."""
        super().dispose()
        while self._engines:
            self._engines.popitem()[1].dispose()


def _without_waiting_for_the_disk(connection: Any, _record: Any) -> None:
    """With a write-ahead log a killed process loses nothing; only a power cut may take the last events of the history."""
    connection.execute("PRAGMA synchronous=NORMAL")


# Below DAGSTER_HOME: the databases that every run writes to, and those of one run each.
_SHARED = ("history/runs.db", "history/runs/index.db", "schedules/schedules.db")
_OF_ONE_RUN = "history/runs/*.db"
_FORM = b"SQLite format 3\0"
# What SQLite keeps beside a database and would take for another one's.
_BESIDE = ("-wal", "-shm", "-journal")


def set_aside_damaged(home: Path) -> None:
    """Move databases of the history that SQLite cannot read out of the way, and say so: a build needs no history.

    Those that a run writes to are read whole, those of earlier runs at their beginning.
    """
    for name in ("history", "history/runs", "schedules"):
        make_folder(home / name)
    shared = [path for name in _SHARED if os.path.lexists(path := home / name)]
    others = [path for path in sorted(home.glob(_OF_ONE_RUN)) if path not in shared]
    for path in shared:
        if fault := _fault(path):
            _remove(path, fault)
    for path in others:
        if not _begins_well(path):
            _remove(path, "no SQLite database")


def set_aside_history(home: Path, why: str) -> None:
    """Move all of the history out of the way."""
    for name in ("history", "schedules"):
        if os.path.lexists(home / name):
            set_aside(home / name, why)


def _fault(path: Path) -> str:
    if not _begins_well(path):
        return "no SQLite database"
    try:
        with closing(sqlite3.connect(path, timeout=SQLITE_BUSY_TIMEOUT_SECONDS)) as database:
            (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        # Another process at work, a disk that is full: nothing that a new file would mend, and Dagster says it.
        return "" if "locked" in str(error) or "full" in str(error) else str(error)
    except sqlite3.Error as error:
        return str(error)
    return "" if found == "ok" else str(found)


def _begins_well(path: Path) -> bool:
    """An empty file is a database that nothing was written to."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_FORM)) in (b"", _FORM)
    except OSError:
        return False


def _remove(path: Path, why: str) -> None:
    for beside in _BESIDE:
        path.with_name(path.name + beside).unlink(missing_ok=True)
    set_aside(path, why)
