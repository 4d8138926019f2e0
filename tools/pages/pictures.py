"""`make pictures`: the map that the README shows, and the schematic map and the asset graph of the pages.

All come from the project itself: the graph from the declared assets, each map from a fresh build of an input in the project.
Needs nothing but the installed project.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from assets.release.attribution import Attribution
from assets.release.maps import risk_map
from pipelines.build.home import EMBEDDED, Home
from pipelines.build.plan import all_declarations, with_upstream
from pipelines.dagster.run import run_build
from tools.pages.asset_graph import draw

IMAGES = Path(__file__).parents[2] / "docs" / "images"
# Of all tables a picture would be a thicket; these and what they are made from show every stage once.
BACKBONE = ("capital_concentration", "at_risk_count", "sigungu", "sido", "megaregion")
# Narrower than the map of a release, so that the file stays well below 200 kB.
MAP_WIDTH = 400


def main() -> None:
    """Write the pictures into `docs/images`."""
    IMAGES.mkdir(exist_ok=True)
    backbone = with_upstream(BACKBONE)
    tables = {name: declared for name, declared in all_declarations().items() if name in backbone}
    (IMAGES / "asset-graph.svg").write_text(draw(tables), encoding="utf-8")
    (IMAGES / "extinction-risk.png").write_bytes(drawn(EMBEDDED))
    (IMAGES / "extinction-risk-schematic.png").write_bytes(drawn("schematic"))


def drawn(sources: str) -> bytes:
    """PNG of the sigungu by extinction-risk class, from a build of that input in a home of its own."""
    with tempfile.TemporaryDirectory(prefix="rebalance-pictures-") as folder:
        home = Home(Path(folder), sources)
        run_build(home, ["sigungu"], lambda _plan: lambda _step: None)
        layer = home.lake.geoframe("sigungu")
        date = str(layer["reference_date"].iloc[0])
        credit = Attribution(home.lake).line(["sigungu"], date).both
    return risk_map(layer, f"지방소멸위험지수 Extinction risk, {date}", width=MAP_WIDTH, credit=credit)


if __name__ == "__main__":
    main()
