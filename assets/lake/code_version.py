"""The version of code: a digest of what it does, of all project code that it uses, and of the libraries that these import.

A module of `assets` counts whole, as a syntax tree. Of `domain` and `expectations` only the names that are used count, by
their values: a contract by the shape of its table, a constant by what it is, a function by its code and what that uses.
So neither a comment nor a label nor a neighbour in the same module makes a table stale. How a syntax tree is written down
is `code_tree.py`, how a value is `code_value.py`.
"""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import importlib.util
import itertools
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from assets.lake.code_tree import (
    CodeTree,
    Imported,
    code_tree,
    digest,
)
from assets.lake.code_value import (
    UnspeakableError,
    is_code,
    shape,
    text_of,
)
from domain import errors
from expectations import contract, fault
from expectations.contracts import registry

FIRST_PARTY = ("assets", "domain", "expectations", "pipelines")
# Packages of which names count by their values.
BY_NAME = ("domain", "expectations")
# Below every table, imported by name or not.
LIBRARIES = ("duckdb", "geopandas", "numpy", "pandas", "pyarrow", "pyogrio", "pyproj", "shapely")
# Whose distribution has another name. To ask for it takes most of a second (`packages_distributions`); a test does.
DISTRIBUTIONS = {"vl_convert": "vl-convert-python", "yaml": "pyyaml"}
# The package that the project's packages lie in, ending in a dot; "" where they lie at the top.
ROOT = "".join(f"{part}." for part in itertools.takewhile(lambda part: part not in FIRST_PARTY, __name__.split(".")))
# Its functions give every contract there is: who uses one depends on the shapes of all.
REGISTRY = registry.__name__.removeprefix(ROOT)
# Not followed: no table holds what a message says; how an asset is declared, and what a contract does with its columns, count
# by what comes of it (`Declaration.code_version`).
SILENT = frozenset(
    module.removeprefix(ROOT)
    for module in (
        errors.__name__,
        fault.__name__,
        contract.__name__,
        *(f"{__package__}.{m}" for m in ("asset", "code_tree", "code_value", "code_version")),
    )
)
# A module and a name in it; the name is "" where the whole module is meant.
Place: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Node:
    """One module, or one name in a module: its digest, what it uses of ours, and top-level names of libraries."""

    digest: str
    uses: frozenset[Place] = frozenset()
    libraries: frozenset[str] = frozenset()


@functools.cache
def code_version(*roots: str) -> str:
    """Hex digest over the code of `roots` and all that it uses; a root is a module, or `module:name` for one name in it."""
    nodes = reached(*roots)
    versions = [f"{name}={number}" for name, number in library_versions(*roots).items()]
    return digest([*versions, *sorted(f"{module}:{name}={node.digest}" for (module, name), node in nodes.items())])


def libraries(*roots: str) -> set[str]:
    """Top-level names of the libraries that the code of `roots` imports, at the top of a module or when it is called."""
    return set(LIBRARIES).union(*(node.libraries for node in reached(*roots).values()))


def library_versions(*roots: str) -> dict[str, str]:
    """Versions of the distributions of these libraries, "" for one that is not installed, in name order."""
    return dict(sorted((distribution(library), _version(library)) for library in libraries(*roots)))


def distribution(library: str) -> str:
    """Name of the distribution that a top-level name is of."""
    return DISTRIBUTIONS.get(library, library).lower().replace("_", "-")


def reached(*roots: str) -> dict[Place, Node]:
    """Everything that the code of `roots` uses at any depth, itself included."""
    found: dict[Place, Node] = {}
    waiting = [_place(root) for root in roots]
    while waiting:
        place = waiting.pop()
        if place not in found:
            found[place] = _node(*place)
            waiting.extend(found[place].uses)
    return found


def value_version(value: Any) -> str:
    """Hex digest of a value and of the code of every function that it holds."""
    links = _Links()
    text = json.dumps(text_of(value, links.met), ensure_ascii=False)
    held = [f"{module}:{name}" for module, name in sorted(links.uses) if module not in SILENT]
    return digest([text, code_version(*held)])


def path_of(function: Any) -> str:
    """A function or class as a root."""
    return f"{function.__module__}:{function.__qualname__.partition('.')[0]}"


