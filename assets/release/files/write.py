"""All files of a release for other tools, in one pass over the lake: each table is read once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from assets.io.lake import Lake
from assets.release.files.citation import NAME as CITATION
from assets.release.files.citation import citation
from assets.release.files.csv import SCHEMAS, write_csv
from assets.release.files.datapackage import write_datapackage
from assets.release.files.parquet import write_parquet
from assets.release.files.tiles import LEVELS, write_tiles
from expectations.contract import TableContract


def write_files(folder: Path, contracts: Mapping[str, TableContract], lake: Lake, *, version: str, date: str, about: str) -> None:
    """Fill `folder` with parquet/, csv/, tiles/, datapackage.json and CITATION.cff; equal input gives equal bytes.

    `date` is the newest date that the figures reach (as ISO; anything else is no date), `about` says what the shapes are.
    """
    # One thread: the tables are small, and starting threads for each takes longer than writing it.
    connection = duckdb.connect(config={"threads": 1})
    try:
        for contract in contracts.values():
            table = pq.read_table(lake.path(contract.name))
            write_parquet(folder / "parquet" / contract.schema / f"{contract.name}.parquet", contract, table)
            if contract.schema in SCHEMAS:
                write_csv(folder / "csv" / f"{contract.schema}.{contract.name}.csv", contract, table, connection)
    finally:
        connection.close()
    for level in LEVELS:
        layer = lake.geoframe(level) if level in contracts else None
        if layer is not None and not layer.empty:
            write_tiles(folder / "tiles" / f"{level}.pmtiles", layer, about)
    inputs = [record for name in contracts if (entry := lake.entry(name)) for record in entry.provenance]
    write_datapackage(folder, contracts, inputs, version=version, about=about)
    text = citation(contracts, inputs, version=version, date=date, about=about)
    (folder / CITATION).write_text(text, encoding="utf-8")
