"""Unpacking of publishers' zip archives, refusing any member that would land outside its folder."""

from __future__ import annotations

import contextlib
import errno
import functools
import lzma
import os
import shutil
import unicodedata
import uuid
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from assets.reading import limits
from assets.reading.limits import size
from assets.reading.source_file import sha256
from domain.errors import SourceError
from expectations.kept_files import make_folder, set_aside

# Other kinds of archive that come under a wrong name, by their first bytes.
_OTHERS = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive", b"Rar!": "a RAR archive", b"ALZ\x01": "an ALZ archive", b"EGGA": "an EGG archive",
    b"\x1f\x8b": "a gzip file", b"BZh": "a bzip2 file", b"\xfd7zXZ": "an xz file",
}  # fmt: skip
# What an operating system says of names that cannot be files: too long, a folder already, below a file.
_NAMES = {errno.ENAMETOOLONG, errno.EISDIR, errno.EEXIST, errno.ENOTDIR, errno.EILSEQ, errno.EINVAL, errno.ENOTEMPTY}

_CHUNK = 1 << 20

_BOMB = "Is it the right archive? Unpack it yourself, and declare its files without `archive`."
# A name with a digest behind it must still be one.
_LONGEST_STEM = 60
# What a Mac packs beside the files: folders of its own, and a `._` to each file, which is none of its kind.
_OF_A_MAC = ("__MACOSX", ".DS_Store")

Members = list[tuple[zipfile.ZipInfo, str]]


