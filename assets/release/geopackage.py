"""The GeoPackage: one layer per map table of the mart, EPSG:5179."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyogrio

from assets.io.lake import Lake
from expectations.contract import TableContract

# Fixed, so that equal input gives an equal file; the manifest says when it was made.
FILE_DATE = "2000-01-01T00:00:00.000Z"


def write_geopackage(path: Path, contracts: Iterable[TableContract], lake: Lake, about: str) -> list[str]:
    """Write every table that has a geometry as a layer of a new file; returns the layers' names."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FILE_DATE})
    layers: list[str] = []
    try:
        for contract in contracts:
            if not contract.geometry or contract.schema != "mart":
                continue
            frame = lake.geoframe(contract.name)
            description = f"{contract.description} {about} Source: {contract.source}."
            pyogrio.write_dataframe(
                frame, path, layer=contract.name, driver="GPKG", append=bool(layers), geometry_type="MultiPolygon",
                promote_to_multi=True,
                layer_options={
                    "IDENTIFIER": f"{contract.ko} / {contract.en}", "DESCRIPTION": description, "SPATIAL_INDEX": "YES",
                },
            )  # fmt: skip
            layers.append(contract.name)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    return layers
