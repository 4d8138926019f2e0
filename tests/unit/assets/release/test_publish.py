"""A release appears by rename or not at all; readers of the last one are never disturbed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import duckdb
import pytest

from assets.release.publish import current, find_published, publish, read_manifest
from domain.errors import ReleaseError


def release(number: str) -> object:
    """A writer of a release with one file and a manifest."""

    def write(folder: Path) -> None:
        (folder / "data.txt").write_text(number, encoding="utf-8")
        (folder / "manifest.json").write_text(json.dumps({"version": number, "fingerprint": number}), encoding="utf-8")

    return write


def names(releases: Path) -> set[str]:
    return {path.name for path in releases.iterdir()}


def test_release_appears_whole_and_current_points_at_it(tmp_path: Path) -> None:
    folder = publish(tmp_path / "releases", "v1", release("1"))
    assert folder == tmp_path / "releases" / "v1"
    assert (folder / "data.txt").read_text(encoding="utf-8") == "1"
    assert current(tmp_path / "releases") == folder
    assert names(tmp_path / "releases") == {"v1", "current"}


def test_nothing_of_a_release_is_visible_while_it_is_written(tmp_path: Path) -> None:
    publish(tmp_path, "v1", release("1"))

    def look(folder: Path) -> None:
        (folder / "data.txt").write_text("2", encoding="utf-8")
        assert not (tmp_path / "v2").exists()
        assert current(tmp_path).name == "v1"
        release("2")(folder)  # type: ignore[operator]

    publish(tmp_path, "v2", look)
    assert current(tmp_path).name == "v2"


def test_next_release_keeps_the_one_before(tmp_path: Path) -> None:
    publish(tmp_path, "v1", release("1"))
    publish(tmp_path, "v2", release("2"))
    assert names(tmp_path) == {"v1", "v2", "current"}
    assert (tmp_path / "v1" / "data.txt").read_text(encoding="utf-8") == "1"


@pytest.mark.parametrize("error", [RuntimeError("disk full"), KeyboardInterrupt()])
def test_failure_while_writing_leaves_the_last_release_whole(tmp_path: Path, error: BaseException) -> None:
    publish(tmp_path, "v1", release("1"))

    def broken(folder: Path) -> None:
        (folder / "half.txt").touch()
        raise error

    with pytest.raises(type(error)):
        publish(tmp_path, "v2", broken)
    assert names(tmp_path) == {"v1", "current"}
    assert current(tmp_path).name == "v1"


def test_failure_before_current_is_swapped_leaves_it_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, "v1", release("1"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(Path, "replace", killed)
        context.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(tmp_path, "v2", release("2"))
    assert current(tmp_path).name == "v1"
    publish(tmp_path, "v2", lambda _: pytest.fail("v2 is whole and must not be written again"))
    assert current(tmp_path).name == "v2"


def test_version_that_is_there_is_not_written_again(tmp_path: Path) -> None:
    publish(tmp_path, "v1", release("1"))
    publish(tmp_path, "v2", release("2"))
    publish(tmp_path, "v1", lambda _: pytest.fail("written again"))
    assert current(tmp_path).name == "v1"


def test_same_version_published_by_two_runs_is_kept_once(tmp_path: Path) -> None:
    def other_run_wins(folder: Path) -> None:
        release("1")(folder)  # type: ignore[operator]
        publish(tmp_path, "v1", release("1"))

    publish(tmp_path, "v1", other_run_wins)
    assert names(tmp_path) == {"v1", "current"}


def test_link_that_could_not_be_swapped_in_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, "v1", release("1"))
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("no")))
    with pytest.raises(OSError, match="no"):
        publish(tmp_path, "v2", release("2"))
    assert names(tmp_path) == {"v1", "v2", "current"}
    assert current(tmp_path).name == "v1"


def test_release_is_found_by_its_fingerprint(tmp_path: Path) -> None:
    publish(tmp_path, "v1", release("1"))
    publish(tmp_path, "v2", release("2"))
    assert find_published(tmp_path, "1") == tmp_path / "v1"
    assert find_published(tmp_path, "3") is None
    assert read_manifest(tmp_path / "v2") == {"version": "2", "fingerprint": "2"}


def test_folder_with_a_damaged_manifest_does_not_stop_a_search(tmp_path: Path) -> None:
    publish(tmp_path, "v2", release("2"))
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1" / "manifest.json").write_text("{half", encoding="utf-8")
    assert find_published(tmp_path, "2") == tmp_path / "v2"


@pytest.mark.parametrize("prepare", [lambda _: None, lambda folder: (folder / "current").symlink_to("gone")])
def test_no_release_says_what_to_do(tmp_path: Path, prepare: object) -> None:
    prepare(tmp_path)  # type: ignore[operator]
    with pytest.raises(ReleaseError, match="nothing is published yet; run `rebalance build`"):
        current(tmp_path)


def test_reader_of_the_old_release_reads_on_after_a_publish(tmp_path: Path) -> None:
    def database(value: int) -> object:
        def write(folder: Path) -> None:
            with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
                connection.execute("CREATE TABLE t AS SELECT ? AS value FROM range(100000)", [value])
            release(str(value))(folder)  # type: ignore[operator]

        return write

    publish(tmp_path, "v1", database(1))
    with duckdb.connect(str(tmp_path / "current" / "warehouse.duckdb"), read_only=True) as reader:
        assert reader.execute("SELECT min(value) FROM t").fetchone() == (1,)
        publish(tmp_path, "v2", database(2))
        assert reader.execute("SELECT max(value), count(*) FROM t").fetchone() == (1, 100000)
    with duckdb.connect(str(tmp_path / "current" / "warehouse.duckdb"), read_only=True) as reader:
        assert reader.execute("SELECT max(value) FROM t").fetchone() == (2,)