def extract(archive: Path, scratch: Path, *, name: str = "") -> Path:
    """Unpack `archive` below `scratch`, once per content, whole or not at all; returns the folder.

    `name` is how messages call the archive. Member names in CP949 (archives made on Korean Windows) are restored, backslashes
    part folders, letters that a Mac takes apart are put together, and what a Mac keeps of its own is left out.

    Raises SourceError when it is no zip, holds no file, or more than `limits.py` lets through or the disk has room for, and
    when a member's name leaves the folder or cannot be a file's.
    """
    shown = name or archive.name
    if not archive.is_file():
        raise SourceError(shown, "no such file", "the archive that the catalogue declares")
    try:
        target = scratch / f"{archive.stem[:_LONGEST_STEM]}-{sha256(archive)[:12]}"
        _refuse_others(shown, archive)
    except OSError as error:
        raise SourceError(shown, f"an archive that cannot be read ({error.strerror})", "one that opens") from error
    make_folder(scratch)
    temporary = scratch / f".{target.name}.{uuid.uuid4().hex}.tmp"
    try:
        with zipfile.ZipFile(archive) as bundle:
            if target.is_dir() and _as_unpacked(bundle, target):
                return target
            members = _members(bundle)
            _refuse_unsafe(shown, members)
            _refuse_bomb(shown, members, archive.stat().st_size)
            _refuse_full_disk(shown, members, scratch)
            for info, member in members:
                destination = temporary / member
                destination.parent.mkdir(parents=True, exist_ok=True)
                with bundle.open(info) as source, destination.open("wb") as sink:
                    shutil.copyfileobj(source, sink)
        if os.path.lexists(target):
            set_aside(target, "other files than were unpacked there")
        temporary.replace(target)
    except OSError as error:
        if error.errno in _NAMES:
            raise SourceError(
                shown, f"a member whose name cannot be a file's ({error.strerror})", "files in folders",
                remedy="Unpack it yourself, and declare its files without `archive`.",
            ) from error  # fmt: skip
        if str(error) == "Invalid data stream":  # bzip2's, not the disk's
            raise _damaged(shown, error) from error
        raise SourceError(
            shown, f"no way to unpack it ({error.strerror or error})", "room, and the right to write in the home",
            remedy="Make room, or give --home another folder.",
        ) from error  # fmt: skip
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError) as error:
        raise _damaged(shown, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return target


def _members(bundle: zipfile.ZipFile) -> Members:
    """The files of an archive with their restored names."""
    named = [(info, member_name(info)) for info in bundle.infolist()]
    return [(info, name) for info, name in named if not (name.endswith("/") or _is_of_a_mac(name))]


def _as_unpacked(bundle: zipfile.ZipFile, folder: Path) -> bool:
    """True when the folder holds the archive's files and nothing else, each with the size and checksum that the archive has."""
    wanted = {name: info for info, name in _members(bundle)}
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    if {str(PurePosixPath(name)) for name in wanted} != {unicodedata.normalize("NFC", name) for name in found}:
        return False
    by_name = {unicodedata.normalize("NFC", name): path for name, path in found.items()}
    return all(_unchanged(by_name[str(PurePosixPath(name))], info) for name, info in wanted.items())


def _unchanged(path: Path, info: zipfile.ZipInfo) -> bool:
    try:
        stat = path.stat()
        return stat.st_size == info.file_size and _checksum(path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) == info.CRC
    except OSError:
        return False


@functools.cache
def _checksum(path: Path, _size: int, _mtime_ns: int, _ctime_ns: int) -> int:
    """CRC-32 of a file's bytes, kept for the process while size and times stand still."""
    checksum = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def member_name(info: zipfile.ZipInfo) -> str:
    """The path of a member with `/` between folders; a folder's own ends in one."""
    name = info.filename
    if not info.flag_bits & 0x800:  # it does not say that it is UTF-8
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("cp949")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _is_of_a_mac(member: str) -> bool:
    parts = member.split("/")
    return parts[-1].startswith("._") or any(own in parts for own in _OF_A_MAC)


def _refuse_others(archive: str, path: Path) -> None:
    with path.open("rb") as stream:
        start = stream.read(8)
    for magic, kind in _OTHERS.items():
        if start.startswith(magic):
            raise SourceError(archive, kind, "a zip file", remedy="Unpack it, and declare its files without `archive`.")
    if not start:
        raise SourceError(archive, "an empty file", "a zip file", remedy="Download it again.")


def _refuse_unsafe(archive: str, members: Members) -> None:
    if not members:
        raise SourceError(archive, "an empty archive", "a file in it", remedy="Get the archive from its publisher anew.")
    for number, (info, name) in enumerate(members, start=1):
        if info.flag_bits & 0x1:
            raise SourceError(archive, f"member {name!r} behind a password", "an open archive", number, "Unpack it yourself.")
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or "\0" in name or name.startswith("/") or (len(name) > 1 and name[1] == ":"):
            raise SourceError(
                archive, f"member {info.filename!r}", "names inside the archive's own folder", number,
                "Nothing was unpacked. Get the archive from its publisher.",
            )  # fmt: skip
    if repeated := [name for name, times in Counter(name for _, name in members).items() if times > 1]:
        raise SourceError(
            archive, f"member {repeated[0]!r} twice", "each member once", remedy="Get the archive from its publisher."
        )


def _refuse_bomb(archive: str, members: Members, packed: int) -> None:
    """By what the archive says of itself: a member that holds more than it says ends in a wrong checksum."""
    if len(members) > limits.ARCHIVE_MEMBERS:
        raise SourceError(archive, f"{len(members):,} members", f"up to {limits.ARCHIVE_MEMBERS:,}", remedy=_BOMB)
    unpacked = sum(info.file_size for info, _ in members)
    if unpacked > limits.ARCHIVE_BYTES:
        raise SourceError(archive, f"{size(unpacked)} unpacked", f"up to {size(limits.ARCHIVE_BYTES)}", remedy=_BOMB)
    if unpacked > limits.RATIO_FROM_BYTES and unpacked > limits.RATIO * packed:
        raise SourceError(
            archive, f"{size(unpacked)} unpacked from {size(packed)}", f"up to {limits.RATIO} times as much", remedy=_BOMB
        )


def _refuse_full_disk(archive: str, members: Members, scratch: Path) -> None:
    unpacked, free = sum(info.file_size for info, _ in members), shutil.disk_usage(scratch).free
    if unpacked > free:
        raise SourceError(
            archive, f"{size(unpacked)} unpacked", f"no more than the {size(free)} that are free",
            remedy="Make room, or give --home a folder on another disk.",
        )  # fmt: skip


def prune(scratch: Path, needed: Collection[Path]) -> None:
    """Remove what lies unpacked below `scratch` and is of no archive any more. Nobody else may read there meanwhile."""
    for folder in scratch.iterdir() if scratch.is_dir() else ():
        if folder not in needed:
            shutil.rmtree(folder, ignore_errors=True)


def _damaged(archive: str, error: Exception) -> SourceError:
    return SourceError(archive, f"a damaged archive ({error})", "a zip file", remedy="Download it again.")
