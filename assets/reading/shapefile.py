"""A shapefile's parts before GDAL opens them: all there, whole, of one file, whatever their names are spelt like.

Attributes and shapes are read in `layer.py`.
"""

from __future__ import annotations

import shutil
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from assets.reading.source_file import SourceFile

SUFFIX = ".shp"
DBF = ".dbf"


def check_parts(file: SourceFile) -> None:
    """SourceError for a part that is missing or cut off, with the row where it ends, and for parts of two files."""
    for suffix, what in ((DBF, "attributes"), (".shx", "index")):
        if file.part(suffix) is None:
            missing = file.path.with_suffix(suffix).name
            raise file.error(f"no {missing}", f"the {what} beside it", remedy="A shapefile needs .shp, .shx and .dbf.")
    records, index = _index(file)
    size = file.path.stat().st_size
    for row, (offset, length) in enumerate(index, start=1):
        if not 0 <= offset + 8 + length <= size:
            raise file.error(f"the end of the file after {size:,} bytes", f"{records:,} records", row, TRUNCATED)
    dbf = _part(file, DBF)
    rows, header, width = struct.unpack("<IHH", dbf.read_bytes()[4:12].ljust(8, b"\0"))
    whole = (dbf.stat().st_size - header) // width if width else 0
    if whole < rows:
        raise file.error(f"{dbf.name} ending in row {whole + 1}", f"{rows:,} rows", whole + 1, TRUNCATED)
    if rows != records:
        raise file.error(f"{rows:,} rows in {dbf.name}", f"{records:,} as in the index", remedy=TRUNCATED)


@contextmanager
def opened(file: SourceFile) -> Iterator[Path]:
    """A path that GDAL finds all parts from; parts spelt in other letters are laid beside it for the time being.

    A .prj that the declaration calls wrong (`options.crs_note`) is left out: GDAL might stumble over it.
    """
    suffixes = (SUFFIX, ".shx", DBF, *([] if "crs_note" in file.options else [".prj"]))
    parts = {suffix: part for suffix in suffixes if (part := _part_or_self(file, suffix))}
    if len(suffixes) == 4 and all(part == file.path.with_suffix(suffix) for suffix, part in parts.items()):
        yield file.path
        return
    with tempfile.TemporaryDirectory() as folder:
        for suffix, part in parts.items():
            _lay(part, Path(folder, f"{file.path.stem}{suffix}"))
        yield Path(folder, f"{file.path.stem}{SUFFIX}")


def field_widths(dbf: Path) -> list[int]:
    """Bytes of each field, in order, as the header of a `.dbf` says."""
    data = dbf.read_bytes()
    (header,) = struct.unpack("<H", data[8:10].ljust(2, b"\0"))
    fields = (data[place : place + 32] for place in range(32, min(header, len(data)) - 31, 32))
    widths = []
    for field in fields:
        if field[0] == 0x0D:  # the end of the list
            break
        # A text field wider than 255 bytes has its second byte where numbers have their decimals.
        widths.append(field[16] + (field[17] << 8 if field[11:12] == b"C" else 0))
    return widths


def _part(file: SourceFile, suffix: str) -> Path:
    return file.part(suffix) or file.path.with_suffix(suffix)


def _part_or_self(file: SourceFile, suffix: str) -> Path | None:
    return file.path if suffix == SUFFIX else file.part(suffix)


def _lay(part: Path, place: Path) -> None:
    try:
        place.symlink_to(part.resolve())
    except OSError:  # a system without links
        shutil.copyfile(part, place)


def _index(file: SourceFile) -> tuple[int, list[tuple[int, int]]]:
    """Number of records that the `.shx` header promises, and each record's (offset, length) in bytes."""
    data = _part(file, ".shx").read_bytes()
    if len(data) < 100:
        raise file.error("an index without a header", "a .shx file", remedy=TRUNCATED)
    (words,) = struct.unpack(">i", data[24:28])
    records = (words * 2 - 100) // 8
    if words * 2 < 100:
        raise file.error("an index whose header is broken", "a .shx file", remedy="It is damaged: download it again.")
    if len(data) < words * 2:
        raise file.error(f"an index of {len(data):,} bytes", f"{words * 2:,} bytes", (len(data) - 100) // 8 + 1, TRUNCATED)
    pairs = np.frombuffer(data[100 : 100 + records * 8], dtype=">i4").reshape(-1, 2).astype(np.int64) * 2
    return records, [(int(offset), int(length)) for offset, length in pairs]


TRUNCATED = "The file is cut off; download it again."
