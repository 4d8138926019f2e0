"""A wheel in which everything lies inside `rebalance`, so that it shadows nobody's `assets` or `pipelines`.

In the repository the rooms are folders at the top level and import each other by those names. While a wheel is built they are put
below `rebalance/`, and their imports say so. An editable installation is left as it stands. `setup.py` uses this.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from setuptools.command.build_py import build_py
from setuptools.command.egg_info import egg_info

NAME = "rebalance"
# (first byte, end, what stands there instead)
Change = tuple[int, int, bytes]


class RerootError(ValueError):
    """A statement or text whose meaning would be lost below another package."""


class BuildPy(build_py):  # type: ignore[misc]
    """Copies modules below `rebalance/` and rewrites their imports."""

    packages: list[str]
    package_dir: dict[str, str] | None
    package_data: dict[str, list[str]]
    rooms: tuple[str, ...] = ()

    def run(self) -> None:
        """Build everything anew: what an earlier layout has left would go into the wheel."""
        if not self.editable_mode:
            shutil.rmtree(self.build_lib, ignore_errors=True)
            self.rooms = rooms(self.packages)
            self.package_dir = {**(self.package_dir or {}), **{f"{NAME}.{room}": room for room in self.rooms}}
            self.packages = [below(package, self.rooms) for package in self.packages]
            self.package_data = {below(package, self.rooms): files for package, files in self.package_data.items()}
            self.distribution.packages = self.packages
        super().run()

    def build_module(self, module: str, module_file: str, package: str | tuple[str, ...]) -> tuple[str, bool]:
        """Copy one module; its imports follow."""
        outfile, copied = super().build_module(module, module_file, package)
        if self.rooms:
            path = Path(outfile)
            path.write_bytes(rerooted(path.read_bytes(), self.rooms, module_file))
        return outfile, copied


class EggInfo(egg_info):  # type: ignore[misc]
    """Says that `rebalance` is what is installed at the top level."""

    def run(self) -> None:
        """Write the metadata."""
        super().run()
        Path(self.egg_info, "top_level.txt").write_text(f"{NAME}\n", encoding="utf-8")


def rooms(packages: Iterable[str]) -> tuple[str, ...]:
    """Top-level packages besides `rebalance` itself."""
    return tuple(sorted({package.partition(".")[0] for package in packages} - {NAME}))


def below(package: str, rooms: Collection[str]) -> str:
    """`assets.lake` as `rebalance.assets.lake`; anything else as it is."""
    return f"{NAME}.{package}" if package.partition(".")[0] in rooms else package


def rerooted(source: bytes, rooms: Collection[str], file: str) -> bytes:
    """A module whose absolute imports of rooms lead into `rebalance`; everything else keeps its bytes and lines.

    Raises RerootError, with file and line, for a text that names a module of a room: say it relative to `__name__`.
    """
    tree = ast.parse(source, file)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for start, end, text in sorted(_changes(tree, source, starts, rooms, file), reverse=True):
        source = source[:start] + text + source[end:]
    return source


def _changes(tree: ast.Module, source: bytes, starts: list[int], rooms: Collection[str], file: str) -> Iterator[Change]:
    named = re.compile(rf"({'|'.join(rooms)})(\.[a-z_][a-z0-9_]*)+")
    looked_up = {id(name): name for name in _looked_up(tree)}
    for name in looked_up.values():
        if named.fullmatch(name.value):
            at = starts[name.lineno - 1] + name.col_offset + 1
            yield at, at, f"{NAME}.".encode()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and node.module and node.module.partition(".")[0] in rooms:
            start = starts[node.lineno - 1] + node.col_offset
            at = source.index(node.module.encode(), start + len("from"))
            yield at, at, f"{NAME}.".encode()
        elif isinstance(node, ast.Import) and any(alias.name.partition(".")[0] in rooms for alias in node.names):
            if len(node.names) > 1 or node.end_lineno is None or node.end_col_offset is None:
                raise RerootError(f"{file}:{node.lineno}: import one module a statement")
            (alias,) = node.names
            yield (
                starts[node.lineno - 1] + node.col_offset,
                starts[node.end_lineno - 1] + node.end_col_offset,
                _import(alias).encode(),
            )
        elif id(node) in looked_up:
            continue
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and named.fullmatch(node.value):
            path = Path(*node.value.split("."))
            if path.is_dir() or path.with_suffix(".py").is_file():
                raise RerootError(f"{file}:{node.lineno}: {node.value!r} is the name of a module; say it relative to __name__")


def _looked_up(tree: ast.Module) -> Iterator[ast.Constant]:
    """Names of modules that are looked up when the code runs: `importlib.import_module("…")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "importlib.import_module":
            yield from (name for name in node.args[:1] if isinstance(name, ast.Constant) and isinstance(name.value, str))


def _import(alias: ast.alias) -> str:
    """`import assets.lake` binds `assets`, wherever that lies."""
    room, _, rest = alias.name.partition(".")
    if alias.asname:
        return f"import {NAME}.{alias.name} as {alias.asname}"
    own = f"from {NAME} import {room}"
    return f"import {NAME}.{alias.name}; {own}" if rest else own
