"""The schematic profile's files: shaped as publishers shape them, traps included, written once and whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assets.sources.embedded import write
from assets.sources.embedded.write import SUMS, schematic_files


def test_failure_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(write, "write_shapefile", lambda folder: (folder / "half.shp").touch())
    monkeypatch.setattr(write, "write_kosis_json", full)
    with pytest.raises(OSError, match="No space"):
        schematic_files(tmp_path / "schematic")
    assert not list((tmp_path / "schematic").iterdir())


def test_whole_folder_replaces_that_of_an_earlier_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("write_shapefile", "write_kosis_json", "write_mois_csv", "write_kosis_sheet"):
        monkeypatch.setattr(write, name, lambda folder: (folder / "file").touch())
    old = tmp_path / "schematic" / "0000000000000000"
    old.mkdir(parents=True)
    folder = schematic_files(tmp_path / "schematic")
    assert list((tmp_path / "schematic").iterdir()) == [folder]
    assert (folder / "file").exists()


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def flipped(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(bytes([data[0] ^ 1]) + data[1:])


def one_more(file: Path) -> None:
    file.with_name("more.csv").touch()


def folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


def all_gone(file: Path) -> None:
    for path in file.parent.iterdir():
        path.unlink()


def file_for_the_folder(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_bytes(b"")


def without_digests(file: Path) -> None:
    (file.parent / SUMS).unlink()


@pytest.mark.parametrize(
    "damage", [emptied, flipped, Path.unlink, one_more, folder_instead, all_gone, file_for_the_folder, without_digests]
)
def test_files_that_are_no_longer_as_they_were_written_are_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None]
) -> None:
    written = []
    for name in ("write_shapefile", "write_kosis_json", "write_mois_csv", "write_kosis_sheet"):
        monkeypatch.setattr(write, name, lambda folder, name=name: written.append(name) or (folder / name).write_text(name))
    folder = schematic_files(tmp_path / "schematic")
    assert schematic_files(tmp_path / "schematic") == folder and len(written) == 4
    damage(folder / "write_mois_csv")
    assert schematic_files(tmp_path / "schematic") == folder and len(written) == 8
    assert sorted(path.name for path in folder.iterdir()) == [SUMS, *sorted(set(written))]
    assert (folder / "write_mois_csv").read_text(encoding="utf-8") == "write_mois_csv"
    assert caplog.messages == [f"damaged    {folder}: found other files than were written there; they are written anew"]


def test_file_in_the_place_of_the_profiles_folder_makes_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("write_shapefile", "write_kosis_json", "write_mois_csv", "write_kosis_sheet"):
        monkeypatch.setattr(write, name, lambda folder: (folder / "file").touch())
    (tmp_path / "schematic").write_bytes(b"")
    assert (schematic_files(tmp_path / "schematic") / "file").exists()


def test_shapefile_does_not_say_on_which_day_it_was_written(tmp_path: Path) -> None:
    write.write_shapefile(tmp_path)
    assert (tmp_path / "TL_SCCO_SIG.dbf").read_bytes()[1:4] == bytes([100, 1, 1])
