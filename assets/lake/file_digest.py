"""A Parquet file that carries the digest of its own bytes: the sha256 of all of it, its 64 digits counted as zeros.

It stands in the footer, so that no second file can disagree with it, and covers the footer as well: whichever bit of the file
is changed, the digest is another. To any Parquet reader it is one more entry of the metadata.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

KEY = b"rebalance_sha256"
# What stands before the digits; Arrow's own copy of the metadata in the footer is base64, and cannot hold it.
_MARK = b"sha256 of this file with these digits as zeros: "
_ZEROS = b"0" * 64
UNWRITTEN = _MARK + _ZEROS
# A Parquet file ends with its footer, the footer's length in four bytes, and this.
_MAGIC = b"PAR1"
_END = 8
_CHUNK = 1 << 20


def write_digest(path: Path) -> str:
    """Put the digest where `UNWRITTEN` stands in the footer of a new file; returns it. ValueError when it stands nowhere."""
    with path.open("r+b") as stream:
        at = _place(stream)
        if at is None:
            raise ValueError(f"{path}: no place for a digest in the footer")
        digest = _digest(stream, at)
        stream.seek(at)
        stream.write(digest.encode())
    return digest


def read_digest(path: Path) -> tuple[str, str] | None:
    """The digest of the bytes as they are, and the one that the file carries; None for a file that carries none.

    Raises OSError when it cannot be read.
    """
    with path.open("rb") as stream:
        at = _place(stream)
        if at is None:
            return None
        stream.seek(at)
        carried = stream.read(len(_ZEROS)).decode("latin-1")
        return _digest(stream, at), carried


def _place(stream: BinaryIO) -> int | None:
    """Where the digits begin; None where there is no footer, or none in it."""
    size = stream.seek(0, 2)
    stream.seek(max(size - _END, 0))
    end = stream.read(_END)
    start = size - _END - int.from_bytes(end[:4], "little")
    if end[4:] != _MAGIC or start < 0:
        return None
    stream.seek(start)
    within = stream.read(size - start).rfind(_MARK)
    at = start + within + len(_MARK)
    return at if within >= 0 and at + len(_ZEROS) <= size else None


def _digest(stream: BinaryIO, at: int) -> str:
    """Of all bytes, those of the digits taken as zeros."""
    stream.seek(0)
    digest = hashlib.sha256()
    left = at
    while left and (chunk := stream.read(min(left, _CHUNK))):
        digest.update(chunk)
        left -= len(chunk)
    digest.update(_ZEROS)
    stream.seek(at + len(_ZEROS))
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
