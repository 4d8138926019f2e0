"""Dagster's IO manager over the lake: tables go in sealed, and come out as the type a parameter asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import geopandas as gpd
import pandas as pd

from assets.lake.lake import Lake, Sealed
from expectations.fault import doing

ARRIVES_AS = "arrives_as"
KEPT = 2
KINDS = {kind.__name__: kind for kind in (duckdb.DuckDBPyRelation, gpd.GeoDataFrame, pd.DataFrame)}


class LakeIOManager(dg.IOManager):
    """Puts sealed tables in place by rename and loads upstream ones; an unchanged table is left alone."""

    def __init__(self, root: Path) -> None:
        self.lake = Lake(root)
        self._drawn: dict[tuple[str, str], gpd.GeoDataFrame] = {}

    def handle_output(self, context: dg.OutputContext, obj: Sealed | None) -> None:
        """Write a sealed table, and let go of its rows. None means: what the lake holds is still right."""
        if obj is not None:
            with doing(f"{obj.entry.name}, writing"):
                self.lake.put(obj)
            obj.let_go()

    def load_input(self, context: dg.InputContext) -> Any:
        """The upstream table as the type named by the input's `arrives_as` metadata."""
        name, kind = context.asset_key.path[-1], KINDS[context.definition_metadata[ARRIVES_AS]]
        with doing(f"reading {name}"):
            return self._shapes(name) if kind is gpd.GeoDataFrame else self.lake.load(name, kind)

    def _shapes(self, name: str) -> gpd.GeoDataFrame:
        """The table with its shapes, of which the last two are kept: one set of boundaries is wanted a dozen times in a row.

        Each asset gets a frame of its own. The shapes in it are shared, and their array cannot be written to.
        """
        entry = self.lake.entry(name)
        mark = (name, entry.content if entry else "")
        frame = self._drawn.pop(mark, None)
        if frame is None:
            frame = self.lake.geoframe(name)
            frame.geometry.to_numpy().flags.writeable = False
        self._drawn[mark] = frame
        if len(self._drawn) > KEPT:
            del self._drawn[next(iter(self._drawn))]
        return frame.copy(deep=False)
