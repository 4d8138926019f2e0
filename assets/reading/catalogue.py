"""Source catalogues: TOML files that declare which publisher's file feeds which raw table, and how.

The project's own catalogue of real files is `assets/sources/catalogue.toml`; a folder may bring its
own as `rebalance.toml`. What an entry may say is `catalogue_entry.py`; contents of files are not looked at here.
"""

from __future__ import annotations

import fnmatch
import importlib.metadata
import importlib.util
import shlex
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assets.reading.archive import extract
from assets.reading.catalogue_entry import (
    FileEntry,
    Nested,
    Publisher,
    read_document,
)
from assets.reading.source_file import SourceFile, layer_suffix, reinstall, sha256
from domain.errors import CatalogueError, SourceError

OWN_CATALOGUE = "rebalance.toml"
_LISTED = 5
# Of a map without `options.extent`.
NATIONAL = "national"


@dataclass(frozen=True)
class Catalogue:
    """The declared files of one source folder, in the order declared; `unpacked` are the folders of their archives."""

    origin: str
    folder: Path
    files: tuple[SourceFile, ...]
    unpacked: frozenset[Path] = frozenset()

    def of(self, dataset: str) -> list[SourceFile]:
        """Files that feed one raw table; none when this profile leaves it out."""
        return [file for file in self.files if file.dataset == dataset]

    def require_packages(self) -> None:
        """SourceError when a file of a data package is missing, of another version, or not the bytes declared."""
        for file in self.files:
            if not file.package:
                continue
            if file.version and (found := _installed_version(file.package)) != file.version:
                raise SourceError(
                    file.name, f"package {file.package} {found or 'not installed'}", f"version {file.version}",
                    remedy=reinstall(file.package),
                )  # fmt: skip
            if not file.path.is_file():
                raise SourceError(
                    file.name, "no such file in the package", "a whole package", remedy=reinstall(file.package)
                )  # fmt: skip
            file.require_digest()

    def require(self) -> None:
        """What must be so before a build begins.

        SourceError that names every declared file that is not there, or for a package or digest other than declared;
        CatalogueError for two maps of one day, and for one map of two.
        """
        missing = [f"{file.name}{_nearest(file)}" for file in self.files if not file.path.is_file()]
        if missing:
            count = "a declared file is" if len(missing) == 1 else f"{len(missing)} declared files are"
            raise SourceError(
                self.folder.name, f"{count} not there: {', '.join(missing)}", f"what {self.origin} declares",
                remedy=f"`rebalance sources --sources {shlex.quote(str(self.folder))}` lists them.",
            )  # fmt: skip
        self.require_packages()
        for file in self.files:
            if not file.package:
                file.require_digest()
        self._refuse_two_of_one_day()
        self._refuse_one_of_two_days()

    def _maps(self) -> list[tuple[SourceFile, str]]:
        """Boundary files, each with the part of the country that it has."""
        drawn = [file for file in self.files if file.crs and file.level and file.scheme and file.vintage]
        return [(file, str(file.options.get("extent", NATIONAL))) for file in drawn]

    def _refuse_two_of_one_day(self) -> None:
        first: dict[tuple[Any, ...], SourceFile] = {}
        for file, extent in self._maps():
            other = first.setdefault((file.level, file.scheme, file.vintage, extent), file)
            if other.entry != file.entry:
                ground = "the whole country" if extent == NATIONAL else f"sido {extent}"
                raise CatalogueError(
                    f"{Path(self.origin).name}: {other.name} (file {other.entry}) and {file.name} (file {file.entry}) are both "
                    f"the {file.level} of {ground}, scheme {file.scheme}, of {file.vintage}; a day has one map. Mend "
                    "`vintage` of one of them (`rebalance vintage` tells it from the codes), or say "
                    'options = { extent = "11" } for a file of one sido, or take one out; files that make up the country '
                    "together are one entry, with * in `path`."
                )

    def _refuse_one_of_two_days(self) -> None:
        first: dict[tuple[Any, ...], SourceFile] = {}
        for file, extent in self._maps():
            if not file.path.stat().st_size:
                continue
            other = first.setdefault((file.level, file.scheme, extent, file.layer, sha256(file.path)), file)
            if other.vintage != file.vintage:
                raise CatalogueError(
                    f"{Path(self.origin).name}: {other.name} (file {other.entry}, of {other.vintage}) and {file.name} (file "
                    f"{file.entry}, of {file.vintage}) are one and the same map; it is of one day. Take one of them out; "
                    "`rebalance vintage` tells the day from the codes."
                )

    @property
    def schematic(self) -> bool:
        """True when any geometry was computed instead of surveyed."""
        return any(file.schematic for file in self.files)


