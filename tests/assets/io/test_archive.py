"""Archives of publishers: unpacked whole or not at all, and never outside their folder."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from assets.io import archive as module
from assets.io.archive import extract
from expectations.errors import SourceError


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as bundle:
        for name, content in members.items():
            bundle.writestr(name, content)
    return path


def test_archive_is_unpacked_once_per_content(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"folder/a.txt": b"1", "b.txt": b"2"})
    folder = extract(archive, tmp_path / "scratch")
    assert (folder / "folder/a.txt").read_bytes() == b"1"
    (folder / "b.txt").write_bytes(b"kept")
    assert extract(archive, tmp_path / "scratch") == folder
    assert (folder / "b.txt").read_bytes() == b"kept"
    other = extract(packed(tmp_path / "a.zip", {"b.txt": b"3, and longer"}), tmp_path / "scratch")
    assert other != folder and (other / "b.txt").read_bytes() == b"3, and longer"


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


def test_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 100)
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("zeros.bin", bytes(101))
    with pytest.raises(SourceError, match="unpacked"):
        extract(archive, tmp_path / "scratch")
    assert not list(tmp_path.rglob("zeros.bin"))


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
        raise OSError("No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(OSError, match="No space"):
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
