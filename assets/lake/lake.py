"""The lake: one GeoParquet or Parquet file per table, written by rename, its history in its footer.

The footer says from which code and inputs the file was made (`fingerprint`) and what it holds
(`content`); no second file can disagree with it. What depends on what is `plan`'s business.
"""

from __future__ import annotations

import hashlib
import io
import json
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import shapely

from assets.lake.geoparquet import geo_metadata
from assets.lake.session import session
from domain.crs import CRS
from domain.errors import ContractError
from expectations.contract import TableContract

_FOOTER = b"rebalance"

Table: TypeAlias = duckdb.DuckDBPyRelation | pd.DataFrame | gpd.GeoDataFrame


@dataclass(frozen=True)
class Entry:
    """What the lake knows of one stored table.

    `content` is the sha256 of the table as stored, footer and volatile columns excluded: equal
    tables have equal content whenever they were made. `provenance` has one record per raw file read.
    """

    name: str
    rows: int
    fingerprint: str
    content: str
    provenance: tuple[dict[str, Any], ...] = field(default=())


@dataclass
class Sealed:
    """A table cast to its contract and digested, not yet in the lake."""

    arrow: pa.Table
    entry: Entry

    def let_go(self) -> None:
        """Forget the rows. Who keeps this object (Dagster does so until a run ends) then keeps no table in memory."""
        self.arrow = self.arrow.schema.empty_table()


class Lake:
    """Tables by name in one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, name: str) -> Path:
        """Where a table is or would be stored."""
        return self.root / f"{name}.parquet"

    def entry(self, name: str) -> Entry | None:
        """What is stored under `name`, or None; a file that is no sound Parquet counts as absent."""
        try:
            metadata = pq.read_metadata(self.path(name))
            stamp = json.loads(metadata.metadata[_FOOTER])
        except (FileNotFoundError, pa.ArrowInvalid, KeyError, TypeError):
            return None
        return Entry(
            name=name,
            rows=metadata.num_rows,
            fingerprint=stamp["fingerprint"],
            content=stamp["content"],
            provenance=tuple(stamp["provenance"]),
        )

    def seal(
        self,
        contract: TableContract,
        table: Table,
        *,
        fingerprint: str,
        provenance: tuple[dict[str, Any], ...] = (),
    ) -> Sealed:
        """Cast `table` to its contract and digest it; nothing is written yet.

        Raises ContractError when a column is missing or a value cannot be cast.
        """
        arrow = _to_arrow(contract, table)
        sink = io.BytesIO()
        pq.write_table(arrow.drop_columns([c.name for c in contract.columns if c.volatile]), sink, compression="none")
        content = hashlib.sha256(sink.getbuffer()).hexdigest()
        return Sealed(arrow, Entry(contract.name, arrow.num_rows, fingerprint, content, provenance))

    def put(self, sealed: Sealed) -> Entry:
        """Write in one rename; until then the file of an earlier run stays as it was."""
        entry = sealed.entry
        stamp = {"fingerprint": entry.fingerprint, "content": entry.content, "provenance": entry.provenance}
        footer = {**(sealed.arrow.schema.metadata or {}), _FOOTER: json.dumps(stamp, ensure_ascii=False).encode()}
        self.root.mkdir(parents=True, exist_ok=True)
        temporary = self.root / f".{entry.name}.{uuid.uuid4().hex}.tmp"
        try:
            pq.write_table(sealed.arrow.replace_schema_metadata(footer), temporary, compression="zstd")
            temporary.replace(self.path(entry.name))
        finally:
            temporary.unlink(missing_ok=True)
        return entry

    def relation(self, name: str) -> duckdb.DuckDBPyRelation:
        """The table as a lazy DuckDB relation of the process's session."""
        return session().read_parquet(str(self.path(name)))

    def frame(self, name: str) -> pd.DataFrame:
        """The table as a DataFrame; dates as `datetime.date`, a geometry column as WKB."""
        frame: pd.DataFrame = pq.read_table(self.path(name)).to_pandas(date_as_object=True)
        return frame

    def geoframe(self, name: str) -> gpd.GeoDataFrame:
        """The table as a GeoDataFrame in EPSG:5179."""
        return gpd.read_parquet(self.path(name))

    def load(self, name: str, kind: type) -> Table:
        """The table as `kind`: DuckDBPyRelation, GeoDataFrame or DataFrame."""
        if kind is duckdb.DuckDBPyRelation:
            return self.relation(name)
        if kind is gpd.GeoDataFrame:
            return self.geoframe(name)
        return self.frame(name)


def _to_arrow(contract: TableContract, table: Table) -> pa.Table:
    """Cast and order by contract; geometry becomes GeoParquet WKB."""
    if isinstance(table, gpd.GeoDataFrame):
        if table.crs is None or pyproj.CRS(table.crs) != pyproj.CRS(CRS):
            raise ContractError(f"{contract.name}: geometry is in {table.crs}, expected {CRS}")
        # Typed, since a column of nothing but None has no type that DuckDB could tell.
        wkb = pd.Series(shapely.to_wkb(table.geometry.to_numpy()), table.index, dtype=pd.ArrowDtype(pa.binary()))
        table = pd.DataFrame(table).assign(**{contract.geometry: wkb})
    relation = _as_relation(contract, table)
    missing = [name for name in contract.column_names if name not in relation.columns]
    if missing:
        raise ContractError(f"{contract.name}: column {', '.join(missing)} missing; found {', '.join(relation.columns)}")
    try:
        arrow = relation.query("cast_me", contract.sql_select("cast_me")).to_arrow_table()
    except duckdb.ConversionException as error:
        raise ContractError(f"{contract.name}: {error}") from error
    arrow = arrow.replace_schema_metadata(None)
    return _with_geo_metadata(arrow, contract.geometry) if contract.geometry else arrow


def _as_relation(contract: TableContract, table: duckdb.DuckDBPyRelation | pd.DataFrame) -> duckdb.DuckDBPyRelation:
    if not isinstance(table, pd.DataFrame):
        return table
    return session().from_df(table) if len(table) else _no_rows(contract)


def _no_rows(contract: TableContract) -> duckdb.DuckDBPyRelation:
    """An empty relation with the contract's types, which an empty frame would not tell."""
    types = ", ".join(
        f'CAST(NULL AS {"BLOB" if c.name == contract.geometry else c.type}) AS "{c.name}"' for c in contract.columns
    )
    return session().sql(f"SELECT {types} WHERE false")


def _with_geo_metadata(arrow: pa.Table, geometry: str) -> pa.Table:
    index = arrow.schema.get_field_index(geometry)
    wkb = arrow.column(index).cast(pa.binary())
    geo = geo_metadata(geometry, shapely.from_wkb(wkb.to_numpy(zero_copy_only=False)))
    arrow = arrow.set_column(index, pa.field(geometry, pa.binary()), wkb)
    return arrow.replace_schema_metadata({b"geo": json.dumps(geo).encode()})
