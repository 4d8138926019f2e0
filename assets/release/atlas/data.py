"""Everything that the page knows, in parts that it unpacks when a view is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from assets.lake.lake import Lake
from assets.release.atlas import ledgers
from assets.release.atlas.figures import NO_DATA_RECORD, catalogue, region_order
from assets.release.atlas.lives import facts_of, former, lives, region_records
from assets.release.atlas.shapes import GRID_M, MAP_LEVELS, level_shapes
from assets.release.attribution import Attribution
from assets.release.maps import NOTES
from domain.days import year_end
from domain.levels import GROUPINGS
from expectations.contract import TableContract


def parts(lake: Lake, contracts: Iterable[TableContract], version: str) -> dict[str, Any]:
    """The page's data by part: `map` comes first and is small, the others wait for their view.

    Shapes are in EPSG:5179 on the grid of `shapes.py`; figures as in mart.indicator_value, shortened for the screen.
    """
    told: dict[str, Any] = {name: make() for name, make in part_makers(lake, contracts, version).items()}
    told["map"]["views"] = _views(told)
    return told


def part_makers(lake: Lake, contracts: Iterable[TableContract], version: str) -> dict[str, Callable[[], Any]]:
    """What makes each part, in the page's order; the map still lacks the `views` that have something to show."""
    whose = Attribution(lake, version)
    return {
        "map": lambda: _map(lake, whose),
        "lives": lambda: _lives(lake),
        "groups": lambda: ledgers.promises(lake),
        "claims": lambda: ledgers.claims(lake, whose),
        "scenarios": lambda: ledgers.scenarios(lake),
        "dictionary": lambda: ledgers.dictionary(contracts),
    }


def _map(lake: Lake, whose: Attribution) -> dict[str, Any]:
    regions = lake.frame("reference_region")
    order = region_order(regions)
    boundaries = lake.geoframe("level_boundary")
    basis = str(boundaries["geometry_basis"].iloc[0]) if len(boundaries) else "published"
    indicators = catalogue(lake.frame("indicator"), lake.frame("indicator_value"), order, whose)
    return {
        "version": whose.version,
        "basis": basis,
        "note": _note(basis),
        "vintage": str(regions["reference_vintage"].iloc[0]) if len(regions) else "",
        "grid_m": GRID_M,
        "no_data": NO_DATA_RECORD,
        "regions": region_records(regions, order),
        "shapes": level_shapes(boundaries, regions),
        "indicators": indicators,
        "without_figures": len(lake.frame("indicator")) - len(indicators),
        "credits": _credits(lake, whose, [known["id"] for known in indicators]),
    }


def _note(basis: str) -> dict[str, str]:
    """What kind of shapes are drawn, in each language; empty for published ones."""
    ko, _, en = NOTES.get(basis, "").partition(" · ")
    return {"ko": ko, "en": en}


def _lives(lake: Lake) -> dict[str, Any]:
    order = region_order(lake.frame("reference_region"))
    units = [unit for level in MAP_LEVELS[:2] for unit in order[level]]
    return {
        "lives": lives(facts_of(lake), units),
        "former": former(lake.frame("region"), lake.frame("crosswalk"), units),
        "outlook": ledgers.outlook(lake),
    }


def _views(told: dict[str, Any]) -> list[str]:
    """The views that have something to show, in the order of the page's navigation."""
    levels = {level for known in told["map"]["indicators"] for level in known["levels"]}
    has = {
        "map": bool(levels & set(MAP_LEVELS)) and any(told["map"]["shapes"].values()),
        "groups": bool(levels & set(GROUPINGS)),
        "claims": bool(told["claims"]["claims"]),
        "scenarios": bool(told["scenarios"]["results"]),
        "dictionary": True,
    }
    return [view for view, there in has.items() if there]


def _credits(lake: Lake, whose: Attribution, indicators: Iterable[str]) -> dict[str, Any]:
    """Publishers and licences of what views show besides a single indicator; an indicator and a claim have their own."""
    base_year = lake.frame("scenario_result")["base_year"].max()
    every = sorted({table for known in indicators for table in whose.tables_of(known)})
    return {
        "borders": whose.borders.record(),
        "figures": whose.data(every).record(),
        "outlook": whose.data(["scenario_result"]).record(),
        "outlook_day": "" if pd.isna(base_year) else str(year_end(base_year)),
        "life": whose.data(["region_event"]).record(),
        "promises": whose.data(["policy_status"]).record(),
    }
