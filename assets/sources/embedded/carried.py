"""Figures carried over: small compressed tables of the project's own, each with a head that says whose they are.

A table is `figures/<name>.csv.gz`: lines `# key: value`, then CSV in UTF-8. Which publishers' files are written from it is
in `people.py`, `economy.py`, `society.py` and `code_lists.py`; `tools/carry_over.py` makes the tables.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pandas as pd

FIGURES = Path(__file__).parent / "figures"
SUFFIX = ".csv.gz"
# What every head says, in this order; it may have a note besides.
HEAD = ("title", "publisher", "table", "address", "read", "licence")


@dataclass(frozen=True)
class Carried:
    """One carried table: `head` has title, publisher, table, address, day of reading and licence; `rows` are text."""

    name: str
    head: Mapping[str, str]
    rows: pd.DataFrame


def carried_files(folder: Path = FIGURES) -> list[Path]:
    """The carried tables, by name."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def carried(name: str, folder: Path = FIGURES) -> Carried:
    """One table, every cell as text, "" where there is none. ValueError when its head lacks a line."""
    path = folder / f"{name}{SUFFIX}"
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    lines = list(takewhile(lambda line: line.startswith("# "), io.StringIO(text)))
    head = dict(line[2:].rstrip("\n").split(": ", 1) for line in lines)
    if missing := [key for key in HEAD if not head.get(key)]:
        raise ValueError(f"{path.name}: the head lacks {', '.join(missing)}")
    body = io.StringIO(text[sum(map(len, lines)) :])
    return Carried(name, head, pd.read_csv(body, dtype=str, keep_default_na=False))


def write_carried(name: str, head: Mapping[str, str], rows: pd.DataFrame, folder: Path = FIGURES) -> Path:
    """Write a table, equal figures as equal bytes, and return its path. Missing cells are left empty."""
    keys = (*HEAD, *(key for key in head if key not in HEAD))
    text = "".join(f"# {key}: {head[key]}\n" for key in keys) + rows.to_csv(index=False, lineterminator="\n")
    path = folder / f"{name}{SUFFIX}"
    path.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
    return path
