"""One module as code: its statements without comments, docstrings, positions and annotations, and what each of them uses.

What is reached from where is `code_version.py`'s business.
"""

from __future__ import annotations

import ast
import functools
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

# Says nothing to the program that runs: annotations, whether a name is read or written, how a string was spelt.
_SILENT = {"annotation", "returns", "ctx", "kind", "type_comment", "type_ignores"}
_WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
# Functions that take the name of a package as text.
_BY_NAME = {"files", "find_spec", "import_module"}


@dataclass(frozen=True)
class Imported:
    """One name brought in: `from module import name as local`, or `import module` (then `name` is "")."""

    local: str
    module: str
    name: str = ""


@dataclass
class Statement:
    """One statement of a module: the names that it defines, those that it reads, what it imports wherever in it.

    A `loose` one is no definition and no import: it may change what others define.
    """

    defines: frozenset[str] = frozenset()
    loose: bool = False
    reads: set[str] = field(default_factory=set)
    imports: list[Imported] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True)
class CodeTree:
    """A module's statements in order."""

    statements: tuple[Statement, ...]

    @property
    def digest(self) -> str:
        """Of the whole module."""
        return digest(statement.text for statement in self.statements)

    @functools.cached_property
    def imports(self) -> tuple[Imported, ...]:
        """Everything that the module imports."""
        return tuple(imported for statement in self.statements for imported in statement.imports)

    @functools.cached_property
    def reads(self) -> frozenset[str]:
        """Every name that is read anywhere, annotations aside."""
        return frozenset(name for statement in self.statements for name in statement.reads)

    def defining(self, name: str) -> tuple[Statement, ...]:
        """The statements that define a name, and the loose ones."""
        return tuple(statement for statement in self.statements if name in statement.defines or statement.loose)


def digest(texts: Iterable[str]) -> str:
    """Hex digest of texts, each ended."""
    found = hashlib.sha256()
    for text in texts:
        found.update(text.encode(errors="surrogatepass") + b"\0")  # a constant may hold half a letter
    return found.hexdigest()


def code_tree(path: Path, module: str, root: str) -> CodeTree:
    """The module in a file; parsed once while the file's size and time stand still.

    `module` is its name below `root`, the package that everything lies in ("" for none, else ending in a dot): imports are
    told by full names below it, however they are written.
    """
    stat = path.stat()
    return _parsed(path, stat.st_size, stat.st_mtime_ns, module, root)


@functools.cache
def _parsed(path: Path, _size: int, _mtime_ns: int, module: str, root: str) -> CodeTree:
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    body = _code(ast.parse(path.read_bytes()))
    return CodeTree(tuple(_Reader(package, root).statement(node) for node in body))


def _code(node: ast.AST) -> list[ast.stmt]:
    """What a body does: texts that stand alone do nothing."""
    body: list[ast.stmt] = getattr(node, "body")  # noqa: B009  (not every node has one)
    return [
        n for n in body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant) and isinstance(n.value.value, str))
    ]


class _Reader:
    """Writes one statement down and notes what it uses."""

    def __init__(self, package: str, root: str) -> None:
        self.package, self.root = package, root
        self.out: list[str] = []
        self.reads: set[str] = set()
        self.imports: list[Imported] = []

    def statement(self, node: ast.stmt) -> Statement:
        self.out, self.reads, self.imports = [], set(), []
        self.write(node)
        defines = frozenset(_defined(node))
        loose = not defines and not isinstance(node, ast.Import | ast.ImportFrom)
        return Statement(defines, loose, self.reads, self.imports, " ".join(self.out))

    def write(self, node: ast.AST) -> None:
        out = self.out
        if isinstance(node, ast.Import | ast.ImportFrom):
            out.extend(self.imported(node))
            return
        if isinstance(node, ast.If) and _type_checking(node.test):
            self.body(node.orelse)
            return
        if isinstance(node, ast.Name):
            self.reads.add(node.id)
        elif isinstance(node, ast.Call):
            self.called(node)
        out.append(type(node).__name__)
        out.append("(")
        for name in node._fields:
            if name in _SILENT:
                continue
            value = getattr(node, name)
            if name == "body" and isinstance(node, _WITH_DOCSTRING):
                value = _code(node)
            if isinstance(value, list):
                self.body(value)
            elif isinstance(value, ast.AST):
                self.write(value)
            elif value is not None or isinstance(node, ast.Constant):
                out.append(repr(value))
            else:
                out.append("-")
        out.append(")")

    def body(self, nodes: list[ast.AST] | list[ast.stmt]) -> None:
        self.out.append("[")
        for node in nodes:
            if isinstance(node, ast.AST):
                self.write(node)
            else:  # names of `global`, keys of `**`
                self.out.append(repr(node))
        self.out.append("]")

    def imported(self, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
        if isinstance(node, ast.Import):
            found = [Imported(alias.asname or alias.name.split(".")[0], self.named(alias.name)) for alias in node.names]
        else:
            module = self.named(node.module or "") if not node.level else self.relative(node)
            found = [Imported(alias.asname or alias.name, module, alias.name) for alias in node.names]
        self.imports += found
        named = (alias.asname or alias.name.removeprefix(self.root) for alias in node.names)
        return (f"import {one.module} {one.name} {name}" for one, name in zip(found, named, strict=True))

    def called(self, node: ast.Call) -> None:
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
        if name in _BY_NAME and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
            self.imports.append(Imported("", self.named(node.args[0].value)))

    def named(self, module: str) -> str:
        return module.removeprefix(self.root)

    def relative(self, node: ast.ImportFrom) -> str:
        parts = self.package.split(".")
        return ".".join([*parts[: len(parts) - node.level + 1], *([node.module] if node.module else [])])


def _type_checking(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )


def _defined(node: ast.AST) -> Iterator[str]:
    """Names that a statement of a module binds there."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            yield from (n.id for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
