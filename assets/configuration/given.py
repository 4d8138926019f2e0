"""Tables that a program gives instead of a file, a declared file's options for instance, read as their model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from assets.configuration.document import Document, dotted
from assets.configuration.mistakes import parsed
from assets.configuration.strict import Strict
from assets.configuration.toml_file import WORDS, shown
from domain.errors import RebalanceError

M = TypeVar("M", bound=Strict)


def given(model: type[M], table: Mapping[str, Any], name: str, key: str, kind: type[RebalanceError]) -> M:
    """The table as a model. Raises `kind`, which tells every mistake with its key below `key`."""
    return parsed(model, Document(name, table, WORDS, lambda _: None, lambda path: dotted((key, *path)), shown), kind)
