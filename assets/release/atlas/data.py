"""Everything that the page knows, in parts that it unpacks when a view is opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assets.io.lake import Lake
from assets.release.atlas import ledgers
from assets.release.atlas.figures import NO_DATA_RECORD, catalogue, region_order
from assets.release.atlas.lives import facts_of, lives, region_records
from assets.release.atlas.shapes import GRID_M, MAP_LEVELS, level_shapes
from assets.release.maps import NOTES
from expectations.contract import TableContract


def parts(lake: Lake, contracts: Iterable[TableContract], version: str) -> dict[str, Any]:
    """The page's data by part: `map` comes first and is small, the others wait for their view.

    Shapes are in EPSG:5179 on the grid of `shapes.py`; figures as in mart.indicator_value, shortened for the screen.
    """
    regions = lake.frame("reference_region")
    boundaries = lake.geoframe("level_boundary")
    order = region_order(regions)
    basis = str(boundaries["geometry_basis"].iloc[0]) if len(boundaries) else "published"
    return {
        "map": {
            "version": version,
            "basis": basis,
            "note": NOTES.get(basis, ""),
            "vintage": str(regions["reference_vintage"].iloc[0]) if len(regions) else "",
            "grid_m": GRID_M,
            "no_data": NO_DATA_RECORD,
            "regions": region_records(regions, order),
            "shapes": level_shapes(boundaries, regions),
            "indicators": catalogue(lake.frame("indicator"), lake.frame("indicator_value"), order),
            "without_figures": _without_figures(lake),
        },
        "lives": {
            "lives": lives(facts_of(lake), [unit for level in MAP_LEVELS[:2] for unit in order[level]]),
            "outlook": ledgers.outlook(lake),
        },
        "groups": ledgers.promises(lake),
        "claims": ledgers.claims(lake),
        "scenarios": ledgers.scenarios(lake),
        "dictionary": ledgers.dictionary(contracts),
    }


def _without_figures(lake: Lake) -> int:
    """Indicators that are defined but have no figure in this build."""
    known = set(lake.frame("indicator_value")["indicator"])
    return len(set(lake.frame("indicator")["indicator"]) - known)
