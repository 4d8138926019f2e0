"""Makes the carried tables of `assets/sources/embedded/figures/` from a lake that was built from publishers' files.

    python -m tools.carry_over HOME SOURCES [table ...]

HOME and SOURCES are those of `rebalance build --home HOME --sources SOURCES`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from assets.io.lake import Lake
from assets.sources.embedded.carried import write_carried
from pipelines.home import Home
from tools import carried_economy

READ = "2026-11-26"
KOGL_1 = "KOGL type 1 (공공누리 제1유형)"
Maker = Callable[[Lake], tuple[dict[str, str], pd.DataFrame]]


def makers() -> dict[str, Maker]:
    """By name of the carried table: the function that gives its head and rows."""
    return dict(carried_economy.MAKERS)


def main(arguments: list[str]) -> None:
    """Write the tables named, or all."""
    home, sources, *names = arguments
    lake = Home(Path(home), sources).lake
    for name, make in makers().items():
        if not names or name in names:
            head, rows = make(lake)
            print(write_carried(name, {**head, "read": READ}, rows))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
