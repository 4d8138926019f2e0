"""All files of a release for other tools, in one pass over the lake: each table is read once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import geopandas as gpd
import pyarrow.parquet as pq

from assets.lake.lake import Lake
from assets.release.files.citation import NAME as CITATION
from assets.release.files.citation import citation
from assets.release.files.csv import SCHEMAS, write_csv
from assets.release.files.datapackage import write_datapackage
from assets.release.files.parquet import write_parquet
from assets.release.files.tiles import LEVELS, write_tiles
from expectations.contract import TableContract
from expectations.fault import doing


def write_files(folder: Path, contracts: Mapping[str, TableContract], lake: Lake, *, version: str, date: str, about: str) -> None:
    """Fill `folder` with parquet/, csv/, tiles/, datapackage.json and CITATION.cff; equal input gives equal bytes.

    `date` is the newest date that the figures reach (as ISO; anything else is no date), `about` says what the shapes are.
    """
    # One thread: the tables are small, and starting threads for each takes longer than writing it.
    connection = duckdb.connect(config={"threads": 1})
    try:
        connection.execute("SET enable_progress_bar = false")
        for contract in contracts.values():
            with doing(f"table {contract.schema}.{contract.name}"):
                table = pq.read_table(lake.sound_path(contract.name))
                write_parquet(folder / "parquet" / contract.schema / f"{contract.name}.parquet", contract, table)
                if contract.schema in SCHEMAS:
                    write_csv(folder / "csv" / f"{contract.schema}.{contract.name}.csv", contract, table, connection)
    finally:
        connection.close()
    for level in LEVELS if "simple_boundary" in contracts else ():
        layer = lake.geoframe(level) if level in contracts else None
        if layer is not None and not layer.empty:
            with doing(f"tiles of {level}"):
                write_tiles(folder / "tiles" / f"{level}.pmtiles", with_simple_shapes(layer, level, lake), about)
    inputs = [record for name in contracts if (entry := lake.entry(name)) for record in entry.provenance]
    write_datapackage(folder, contracts, inputs, version=version, about=about)
    text = citation(contracts, inputs, version=version, date=date, about=about)
    (folder / CITATION).write_text(text, encoding="utf-8")


def with_simple_shapes(layer: gpd.GeoDataFrame, level: str, lake: Lake) -> gpd.GeoDataFrame:
    """The layer with the shapes of core.simple_boundary: a third of a pixel off at the finest zoom, in a third of the time."""
    simple = lake.geoframe("simple_boundary")
    shapes = simple[simple["level"] == level].set_index("region_id").geometry
    return layer.set_geometry(gpd.GeoSeries(shapes.loc[layer["region_id"]].to_numpy(), index=layer.index, crs=layer.crs))
