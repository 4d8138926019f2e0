"""The command line's event log: Dagster's own files and rows, few connections."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from dagster._core.instance.ref import InstanceRef

from pipelines.dagster.event_log import KEPT, KeptConnections, set_aside_damaged


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


def garbage(path: Path) -> None:
    path.write_bytes(random.Random(15).randbytes(9000))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def page_of_zeros(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(4096) + data[8192:])


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def file_instead_of_its_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_bytes(b"?")


DATABASES = ("history/runs.db", "history/runs/index.db", "schedules/schedules.db")


@pytest.mark.parametrize("name", DATABASES)
@pytest.mark.parametrize("damage", [garbage, cut, page_of_zeros, folder_instead, file_instead_of_its_folder])
def test_damaged_database_is_set_aside_and_the_next_run_is_kept(
    home: Path, name: str, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    run(home)
    with closing(sqlite3.connect(home / name)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damage(home / name)
    set_aside_damaged(home)
    assert len([line for line in caplog.messages if line.startswith("damaged    ")]) == 1
    run_id = run(home)
    with dg.DagsterInstance.from_config(str(home)) as instance:
        found = instance.get_run_by_id(run_id)
        assert found is not None and found.is_success
        assert instance.all_logs(run_id)


def test_sound_and_empty_databases_stay(home: Path) -> None:
    first = run(home)
    (home / "history" / "runs" / "empty.db").touch()
    set_aside_damaged(home)
    assert not list(home.rglob("damaged"))
    with dg.DagsterInstance.from_config(str(home)) as instance:
        assert instance.all_logs(first)


def test_damaged_database_of_an_earlier_run_is_set_aside_too(home: Path) -> None:
    first = run(home)
    garbage(home / "history" / "runs" / f"{first}.db")
    set_aside_damaged(home)
    assert [path.name.partition(".")[0] for path in (home / "history" / "runs" / "damaged").iterdir()] == [first]


def test_what_sqlite_keeps_beside_a_damaged_database_goes_with_it(home: Path) -> None:
    """It would be taken for the new one's, and spoil it."""
    run(home)
    garbage(home / DATABASES[0])
    (home / f"{DATABASES[0]}-wal").write_bytes(b"pages of the old one")
    set_aside_damaged(home)
    assert not (home / f"{DATABASES[0]}-wal").exists()
