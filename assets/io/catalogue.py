"""Source catalogues: TOML files that declare which publisher's file feeds which raw table, and how.

The project's own catalogue of real files is `assets/sources/catalogue.toml`; a folder may bring its
own as `rebalance.toml`. Contents of files are not looked at here.
"""

from __future__ import annotations

import codecs
import datetime as dt
import importlib.metadata
import importlib.util
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyproj

from assets.io.archive import extract
from assets.io.source_file import SourceFile
from expectations.boundary import BOUNDARY_LEVELS, SCHEMES
from expectations.errors import CatalogueError, SourceError

OWN_CATALOGUE = "rebalance.toml"
_KNOWN = {
    "dataset", "path", "archive", "package", "publisher", "licence", "url", "encoding", "crs", "vintage", "scheme", "level",
    "schematic", "known_faults", "optional", "options",
}  # fmt: skip
_REQUIRED = ("dataset", "path", "publisher", "encoding")


@dataclass(frozen=True)
class Catalogue:
    """The declared files of one source folder, in the order declared."""

    origin: str
    folder: Path
    files: tuple[SourceFile, ...]

    def of(self, dataset: str) -> list[SourceFile]:
        """Files that feed one raw table; none when this profile leaves it out."""
        return [file for file in self.files if file.dataset == dataset]

    def require(self) -> None:
        """SourceError that names every declared file that is not there."""
        missing = [file.name for file in self.files if not file.path.is_file()]
        if missing:
            count = "a declared file is" if len(missing) == 1 else f"{len(missing)} declared files are"
            raise SourceError(
                self.folder.name, f"{count} not there: {', '.join(missing)}", f"what {self.origin} declares",
                remedy=f"`rebalance sources --sources {self.folder}` lists them.",
            )  # fmt: skip

    @property
    def schematic(self) -> bool:
        """True when any geometry was computed instead of surveyed."""
        return any(file.schematic for file in self.files)


def read_catalogue(catalogue: Path, folder: Path, datasets: frozenset[str], scratch: Path) -> Catalogue:
    """Read `catalogue` and resolve its paths below `folder`.

    A path may hold `*`; an entry with `archive` is unpacked below `scratch` first; the path of an entry with `package`
    lies in an installed data package, which is not imported. A declared file that is absent stays in the list (reading
    it raises) unless it is `optional`.

    Raises CatalogueError for a file that is no TOML, an unknown or missing key, an unknown dataset.
    """
    try:
        document = tomllib.loads(catalogue.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CatalogueError(f"{catalogue}: no such catalogue") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{catalogue}: not a readable TOML file: {error}") from error
    publishers = document.get("publisher", {})
    files: list[SourceFile] = []
    for number, entry in enumerate(document.get("file", []), start=1):
        place = f"{catalogue.name}, file {number} ({entry.get('path', 'no path')})"
        _check(entry, place, publishers, datasets)
        files.extend(_resolve(entry, publishers[entry["publisher"]], folder, scratch))
    return Catalogue(str(catalogue), folder, tuple(files))


def _check(entry: Mapping[str, Any], place: str, publishers: Mapping[str, Any], datasets: frozenset[str]) -> None:
    unknown = sorted(set(entry) - _KNOWN)
    if unknown:
        raise CatalogueError(f"{place}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(_KNOWN))}")
    missing = [key for key in _REQUIRED if key not in entry]
    if missing:
        raise CatalogueError(f"{place}: key {', '.join(missing)} is missing")
    if entry["dataset"] not in datasets:
        raise CatalogueError(f"{place}: no dataset {entry['dataset']!r}; known are {', '.join(sorted(datasets))}")
    if entry["publisher"] not in publishers:
        raise CatalogueError(f"{place}: no [publisher.{entry['publisher']}] in this catalogue")
    if not str(entry.get("package", "a")).isidentifier():
        raise CatalogueError(f"{place}: package {entry['package']!r} is no name of a package")
    if "archive" in entry and "package" in entry:
        raise CatalogueError(f"{place}: archive and package exclude each other; a path lies in one of them")
    _check_values(entry, place)
    if not isinstance(entry.get("vintage", dt.date.min), dt.date):
        raise CatalogueError(f"{place}: vintage {entry['vintage']!r} is no date; write 2024-02-01 without quotes")
    for path in (Path(entry["path"]), Path(entry.get("archive", ""))):
        if ".." in path.parts or path.is_absolute():
            inside = f"package {entry['package']}" if "package" in entry else "source folder"
            raise CatalogueError(f"{place}: a path must stay inside the {inside}, {path} does not")


def _check_values(entry: Mapping[str, Any], place: str) -> None:
    try:
        codecs.lookup(entry["encoding"])
    except LookupError as error:
        raise CatalogueError(f"{place}: no encoding {entry['encoding']!r}; Korean files are mostly cp949 or utf-8") from error
    if crs := entry.get("crs"):
        try:
            pyproj.CRS(crs)
        except pyproj.exceptions.CRSError as error:
            raise CatalogueError(f"{place}: no CRS {crs!r}; write it as EPSG:5179") from error
    for key, known in (("scheme", SCHEMES), ("level", BOUNDARY_LEVELS)):
        if entry.get(key, known[0]) not in known:
            raise CatalogueError(f"{place}: no {key} {entry[key]!r}; known are {', '.join(known)}")


def _resolve(entry: Mapping[str, Any], publisher: Mapping[str, Any], folder: Path, scratch: Path) -> list[SourceFile]:
    below, prefix = folder, ""
    if package := entry.get("package"):
        below, prefix = _package_folder(package)
    elif archive := entry.get("archive"):
        prefix = f"{archive}!"
        # An absent archive is listed as missing with its members, like any other absent file.
        below = extract(folder / archive, scratch, name=archive) if (folder / archive).is_file() else folder / archive
    pattern = entry["path"]
    paths = sorted(below.glob(pattern)) if any(sign in pattern for sign in "*?[") else [below / pattern]
    if entry.get("optional", False):
        paths = [path for path in paths if path.exists()]
    elif not paths:
        paths = [below / pattern]
    return [
        SourceFile(
            dataset=entry["dataset"],
            path=path,
            name=prefix + path.relative_to(below).as_posix(),
            publisher=publisher["name"],
            licence=entry.get("licence", publisher.get("licence", "")),
            url=entry.get("url", publisher.get("url", "")),
            encoding=entry["encoding"],
            crs=entry.get("crs", ""),
            vintage=entry.get("vintage"),
            scheme=entry.get("scheme", ""),
            level=entry.get("level", ""),
            schematic=entry.get("schematic", False),
            known_faults=entry.get("known_faults", {}),
            options=entry.get("options", {}),
        )
        for path in paths
    ]


def _package_folder(package: str) -> tuple[Path, str]:
    """Folder of an installed data package, and `name-version!` as messages and provenance show it.

    A package that is not installed gives a folder that does not exist, so that its files are listed as missing.
    """
    try:
        version = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return Path(package), f"{package}!"
    spec = importlib.util.find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else Path(package), f"{package}-{version}!"
