"""What a claim file is written with: the sentence, its variants, and `@claim` for one definition of it.

How the ledger is put together stands in `ledger.py`.
"""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import duckdb

from domain.days import year_end
from domain.units_of_measure import unit_of_measure
from expectations.contracts.registry import all_contracts

Measure = Callable[..., Iterable["Variant"]]


@dataclass(frozen=True)
class Part:
    """One of several things that a sentence says; it is true only if each is."""

    name: str
    en: str
    ko: str


@dataclass(frozen=True)
class Sentence:
    """A sentence that somebody said, as it can be checked.

    Attributes
    ----------
    claim_id
        As typed on the command line.
    on
        The day that the sentence speaks of; rows that cannot be checked stand on it.
    still
        True of a sentence that speaks of the present and names no year: it moves on to the newest day of its figures.
    formula, formula_ko
        What has to be the case under each definition, in numbers.
    note, note_ko
        What to mind when it is quoted: true whatever the tables of a build hold.
    source, source_ko
        Who said it, or where its figures are from.
    published, published_ko, published_value
        The figure as it was printed, where there is one; the variant marked `reproduces` is held against it.
    parts
        What has to be the case at once, where a sentence says several things; each of its definitions is of one of them.
    """

    claim_id: str
    on: dt.date
    en: str
    ko: str
    formula: str
    note: str
    source: str
    published: str = ""
    published_value: float | None = None
    still: bool = False
    formula_ko: str = ""
    note_ko: str = ""
    source_ko: str = ""
    published_ko: str = ""
    parts: tuple[Part, ...] = ()

    def stands_on(self, days: Iterable[dt.date]) -> dt.date:
        """The day of the claim, given the days of its figures."""
        return max((self.on, *days)) if self.still else self.on


@dataclass(frozen=True)
class Variant:
    """The sentence under one definition on one date.

    `holds` is None for a figure that is shown beside and decides nothing, or, with `needs`, for one that would decide if what is
    needed were here. `item` tells variants of one definition and date apart, such as a region. `n` is the number of units,
    countries or years that the value rests on. `newest` is the newest day of these, where that is not `on`. `item_ko` and the
    like are the Korean for what is no code.
    """

    on: dt.date
    value: float | None
    holds: bool | None
    n: int | None = None
    item: str = "all"
    note: str = ""
    reproduces: bool = False
    item_ko: str = ""
    note_ko: str = ""
    needs: str = ""
    needs_ko: str = ""
    newest: dt.date | None = None


@dataclass(frozen=True)
class Definition:
    """One way to read a sentence, or one part of it.

    Attributes
    ----------
    needs, needs_ko
        What is lacking when its measure judges nothing.
    beside
        Marks figures that belong next to the sentence and never judge it.
    used_by, used_by_ko
        Who speaks of the matter in this way. A definition that nobody uses is judged and shown, and has no say in the verdict.
    author
        True of the author's own definition.
    part
        The part of the sentence that it is a reading of, where there are parts.
    """

    sentence: Sentence
    name: str
    en: str
    ko: str
    unit: str
    measure: Measure
    needs: str = ""
    beside: bool = False
    needs_ko: str = ""
    used_by: str = ""
    used_by_ko: str = ""
    author: bool = False
    part: str = ""

    def __post_init__(self) -> None:
        if (self.sentence.parts or self.part) and self.of_part is None:
            raise ValueError(f"{self.sentence.claim_id}.{self.name}: no part {self.part!r} in the sentence")
        if self.author and not self.counted:
            raise ValueError(f"{self.sentence.claim_id}.{self.name}: its author uses it; say so in used_by")

    @property
    def counted(self) -> bool:
        """True where it has a say in the verdict."""
        return bool(self.used_by) and not self.beside

    @property
    def of_part(self) -> Part | None:
        """The part that it is a reading of; None where the sentence is one."""
        return next((part for part in self.sentence.parts if part.name == self.part), None)

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that the measure takes."""
        return tuple(inspect.signature(self.measure).parameters)

    @property
    def lineage(self) -> tuple[str, ...]:
        """The same with their schema, those that are not part of the project included."""
        return tuple(full_name(table) for table in self.tables)


# What became of a promise, as core.policy_event says it.
STATUS_KO = {"promised": "약속", "done": "이행", "ended": "종료", "annulled": "취소"}


def verified_events(policy_event: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Events of core.policy_event that may decide a claim: those held against an act, a notice or a report of it.

    Others a claim may show, with that said.
    """
    return policy_event.filter("verified")


def claim(
    sentence: Sentence,
    *,
    definition: str,
    en: str,
    ko: str,
    unit: str,
    needs: str = "",
    beside: bool = False,
    needs_ko: str = "",
    used_by: str = "",
    used_by_ko: str = "",
    author: bool = False,
    part: str = "",
) -> Callable[[Measure], Measure]:
    """Mark a function as the measure of `sentence` under one definition; its parameters name the tables it reads.

    The function is only called when each of its tables has rows, and gets them as DuckDB relations. It yields variants; none
    when the tables have nothing for the sentence. `needs` then says what is lacking. With `beside` it judges nothing and
    lacks nothing: its variants are shown. The other words are those of `Definition`. ValueError for a part that the sentence does
    not have, for an author's definition that is beside, and for a unit that is not declared.
    """
    unit_of_measure(unit)

    def declare(function: Measure) -> Measure:
        function.definition = Definition(  # type: ignore[attr-defined]
            sentence, definition, en, ko, unit, function, needs, beside, needs_ko, used_by, used_by_ko, author, part
        )
        return function

    return declare


def definitions(package: Any) -> tuple[Definition, ...]:
    """Every marked function in `package`, by claim and in the order written. ValueError when two have one name."""
    found: dict[tuple[str, str], Definition] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for value in vars(module).values():
            definition = getattr(value, "definition", None)
            if isinstance(definition, Definition) and definition.measure.__module__ == module.__name__:
                key = (definition.sentence.claim_id, definition.name)
                if found.setdefault(key, definition) is not definition:
                    raise ValueError(f"claim {key[0]} has two definitions named {key[1]}")
    return tuple(sorted(found.values(), key=lambda definition: definition.sentence.claim_id))


def full_name(table: str) -> str:
    """Schema and name; a table that the project does not have belongs to the mart."""
    contract = all_contracts().get(table)
    return f"{contract.schema if contract else 'mart'}.{table}"


def december(year: int) -> dt.date:
    """Last day of a year, on which yearly figures stand."""
    return year_end(year)