def read_catalogue(
    catalogue: Path, folder: Path, datasets: Collection[str], scratch: Path, nested: Nested | None = None
) -> Catalogue:
    """Read `catalogue` and resolve its paths below `folder`.

    A path may hold `*`; an entry with `archive` is unpacked below `scratch` first; the path of an entry with `package`
    lies in an installed data package, which is not imported. A declared file that is absent stays in the list (reading
    it raises) unless it is `optional`. `nested` are the tables that entries of each dataset may have; None lets all pass.

    Raises CatalogueError for a file that is no TOML, and for what `read_document` refuses.
    """
    if not catalogue.exists():
        raise CatalogueError(f"{catalogue}: no such catalogue")
    document = read_document(catalogue, datasets, nested)
    files: list[SourceFile] = []
    unpacked = {name: _unpacked(folder, name, scratch) for entry in document.file if (name := entry.archive)}
    for number, entry in enumerate(document.file, start=1):
        files.extend(_resolve(entry, number, document.publisher[entry.publisher], folder, unpacked))
    return Catalogue(str(catalogue), folder, tuple(files), frozenset(unpacked.values()))


def _unpacked(folder: Path, archive: str, scratch: Path) -> Path:
    """Where the members lie. An absent archive is listed as missing with its members, like any other absent file."""
    return extract(folder / archive, scratch, name=archive) if (folder / archive).is_file() else folder / archive


def _resolve(entry: FileEntry, number: int, publisher: Publisher, folder: Path, unpacked: Mapping[str, Path]) -> list[SourceFile]:
    below, prefix = folder, ""
    if entry.package:
        below, prefix = _package_folder(entry.package)
    elif archive := entry.archive:
        prefix = f"{archive}!"
        below = unpacked[archive]
    suffix = layer_suffix(entry.layer)
    return [
        SourceFile(
            dataset=entry.dataset,
            path=path,
            name=prefix + unicodedata.normalize("NFC", path.relative_to(below).as_posix()) + suffix,
            publisher=publisher.name,
            licence=entry.licence or publisher.licence,
            url=entry.url or publisher.url,
            encoding=entry.encoding,
            crs=entry.crs,
            vintage=entry.vintage,
            scheme=entry.scheme,
            level=entry.level,
            schematic=entry.schematic,
            layer=entry.layer,
            fit_for=entry.fit_for,
            package=entry.package,
            version=entry.version,
            digest=entry.sha256,
            entry=number,
            at_least=entry.at_least.model_dump(exclude_none=True),
            known_faults=entry.known_faults,
            options=entry.options,
        )
        for path in _paths(below, entry.path, optional=entry.optional)
    ]


PATTERN = set("*?[")


def _paths(below: Path, pattern: str, *, optional: bool) -> list[Path]:
    """The files that a path names. Hangul copied from a Mac is taken apart into its letters, and is the same name."""
    for spelt in dict.fromkeys((pattern, unicodedata.normalize("NFC", pattern), unicodedata.normalize("NFD", pattern))):
        try:
            found = [below / spelt] if (below / spelt).exists() else sorted(below.glob(spelt)) if PATTERN & set(spelt) else []
        except (OSError, ValueError):  # a name too long for any file, a circle of links, a pattern that is none
            found = []
        if found:
            return found
    return [] if optional else [below / pattern]


def _nearest(file: SourceFile) -> str:
    """What is there instead of a missing file: the same name in other letters, or the members of its archive."""
    within = Path(file.name.removesuffix(layer_suffix(file.layer)).partition("!")[2])
    container = file.path.parents[len(within.parts) - 1] if within.parts else None
    if file.path.is_dir():
        of_layers = file.path.suffix.lower() == ".gdb"
        return f" (it is a folder; {'save its layer as a GeoPackage, and name that' if of_layers else 'name the file in it'})"
    for path in filter(None, (file.path, container)):
        alike = [n for n in _names(path.parent) if fnmatch.fnmatchcase(n.casefold(), path.name.casefold()) and n != path.name]
        if alike and not path.exists():
            return f" (there is {alike[0]}; capitals count)"
    there = [path for path in container.rglob("*") if path.is_file()] if container else []
    there.sort(key=lambda path: (path.name.casefold() != file.path.name.casefold(), path))
    members = [path.relative_to(container).as_posix() for path in there] if container else []
    more = f" and {len(members) - _LISTED} more" if len(members) > _LISTED else ""
    inner = "; an archive in an archive is to be unpacked first" if any(m.lower().endswith(".zip") for m in members) else ""
    return f" (there are {', '.join(members[:_LISTED])}{more}{inner})" if members else ""


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _installed_version(package: str) -> str:
    """Version of an installed package; "" when it is not installed."""
    try:
        return importlib.metadata.version(package) or ""
    except importlib.metadata.PackageNotFoundError:
        return ""


def _package_folder(package: str) -> tuple[Path, str]:
    """Folder of an installed data package, and `name-version!` as messages and provenance show it.

    A package that is not installed gives a folder that does not exist, so that its files are listed as missing.
    """
    version = _installed_version(package)
    if not version:
        return Path(package), f"{package}!"
    spec = importlib.util.find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else Path(package), f"{package}-{version}!"
