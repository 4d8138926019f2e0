"""A release tells nothing of the machine and the person that made it: no path, no name of a home, no name of the host."""

from __future__ import annotations

import base64
import getpass
import gzip
import re
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.conftest import Built
from tests.places import ROOT

# Words such as `root` or `runner` stand in texts for themselves; a folder of that name does not.
TOO_SHORT = 8


def traces(built: Built) -> list[str]:
    """What would tell of this machine."""
    folders = {ROOT, built.home.root, Path.home(), Path(tempfile.gettempdir()), Path(f"/home/{getpass.getuser()}")}
    paths = [f"{folder}/" for folder in folders if len(folder.parts) > 1]
    return [*paths, *(name for name in (socket.gethostname(), getpass.getuser()) if len(name) >= TOO_SHORT)]


def texts(release: Path) -> Iterator[tuple[str, bytes]]:
    """Every file as it is, what the atlas has packed, and the texts of compressed tables."""
    for path in sorted(path for path in release.rglob("*") if path.is_file()):
        content, name = path.read_bytes(), str(path.relative_to(release))
        yield name, content
        if path.suffix == ".html":
            for part in re.findall(rb'id="part-\w+">([A-Za-z0-9+/=]+)<', content):
                yield f"{name}, packed", gzip.decompress(base64.b64decode(part))
        if path.suffix == ".parquet":
            table = pq.read_table(path)
            for column in (field.name for field in table.schema if pa.types.is_string(field.type)):
                yield f"{name}, {column}", "\n".join(filter(None, table[column].unique().to_pylist())).encode()


def test_release_names_no_path_home_or_host(schematic: Built) -> None:
    told = [
        (name, trace) for name, content in texts(schematic.release) for trace in traces(schematic) if trace.encode() in content
    ]
    assert not told


def test_a_trace_would_be_noticed(schematic: Built) -> None:
    read = {name for name, _ in texts(schematic.release)}
    assert any(name.endswith("packed") for name in read) and any("parquet, " in name for name in read)
    assert f"{ROOT}/" in traces(schematic)
