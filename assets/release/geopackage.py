"""The GeoPackage: one layer per map table of the mart that has rows, polygons or lines as its contract says, EPSG:5179."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pyogrio

from assets.io.lake import Lake
from expectations.contract import TableContract

# Fixed, so that equal input gives an equal file; the manifest says when it was made.
FILE_DATE = "2000-01-01T00:00:00.000Z"


def write_geopackage(path: Path, contracts: Iterable[TableContract], lake: Lake, about: str) -> list[str]:
    """Write every mart table with a geometry and rows as a layer of a new file; returns the layers' names."""
    contracts = list(contracts)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FILE_DATE})
    layers: list[str] = []
    try:
        for contract in contracts:
            if not contract.geometry or contract.schema != "mart":
                continue
            frame = lake.geoframe(contract.name)
            if frame.empty:  # its source is not part of the build
                continue
            description = f"{contract.description} {about} Source: {contract.source}."
            pyogrio.write_dataframe(
                frame, path, layer=contract.name, driver="GPKG", append=bool(layers),
                geometry_type=contract.geometry_type, promote_to_multi=contract.geometry_type.startswith("Multi"),
                layer_options={
                    "IDENTIFIER": f"{contract.ko} / {contract.en}", "DESCRIPTION": description, "SPATIAL_INDEX": "YES",
                },
            )  # fmt: skip
            layers.append(contract.name)
        with closing(sqlite3.connect(path)) as database, database:
            _describe_columns(database, [contract for contract in contracts if contract.name in layers])
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    return layers


def _describe_columns(database: sqlite3.Connection, contracts: list[TableContract]) -> None:
    """Aliases and descriptions of the attributes, in the GeoPackage schema extension that QGIS reads."""
    database.executescript(_SCHEMA_EXTENSION)
    for contract in contracts:
        database.executemany(
            "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) VALUES (?, ?, ?, ?, ?)",
            [
                (contract.name, c.name, f"{c.ko} {c.en} ({c.name})", f"{c.ko} / {c.en}", c.comment)
                for c in contract.columns
                if c.name != contract.geometry
            ],
        )


_SCHEMA_EXTENSION = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  name TEXT,
  title TEXT,
  description TEXT,
  mime_type TEXT,
  constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name)
);
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL,
  constraint_type TEXT NOT NULL,
  value TEXT,
  min NUMERIC,
  min_is_inclusive BOOLEAN,
  max NUMERIC,
  max_is_inclusive BOOLEAN,
  description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
);
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
INSERT INTO gpkg_extensions VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
"""
