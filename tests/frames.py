"""Small tables written in place: rows as dictionaries, filled up and cast by the table's contract."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely

from assets.lake.lake import Lake
from assets.lake.session import session
from domain.crs import CRS
from expectations.contract import Column, TableContract

DAY = dt.date(2024, 12, 31)
_FILL: dict[str, Any] = {"VARCHAR": "가", "DATE": DAY, "BOOLEAN": False, "GEOMETRY": None}


def frame(contract: TableContract, *rows: dict[str, Any]) -> pd.DataFrame:
    """A frame with every column of the contract; what a row does not say is empty, or a neutral value where it must be filled.

    A geometry column makes it a GeoDataFrame in EPSG:5179.
    """
    unknown = {key for row in rows for key in row} - set(contract.column_names)
    assert not unknown, f"{contract.name} has no column {unknown}"
    filled = [{column.name: row.get(column.name, _neutral(column)) for column in contract.columns} for row in rows]
    table = pd.DataFrame(filled, columns=list(contract.column_names), dtype="object")
    return gpd.GeoDataFrame(table, geometry=contract.geometry, crs=CRS) if contract.geometry else table


def relation(contract: TableContract, *rows: dict[str, Any]) -> duckdb.DuckDBPyRelation:
    """The same rows as a DuckDB relation with the contract's types, as an asset receives them."""
    return session().from_arrow(_sealed(contract, rows))


def typed(contract: TableContract, *rows: dict[str, Any]) -> pd.DataFrame:
    """The same rows as the lake hands out a DataFrame."""
    arrow = _sealed(contract, rows)
    if contract.geometry:
        table = arrow.to_pandas(date_as_object=True)
        return gpd.GeoDataFrame(table, geometry=shapely.from_wkb(table[contract.geometry].to_numpy()), crs=CRS)
    return arrow.to_pandas(date_as_object=True)


def result(contract: TableContract, table: duckdb.DuckDBPyRelation | pd.DataFrame) -> pd.DataFrame:
    """What the lake would keep of an asset's answer: cast, ordered, only the contract's columns."""
    arrow = Lake(Path()).seal(contract, table, fingerprint="").arrow
    return arrow.to_pandas(date_as_object=True)


_SEALED: dict[tuple[str, bytes], tuple[TableContract, pa.Table]] = {}


def _sealed(contract: TableContract, rows: tuple[dict[str, Any], ...]) -> pa.Table:
    """Rows as the lake keeps them. Tests of a file begin with the same rows: these are cast once, and nobody can change them."""
    key = (contract.name, pickle.dumps(rows))  # `repr` of a shape is cut short
    if key not in _SEALED or _SEALED[key][0] is not contract:
        _SEALED[key] = contract, Lake(Path()).seal(contract, frame(contract, *rows), fingerprint="").arrow
    return _SEALED[key][1]


def _neutral(column: Column) -> Any:
    if column.nullable:
        return None
    if column.allowed:
        return column.allowed[0]
    return _FILL.get(column.type, max(column.minimum or 0, 0))
