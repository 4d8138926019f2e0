"""`make bench`: the default and the schematic build cold and unchanged, and that of publishers' files where they are at hand."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Result, measure

REAL = Path(__file__).parents[2] / "shared" / "data"


def main() -> None:
    """Print one line a command. Needs nothing but the installed project."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sources", type=Path, default=REAL, help="folder of real publisher files")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}")
    with tempfile.TemporaryDirectory(prefix="rebalance-bench-") as folder:
        for result in results(Path(folder), options.sources, options.runs):
            print(result.line(), flush=True)


def results(folder: Path, sources: Path, runs: int) -> list[Result]:
    """Measure each command in a home of its own."""
    build = [sys.executable, "-m", "pipelines.cli.app", "build", "--home"]
    embedded, schematic, real = folder / "embedded", folder / "schematic", folder / "real"
    small = [*build, str(schematic), "--sources", "schematic"]
    found = [
        measure("default build, cold", [*build, str(embedded)], runs=runs, before=lambda: _empty(embedded), aim_s=75),
        measure("default build, nothing changed", [*build, str(embedded)], runs=runs, aim_s=5),
        measure("schematic build, cold", small, runs=runs, before=lambda: _empty(schematic), aim_s=20),
        measure("schematic build, nothing changed", small, runs=runs, aim_s=5),
    ]
    if not sources.is_dir():
        print(f"real build left out: no {sources}")
        return found
    command = [*build, str(real), "--sources", str(sources)]
    return [
        *found,
        measure("real build, cold", command, runs=runs, before=lambda: _empty(real), aim_s=60),
        measure("real build, nothing changed", command, runs=runs, aim_s=5),
    ]


def _empty(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
