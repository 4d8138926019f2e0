"""Archives of publishers: unpacked whole or not at all, and never outside their folder."""

from __future__ import annotations

import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from assets.reading import limits
from assets.reading.archive import extract, prune
from domain.errors import SourceError


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as bundle:
        for name, content in members.items():
            bundle.writestr(name, content)
    return path


def test_archive_is_unpacked_once_per_content(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"folder/a.txt": b"1", "b.txt": b"2"})
    folder = extract(archive, tmp_path / "scratch")
    assert (folder / "folder/a.txt").read_bytes() == b"1"
    unpacked = (folder / "b.txt").stat().st_ino
    assert extract(archive, tmp_path / "scratch") == folder
    assert (folder / "b.txt").stat().st_ino == unpacked
    other = extract(packed(tmp_path / "a.zip", {"b.txt": b"3, and longer"}), tmp_path / "scratch")
    assert other != folder and (other / "b.txt").read_bytes() == b"3, and longer"


def folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


def file_instead(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_bytes(b"")


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_bytes(b"flipped "),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes() + b"more"),
        lambda file: file.unlink(),
        lambda file: file.with_name("more.txt").touch(),
        folder_instead,
        file_instead,
    ],
    ids=["flipped", "emptied", "longer", "deleted", "one more", "a folder", "a file for all"],
)
def test_archive_whose_files_are_no_longer_as_unpacked_is_unpacked_anew(tmp_path: Path, change: Callable[[Path], object]) -> None:
    archive = packed(tmp_path / "a.zip", {"경계/a.txt": b"as made\n", "b.txt": b"2"})
    folder = extract(archive, tmp_path / "scratch")
    change(folder / "경계" / "a.txt")
    assert extract(archive, tmp_path / "scratch") == folder
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == ["a.txt", "b.txt"]
    assert (folder / "경계" / "a.txt").read_bytes() == b"as made\n"


def test_file_in_the_place_of_the_scratch_folder_makes_way(tmp_path: Path) -> None:
    (tmp_path / "scratch").write_text("?", encoding="utf-8")
    assert (extract(packed(tmp_path / "a.zip", {"b.txt": b"2"}), tmp_path / "scratch") / "b.txt").read_bytes() == b"2"


@pytest.mark.parametrize(
    "name", ["../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "C:/evil.txt", "\\\\host\\evil.txt"]
)
def test_name_that_leaves_the_folder_is_refused_and_nothing_is_unpacked(tmp_path: Path, name: str) -> None:
    archive = packed(tmp_path / "a.zip", {"good.txt": b"1", name: b"2"})
    with pytest.raises(SourceError, match=r"a\.zip, row 2: found member") as caught:
        extract(archive, tmp_path / "scratch")
    assert caught.value.exit_code == 3
    assert not list(tmp_path.rglob("*.txt"))


def test_names_in_cp949_are_restored(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        # Korean Windows writes the bytes of CP949 without saying so; a reader takes them for CP437.
        info = zipfile.ZipInfo("xxxxxxxx.shp")
        bundle.writestr(info, b"1")
    raw = path.read_bytes().replace(b"xxxxxxxx", "행정경계".encode("cp949"))
    path.write_bytes(raw)
    assert [member.name for member in extract(path, tmp_path / "scratch").iterdir()] == ["행정경계.shp"]


def test_names_in_utf8_are_kept(tmp_path: Path) -> None:
    folder = extract(packed(tmp_path / "a.zip", {"경계/시군구.shp": b"1"}), tmp_path / "scratch")
    assert (folder / "경계/시군구.shp").is_file()


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        ("ARCHIVE_BYTES", 9_000, "found 10 kB unpacked; expected up to 9 kB"),
        ("RATIO_FROM_BYTES", 9_000, r"found 10 kB unpacked from 0\.\d+ kB; expected up to 20 times as much"),
        ("ARCHIVE_MEMBERS", 0, "found 1 members; expected up to 0"),
    ],
)
def test_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, message: str
) -> None:
    monkeypatch.setattr(limits, "RATIO", 20)
    monkeypatch.setattr(limits, limit, value)
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("zeros.bin", bytes(10_000))
    with pytest.raises(SourceError, match=message):
        extract(archive, tmp_path / "scratch")
    assert not list(tmp_path.rglob("zeros.bin"))


def test_archive_that_the_disk_has_no_room_for_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1_000))
    with pytest.raises(SourceError, match=r"found 2 kB unpacked; expected no more than the 1 kB that are free\. Make room"):
        extract(packed(tmp_path / "a.zip", {"a.txt": bytes(2_000)}), tmp_path / "scratch")


def test_what_no_archive_needs_any_more_is_removed(tmp_path: Path) -> None:
    old, new = (extract(packed(tmp_path / "a.zip", {"a.txt": text}), tmp_path / "scratch") for text in (b"old", b"newer"))
    prune(tmp_path / "scratch", {new})
    assert new.is_dir() and not old.exists()
    prune(tmp_path / "nowhere", set())


def test_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """A header that names fewer bytes than the member has: zipfile stops at the named size and the digest fails."""
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("zeros.bin", bytes(100_000))
    archive.write_bytes(archive.read_bytes().replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(SourceError, match="damaged archive"):
        extract(archive, tmp_path / "scratch")
    assert not list((tmp_path / "scratch").rglob("*.bin"))


def test_damaged_member_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("a.txt", b"some text that is long enough to be packed " * 50)
    raw = bytearray(archive.read_bytes())
    raw[40:60] = b"\xff" * 20
    archive.write_bytes(bytes(raw))
    with pytest.raises(SourceError, match=r"a\.zip: found a damaged archive"):
        extract(archive, tmp_path / "scratch")
    assert not list((tmp_path / "scratch").iterdir())


def test_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"<html>log in first</html>")
    with pytest.raises(SourceError, match=r"a\.zip: found a damaged archive .*Download it again"):
        extract(path, tmp_path / "scratch")


