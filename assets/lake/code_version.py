"""The version of an asset's code: a digest of its module and of every project module that it imports."""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.metadata
import importlib.util
from pathlib import Path

FIRST_PARTY = ("assets", "domain", "expectations")
# A new version of these can change a table although our code stands still.
LIBRARIES = ("duckdb", "geopandas", "numpy", "pandas", "pyarrow", "pyogrio", "pyproj", "shapely")


@functools.cache
def code_version(module: str) -> str:
    """Hex digest over `module`, its first-party imports to any depth, and the libraries' versions."""
    digest = hashlib.sha256()
    for library in LIBRARIES:
        digest.update(f"{library}={importlib.metadata.version(library)}\n".encode())
    for name in sorted(_closure(module)):
        digest.update(name.encode() + b"\0" + _source(name) + b"\0")
    return digest.hexdigest()


def _closure(module: str) -> set[str]:
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(_imports(name))
    return seen


@functools.cache
def _file(module: str) -> Path | None:
    try:
        spec = importlib.util.find_spec(module)
    except ModuleNotFoundError:  # `from package.module import name`: name is no module
        return None
    return Path(spec.origin) if spec and spec.origin else None


@functools.cache
def _source(module: str) -> bytes:
    path = _file(module)
    return path.read_bytes() if path else b""


@functools.cache
def _imports(module: str) -> frozenset[str]:
    """First-party modules that `module` imports, wherever the statement stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(_source(module))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(n for n in names if n.split(".")[0] in FIRST_PARTY and _file(n) is not None)
