"""A publisher's file as declared: where it is, how it is encoded, which codes and date it follows.

Declarations come from a catalogue (`catalogue.py`) or a command line; reading the contents is `vector.py`, `tabular.py`.
"""

from __future__ import annotations

import datetime as dt
import errno
import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from domain.borders import FITNESS
from domain.errors import CatalogueError, SourceError

if TYPE_CHECKING:  # pydantic is loaded with the first model
    from assets.configuration.strict import Strict

M = TypeVar("M", bound="Strict")

SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


@dataclass(frozen=True)
class SourceFile:
    """One declared file (a shapefile with its parts counts as one).

    Attributes
    ----------
    dataset : str
        Raw table that it feeds.
    path : Path
        Where it lies now.
    name : str
        Path relative to the source folder, as messages and provenance show it.
    encoding : str
        Of its text, declared, never guessed.
    crs : str
        Of its geometry as `EPSG:n`; "" for a plain table.
    vintage : datetime.date | None
        Date whose boundaries and codes it follows, verified from its contents.
    scheme : str
        `mois` or `kostat`.
    schematic : bool
        True when its geometry is computed by the project instead of surveyed.
    layer : str
        Which layer of a file that has several; "" where it has one.
    fit_for : str
        `measuring`: area and adjacency too; `maps`: codes and pictures only.
    at_least : Mapping[str, int]
        How many `rows`, `units` and `periods` of the raw table it has to hold, as far as declared.
    known_faults : Mapping[str, int]
        Faults of the publisher's that are let through, with their exact number; any other number is
        an error, so that a mended file is noticed.
    options : Mapping[str, Any]
        Whatever else the dataset's reader asks for.
    notes : list[str]
        What reading it had to change (a code written as a number, heights dropped); provenance tells them.
    package, version, digest : str
        Of a file in an installed data package: its name and the version declared; the sha256 declared of any file.
    by_command : bool
        True when a command line names it instead of a catalogue: remedies then name options.
    entry : int
        Number of the catalogue's entry that declares it; several files may be of one.
    """

    dataset: str
    path: Path
    name: str
    publisher: str
    licence: str
    url: str
    encoding: str
    crs: str = ""
    vintage: dt.date | None = None
    scheme: str = ""
    level: str = ""
    schematic: bool = False
    layer: str = ""
    fit_for: str = FITNESS[0]
    at_least: Mapping[str, int] = field(default_factory=dict)
    known_faults: Mapping[str, int] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    package: str = ""
    version: str = ""
    digest: str = ""
    notes: list[str] = field(default_factory=list, compare=False)
    by_command: bool = False
    entry: int = 0

    def parts(self) -> list[Path]:
        """The physical files, a shapefile's parts in fixed order."""
        if self.path.suffix.lower() != ".shp":
            return [self.path]
        found = (self.part(suffix) for suffix in SHAPEFILE_PARTS[1:])
        return [*([self.path] if self.path.exists() else []), *filter(None, found)]

    def part(self, suffix: str) -> Path | None:
        """What lies beside a shapefile under its name, in capitals or not; None when there is nothing."""
        name = f"{self.path.stem}{suffix}".casefold()
        alike = sorted(p for p in self.path.parent.glob("*") if p.name.casefold() == name and p.is_file())
        # Where `B.dbf` lies beside `b.dbf`, the one spelt like the `.shp` is its own.
        own = [p for p in alike if p.stem == self.path.stem]
        return next(iter([*own, *alike]), None)

    def note(self, what: str) -> None:
        """Remember what reading changed."""
        if what not in self.notes:
            self.notes.append(what)

    def how(self, key: str) -> str:
        """Where a key is said: `layer` of the catalogue's entry, or the option --layer."""
        return f"--{key}" if self.by_command else f"`{key}` in the catalogue"

    def error(self, found: str, expected: str, row: int | None = None, remedy: str = "") -> SourceError:
        """A SourceError that names this file."""
        return SourceError(self.name, found, expected, row, remedy)

    def unreadable(self, error: OSError) -> SourceError:
        """What the operating system says of a file that is there."""
        busy = error.errno in (errno.EMFILE, errno.ENFILE)
        remedy = "Close other programs." if busy else "Can you open it yourself? Get the right to read it, or make a copy of it."
        return self.error(f"a file that cannot be read ({error.strerror or error})", "one that opens", remedy=remedy)

    def sha256_of(self, part: Path) -> str:
        """Hex digest of one of its parts. SourceError for one that cannot be read."""
        try:
            return sha256(part)
        except OSError as error:
            raise self.unreadable(error) from error

    def require(self) -> None:
        """SourceError when the file is not there or empty."""
        if self.path.is_dir():
            of_layers = self.path.suffix.lower() == ".gdb"
            remedy = "Save the layer as a GeoPackage, and name that." if of_layers else "Name the file in it."
            raise self.error("a folder", "a file", remedy=remedy)
        if not self.path.is_file():
            raise self.error("no such file", "the file that the catalogue declares", remedy=_LOOK)
        if self.path.stat().st_size == 0:
            raise self.error("an empty file", "content", remedy="Download it again.")

    def require_digest(self) -> None:
        """SourceError when a sha256 is declared and the file has another."""
        if self.digest and (found := self.sha256_of(self.path)) != self.digest:
            raise self.error(
                f"sha256 {found[:12]}…, {self.path.stat().st_size:,} bytes",
                f"sha256 {self.digest[:12]}…, as the catalogue declares",
                remedy=reinstall(self.package) if self.package else "Get the file again, or mend `sha256` in the catalogue.",
            )

    def chosen(self, model: type[M], key: str = "options") -> M:
        """Its `options`, or `known_faults`, as the model of its reader. CatalogueError that tells every mistake."""
        from assets.configuration.given import given  # noqa: PLC0415  pydantic is loaded with the first model

        return given(model, getattr(self, key), self.name, key, CatalogueError)

    def provenance(self, read_at: dt.datetime) -> list[dict[str, Any]]:
        """One record per physical file; sizes in bytes, time in UTC."""
        return [
            {
                "file": _spelt(self.name, self.layer, part),
                "dataset": self.dataset,
                "sha256": self.sha256_of(part),
                "bytes": part.stat().st_size,
                "publisher": self.publisher,
                "licence": self.licence,
                "url": self.url,
                "encoding": self.encoding,
                "crs": self.crs,
                "scheme": self.scheme,
                "vintage": self.vintage.isoformat() if self.vintage else None,
                "schematic": self.schematic,
                "reading": "; ".join(self.notes) or None,
                "read_at": read_at.isoformat(timespec="seconds"),
            }
            for part in self.parts()
        ]

    def declaration(self) -> dict[str, Any]:
        """What would change the reading if it changed: contents and everything declared."""
        return {
            "name": self.name,
            "parts": [[part.name, self.sha256_of(part)] for part in self.parts()],
            "publisher": [self.publisher, self.licence, self.url],
            "encoding": self.encoding,
            "crs": self.crs,
            "vintage": str(self.vintage),
            "scheme": self.scheme,
            "level": self.level,
            "layer": self.layer,
            "fit_for": self.fit_for,
            "schematic": self.schematic,
            "at_least": dict(self.at_least),
            "known_faults": dict(self.known_faults),
            "options": dict(self.options),
        }


def layer_suffix(layer: str) -> str:
    """What names of a file's layers end with, so that two layers of one file are two sources."""
    return f"#{layer}" if layer else ""


def _spelt(name: str, layer: str, part: Path) -> str:
    suffix = layer_suffix(layer)
    container, mark, within = name.removesuffix(suffix).rpartition("!")
    return f"{container}{mark}{Path(within).with_name(part.name).as_posix()}{suffix}"


def reinstall(package: str) -> str:
    """What to do about a data package that is not as locked."""
    return f"Install {package} as the lock has it: pip install --force-reinstall --no-deps --require-hashes -r requirements.lock"


_LOOK = "`rebalance sources`, with the same --sources, lists what is declared and what is missing."


def sha256(path: Path) -> str:
    """Hex digest of a file's bytes; kept for the process while size and times stand still."""
    stat = path.stat()
    return _digest(path, stat.st_size, stat.st_mtime_ns)


@functools.cache
def _digest(path: Path, _size: int, _mtime_ns: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
