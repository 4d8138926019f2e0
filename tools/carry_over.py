"""Makes the carried tables of `assets/sources/embedded/figures/`.

    python -m tools.carry_over HOME SOURCES [table ...]

HOME and SOURCES are those of a finished `rebalance build --home HOME --sources SOURCES` from publishers' files, whose
figures are taken as they were read. Shapes are the project's own (`schematic.py`).
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import shapely

from assets.lake.lake import Lake
from assets.reference.units import fact_file
from assets.sources.embedded.carried import write_carried
from assets.sources.embedded.write import SHAPES
from pipelines.build.home import Home
from tools import carried_economy, carried_people
from tools.carried_economy import Maker
from tools.schematic import grow

READ = "2026-11-26"


def makers() -> dict[str, Maker]:
    """By name of the carried table: the function that gives its head and rows."""
    return {SHAPES: schematic_shapes, **carried_people.MAKERS, **carried_economy.MAKERS}


def schematic_shapes(_: Lake) -> tuple[dict[str, str], pd.DataFrame]:
    """The schematic map of the sigungu of February 2024, to the millimetre."""
    facts = pd.read_csv(fact_file("sigungu_facts"), dtype={"mois_code": str}, keep_default_na=False)
    shapes = grow(facts).merge(facts[["mois_code", "name_ko", "name_en"]], on="mois_code")
    head = {
        "title": "Schematic shapes of the sigungu of 2024-02-01, EPSG:5179",
        "publisher": "Rebalance",
        "table": "computed by tools/schematic.py from sigungu_facts.csv",
        "address": "docs/decisions/0008-schematic-geometry.md",
        "licence": "Apache-2.0",
    }
    rows = pd.DataFrame(
        {
            "SIG_CD": shapes["mois_code"],
            "SIG_ENG_NM": shapes["name_en"],
            "SIG_KOR_NM": shapes["name_ko"],
            "wkt": shapely.to_wkt(shapes.geometry.to_numpy(), rounding_precision=3),
        }
    )
    return head, rows


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
