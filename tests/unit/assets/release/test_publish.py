"""A release appears by rename or not at all; readers of the last one are never disturbed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from assets.release.publish import MANIFEST, SUMS, current, faults, find_published, publish, read_manifest, write_manifest
from domain.errors import DamageError, ReleaseError


def release(number: str) -> object:
    """A writer of a release with one file and a manifest."""

    def write(folder: Path) -> None:
        (folder / "data.txt").write_text(number, encoding="utf-8")
        write_manifest(folder, {"version": number, "fingerprint": number})

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
    assert read_manifest(tmp_path / "v2").items() >= {"version": "2", "fingerprint": "2"}.items()


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


def spoil(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def flip(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGE = {
    "cut": lambda path: spoil(path, lambda data: data[: len(data) // 2]),
    "emptied": lambda path: spoil(path, lambda _: b""),
    "flipped": lambda path: spoil(path, flip),
    "no text": lambda path: spoil(path, lambda _: b"\xff\xfe\x00"),
    "other JSON": lambda path: spoil(path, lambda _: b"[1]"),
    "deleted": lambda path: path.unlink(),
    "a folder": folder_instead,
}


@pytest.mark.parametrize("name", ["data.txt", MANIFEST, SUMS])
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_release_is_not_pointed_at_but_written_anew(
    tmp_path: Path, damage: Callable[[Path], None], name: str, caplog: pytest.LogCaptureFixture
) -> None:
    publish(tmp_path, "v1", release("2"))
    damage(tmp_path / "v1" / name)
    assert faults(tmp_path / "v1") and find_published(tmp_path, "2") is None
    publish(tmp_path, "v1", release("2"))
    assert faults(tmp_path / "v1") == [] and find_published(tmp_path, "2") == tmp_path / "v1" == current(tmp_path)
    assert [path.name.partition("-")[0] for path in (tmp_path / "damaged").iterdir()] == ["v1"]
    assert len(caplog.messages) == 1 and caplog.messages[0].startswith(f"damaged    {tmp_path / 'v1'}: found ")


def test_file_that_nobody_published_is_a_fault(tmp_path: Path) -> None:
    folder = publish(tmp_path, "v1", release("1"))
    (folder / "more.txt").touch()
    assert faults(folder) == ["more.txt: not of the release"]


def test_faults_name_each_file_and_what_is_wrong(tmp_path: Path) -> None:
    def several(folder: Path) -> None:
        for name in ("a", "b", "c"):
            (folder / name).write_text("1,234", encoding="utf-8")
        write_manifest(folder, {})

    folder = publish(tmp_path, "v1", several)
    (folder / "a").unlink()
    (folder / "b").write_text("1,235", encoding="utf-8")
    (folder / "c").write_text("1,23", encoding="utf-8")
    assert faults(folder) == ["a: missing", "b: other bytes than published", "c: 4 bytes, not 5"]


@pytest.mark.parametrize("name", [MANIFEST, SUMS])
def test_every_bit_of_the_manifest_and_of_the_digests_is_covered(tmp_path: Path, name: str) -> None:
    path = publish(tmp_path, "v1", release("1")) / name
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        assert faults(tmp_path / "v1"), f"bit {at % 8} of byte {at}"
    path.write_bytes(whole)
    assert faults(tmp_path / "v1") == []


def test_any_program_can_check_a_release(tmp_path: Path) -> None:
    folder = publish(tmp_path, "v1", release("1"))
    listed = dict(reversed(line.split("  ")) for line in (folder / SUMS).read_text(encoding="utf-8").splitlines())
    assert listed == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("data.txt", MANIFEST)}
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--strict", "-c", SUMS], cwd=folder, check=True, capture_output=True)


def test_release_of_an_earlier_program_is_held_to_the_digests_that_it_has(tmp_path: Path) -> None:
    """It had no list of digests, and none of the pages of its suites."""
    (tmp_path / "v0" / "data_docs").mkdir(parents=True)
    for name in ("a.txt", "data_docs/index.html"):
        (tmp_path / "v0" / name).write_text("1", encoding="utf-8")
    record = {"path": "a.txt", "bytes": 1, "sha256": hashlib.sha256(b"1").hexdigest()}
    (tmp_path / "v0" / MANIFEST).write_text(json.dumps({"fingerprint": "0", "files": [record]}), encoding="utf-8")
    assert faults(tmp_path / "v0") == []
    (tmp_path / "v0" / "a.txt").write_text("2", encoding="utf-8")
    assert faults(tmp_path / "v0") == ["a.txt: other bytes than published"]


def test_release_that_changes_while_it_is_written_is_refused(tmp_path: Path) -> None:
    """A worker that writes on after the digests were taken."""
    publish(tmp_path, "v1", release("1"))

    def written_on(folder: Path) -> None:
        release("2")(folder)  # type: ignore[operator]
        (folder / "late.txt").touch()

    with pytest.raises(ReleaseError, match=r"the last one stays: what was written is not whole: late.txt: not of the release"):
        publish(tmp_path, "v2", written_on)
    assert names(tmp_path) == {"v1", "current"} and current(tmp_path).name == "v1"


def as_a_folder(releases: Path) -> None:
    """What a copy that follows links makes of it."""
    (releases / "current").unlink()
    shutil.copytree(releases / "v1", releases / "current")


def as_a_file(releases: Path) -> None:
    """What a file system without links makes of it."""
    (releases / "current").unlink()
    (releases / "current").write_text("v1", encoding="utf-8")


def as_an_empty_folder(releases: Path) -> None:
    (releases / "current").unlink()
    (releases / "current").mkdir()


def leading_nowhere(releases: Path) -> None:
    (releases / "current").unlink()
    (releases / "current").symlink_to("gone")


def leading_to_itself(releases: Path) -> None:
    (releases / "current").unlink()
    (releases / "current").symlink_to("current")


@pytest.mark.parametrize("change", [as_a_folder, as_a_file, as_an_empty_folder, leading_nowhere, leading_to_itself])
def test_current_is_a_link_again_whatever_stands_there(tmp_path: Path, change: Callable[[Path], None]) -> None:
    publish(tmp_path, "v1", release("1"))
    change(tmp_path)
    publish(tmp_path, "v1", lambda _: pytest.fail("written again"))
    assert (tmp_path / "current").readlink() == Path("v1") and current(tmp_path) == tmp_path / "v1"
    assert not list(tmp_path.glob(".*"))


def test_of_what_was_damaged_the_newest_are_kept(tmp_path: Path) -> None:
    for number in range(6):
        publish(tmp_path, "v1", release(str(number)))
        (tmp_path / "v1" / "data.txt").write_text(f"spoilt {number}", encoding="utf-8")
    kept = sorted((tmp_path / "damaged").iterdir(), key=lambda folder: folder.name)
    assert [(folder / "data.txt").read_text(encoding="utf-8") for folder in kept] == ["spoilt 2", "spoilt 3", "spoilt 4"]


def test_releases_that_are_a_file_make_way(tmp_path: Path) -> None:
    (tmp_path / "releases").write_text("?", encoding="utf-8")
    assert publish(tmp_path / "releases", "v1", release("1")).is_dir()
    assert [path.read_text(encoding="utf-8") for path in (tmp_path / "damaged").iterdir()] == ["?"]


@pytest.mark.parametrize("content", [b"", b"{half", b"\xff", b"[]", b"null", b"[" * 100_000])
def test_manifest_that_is_none_is_said_to_be_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(DamageError, match=r"manifest.json is damaged: found what cannot be read .*; expected the manifest"):
        read_manifest(tmp_path)
    assert len(faults(tmp_path)) == 1
