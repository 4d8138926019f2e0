"""How a function declares itself an asset: `@asset`, `@source` and their registry.

The function stays a plain one that a test can call; `pipelines/` turns declarations into Dagster
definitions, `pipelines.build.plan` decides what has to run.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_type_hints

from assets.lake.code_tree import digest
from assets.lake.code_version import code_version, value_version
from assets.lake.settings import Settings
from assets.reading.source_file import SourceFile, sha256
from assets.reading.stumbles import told_by_file
from expectations.contract import TableContract

if TYPE_CHECKING:  # pydantic is loaded by those who declare a model
    from assets.configuration.strict import Strict

F = TypeVar("F", bound=Callable[..., Any])
# What stands before the name of a stage: `assets`, wherever it lies.
_ROOMS = f"{__name__.partition('assets.')[0]}assets."
Role = Literal["source", "reference", "table", "collector"]
# Of the project's own machinery what has a hand in every table's bytes: how tables come from the lake and are cast and written.
# What a contract does with columns counts by what comes of it; Dagster's IO manager only passes on what the lake gives.
MACHINERY = (f"{__package__}.lake",)
# What runs suites; named, as importing it here would bring Great Expectations near to whoever reads a table.
RUNNER = "expectations.engine.runner:check"


@dataclass(frozen=True)
class Declaration:
    """One asset: its function, its contract, and how each upstream table arrives.

    `inputs` maps a parameter, which is the upstream asset's name, to the type it is loaded as.
    `facts` are files of the repository that the asset loads; `setting` is the parameter that takes the
    build's Settings, "" when the table does not depend on them. `nested` are the models of what a catalogue may give a
    source's file as `options` and `known_faults`.
    `require` names some of the inputs and raises when a build cannot go on with what they hold.
    `walks` are packages whose modules it finds by walking; `said` gives what it publishes of contracts besides names, such as
    labels: these count for no other table.
    """

    function: Callable[..., Any]
    contract: TableContract
    role: Role
    inputs: dict[str, type]
    facts: tuple[Path, ...] = ()
    after: tuple[str, ...] = ()
    setting: str = ""
    nested: Mapping[str, type[Strict]] = field(default_factory=dict)
    require: Callable[..., None] | None = None
    walks: tuple[types.ModuleType, ...] = ()
    said: Callable[[], Any] | None = None

    @property
    def name(self) -> str:
        """Of the table and its asset."""
        return self.contract.name

    @property
    def upstream(self) -> tuple[str, ...]:
        """Names of the assets that must exist first."""
        return (*self.inputs, *(name for name in self.after if name not in self.inputs))

    @property
    def stage(self) -> str:
        """The room it lives in: sources, reference, geography, …"""
        return self.function.__module__.removeprefix(_ROOMS).split(".")[0]

    @property
    def description(self) -> str:
        """The function's docstring, else the contract's description."""
        return inspect.getdoc(self.function) or self.contract.description

    @property
    def code_version(self) -> str:
        """Digest of the code that the table depends on, and of the shape of its contract."""
        walked = [f"{p.__name__}.{module.name}" for p in self.walks for module in pkgutil.iter_modules(p.__path__)]
        arrives = {name: kind.__name__ for name, kind in self.inputs.items()}
        said = self.said() if self.said else None
        code = code_version(self.function.__module__, *MACHINERY, *walked)
        return digest([code, value_version([self.contract, arrives, said])])

    @cached_property
    def suite_version(self) -> str:
        """Digest of what the table is checked for and of the code that checks it; labels and the table's code have no part."""
        from expectations.engine.formulas import formula_suite  # noqa: PLC0415  (pandas; who only names units does without)
        from expectations.engine.suite import base_suite, rule_inputs  # noqa: PLC0415

        contract = self.contract
        expects = [*base_suite(contract), *contract.expectations, *formula_suite(contract)]
        given = {name: getattr(kind, "__name__", None) for name, kind in rule_inputs(contract).items()}
        checked = [contract.name, contract.key, contract.geometry, expects, contract.checked_references, contract.rules, given]
        return digest([code_version(RUNNER, *MACHINERY), value_version(checked)])

    def require_inputs(self, inputs: Mapping[str, Any]) -> None:
        """Raises what the user has to mend when a build cannot go on with these inputs, although the function could."""
        if self.require:
            self.require(**{name: inputs[name] for name in inspect.signature(self.require).parameters})

    def fact_digests(self) -> list[str]:
        """Digests of the fact files."""
        return [sha256(path) for path in self.facts]


