"""Writes lists of codes carried over as the ministry hands them out.

Each function writes the files of one dataset below a folder, from the carried table of the same name (`carried.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

WRITERS: tuple[Callable[[Path], None], ...] = ()
