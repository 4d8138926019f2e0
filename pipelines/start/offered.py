"""The files of a folder that are worth looking at, archives unpacked, and those that are not, each with the reason."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assets.reading.archive import extract
from assets.reading.catalogue import OWN_CATALOGUE
from assets.reading.layer import GEOPACKAGE, JSON, PARQUET
from assets.reading.source_file import SHAPEFILE_PARTS
from domain.errors import RebalanceError, UsageError

Form = Literal["text", "json", "sheet", "parquet", "map"]
MAX_FILES = 5_000
TEXTS, SHEETS = (".csv", ".txt", ".tsv"), (".xlsx", ".xlsm", ".xls")
# What lies beside a shapefile and is read with it, or by nobody.
BESIDE = (*SHAPEFILE_PARTS[1:], ".sbn", ".sbx", ".qpj", ".qix", ".xml", ".qmd", ".lock")
_MAP_WORDS, _GEO = (b'"FeatureCollection"', b'"Topology"'), b'"primary_column"'
_FORMS: dict[str, Form] = {
    **dict.fromkeys(TEXTS, "text"), **dict.fromkeys(SHEETS, "sheet"),
    **dict.fromkeys((".shp", GEOPACKAGE, *JSON[1:], PARQUET[1]), "map"),
}  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """A file of the folder, or of an archive in it.

    Attributes
    ----------
    path
        Where it lies now.
    name
        As messages call it: below the folder, behind its archive's name and a `!`.
    within
        Its path below the folder or in its archive, as a catalogue has it.
    archive
        The archive's path below the folder; "" for a file of the folder itself.
    """

    path: Path
    name: str
    within: str
    archive: str = ""

    @property
    def suffix(self) -> str:
        """Ending of its name, in small letters."""
        return self.path.suffix.lower()


@dataclass(frozen=True)
class Refused:
    """A file that no entry can be written for, and why."""

    name: str
    reason: str


def offered(folder: Path, scratch: Path) -> Iterator[Offered | Refused]:
    """Every file below `folder` in the order of names; hidden ones and parts of shapefiles are left out.

    Archives are unpacked below `scratch`; one in another is refused. Raises UsageError for more files than MAX_FILES.
    """
    for number, (path, within) in enumerate(_below(folder), start=1):
        if number > MAX_FILES:
            raise UsageError(f"{folder}: more than {MAX_FILES:,} files; name the folder that holds the publishers' files")
        if path.suffix.lower() != ".zip":
            yield Offered(path, within, within)
            continue
        try:
            unpacked = extract(path, scratch, name=within)
        except RebalanceError as error:
            yield Refused(within, told(error, within))
            continue
        for member, inside in _below(unpacked):
            if member.suffix.lower() == ".zip":
                yield Refused(f"{within}!{inside}", "an archive in an archive; unpack it first")
            else:
                yield Offered(member, f"{within}!{inside}", inside, within)


def _below(folder: Path) -> list[tuple[Path, str]]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        there = {Path(name).stem.casefold() for name in names if name.casefold().endswith(".shp")}
        for name in sorted(names):
            path = Path(place, name)
            part = path.suffix.lower() in BESIDE and name.split(".")[0].casefold() in {stem.split(".")[0] for stem in there}
            if not _hidden(name) and name != OWN_CATALOGUE and not part and path.is_file():
                found.append((path, unicodedata.normalize("NFC", path.relative_to(folder).as_posix())))
    return sorted(found, key=lambda pair: pair[1])


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX"))


def form_of(file: Offered) -> Form | Refused:
    """How the file is opened: by the ending of its name, where that leaves a choice by its content."""
    if file.path.stat().st_size == 0:
        return Refused(file.name, "an empty file")
    if file.suffix in _FORMS:
        return _FORMS[file.suffix]
    if file.suffix == JSON[0]:
        return "map" if any(word in file.path.read_bytes() for word in _MAP_WORDS) else "json"
    if file.suffix == PARQUET[0]:
        return "map" if _GEO in file.path.read_bytes() else "parquet"
    if file.suffix in BESIDE:
        return Refused(file.name, "a part of a shapefile without its .shp")
    return Refused(file.name, f"a file {f'ending in {file.suffix}' if file.suffix else 'without an ending'}; {_READ}")


def told(error: RebalanceError, name: str) -> str:
    """An error's message without the name of the file that it begins with."""
    return str(error).removeprefix(name).removeprefix(", ").removeprefix(": ").strip()


_READ = "read are .csv, .txt, .json, .xlsx, .parquet, .shp, .gpkg, .geojson, .topojson and .zip"