def asset(
    *,
    contract: TableContract,
    after: tuple[str, ...] = (),
    each: tuple[str, ...] = (),
    facts: tuple[Path, ...] = (),
    require: Callable[..., None] | None = None,
    walks: tuple[types.ModuleType, ...] = (),
    said: Callable[[], Any] | None = None,
) -> Callable[[F], F]:
    """Declare a table made from other tables; parameters name them, annotations say how they arrive.

    A `**tables` parameter receives every table named in `each`, as its annotation says. `facts`, `walks` and `said` are what
    the table depends on besides the function's imports: files, packages walked, words of contracts that it publishes. The
    function gives an empty table for empty inputs; where a build has to stop then, `require` is called before it with the
    inputs that it names, and raises what the user has to mend.
    """

    def declare(function: F) -> F:
        hints = get_type_hints(function)
        signature = inspect.signature(function).parameters.values()
        parameters = {p.name: hints[p.name] for p in signature if p.kind is not p.VAR_KEYWORD}
        parameters |= {name: hints[p.name] for p in signature if p.kind is p.VAR_KEYWORD for name in each}
        inputs = {name: kind for name, kind in parameters.items() if kind is not Settings}
        setting = next((name for name, kind in parameters.items() if kind is Settings), "")
        declaration = Declaration(
            function, contract, "table", inputs, facts, after, setting, require=require, walks=walks, said=said
        )
        return _attach(function, declaration)

    return declare


def source(
    *, contract: TableContract, options: type[Strict] | None = None, known_faults: type[Strict] | None = None
) -> Callable[[F], F]:
    """Declare a raw table: the function reads one declared file, the files' rows are stacked.

    `options` is the model of what it takes from the file's `options`, `known_faults` that of the faults that it counts; a
    catalogue that gives anything else is refused. Whatever a broken file makes a library raise is told as the file's fault.
    """
    models = {"options": options, "known_faults": known_faults}
    nested = {key: model for key, model in models.items() if model is not None}

    def declare(function: F) -> F:
        if next(iter(inspect.signature(function).parameters.values())).annotation not in (SourceFile, "SourceFile"):
            raise TypeError(f"{function.__qualname__}: a source takes one SourceFile")
        guarded = told_by_file(function, contract.name)
        return _attach(guarded, Declaration(guarded, contract, "source", {}, nested=nested))

    return declare


def reference(
    *, contract: TableContract, facts: tuple[Path, ...] = (), said: Callable[[], Any] | None = None
) -> Callable[[F], F]:
    """Declare a table of facts kept in the repository: the function reads `facts`, or publishes what `said` gives."""

    def declare(function: F) -> F:
        return _attach(function, Declaration(function, contract, "reference", {}, facts=facts, said=said))

    return declare


def collector(*, contract: TableContract, after: tuple[str, ...]) -> Callable[[F], F]:
    """Declare a table made from the provenance records of the tables in `after`."""

    def declare(function: F) -> F:
        return _attach(function, Declaration(function, contract, "collector", {}, after=after))

    return declare


def _attach(function: F, declaration: Declaration) -> F:
    function.declaration = declaration  # type: ignore[attr-defined]
    return function


def declarations(package: types.ModuleType) -> dict[str, Declaration]:
    """Every declaration in `package` and below, in name order; ValueError when two have one name."""
    found: dict[str, Declaration] = {}
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if info.name.startswith((f"{package.__name__}.lake", f"{package.__name__}.reading")):  # no asset is there
            continue
        module = importlib.import_module(info.name)
        for value in vars(module).values():
            declaration = getattr(value, "declaration", None)
            if isinstance(declaration, Declaration):
                other = found.setdefault(declaration.name, declaration)
                if other is not declaration:
                    raise ValueError(f"two assets are named {declaration.name}")
    return dict(sorted(found.items()))
