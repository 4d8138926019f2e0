"""YAML as a document. Values stay as they are written where YAML would lose it: `+6` is a text, a key may stand once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assets.configuration.document import ONCE, Document, KeyPath, Mistake, Place, dotted, text_of
from domain.errors import RebalanceError

WORDS = {"text": "a text", "table": "a mapping", "list": "a list", "date": "a date, 2024-02-01"}
_TEXT = "tag:yaml.org,2002:str"
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_NOTHING = "tag:yaml.org,2002:null"
_LONGEST, _MEMBERS = 60, 4


def read_yaml(path: Path, kind: type[RebalanceError]) -> Document:
    """The file. Raises `kind` when it cannot be read or is not one YAML document."""
    try:
        root = yaml.compose(text_of(path, kind), Loader=yaml.SafeLoader)
    except OSError as error:
        raise kind(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise kind(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise kind(
            f"{path}{f', line {mark.line + 1}, column {mark.column + 1}' if mark else ''}: not YAML: {error.problem}"
        ) from error
    except RecursionError as error:
        raise kind(f"{path}: not YAML that can be read: mappings or lists in each other without end") from error
    except (yaml.YAMLError, ValueError) as error:
        raise kind(f"{path}: not YAML: {error}") from error
    if root is None:
        raise kind(f"{path}: the file is empty")
    reading = _Reading()
    data = reading.value(root, ())

    def place(at: KeyPath) -> Place:
        mark = _found(root, at)[0].start_mark
        return Place(mark.line + 1, mark.column + 1)

    def shown(at: KeyPath, value: object) -> str:
        node = _found(root, at)[1]
        if isinstance(node, yaml.SequenceNode):
            items = [item.value if isinstance(item, yaml.ScalarNode) else "…" for item in node.value]
            return f"[{', '.join(items)}]" if len(items) <= _MEMBERS else "a list"
        if not isinstance(node, yaml.ScalarNode):
            return "a mapping"
        text = node.value if len(node.value) <= _LONGEST else f"{node.value[:_LONGEST]}…"
        return repr(text) if isinstance(value, str) else text or "nothing"

    return Document(str(path), data, WORDS, place, dotted, shown, tuple(reading.mistakes))


@dataclass
class _Reading:
    """Nodes on their way to plain data. A node that several aliases name is read once, so that no file grows when read."""

    mistakes: list[Mistake] = field(default_factory=list)
    known: dict[yaml.Node, Any] = field(default_factory=dict)
    open: set[yaml.Node] = field(default_factory=set)

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        if node in self.open:
            self._wrong(path, node, "found an alias of what it stands in; expected values that end")
            return None
        if node not in self.known:
            self.open.add(node)
            self.known[node] = self._read(node, path)
            self.open.remove(node)
        return self.known[node]

    def _read(self, node: yaml.Node, path: KeyPath) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        if node.tag == _NOTHING:
            self._wrong(path, node, "found no value; expected one, or no key")
            return None
        if node.tag in _NUMBERS and node.value.startswith("+"):
            return node.value
        try:
            return yaml.SafeLoader("").construct_object(node)
        except Exception as error:  # noqa: BLE001  a day such as 2024-02-30, a tag that nobody knows or that the value does not fit
            problem = error.problem if isinstance(error, yaml.MarkedYAMLError) else f"{type(error).__name__}: {error}"
            self._wrong(path, node, f"found {node.value!r}, which cannot be read: {problem}")
            return node.value

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name in found:
                self._wrong((*path, name), key, f"found the key a second time; {ONCE}")
            else:
                found[name] = self.value(value, (*path, name))
        return found

    def _wrong(self, path: KeyPath, node: yaml.Node, text: str) -> None:
        self.mistakes.append(Mistake(path, text, Place(node.start_mark.line + 1, node.start_mark.column + 1)))


def _found(root: yaml.Node, path: KeyPath) -> tuple[yaml.Node, yaml.Node]:
    """The node to point at (of a key that is there, the key) and the value; of a path that ends early, the last that is there."""
    at = value = root
    for step in path:
        if isinstance(value, yaml.MappingNode):
            pair = next(((k, v) for k, v in value.value if (k.value if isinstance(k, yaml.ScalarNode) else "?") == step), None)
            if pair is None:
                break
            at, value = pair
        elif isinstance(value, yaml.SequenceNode) and isinstance(step, int) and step < len(value.value):
            at = value = value.value[step]
        else:
            break
    return at, value