@functools.cache
def _version(library: str) -> str:
    try:
        return importlib.metadata.version(distribution(library))
    except importlib.metadata.PackageNotFoundError:
        owners = importlib.metadata.packages_distributions().get(library, ())
        return ", ".join(importlib.metadata.version(owner) for owner in sorted(set(owners)))


@functools.cache
def _node(module: str, name: str) -> Node:
    links, known = _Links(), _file(module) is not None
    if known and module == REGISTRY:
        return Node(_shapes())
    # A value asks for no reading of its file, which takes longer than all else.
    if known and name and _top(module) in BY_NAME and (text := _value(module, name, links)) is not None:
        return links.node(digest([text]))
    tree = _tree(module)
    if tree is None:  # a package that the installation lacks, or a folder without code
        return Node("")
    if not name:
        for imported in tree.imports:
            links.follow(imported, read=imported.local in tree.reads)
        return links.node(tree.digest)
    statements = tree.defining(name)
    for statement in statements:
        for imported in (*statement.imports, *(one for one in tree.imports if one.local in statement.reads)):
            links.follow(imported)
        links.uses |= {(module, n) for other in tree.statements for n in other.defines & statement.reads if n != name}
    for imported in tree.imports:
        if imported.local == name:
            links.follow(imported)
    return links.node(digest(statement.text for statement in statements))


def _value(module: str, name: str, links: _Links) -> str | None:
    """The text of a name's value; None for what has none, and for the function or class of that name: it is its code."""
    value: Any = getattr(importlib.import_module(ROOT + module), name, None)
    if is_code(value):
        if "<" in value.__qualname__ or _home(value) == (module, name):
            return None
        links.met(value)
        return "elsewhere"
    try:
        return json.dumps(text_of(value, links.met), ensure_ascii=False)
    except UnspeakableError:
        return None


@dataclass
class _Links:
    """Gathers what a piece of code uses."""

    uses: set[Place] = field(default_factory=set)
    libraries: set[str] = field(default_factory=set)

    def node(self, found: str) -> Node:
        return Node(found, frozenset(use for use in self.uses if use[0] not in SILENT), frozenset(self.libraries))

    def follow(self, imported: Imported, *, read: bool = True) -> None:
        """A module of ours that is imported runs, whether or not its name is `read`; where names count, only those."""
        module, name = imported.module, imported.name
        if not self.ours(module):
            return
        if name and _file(f"{module}.{name}"):
            module, name = f"{module}.{name}", ""
        if _top(module) not in BY_NAME:
            parts = module.split(".")
            self.uses |= {(".".join(parts[:n]), "") for n in range(1, len(parts) + 1)}
        elif name and name != "*":
            self.uses |= {(module, name)} if read else set()
        elif tree := _tree(module):
            self.uses |= {(module, n) for statement in tree.statements for n in statement.defines}

    def met(self, value: Any) -> None:
        """A function or class that a value holds."""
        if self.ours(str(value.__module__)):
            self.uses.add(_home(value))

    def ours(self, module: str) -> bool:
        """True for a module of the project; the name of a library is kept."""
        top = _top(module.removeprefix(ROOT))
        if top not in FIRST_PARTY and top not in sys.stdlib_module_names:
            self.libraries.add(top)
        return top in FIRST_PARTY


def _top(module: str) -> str:
    return module.partition(".")[0]


def _place(root: str) -> Place:
    module, _, name = root.removeprefix(ROOT).partition(":")
    return module, name


def _home(value: Any) -> Place:
    return _place(path_of(value))


@functools.cache
def _shapes() -> str:
    """Digest of the shape of every contract."""
    return digest(json.dumps(shape(found), ensure_ascii=False) for found in registry.all_contracts().values())


def _tree(module: str) -> CodeTree | None:
    path = _file(module)
    return code_tree(path, module, ROOT) if path else None


@functools.cache
def _file(module: str) -> Path | None:
    """The file of a module of ours; None for a name that is no module, and for a folder without one."""
    top, *parts = module.split(".")
    spec = importlib.util.find_spec(ROOT + top) if top in FIRST_PARTY else None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        base = Path(folder, *parts)
        for path in (base / "__init__.py", base.with_name(f"{base.name}.py")):
            if path.is_file():
                return path
    return None
