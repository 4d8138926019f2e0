"""A value as code sees it, written so that equal values have equal texts wherever and whenever they are made.

Of a table's contract only what its bytes depend on: the contract's words and checks are for products and suites.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import decimal
import enum
import functools
import re
import types
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from expectations.contract import Column, TableContract

# Words for people in a dataclass; no table's code reads them, which a test holds it to. What publishes them says so (`said`).
WORDS = {"ko", "en", "caveat", "formula"}
_PLAIN = (str, int, float, bool, bytes, type(None), dt.date, dt.timedelta, decimal.Decimal, range, PurePath)


class UnspeakableError(Exception):
    """A value that has no text of its own, such as an open connection."""


def shape(contract: TableContract) -> dict[str, Any]:
    """What the bytes of the table depend on: how it is cast, ordered and compared, and which of its columns are series."""
    return {
        "name": f"{contract.schema}.{contract.name}",
        "select": contract.sql_select("table"),
        "geometry": contract.geometry,
        "volatile": [column.name for column in contract.columns if column.volatile],
        "series": [[column.name, column.measure] for column in contract.series_columns],
    }


def is_code(value: Any) -> bool:
    """True for a function, cached ones included, and for a class."""
    return isinstance(value, type | types.FunctionType | types.BuiltinFunctionType) or hasattr(value, "__wrapped__")


def text_of(value: Any, met: Callable[[Any], None]) -> Any:
    """The value as JSON can hold it; `met` is called with each function and class that belongs to it.

    Raises UnspeakableError for what has no such form.
    """
    if isinstance(value, enum.Enum) or not isinstance(value, _PLAIN):
        return _of_many(value, met)
    if isinstance(value, PurePath):
        return ["path", value.name]  # where the project is installed is nobody's business
    return value if isinstance(value, str | bool | type(None)) else [type(value).__name__, repr(value)]


def _of_many(value: Any, met: Callable[[Any], None]) -> Any:  # noqa: PLR0911  (a kind a line)
    of = functools.partial(text_of, met=met)
    if isinstance(value, TableContract):
        return shape(value)
    if isinstance(value, Column):
        return [value.name, value.type, value.volatile, value.measure]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        met(type(value))
        fields = [f.name for f in dataclasses.fields(value) if f.name not in WORDS]
        return [type(value).__qualname__, *([name, of(getattr(value, name))] for name in fields)]
    if is_code(value):
        met(value)
        # What a function was made with, where another one made it.
        cells = getattr(value, "__closure__", None) or ()
        return ["named", value.__qualname__, *(of(cell.cell_contents) for cell in cells)]
    if isinstance(value, functools.partial):
        return ["partial", of(value.func), of(value.args), of(value.keywords)]
    if isinstance(value, re.Pattern):
        return ["pattern", value.pattern, value.flags]
    if isinstance(value, enum.Enum):
        met(type(value))
        return ["enum", type(value).__qualname__, value.name]
    if isinstance(value, Mapping):
        return ["mapping", *([of(key), of(one)] for key, one in value.items())]
    if isinstance(value, list | tuple):
        return [type(value).__name__, *map(of, value)]
    if isinstance(value, set | frozenset):
        return ["set", *sorted(map(str, map(of, value)))]
    raise UnspeakableError(f"{type(value).__qualname__} has no text")
