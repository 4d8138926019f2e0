"""What has to run: every asset's fingerprint against what the lake holds, in topological order.

Fingerprints cover code, contract, inputs' contents and declared files; time stamps play no part.
"""

from __future__ import annotations

import difflib
import functools
import graphlib
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import assets
from assets.lake.asset import Declaration, declarations
from assets.lake.code_value import shape
from assets.lake.code_version import code_version, path_of
from assets.lake.lake import Lake
from assets.lake.settings import Settings
from assets.reading.catalogue import Catalogue
from domain.errors import UsageError
from expectations.contract import TableContract
from expectations.engine.orphans import parent_of
from expectations.engine.suite import rule_inputs
from pipelines.build.materialise import read_files


@functools.cache
def all_declarations() -> dict[str, Declaration]:
    """Every declared asset by name, upstream before downstream."""
    found = declarations(assets)
    order = graphlib.TopologicalSorter({name: d.upstream for name, d in found.items()}).static_order()
    return {name: found[name] for name in order}


@functools.cache
def tables_below() -> dict[str, int]:
    """How many tables are made from each, at first or second hand: those with many are best built early."""
    below: dict[str, set[str]] = {name: set() for name in all_declarations()}
    for name, declaration in reversed(all_declarations().items()):
        for upstream in declaration.upstream:
            below[upstream] |= {name, *below[name]}
    return {name: len(tables) for name, tables in below.items()}


@functools.cache
def made_by() -> dict[str, str]:
    """Of each table a digest of what it comes of besides files: of a raw one its shape, of others code and facts, inputs' too."""
    programs: dict[str, str] = {}
    for name, declaration in all_declarations().items():
        inputs = {up: programs[up] for up in declaration.upstream}
        programs[name] = _digest({"code": declaration.code_version, "facts": declaration.fact_digests(), "inputs": inputs})
    raw = {name: d.contract for name, d in all_declarations().items() if d.contract.schema == "raw"}
    return programs | {name: _digest(shape(contract)) for name, contract in raw.items()}


def fingerprint(declaration: Declaration, lake: Lake, catalogue: Catalogue, settings: Settings) -> str:
    """Digest of everything that the asset's table depends on, as it stands now."""
    entries = {name: lake.entry(name) for name in declaration.upstream}
    basis: dict[str, Any] = {
        "code": declaration.code_version,
        "facts": declaration.fact_digests(),
        "inputs": {name: entry.content if entry else None for name, entry in entries.items()},
    }
    if declaration.role == "source":
        basis["stacked"] = code_version(path_of(read_files))
        basis["files"] = [file.declaration() for file in catalogue.of(declaration.name) if file.path.exists()]
    if declaration.role == "collector":
        basis["provenance"] = [entry.provenance for entry in entries.values() if entry]
    if declaration.setting:
        basis["settings"] = settings.declaration()
    return _digest(basis)


def check_fingerprint(contract: TableContract, declaration: Declaration, lake: Lake) -> str:
    """Digest of everything that a table's check report depends on: what is checked, and the contents of what is looked at."""
    tables = [contract.name, *rule_inputs(contract)]
    entries = {name: lake.entry(name) for name in tables}
    return _digest(
        {
            "suite": declaration.suite_version,
            "contents": {name: entry.content if entry else None for name, entry in entries.items()},
        }
    )


@dataclass(frozen=True)
class State:
    """Why an asset is or is not to be built: `fresh`, `missing`, `damaged`, `changed` or `upstream`."""

    name: str
    reason: str

    @property
    def stale(self) -> bool:
        """True when it has to be built."""
        return self.reason != "fresh"


def states(lake: Lake, catalogue: Catalogue, settings: Settings) -> dict[str, State]:
    """State of every asset; below a stale one everything counts as `upstream` until it has run."""
    found: dict[str, State] = {}
    for name, declaration in all_declarations().items():
        entry = lake.entry(name)
        if entry is None:
            reason = "damaged" if lake.fault(name) else "missing"
        elif any(found[up].stale for up in declaration.upstream):
            reason = "upstream"
        else:
            reason = "fresh" if entry.fingerprint == fingerprint(declaration, lake, catalogue, settings) else "changed"
        found[name] = State(name, reason)
    return found


def unknown(kind: str, name: str) -> UsageError:
    """What to say of a name that is of no asset: those it may be meant for first, `mart.` and the like not needed."""
    known = sorted(all_declarations())
    plain = name.rpartition(".")[2].casefold()
    like = [plain] if plain in known else difflib.get_close_matches(plain, known, n=3)
    meant = f"did you mean {' or '.join(like)}? " if like else ""
    return UsageError(f"no {kind} {name!r}; {meant}known are {', '.join(known)}")


def with_upstream(names: Iterable[str]) -> set[str]:
    """The assets and all they are made from. UsageError for a name that is no asset."""
    known = all_declarations()
    wanted: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in known:
            raise unknown("asset", name)
        if name not in wanted:
            wanted.add(name)
            waiting.extend(known[name].upstream)
    return wanted


def with_referred(names: Collection[str]) -> set[str]:
    """The assets, and those that their foreign keys refer to, with all that these are made from: else no suite could run."""
    known = all_declarations()
    referred = {parent_of(reference) for name in names for reference in known[name].contract.checked_references}
    return with_upstream([*names, *referred])


def lacking(rows: Mapping[str, int]) -> dict[str, str]:
    """For each table without rows what it lacks: raw tables that no file feeds, or what its emptiness means.

    `rows` are counts by table name. An input counts where its own emptiness explains that of the table.
    """
    found: dict[str, str] = {}
    raw: dict[str, set[str]] = {}
    for name, declaration in all_declarations().items():
        if rows.get(name) != 0:
            continue
        own = declaration.role == "source"
        raw[name] = {name} if own else {one for upstream in declaration.upstream for one in raw.get(upstream, ())}
        if raw[name] and not declaration.contract.when_empty:
            found[name] = f"no file for {', '.join(sorted(raw[name]))}"
        else:
            found[name] = declaration.contract.when_empty or "nothing in its inputs"
    return found


def checked_with(names: Collection[str]) -> set[str]:
    """Tables whose rules can run once `names` are there: their own and their rules' inputs are among them."""
    known = all_declarations()
    return {name for name in names if set(rule_inputs(known[name].contract)) <= set(names)}


def _digest(basis: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(basis, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