def test_absent_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.zip: found no such file"):
        extract(tmp_path / "a.zip", tmp_path / "scratch")


def test_failure_half_way_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(SourceError, match=r"a\.zip: found no way to unpack it \(No space left on device\).* another folder"):
        extract(packed(tmp_path / "a.zip", {"a.txt": b"1"}), tmp_path / "scratch")
    assert not list((tmp_path / "scratch").iterdir())


def test_member_that_needs_a_password_is_a_source_error(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"a.txt": b"secret"})
    raw = bytearray(archive.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + offset] |= 1
    archive.write_bytes(bytes(raw))
    with pytest.raises(SourceError, match=r"a\.zip"):
        extract(archive, tmp_path / "scratch")


def stored(path: Path, name: bytes, content: bytes = b"1") -> Path:
    """An archive with one member whose name has exactly these bytes, not said to be UTF-8."""
    packed(path, {"x" * len(name): content})
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
    return path


def test_what_a_mac_keeps_of_its_own_is_left_out(tmp_path: Path) -> None:
    mac = {"__MACOSX/시군구/._b.shp": b"2", "시군구/._b.shp": b"2", "시군구/.DS_Store": b"2", "시군구/b.shp": b"1"}
    folder = extract(packed(tmp_path / "a.zip", mac), tmp_path / "scratch")
    assert [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()] == ["시군구/b.shp"]


@pytest.mark.parametrize(
    "members",
    [{}, {"folder/": b""}, {"a/": b"", "a/b/": b""}, {"__MACOSX/._b.shp": b"2"}],
    ids=["nothing", "a folder", "folders", "a Mac's own"],
)
def test_archive_without_a_file_is_refused_as_empty(tmp_path: Path, members: dict[str, bytes]) -> None:
    with pytest.raises(SourceError, match=r"a\.zip: found an empty archive; expected a file in it") as caught:
        extract(packed(tmp_path / "a.zip", members), tmp_path / "scratch")
    assert caught.value.exit_code == 3 and not list(tmp_path.glob("scratch/*"))


def test_backslashes_part_folders(tmp_path: Path) -> None:
    folder = extract(packed(tmp_path / "a.zip", {"시군구\\b.shp": b"1", "빈 폴더\\": b""}), tmp_path / "scratch")
    assert [path.relative_to(folder).as_posix() for path in folder.rglob("*.shp")] == ["시군구/b.shp"]
    windows = extract(stored(tmp_path / "b.zip", "시군구".encode("cp949") + b"\\b.shp"), tmp_path / "scratch")
    assert (windows / "시군구" / "b.shp").read_bytes() == b"1"


def test_letters_that_a_mac_takes_apart_are_put_together(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "시군구/b.shp")
    assert (extract(packed(tmp_path / "a.zip", {apart: b"1"}), tmp_path / "scratch") / "시군구" / "b.shp").is_file()


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"7z\xbc\xaf\x27\x1c\0\0", "a 7z archive"), (b"Rar!\x1a\x07\0", "a RAR archive"), (b"ALZ\x01", "an ALZ archive"),
     (b"EGGA\0", "an EGG archive"), (b"\x1f\x8b\x08", "a gzip file")],
)  # fmt: skip
def test_other_kinds_of_archive_are_named_with_what_to_do(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(SourceError, match=f"found {kind}; expected a zip file. Unpack it, and declare its files"):
        extract(tmp_path / "a.zip", tmp_path / "scratch")


@pytest.mark.parametrize(
    "members",
    [{"x" * 300: b"1"}, {"a": b"1", "a/b": b"2"}, {"a/b": b"1", "a": b"2"}],
    ids=["too long", "file and folder", "folder and file"],
)
def test_names_that_cannot_be_files_are_a_source_error(tmp_path: Path, members: dict[str, bytes]) -> None:
    with pytest.raises(SourceError, match=r"a\.zip: found a member whose name cannot be a file's"):
        extract(packed(tmp_path / "a.zip", members), tmp_path / "scratch")
    assert not list((tmp_path / "scratch").iterdir())


def test_member_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found member 'a/b' twice"):
        extract(packed(tmp_path / "a.zip", {"a/b": b"1", "a\\b": b"2"}), tmp_path / "scratch")


def test_name_that_is_not_the_utf8_it_says_is_a_damaged_archive(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"가나.shp": b"1"})
    archive.write_bytes(archive.read_bytes().replace("가나".encode(), b"\xff\xfe\xfd\xfc\xfb\xfa"))
    with pytest.raises(SourceError, match="damaged archive"):
        extract(archive, tmp_path / "scratch")


def test_what_a_mac_packs_is_no_reason_to_unpack_again(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as bundle:
        for name in ("a.csv", "__MACOSX/._a.csv", ".DS_Store"):
            bundle.writestr(name, name)
    folder = extract(tmp_path / "a.zip", tmp_path / "unpacked")
    first = (folder / "a.csv").stat().st_ino
    assert extract(tmp_path / "a.zip", tmp_path / "unpacked") == folder and (folder / "a.csv").stat().st_ino == first
    assert [path.name for path in folder.iterdir()] == ["a.csv"] and not (tmp_path / "unpacked" / "damaged").exists()
