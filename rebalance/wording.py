"""What messages call things: arguments of functions in Python, options at the command line, where they are written.

The rooms below word their messages for the command line, which most people use.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from domain.errors import RebalanceError, SourceError

P = ParamSpec("P")
R = TypeVar("R")
_AT_THE_COMMAND_LINE: ContextVar[bool] = ContextVar("at_the_command_line", default=False)
_ARGUMENTS = {
    "--from-column": "from_column", "--from": "from_", "--to": "to", "--count": "counts", "--rate": "rates", "--by": "by",
    "--weight": "weight", "--drop-notes": "drop_notes=True", "--join-rows": "join_rows=True", "--drop": "drop",
    "--units": "units", "--absent": "absent", "--code-column": "code_column", "--name-column": "name_columns",
    "--encoding": "encoding", "--sheet": "tab", "--skip-rows": "skip_rows", "--layer": "layer", "--scheme": "scheme",
    "--out": "out", "--force": "force",
}  # fmt: skip
_NAMES = re.compile(r"--name-column SIDO --name-column NAME")
# An option with what it may be: capitals stand for a value, a scheme may have a day.
_VALUE = re.compile(r"(--[a-z-]+) ([A-Z]+\b|(?:mois|kostat)[78]?(?:@(?:…|[A-Z]+|[0-9-]+))?|kosis|finest|utf-[0-9]+|cp949)")
_OPTION = re.compile(r"--[a-z-]+")
_COMMANDS = {"`rebalance vintage`": "`rebalance.detect_vintage`"}


@contextmanager
def at_the_command_line() -> Iterator[None]:
    """While this lasts, messages keep the command line's own words."""
    before = _AT_THE_COMMAND_LINE.set(True)
    try:
        yield
    finally:
        _AT_THE_COMMAND_LINE.reset(before)


def in_python(function: Callable[P, R]) -> Callable[P, R]:
    """Errors of a function in the words of Python, unless the command line calls it."""

    @functools.wraps(function)
    def worded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except RebalanceError as error:
            if not _AT_THE_COMMAND_LINE.get():
                _reword(error)
            raise

    return worded


def python_words(text: str) -> str:
    """`--from mois@…` as `from_="mois@…"`."""
    text = _NAMES.sub("name_columns=[SIDO, NAME]", text)
    text = _VALUE.sub(lambda said: f'{_argument(said[1])}="{said[2]}"', text)
    text = _OPTION.sub(lambda said: _argument(said[0]), text)
    for command, function in _COMMANDS.items():
        text = text.replace(command, function)
    return text


def name_arguments(columns: Sequence[str], drop_notes: bool) -> str:
    """Columns of names as arguments."""
    return f"name_columns={list(columns)!r}{', drop_notes=True' if drop_notes else ''}"


def _reword(error: RebalanceError) -> None:
    if say := getattr(error, "say", None):
        say(name_arguments)
    if isinstance(error, SourceError):
        error.remedy = python_words(error.remedy)
        error.found, error.expected = python_words(error.found), python_words(error.expected)
    else:
        error.args = tuple(python_words(arg) if isinstance(arg, str) else arg for arg in error.args)


def _argument(option: str) -> str:
    return _ARGUMENTS.get(option, option)
