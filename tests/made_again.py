"""Every table of a home made once more, in a process of its own: digests by table as JSON on standard output.

DuckDB gets the number of threads that is asked for, and the rows of every relation in another order than the lake has
them, which is what threads do to large tables.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb

from assets.lake.asset import Declaration
from assets.lake.lake import Lake
from assets.lake.session import session
from pipelines.build.home import Home
from pipelines.build.materialise import build
from pipelines.build.plan import all_declarations


def digests(home: Home, *, threads: int, everything: bool = True) -> dict[str, str]:
    """Contents of the tables as another process makes them; without `everything` only of those that DuckDB hands rows to."""
    words = [str(home.root), home.sources, str(threads), str(int(everything))]
    environment = os.environ | {"PYTHONHASHSEED": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.made_again", *words], env=environment, capture_output=True, text=True, check=True
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def assert_made_again_as_it_was(home: Home, threads: int, *, everything: bool) -> None:
    """The tables of a built home come out as they lie there."""
    found = digests(home, threads=threads, everything=everything)
    kept = {name: entry.content for name in found if (entry := home.lake.entry(name))}
    assert {name for name in found if found[name] != kept[name]} == set()
    assert not everything or set(found) == set(all_declarations())


def shuffled(lake: Lake, name: str, seed: int) -> duckdb.DuckDBPyRelation:
    """The table with its rows in an order that depends on `seed`."""
    connection = session()
    connection.execute(
        f'CREATE OR REPLACE TEMP TABLE "shuffled_{name}" AS '
        "SELECT * EXCLUDE (place) FROM (SELECT *, hash(row_number() OVER () + ?) AS place FROM read_parquet(?)) ORDER BY place",
        [7919 * seed, str(lake.path(name))],
    )
    return connection.table(f"shuffled_{name}")


def again(declaration: Declaration, home: Home, seed: int) -> str:
    """Content of one table, made from the lake as it stands."""
    inputs: dict[str, Any] = {
        name: shuffled(home.lake, name, seed) if kind is duckdb.DuckDBPyRelation else home.lake.load(name, kind)
        for name, kind in declaration.inputs.items()
    }
    return build(declaration, inputs, home.lake, home.catalogue(), home.settings, "").entry.content


def main(root: str, sources: str, threads: str, everything: str) -> None:
    """Print the digests."""
    home = Home(Path(root), sources)
    session().execute(f"SET threads = {int(threads)}")
    session().execute("PRAGMA verify_parallelism")
    wanted = [
        declaration
        for declaration in all_declarations().values()
        if int(everything) or duckdb.DuckDBPyRelation in declaration.inputs.values()
    ]
    sys.stdout.write(json.dumps({declaration.name: again(declaration, home, int(threads)) for declaration in wanted}))


if __name__ == "__main__":
    main(*sys.argv[1:])
