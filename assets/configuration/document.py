"""A configuration file as plain data of which every value knows where it stands, and a mistake in one.

How TOML and YAML become documents is `toml_file.py` and `yaml_file.py`; what a file may say is a model, see `strict.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeAlias

from domain.errors import RebalanceError

# Keys of tables and numbers (from 0) in lists, from the root of the file.
KeyPath: TypeAlias = tuple[str | int, ...]
# What a mistake about a key that is given twice ends with.
ONCE = "expected each key once"


# A configuration file is a page or two, its tables lie four deep; YAML's reader takes ten seconds for a megabyte, and longer
# for brackets in brackets.
LONGEST, DEEPEST = 1024**2, 64
_BRACKETS = re.compile(r"[\[\]{}]")


def text_of(path: Path, kind: type[RebalanceError]) -> str:
    """The file's text, a mark at its beginning dropped.

    Raises `kind` for one that is beyond all measure; OSError and UnicodeDecodeError pass.
    """
    data = path.read_bytes()
    if len(data) > LONGEST:
        raise kind(f"{path}: found {len(data):,} bytes; expected a configuration file of up to {LONGEST:,}")
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        depth = max(0, depth + (1 if bracket[0] in "[{" else -1))
        if depth > DEEPEST:
            line = text.count("\n", 0, bracket.start()) + 1
            raise kind(
                f"{path}, line {line}: found more than {DEEPEST} brackets in each other; expected tables and lists that end"
            )
    return text


class Place(NamedTuple):
    """Line and column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Mistake:
    """What is wrong with the value, or the key, at a path; `place` is None where the file is not written down."""

    path: KeyPath
    text: str
    place: Place | None = None


@dataclass(frozen=True, eq=False)
class Document:
    """A file that was read.

    Attributes
    ----------
    name
        As messages call the file.
    data
        Tables as dicts, lists, and single values.
    words
        How the language calls a `text`, a `table`, a `list` and a `date`.
    place
        Where the value at a path stands; of a key of a table, the key.
    spelt
        A path as the reader of a message finds it.
    shown
        The value at a path as it is written, shortened.
    mistakes
        What no file may say, whatever its keys mean: a key twice, a key without a value.
    """

    name: str
    data: Any
    words: Mapping[str, str]
    place: Callable[[KeyPath], Place | None]
    spelt: Callable[[KeyPath], str]
    shown: Callable[[KeyPath, object], str]
    mistakes: tuple[Mistake, ...] = ()

    def line(self, mistake: Mistake) -> str:
        """`rebalance.toml, line 31, column 13, file 2 (a.shp), options.extnt: no such key; did you mean extent?`."""
        place = mistake.place or self.place(mistake.path)
        where = f"line {place.line}, column {place.column}" if place else ""
        return f"{', '.join(filter(None, [self.name, where, self.spelt(mistake.path)]))}: {mistake.text}"

    def refusal(self, mistakes: Iterable[Mistake], kind: type[RebalanceError]) -> RebalanceError:
        """The error that tells all mistakes, in the order of the file."""
        placed = [(mistake.place or self.place(mistake.path) or Place(0, 0), mistake) for mistake in mistakes]
        lines = [self.line(mistake) for _, mistake in sorted(placed, key=lambda found: found[0])]
        lines = list(dict.fromkeys(lines))
        return kind(lines[0] if len(lines) == 1 else "\n".join([f"{self.name} has {len(lines)} mistakes:", *lines]))


@dataclass(frozen=True)
class Spot:
    """A value of a document, to name a mistake in that shows later: a region that no release has, a year that is over."""

    document: Document = field(repr=False)
    path: KeyPath
    kind: type[RebalanceError]

    def refuse(self, found: str, expected: str) -> NoReturn:
        """Raise the document's kind of error with file, line and key."""
        raise self.document.refusal([Mistake(self.path, f"found {found}; expected {expected}")], self.kind)


def dotted(path: KeyPath) -> str:
    """`levers[0].jobs`; keys that hold a dot or a blank stand in quotes."""
    parts = (f"[{key}]" if isinstance(key, int) else f".{_key(key)}" for key in path)
    return "".join(parts).removeprefix(".")


def _key(key: str) -> str:
    return f'"{key}"' if not key or any(c in key for c in ". \t\n\"'[]") else key
