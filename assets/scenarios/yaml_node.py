"""A YAML file whose every value knows its line and key, so that a mistake can be named.

What the keys mean is in `scenario_file.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from domain.errors import UsageError

NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


def read_yaml(path: Path) -> Entry:
    """The file's root. UsageError when it cannot be read or is not one YAML document."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise UsageError(f"{path}{line}: not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise UsageError(f"{path}: not YAML: {error}") from error
    if root is None:
        raise UsageError(f"{path}: the file is empty")
    return Entry(path, "", root)


@dataclass(frozen=True)
class Entry:
    """A value, the file it stands in, and its key from the root (`levers[0].jobs`)."""

    path: Path
    key: str
    node: yaml.Node

    @property
    def place(self) -> str:
        """`file, line 7, levers[0].jobs`."""
        return ", ".join(filter(None, [str(self.path), f"line {self.node.start_mark.line + 1}", self.key]))

    def refuse(self, found: str, expected: str) -> NoReturn:
        """Raise UsageError with file, line and key."""
        raise UsageError(f"{self.place}: found {found}; expected {expected}")

    def mapping(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Entry]:
        """Entries by key; none twice, none unknown, none of the required missing."""
        if not isinstance(self.node, yaml.MappingNode):
            self.refuse(self._shown(), f"a mapping with {', '.join(required) or ', '.join(optional)}")
        found: dict[str, Entry] = {}
        for key, value in self.node.value:
            name = str(key.value)
            entry = Entry(self.path, f"{self.key}.{name}".lstrip("."), value)
            at_key = Entry(self.path, entry.key, key)
            if name not in (*required, *optional):
                at_key.refuse(f"key {name!r}", f"one of {', '.join((*required, *optional))}")
            if name in found:
                at_key.refuse(f"key {name!r} a second time", "each key once")
            found[name] = entry
        if missing := [name for name in required if name not in found]:
            self.refuse(f"no key {', '.join(missing)}", f"the keys {', '.join(required)}")
        return found

    def find(self, name: str) -> Entry:
        """The entry of one key, whatever the others are."""
        pairs = self.node.value if isinstance(self.node, yaml.MappingNode) else []
        value = next((value for key, value in pairs if key.value == name), None)
        if value is None:
            self.refuse(f"no key {name}", f"a mapping with the key {name}")
        return Entry(self.path, f"{self.key}.{name}", value)

    def items(self) -> list[Entry]:
        """Entries of a list; a single value counts as a list of one."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Entry(self.path, f"{self.key}[{i}]", value) for i, value in enumerate(self.node.value)]
        return [self]

    def text(self, pattern: str = r"\S.*", expected: str = "a text") -> str:
        """A scalar as text that matches `pattern` whole."""
        if not isinstance(self.node, yaml.ScalarNode) or not re.fullmatch(pattern, self.node.value.strip(), re.DOTALL):
            self.refuse(self._shown(), expected)
        return str(self.node.value).strip()

    def number(self, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        bounds = f"a number from {low:g} to {high:g}" if high < float("inf") else f"a number of at least {low:g}"
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag not in NUMBERS:
            self.refuse(self._shown(), bounds)
        value = float(yaml.safe_load(self.node.value))
        if not low <= value <= high or value == float("inf"):
            self.refuse(self._shown(), bounds)
        return value

    def _shown(self) -> str:
        if isinstance(self.node, yaml.ScalarNode):
            return repr(self.node.value)
        return "a list" if isinstance(self.node, yaml.SequenceNode) else "a mapping"
