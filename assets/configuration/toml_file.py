"""TOML as a document: `tomllib` reads it and tells no lines, so those of keys are found by a second look at the text."""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import json
import re
import tomllib
from pathlib import Path
from typing import Any

from assets.configuration.document import ONCE, Document, KeyPath, Place, dotted, text_of
from domain.errors import RebalanceError

WORDS = {
    "text": "text in quotes",
    "table": "a table { key = value }",
    "list": "a list [ … ]",
    "date": "a date without quotes, 2024-02-01",
}
# What a table of a list is called by, beside its number.
_CALLED_BY = ("path", "dataset")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TWICE = "Cannot overwrite a value"
_LONGEST = 60

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_TEXT = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})' r"|'''.*?'''(?:'{0,2})" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'", re.DOTALL
)  # fmt: skip
_BARE = re.compile(r"[^,\]}#\n]+")


def read_toml(path: Path, kind: type[RebalanceError]) -> Document:
    """The file. Raises `kind`, with line and column where there are any, for one that is no TOML."""
    try:
        text = text_of(path, kind)
        data = tomllib.loads(text)
    except OSError as error:
        raise kind(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise kind(f"{path.name}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except RecursionError as error:
        raise kind(f"{path.name}: not a readable TOML file: tables or lists in each other without end") from error
    except ValueError as error:
        raise kind(_unreadable(path.name, text, str(error))) from error
    places = functools.cache(lambda: locate(text))

    def place(at: KeyPath) -> Place | None:
        found = (places().get(at[:length]) for length in range(len(at), -1, -1))
        return next(filter(None, found), None)

    return Document(path.name, data, WORDS, place, functools.partial(_spelt, data), shown)


def locate(text: str) -> dict[KeyPath, Place]:
    """Where each key, table and member of a list of a valid TOML text stands. Empty for one nested too deep to look into."""
    scan = _Scan(text)
    try:
        scan.document()
    except RecursionError:
        return {}
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    found = {}
    for path, offset in scan.offsets.items():
        line = bisect.bisect_right(lines, offset)
        found[path] = Place(line, offset - lines[line - 1] + 1)
    return found


class _Scan:
    """A walk over a text that `tomllib` has found valid; it looks for keys and skips values."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.offsets: dict[KeyPath, int] = {}
        self.lengths: dict[KeyPath, int] = {}

    def document(self) -> None:
        table: KeyPath = ()
        while self._skip(_BLANK) < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyPath:
        start, listed = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if listed else 1
        keys = self._keys()
        self.at = self.text.index("]", self.at) + (2 if listed else 1)
        path: KeyPath = ()
        for key in keys[:-1]:
            self.offsets.setdefault((*path, key), start)
            path = self._last_of((*path, key))
        path = (*path, keys[-1])
        self.offsets.setdefault(path, start)
        if listed:
            self.lengths[path] = self.lengths.get(path, 0) + 1
            path = self._last_of(path)
            self.offsets[path] = start
        return path

    def _last_of(self, path: KeyPath) -> KeyPath:
        """The table that a header goes on with: of a list of tables, the last."""
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def _keys(self) -> list[str]:
        self._skip(_BLANK)
        keys = [self._key()]
        while (dot := _DOT.match(self.text, self.at)) is not None:
            self.at = dot.end()
            keys.append(self._key())
        return keys

    def _key(self) -> str:
        found = _KEY.match(self.text, self.at)
        assert found is not None, f"no key at {self.at}"
        self.at = found.end()
        return next(iter(tomllib.loads(f"{found[0]} = 0")))

    def _pair(self, table: KeyPath) -> None:
        start = self.at
        path = table
        for key in self._keys():
            path = (*path, key)
            self.offsets.setdefault(path, start)
        self.at = self.text.index("=", self.at) + 1
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._skip(_BLANK)
        if self.text[self.at] in "[{":
            self._members(path, "]" if self.text[self.at] == "[" else "}")
        elif (found := _TEXT.match(self.text, self.at) or _BARE.match(self.text, self.at)) is not None:
            self.at = found.end()

    def _members(self, path: KeyPath, end: str) -> None:
        self.at += 1
        number = 0
        while self.text[self._skip(_BLANK)] != end:
            if self.text[self.at] == ",":
                self.at += 1
            elif end == "}":
                self._pair(path)
            else:
                self.offsets[*path, number] = self.at
                self._value((*path, number))
                number += 1
        self.at += 1

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at


def _unreadable(name: str, text: str, said: str) -> str:
    at = _AT.search(said)
    where = f"{name}, line {at[1]}, column {at[2]}" if at and at[1] else name
    if said.startswith(_TWICE) and at and at[1]:
        line = text.splitlines()[int(at[1]) - 1]
        return f"{where}: key {line[: int(at[2])].partition('=')[0].strip()} a second time; {ONCE}"
    return f"{where}: not a readable TOML file: {said[: at.start()] if at else said}"


def _spelt(data: Any, path: KeyPath) -> str:
    """`file 2 (boundaries/seoul.shp), options.extnt`: tables of a list are counted from 1 and called by what they are about."""
    if len(path) < 2 or not isinstance(path[1], int):
        return dotted(path)
    table = data[path[0]][path[1]] if isinstance(data.get(path[0]), list) else None
    called = next((table[key] for key in _CALLED_BY if table.get(key)), "") if isinstance(table, dict) else ""
    return ", ".join(filter(None, [f"{path[0]} {path[1] + 1}{f' ({called})' if called else ''}", dotted(path[2:])]))


def shown(_: KeyPath, value: object) -> str:
    """A value as TOML writes it, shortened."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…")
    return str(value) if isinstance(value, dt.date | dt.time) else json.dumps(value)
