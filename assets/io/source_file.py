"""A publisher's file as declared: where it is, how it is encoded, which codes and date it follows.

Declarations come from a catalogue (`catalogue.py`); reading the contents is `vector.py`, `tabular.py`.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expectations.errors import SourceError

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
    known_faults : Mapping[str, int]
        Faults of the publisher's that are let through, with their exact number; any other number is
        an error, so that a mended file is noticed.
    options : Mapping[str, Any]
        Whatever else the dataset's reader asks for.
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
    known_faults: Mapping[str, int] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)

    def parts(self) -> list[Path]:
        """The physical files, a shapefile's parts in fixed order."""
        if self.path.suffix.lower() != ".shp":
            return [self.path]
        return [p for p in (self.path.with_suffix(s) for s in SHAPEFILE_PARTS) if p.exists()]

    def error(self, found: str, expected: str, row: int | None = None, remedy: str = "") -> SourceError:
        """A SourceError that names this file."""
        return SourceError(self.name, found, expected, row, remedy)

    def require(self) -> None:
        """SourceError when the file is not there or empty."""
        if not self.path.is_file():
            raise self.error("no such file", "the file that the catalogue declares", remedy=_LOOK)
        if self.path.stat().st_size == 0:
            raise self.error("an empty file", "content", remedy="Download it again.")

    def provenance(self, read_at: dt.datetime) -> list[dict[str, Any]]:
        """One record per physical file; sizes in bytes, time in UTC."""
        return [
            {
                "file": str(Path(self.name).with_name(part.name)),
                "dataset": self.dataset,
                "sha256": sha256(part),
                "bytes": part.stat().st_size,
                "publisher": self.publisher,
                "licence": self.licence,
                "url": self.url,
                "encoding": self.encoding,
                "crs": self.crs,
                "scheme": self.scheme,
                "vintage": self.vintage.isoformat() if self.vintage else None,
                "schematic": self.schematic,
                "read_at": read_at.isoformat(timespec="seconds"),
            }
            for part in self.parts()
        ]

    def declaration(self) -> dict[str, Any]:
        """What would change the reading if it changed: contents and everything declared."""
        return {
            "name": self.name,
            "parts": [[part.name, sha256(part)] for part in self.parts()],
            "publisher": [self.publisher, self.licence, self.url],
            "encoding": self.encoding,
            "crs": self.crs,
            "vintage": str(self.vintage),
            "scheme": self.scheme,
            "level": self.level,
            "schematic": self.schematic,
            "known_faults": dict(self.known_faults),
            "options": dict(self.options),
        }


_LOOK = "Run `rebalance sources` to see what is declared and what is missing."


def sha256(path: Path) -> str:
    """Hex digest of a file's bytes; kept for the process while size and times stand still."""
    stat = path.stat()
    return _digest(path, stat.st_size, stat.st_mtime_ns)


@functools.cache
def _digest(path: Path, _size: int, _mtime_ns: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
