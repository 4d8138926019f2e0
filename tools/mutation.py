"""One small change of a module's text, and what a changed text or day is. Shared by what looks for them and what tries them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

NEVER = "9999"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Edit:
    """Characters `start` to `end` become `new`."""

    start: int
    end: int
    new: str
    kind: str


@dataclass(frozen=True)
class Mutant:
    """A module with one edit; `file` is relative to the root, with slashes."""

    file: str
    source: str
    edit: Edit

    @property
    def text(self) -> str:
        """The whole changed module."""
        return self.source[: self.edit.start] + self.edit.new + self.source[self.edit.end :]

    @property
    def line(self) -> int:
        """From 1."""
        return self.source.count("\n", 0, self.edit.start) + 1

    @property
    def was(self) -> str:
        """The line as it stands, without its indent."""
        return self.source.splitlines()[self.line - 1].strip()

    @property
    def now(self) -> str:
        """The changed line, without its indent."""
        return self.text.splitlines()[self.line - 1].strip()


def another_text(text: str) -> str:
    """A text of another meaning: the next day of a day; "" where the text has none (signs, formats, a day that never comes)."""
    if _DAY.fullmatch(text):
        return "" if text.startswith(NEVER) else str(dt.date.fromisoformat(text) + dt.timedelta(days=1))
    return "mutated" if re.search(r"\w", text) and "%" not in text and "\\" not in text else ""
