"""Dagster's SQLite event log with one connection a file. What is written, and where, is Dagster's own.

Dagster opens, checkpoints and closes a database several times an event, which takes longer than most of our steps.
Only builds of the command line use this; the UI reads the same files with Dagster's class.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from dagster._core.storage.event_log.sqlite import SqliteEventLogStorage
from dagster._core.storage.sql import create_engine
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS

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
