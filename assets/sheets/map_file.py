"""Attributes of a user's map file, read as the build reads it: shapefile, dBase, GeoPackage, GeoJSON, TopoJSON, GeoParquet.

Shapes are not read. Which column holds codes, and sheets, are `code_column.py`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from assets.reading.archive import extract
from assets.reading.layer import (
    JSON,
    PARQUET,
    read_layer,
    texts,
)
from assets.reading.shapefile import DBF
from assets.reading.source_file import SourceFile
from domain.errors import SourceError, UsageError

MAPS = (".shp", DBF, *JSON, ".gpkg", *PARQUET)
ARCHIVE = ".zip"
WITHIN = "!"


def read_map(path: Path, columns: Sequence[str], encoding: str, layer: str | None = None) -> pd.DataFrame:
    """The named columns as text, empty cells as ''; the index counts records from 1.

    `encoding` is that of a dBase file or of JSON; only these columns need be in it. `layer` names one of several.
    Raises SourceError for a file that cannot be read, or has several layers and `layer` names none, and UsageError that
    lists the columns when one is not there.
    """
    file = named_file(path, encoding, layer)
    there = read_layer(file, shapes=False)
    if not len(there.cells):
        raise file.error("no record", "records with codes", remedy="Is it the whole file?")
    if absent := [column for column in columns if column not in there.cells.columns]:
        raise UsageError(f"{path.name}: no column {', '.join(map(repr, absent))}; there are {', '.join(there.cells.columns)}")
    read = {column: [cell or "" for cell in texts(file, there, column)[0]] for column in columns}
    return pd.DataFrame(read, index=range(1, len(there.cells) + 1), dtype=object)


def named_file(path: Path, encoding: str, layer: str | None = None) -> SourceFile:
    """A file as a command line names it."""
    return SourceFile(
        "", path, path.name, publisher="", licence="", url="", encoding=encoding, layer=layer or "", by_command=True
    )


@contextmanager
def unpacked(path: Path, readable: Sequence[str]) -> Iterator[Path]:
    """The file itself, or the member of a zip archive that is the only one of a `readable` kind, or is named behind a `!`.

    Raises UsageError that lists the members when none or several could be meant.
    """
    archive, wanted = _parted(path)
    if archive is None:
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        root = extract(archive, Path(folder))
        members = {p.relative_to(root).as_posix(): p for p in sorted(root.rglob("*")) if p.is_file()}
        # The dBase file of a shapefile is part of it.
        shapes = {p.with_suffix("") for p in members.values() if p.suffix.lower() == ".shp"}
        kinds = [name for name, p in members.items() if p.suffix.lower() in readable]
        kinds = [name for name in kinds if not (name.lower().endswith(DBF) and members[name].with_suffix("") in shapes)]
        if wanted and wanted not in members:
            raise UsageError(f"{archive.name}: no member {wanted!r}; there are {', '.join(members)}")
        if not wanted and len(kinds) != 1:
            there = f"{len(kinds)} files with codes" if kinds else "none"
            example = f"; name one behind a {WITHIN}: {path}{WITHIN}{kinds[0]}" if kinds else ""
            raise UsageError(f"{archive.name}: {there} among {', '.join(members)}{example}")
        yield members[wanted or kinds[0]]


def _parted(path: Path) -> tuple[Path | None, str]:
    """The archive that a path names, if it does, and the member behind `!`."""
    if path.suffix.lower() == ARCHIVE:
        if not path.is_file():
            raise SourceError(str(path), "no such file", "an archive with a file of codes")
        return path, ""
    before, mark, member = str(path).partition(f"{ARCHIVE}{WITHIN}")
    archive = Path(before + ARCHIVE)
    return (archive, member) if mark and archive.is_file() else (None, "")
