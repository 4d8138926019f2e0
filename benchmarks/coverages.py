"""Cleaned coverages to measure with: real ones from the declared files, or made up where those are not at hand."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from assets.geography.boundary import clean_series
from assets.reference.units import fact_file
from assets.sources.boundary_readers import kostat_boundary, sgis_boundary
from domain.crs import CRS
from pipelines.build.home import Home
from tools.schematic import grow

READERS = {"kostat_boundary": kostat_boundary, "sgis_boundary": sgis_boundary}
# As wide and as high as South Korea with its islands, metres in EPSG:5179.
KOREA_M = (750_000.0, 1_450_000.0, 1_250_000.0, 2_060_000.0)


def published(sources: Path, dataset: str, level: str, vintage: dt.date) -> gpd.GeoDataFrame:
    """The cleaned coverage of one declared file. LookupError when the catalogue has none."""
    with tempfile.TemporaryDirectory(prefix="rebalance-coverage-") as folder:
        files = Home(Path(folder), str(sources)).catalogue().of(dataset)
    for file in files:
        if (file.level, file.vintage) == (level, vintage):
            return clean_series(READERS[dataset](file)).reset_index(drop=True)
    raise LookupError(f"{dataset} declares no {level} of {vintage}")


def schematic_pair() -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """The embedded map of every sigungu on two lattices, so that borders cross as those of two surveys do."""
    facts = pd.read_csv(fact_file("sigungu_facts"), dtype={"mois_code": str})
    return grow(facts), grow(facts, spacing_m=800.0)


def mosaic(units: int, seed: int) -> gpd.GeoDataFrame:
    """A coverage of Voronoi cells around random points, as many and as wide as the eup-myeon-dong."""
    west, south, east, north = KOREA_M
    points = np.random.default_rng(seed).uniform((west, south), (east, north), (units, 2))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=shapely.box(*KOREA_M)))
    return gpd.GeoDataFrame(geometry=shapely.intersection(cells, shapely.box(*KOREA_M)), crs=CRS)
