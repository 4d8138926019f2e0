"""The command line's event log: Dagster's own files and rows, few connections."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from dagster._core.instance.ref import InstanceRef

from pipelines.dagster.event_log import KEPT, KeptConnections


@dg.asset
def one() -> int:
    return 1


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(home: Path) -> str:
    events = {
        "module": "pipelines.dagster.event_log",
        "class": "KeptConnections",
        "config": {"base_dir": str(home / "history/runs")},
    }
    ref = InstanceRef.from_dir(str(home), overrides={"event_log_storage": events, "telemetry": {"enabled": False}})
    with dg.DagsterInstance.from_ref(ref) as instance:
        return dg.materialize([one], instance=instance).run_id


def test_dagsters_own_log_reads_what_was_written(home: Path) -> None:
    first, second = run(home), run(home)
    with dg.DagsterInstance.from_config(str(home)) as instance:
        event = instance.get_latest_materialization_event(dg.AssetKey("one"))
        assert event is not None and event.run_id == second
        types = [entry.dagster_event_type for entry in instance.all_logs(first) if entry.dagster_event_type]
    assert types[-1] is dg.DagsterEventType.RUN_SUCCESS
    assert dg.DagsterEventType.ASSET_MATERIALIZATION in types


def test_a_run_opens_each_file_once_and_closes_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    connect = sqlite3.connect

    def counted(database: Any, *arguments: Any, **options: Any) -> sqlite3.Connection:
        opened.append(Path(str(database)).name)
        return connect(database, *arguments, **options)

    run(home)
    monkeypatch.setattr("sqlite3.dbapi2.connect", counted)
    run_id = run(home)
    assert opened.count(f"{run_id}.db") == 1
    assert not list((home / "history/runs").glob("*-wal")), "a file that is closed has no write-ahead log left"


def test_no_more_than_two_files_are_kept_open(tmp_path: Path) -> None:
    log = KeptConnections(str(tmp_path))
    for shard in ("a", "b", "c"):
        with log.run_connection(shard) as connection:
            connection.exec_driver_sql("SELECT 1")
    assert len(log._engines) == KEPT
    log.dispose()
    assert not log._engines
