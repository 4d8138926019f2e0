"""`parquet/<schema>/<table>.parquet`: every table, those with a geometry as GeoParquet 1.1.

One folder for both: a GeoParquet file is a Parquet file with a geometry column. The lake's files are not simply copied:
they carry times of reading and no bbox. Here volatile columns are left out, so that equal tables are equal bytes.
Which tables there are and what they hold is the contracts' business.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from assets.lake.geoparquet import geo_metadata
from domain.crs import CRS
from expectations.contract import Column, TableContract

BBOX = "bbox"
_CORNERS = ("xmin", "ymin", "xmax", "ymax")
# Few enough that a reader with a window skips most of the country: rows follow the codes, and those the provinces.
GEOMETRY_ROWS_PER_GROUP = 1_000


def write_parquet(path: Path, contract: TableContract, table: pa.Table) -> None:
    """Write `table`, cast to its contract, with labels on every column, and with CRS and bbox when it has a geometry."""
    names = [column.name for column in contract.columns if not column.volatile]
    fields = [table.schema.field(name).with_metadata(_about_column(contract.column(name))) for name in names]
    columns = [table.column(name) for name in names]
    metadata = _about_table(contract)
    if contract.geometry:
        shapes = shapely.from_wkb(table.column(contract.geometry).to_numpy())
        bounds = shapely.bounds(shapes) if len(shapes) else np.empty((0, 4))
        boxes = _boxes(bounds)
        fields.append(pa.field(BBOX, boxes.type, metadata={"description": f"extent of {contract.geometry} in {CRS} [m]"}))
        columns.append(boxes)
        metadata["geo"] = json.dumps(_geo(contract.geometry, shapes, bounds))
    path.parent.mkdir(parents=True, exist_ok=True)
    labelled = pa.Table.from_arrays(columns, schema=pa.schema(fields, metadata=metadata))
    with pq.ParquetWriter(path, labelled.schema, compression="zstd") as writer:
        if len(labelled):  # a group without rows has no statistics, which readers of bbox miss
            writer.write_table(labelled, row_group_size=GEOMETRY_ROWS_PER_GROUP if contract.geometry else None)


def _about_column(column: Column) -> dict[str, str]:
    """What is known of a column, as Arrow field metadata; what is empty is left out."""
    about = {
        "description": column.comment,
        "title_en": column.en,
        "title_ko": column.ko,
        "unit": column.unit,
        "formula": column.formula_shown,
        "source_column": column.source,
        "caveat": column.caveat,
    }
    return {key: value for key, value in about.items() if value}


def _about_table(contract: TableContract) -> dict[str, str]:
    about = {
        "title_en": contract.en,
        "title_ko": contract.ko,
        "description": contract.description,
        "grain": contract.grain,
        "source": contract.source,
        "citation": contract.citation,
        "primary_key": json.dumps(contract.key),
    }
    return {key: value for key, value in about.items() if value}


def _boxes(bounds: np.ndarray[Any, Any]) -> pa.StructArray:
    """Extent per shape, from `bounds` (n x 4, NaN without a shape); null where there is no shape."""
    absent = np.isnan(bounds).any(axis=1)
    corners = [pa.array(bounds[:, i], pa.float64()) for i in range(4)]
    fields = [pa.field(name, pa.float64(), nullable=False) for name in _CORNERS]
    return pa.StructArray.from_arrays(corners, fields=fields, mask=pa.array(absent))


def _geo(geometry: str, shapes: np.ndarray[Any, Any], bounds: np.ndarray[Any, Any]) -> dict[str, Any]:
    """GeoParquet's file metadata, with the extent and where each row's extent stands."""
    more: dict[str, Any] = {"covering": {"bbox": {corner: [BBOX, corner] for corner in _CORNERS}}}
    known = bounds[~np.isnan(bounds).any(axis=1)]
    if len(known):
        more["bbox"] = [*known[:, :2].min(axis=0).tolist(), *known[:, 2:].max(axis=0).tolist()]
    return geo_metadata(geometry, shapes, **more)
