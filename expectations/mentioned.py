"""Words that the code of a function mentions: names and texts in it, and in functions of ours that it calls."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator
from typing import Any

_WORD = re.compile(r"[A-Za-z_]\w*")


def mentions(function: Callable[..., Any]) -> set[str]:
    """Every identifier in the function's names and texts, SQL included, at any depth within its own package."""
    found: set[str] = set()
    seen: list[Any] = []
    waiting: list[Any] = [function]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.update(_WORD.findall(value))
        elif isinstance(value, types.CodeType):
            found.update((*value.co_names, *value.co_varnames))
            waiting += value.co_consts
        elif isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, tuple | list | set | frozenset):
            waiting += value
        elif isinstance(value, types.FunctionType) and value not in seen and _top(value) == _top(function):
            seen.append(value)
            waiting += [value.__code__, *_reached(value)]
    return found


def _top(function: Callable[..., Any]) -> str:
    return function.__module__.partition(".")[0]


def _reached(function: types.FunctionType) -> Iterator[Any]:
    """What the function's code names among the globals of its module, and what it was made with."""
    codes = [function.__code__]
    while codes:
        code = codes.pop()
        codes += [one for one in code.co_consts if isinstance(one, types.CodeType)]
        yield from (function.__globals__[name] for name in code.co_names if name in function.__globals__)
    yield from (cell.cell_contents for cell in function.__closure__ or ())
