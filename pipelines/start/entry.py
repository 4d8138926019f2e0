"""An entry of the catalogue that `rebalance init` writes, and the catalogue as text."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from pipelines.build.home import REAL_CATALOGUE

UNKNOWN = "unknown"
_UNKNOWN = {"name": "not known: name the publisher of these files", "licence": "not known: ask before passing them on"}
Period = tuple[dt.date, dt.date]


@dataclass
class Entry:
    """One recognised file as the catalogue will declare it.

    Attributes
    ----------
    shown
        How messages call the file.
    about
        What it holds, in a few words: level and day of a map, years of a table.
    notes
        Comments that stand above it.
    asks
        What the user has to say before the file can be read; "" where nothing is missing.
    off
        Why the entry is written as a comment; "" where it counts.
    whole, sido
        Of a map: it has every unit of the country; or the only sido that it has.
    certain
        False where no day of the file's own told `vintage`.
    periods
        Days, from and before, on which every code is known.
    codes
        Codes of sigungu by day of the figures; a map's under its vintage.
    keys
        What tells a table's rows apart, hashed; two files that share some have the same figures.
    """

    shown: str
    dataset: str
    path: str
    publisher: str
    encoding: str
    archive: str = ""
    licence: str = ""
    url: str = ""
    layer: str = ""
    crs: str = ""
    scheme: str = ""
    level: str = ""
    vintage: dt.date | None = None
    fit_for: str = ""
    known_faults: Mapping[str, int] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""
    notes: list[str] = field(default_factory=list)
    asks: str = ""
    off: str = ""
    sha256: str = ""
    size: int = 0
    whole: bool = False
    sido: str = ""
    certain: bool = True
    periods: list[Period] = field(default_factory=list)
    codes: dict[dt.date, set[str]] = field(default_factory=dict)
    keys: frozenset[int] = frozenset()

    @property
    def counts(self) -> bool:
        """True when a build reads it."""
        return not self.off and not self.asks

    def declared(self) -> dict[str, Any]:
        """Keys and values as the catalogue has them, those that say nothing left out."""
        values = {
            "dataset": self.dataset,
            "archive": self.archive,
            "path": self.path,
            "layer": self.layer,
            "publisher": self.publisher,
            "licence": self.licence,
            "url": self.url,
            "encoding": self.encoding,
            "crs": self.crs,
            "scheme": self.scheme,
            "level": self.level,
            "vintage": self.vintage,
            "fit_for": self.fit_for,
            "known_faults": self.known_faults,
            "options": self.options,
        }
        return {key: value for key, value in values.items() if value not in ("", None, {})}


@cache
def project_catalogue() -> dict[str, Any]:
    """The project's own catalogue as a document: publishers, and entries to take after."""
    return tomllib.loads(REAL_CATALOGUE.read_text(encoding="utf-8"))


def entries_like(dataset: str, suffix: str) -> list[dict[str, Any]]:
    """Entries of a dataset in the project's catalogue, those of the same kind of file first; of a package last."""
    found = [entry for entry in project_catalogue()["file"] if entry["dataset"] == dataset]
    return sorted(found, key=lambda e: ("package" in e, PurePosixPath(e["path"]).suffix.lower() != suffix))


def catalogue_text(entries: Iterable[Entry]) -> str:
    """The whole `rebalance.toml`: a head, the publishers that are named, and the entries with their comments."""
    listed = list(entries)
    known = project_catalogue()["publisher"] | {UNKNOWN: _UNKNOWN}
    lines = [*_HEAD, ""]
    for key in dict.fromkeys(entry.publisher for entry in listed):
        lines += [f"[publisher.{key}]", *(f"{name} = {_toml(value)}" for name, value in known[key].items()), ""]
    for entry in listed:
        mark = "# " if entry.off else ""
        if entry.off:
            lines.append(f"# Left out: {entry.off}")
        lines += [f"# {note}" for note in entry.notes]
        lines.append(f"{mark}[[file]]")
        lines += [f"{mark}{key} = {_toml(value)}" for key, value in entry.declared().items()]
        if entry.asks:
            lines.append(f"# {entry.asks}")
        lines.append("")
    return "\n".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_key(key)} = {_toml(inner)}" for key, inner in value.items() if inner != "")
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.date | int):
        return str(value)
    # A JSON string is a TOML one, but for the one control character that JSON leaves bare.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").isalnum() else _toml(key)


_HEAD = (
    "# Written by `rebalance init` from what stands in the files; read it before you build on it.",
    "# Each entry is held against its file. Keys are told in docs/own-files.md, how to get further files by",
    "# `rebalance sources --how --all`. An entry with # before each line is left out.",
)
