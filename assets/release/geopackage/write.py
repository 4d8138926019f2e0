"""Writing the file: layers by GDAL, then styles, metadata and the project by SQLite, all with one fixed date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pyogrio

from assets.lake.lake import Lake
from assets.release.attribution import Attribution
from assets.release.geopackage.labels import FILE_DATE
from assets.release.geopackage.layers import Drawn, drawn_layers
from assets.release.geopackage.metadata import abstract, describe_columns, write_metadata
from assets.release.geopackage.project import write_project
from assets.release.geopackage.styles import write_styles
from expectations.contract import TableContract
from expectations.fault import together

GEOMETRY_COLUMN = "geom"
# Older QGIS warns of 1.4, and nothing here needs it.
VERSION = "1.3"


def write_geopackage(path: Path, contracts: Iterable[TableContract], lake: Lake, about: str, version: str = "") -> list[str]:
    """Write every map table of the mart that has figures into a new file; returns the layers' names in the order of the map.

    The project lies beside it, as `.qgz` of the same name. EPSG:5179. Equal tables give equal bytes. `about` says of what kind
    the geometry is, `version` which release the file is of.
    """
    contracts = list(contracts)
    layers, whose = drawn_layers(contracts, lake), Attribution(lake, version)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FILE_DATE})
    try:
        with together() as part:
            for number, drawn in enumerate(layers):
                with part(f"layer {drawn.layer.name}"):
                    _write_layer(path, drawn, about, append=number > 0 and path.exists())
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    inputs = [record for contract in contracts if (entry := lake.entry(contract.name)) for record in entry.provenance]
    with closing(sqlite3.connect(path)) as database, database:
        describe_columns(database, layers)
        write_metadata(database, layers, about, inputs, whose)
        write_styles(database, layers, GEOMETRY_COLUMN)
        write_project(database, layers, about, path, whose)
    return [drawn.layer.name for drawn in layers]


def _write_layer(path: Path, drawn: Drawn, about: str, *, append: bool) -> None:
    contract = drawn.contract
    pyogrio.write_dataframe(
        drawn.rows, path, layer=drawn.layer.name, driver="GPKG", append=append,
        geometry_type=contract.geometry_type, promote_to_multi=contract.geometry_type.startswith("Multi"),
        dataset_options={} if append else {"VERSION": VERSION},
        layer_options={
            "IDENTIFIER": f"{contract.ko} / {contract.en}" + (" (simplified)" if drawn.layer.simple_level else ""),
            "DESCRIPTION": f"{abstract(drawn, about)} Source: {contract.source}.",
            "SPATIAL_INDEX": "YES",
            "GEOMETRY_NAME": GEOMETRY_COLUMN,
        },
    )  # fmt: skip
