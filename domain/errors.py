"""The project's own errors: each says what is wrong, where, and what to do.

Only the error family and its exit codes live here; raise them where the fault is noticed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class RebalanceError(Exception):
    """Base of every error a user can cause and mend. `exit_code` is what the command line returns."""

    exit_code = 1


@dataclass
class SourceError(RebalanceError):
    """A publisher's file is not what was declared.

    Attributes
    ----------
    file : str
        Path as the user knows it.
    found, expected : str
        What stands in the file, and what the declaration says should.
    row : int | None
        1-based data row (the header not counted), or None for the whole file.
    remedy : str
        What to do about it.
    """

    file: str
    found: str
    expected: str
    row: int | None = None
    remedy: str = ""

    exit_code = 3

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file}, row {self.row}"
        text = f"{place}: found {self.found}; expected {self.expected}."
        return f"{text} {self.remedy}" if self.remedy else text


class CatalogueError(RebalanceError):
    """A source catalogue cannot be read, or names a file, dataset or key that does not exist."""

    exit_code = 3


class ContractError(RebalanceError):
    """A table does not have the columns, types or keys of its contract."""

    exit_code = 4


class ValidationError(RebalanceError):
    """An expectation of error severity failed; the message names table, rule and keys of rows."""

    exit_code = 4


class ReleaseError(RebalanceError):
    """A release cannot be made or found; the last one stays as it was."""

    exit_code = 5


@dataclass
class DamageError(RebalanceError):
    """A file that was kept or published is not what was written.

    Attributes
    ----------
    file : str
        Path as the user knows it.
    found, expected : str
        What stands there, and what was written.
    remedy : str
        What to do about it.
    """

    file: str
    found: str
    expected: str
    remedy: str = "Run `rebalance build` with the sources that it was made from; it is then made again."

    exit_code = 7

    def __str__(self) -> str:
        return f"{self.file} is damaged: found {self.found}; expected {self.expected}. {self.remedy}".rstrip()


class TogetherError(RebalanceError):
    """Errors of one build, none of which hangs on another; `exit_code` is that of the first to mend."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


class HomeError(ReleaseError):
    """The folder of a build cannot be written or read: a full disk, no permission, too many open files."""


class UsageError(RebalanceError):
    """A command was asked for something that does not exist; nothing was done."""

    exit_code = 2


class HistoryError(RebalanceError):
    """The region history does not say what became of a unit, or a code is of no unit on that day."""

    exit_code = 4


class AmbiguousError(RebalanceError):
    """What was asked means several things, and none of them was guessed.

    `choices` are what it may mean: units, geographies, days or roles, each as it may be said; `question` says of what.
    """

    question: str = ""
    choices: tuple[str, ...] = ()


class AmbiguousUsageError(AmbiguousError, UsageError):
    """A request that means several things."""

    def __init__(self, message: str, question: str = "", choices: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.question, self.choices = question, tuple(choices)


class DayUnknownError(AmbiguousUsageError):
    """Codes or names fit days on which borders, or what they mean, differ: the day must be said."""


@dataclass
class AmbiguousCellError(AmbiguousError, SourceError):
    """A cell of a sheet means several units."""

    question: str = ""
    choices: tuple[str, ...] = ()

    exit_code = SourceError.exit_code

    def __str__(self) -> str:
        return SourceError.__str__(self)
