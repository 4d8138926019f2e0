"""The schematic profile's files: shaped as publishers shape them, traps included, written once and whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.sources.embedded import write
from assets.sources.embedded.write import schematic_files


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
