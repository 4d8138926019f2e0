"""Unpacking of publishers' zip archives, refusing any member that would land outside its folder."""

from __future__ import annotations

import contextlib
import errno
import lzma
import shutil
import unicodedata
import uuid
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath

from assets.reading.source_file import sha256
from domain.errors import SourceError

# Largest published boundary archives are near 200 MB; far above that is a mistake or a bomb.
MAX_BYTES = 4 * 1024**3
# Other kinds of archive that come under a wrong name, by their first bytes.
_OTHERS = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive", b"Rar!": "a RAR archive", b"ALZ\x01": "an ALZ archive", b"EGGA": "an EGG archive",
    b"\x1f\x8b": "a gzip file", b"BZh": "a bzip2 file", b"\xfd7zXZ": "an xz file",
}  # fmt: skip
# What an operating system says of names that cannot be files: too long, a folder already, below a file.
_NAMES = {errno.ENAMETOOLONG, errno.EISDIR, errno.EEXIST, errno.ENOTDIR, errno.EILSEQ, errno.EINVAL, errno.ENOTEMPTY}

# What a Mac packs beside the files: folders of its own, and a `._` to each file, which is none of its kind.
_OF_A_MAC = ("__MACOSX", ".DS_Store")

Members = list[tuple[zipfile.ZipInfo, str]]


def extract(archive: Path, scratch: Path, *, name: str = "") -> Path:
    """Unpack `archive` below `scratch`, once per content, whole or not at all; returns the folder.

    `name` is how messages call the archive. Member names in CP949 (archives made on Korean Windows) are restored, backslashes
    part folders, letters that a Mac takes apart are put together, and what a Mac keeps of its own is left out.
    Raises SourceError when it is no zip, holds no file, or a member's name leaves the folder or cannot be a file's.
    """
    shown = name or archive.name
    if not archive.is_file():
        raise SourceError(shown, "no such file", "the archive that the catalogue declares")
    target = scratch / f"{archive.stem}-{sha256(archive)[:12]}"
    if target.is_dir():
        return target
    _refuse_others(shown, archive)
    temporary = scratch / f".{target.name}.{uuid.uuid4().hex}.tmp"
    try:
        with zipfile.ZipFile(archive) as bundle:
            members = [(info, member_name(info)) for info in bundle.infolist()]
            members = [(info, member) for info, member in members if not (member.endswith("/") or _is_of_a_mac(member))]
            _refuse_unsafe(shown, members)
            for info, member in members:
                destination = temporary / member
                destination.parent.mkdir(parents=True, exist_ok=True)
                with bundle.open(info) as source, destination.open("wb") as sink:
                    shutil.copyfileobj(source, sink)
        temporary.replace(target)
    except OSError as error:
        if error.errno in _NAMES:
            raise SourceError(
                shown, f"a member whose name cannot be a file's ({error.strerror})", "files in folders",
                remedy="Unpack it yourself, and declare its files without `archive`.",
            ) from error  # fmt: skip
        if str(error) == "Invalid data stream":  # bzip2's, not the disk's
            raise _damaged(shown, error) from error
        raise
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError) as error:
        raise _damaged(shown, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return target


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
    if sum(info.file_size for info, _ in members) > MAX_BYTES:
        raise SourceError(archive, "more than 4 GiB unpacked", "a boundary or table archive")


def _damaged(archive: str, error: Exception) -> SourceError:
    return SourceError(archive, f"a damaged archive ({error})", "a zip file", remedy="Download it again.")
