"""Unpacking of publishers' zip archives, refusing any member that would land outside its folder."""

from __future__ import annotations

import shutil
import uuid
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from assets.io.source_file import sha256
from expectations.errors import SourceError

# Largest published boundary archives are near 200 MB; far above that is a mistake or a bomb.
MAX_BYTES = 4 * 1024**3


def extract(archive: Path, scratch: Path, *, name: str = "") -> Path:
    """Unpack `archive` below `scratch`, once per content, whole or not at all; returns the folder.

    `name` is how messages call the archive. Member names in CP949 (archives made on Korean Windows) are restored.
    Raises SourceError when it is no zip, or a member's name leaves the folder.
    """
    shown = name or archive.name
    if not archive.is_file():
        raise SourceError(shown, "no such file", "the archive that the catalogue declares")
    target = scratch / f"{archive.stem}-{sha256(archive)[:12]}"
    if target.is_dir():
        return target
    temporary = scratch / f".{target.name}.{uuid.uuid4().hex}.tmp"
    try:
        with zipfile.ZipFile(archive) as bundle:
            members = [(info, _member_name(info)) for info in bundle.infolist() if not info.is_dir()]
            _refuse_unsafe(shown, members)
            for info, member in members:
                destination = temporary / member
                destination.parent.mkdir(parents=True, exist_ok=True)
                with bundle.open(info) as source, destination.open("wb") as sink:
                    shutil.copyfileobj(source, sink)
        temporary.replace(target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise SourceError(shown, f"a damaged archive ({error})", "a zip file", remedy="Download it again.") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return target


def _member_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:  # the archive says: UTF-8
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp949")
    except UnicodeError:
        return info.filename


def _refuse_unsafe(archive: str, members: list[tuple[zipfile.ZipInfo, str]]) -> None:
    for number, (info, name) in enumerate(members, start=1):
        if info.flag_bits & 0x1:
            raise SourceError(archive, f"member {name!r} behind a password", "an open archive", number, "Unpack it yourself.")
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if ".." in parts or name.startswith(("/", "\\")) or (len(name) > 1 and name[1] == ":"):
            raise SourceError(
                archive, f"member {name!r}", "names inside the archive's own folder", number,
                "Nothing was unpacked. Get the archive from its publisher.",
            )  # fmt: skip
    if sum(info.file_size for info, _ in members) > MAX_BYTES:
        raise SourceError(archive, "more than 4 GiB unpacked", "a boundary or table archive")
