"""The lake: one GeoParquet or Parquet file per table, written by rename, its history in its footer.

The footer says from which code and inputs the file was made (`fingerprint`), what it holds (`content`) and what its bytes
are (`file_digest.py`); no second file can disagree with it. Whoever reads a table reads a file whose bytes are those that
were written. What depends on what is `plan`'s business.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import shapely

from assets.lake.file_digest import KEY, UNWRITTEN, read_digest, write_digest
from assets.lake.geoparquet import geo_metadata
from assets.lake.session import session
from domain.crs import CRS
from domain.errors import ContractError, DamageError
from expectations.contract import TableContract
from expectations.kept_files import make_folder, put_in_place, set_aside

_FOOTER = b"rebalance"
# Said in each footer: its file carries a digest. A file without it is of a program from before there was one.
_WITH_DIGEST = 2

Table: TypeAlias = duckdb.DuckDBPyRelation | pd.DataFrame | gpd.GeoDataFrame


@dataclass(frozen=True)
class Entry:
    """What the lake knows of one stored table.

    `content` is the sha256 of the table as stored, footer and volatile columns excluded: equal
    tables have equal content whenever they were made. `provenance` has one record per raw file read. `digest` is the sha256
    that the file carries of its own bytes, "" before it is written.
    """

    name: str
    rows: int
    fingerprint: str
    content: str
    provenance: tuple[dict[str, Any], ...] = field(default=())
    digest: str = ""


@dataclass(frozen=True)
class _Found:
    """What stands under a name: a sound table, or none and the fault of what is there; "" where nothing is wrong."""

    entry: Entry | None
    fault: str = ""


# What the process knows of files, by their place and what the file system says of them.
_found: dict[Path, tuple[tuple[int, ...], _Found]] = {}


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

    def entry(self, name: str, *, anew: bool = False) -> Entry | None:
        """What is stored under `name`, or None; a file whose bytes are not those that were written counts as absent.

        Bytes are read once in a process while the file's size and times stand still, and again when asked `anew`.
        """
        return self._look(name, anew=anew).entry

    def fault(self, name: str) -> str:
        """What is wrong with the file of that name; "" when it is sound, not there, or of an earlier program."""
        return self._look(name).fault

    def sound_path(self, name: str) -> Path:
        """The file of a table, to be read. DamageError when there is none, or its bytes are not those that were written."""
        found = self._look(name)
        if found.entry is None:
            raise DamageError(str(self.path(name)), found.fault or "no table of this program", "the table that a build made")
        return self.path(name)

    def _look(self, name: str, *, anew: bool = False) -> _Found:
        path = self.path(name)
        try:
            stat = path.stat()
        except OSError as error:  # a link that leads nowhere, a folder that may not be entered
            return _Found(None, f"what cannot be read ({error.strerror})" if os.path.lexists(path) else "")
        mark = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
        known = _found.get(path)
        if anew or known is None or known[0] != mark:
            _found[path] = known = (mark, _inspect(name, path))
        return known[1]

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
        """Write in one rename; until then the file of an earlier run stays as it was. What is damaged there is set aside."""
        entry = sealed.entry
        stamp = {
            "form": _WITH_DIGEST, "fingerprint": entry.fingerprint, "content": entry.content, "provenance": entry.provenance,
        }  # fmt: skip
        footer = {_FOOTER: json.dumps(stamp, ensure_ascii=False).encode(), KEY: UNWRITTEN}
        make_folder(self.root)
        temporary = self.root / f".{entry.name}.{uuid.uuid4().hex}.tmp"
        try:
            table = sealed.arrow.replace_schema_metadata({**(sealed.arrow.schema.metadata or {}), **footer})
            pq.write_table(table, temporary, compression="zstd")
            digest = write_digest(temporary)
            self.set_aside_damaged(entry.name)
            put_in_place(temporary, self.path(entry.name))
        finally:
            temporary.unlink(missing_ok=True)
        return replace(entry, digest=digest)

    def set_aside_damaged(self, name: str) -> None:
        """Move the file of that name out of the way if it is damaged, and say so."""
        if fault := self.fault(name):
            set_aside(self.path(name), fault)

    def relation(self, name: str) -> duckdb.DuckDBPyRelation:
        """The table as a lazy DuckDB relation of the process's session."""
        return session().read_parquet(str(self.sound_path(name)))

    def frame(self, name: str) -> pd.DataFrame:
        """The table as a DataFrame; dates as `datetime.date`, a geometry column as WKB."""
        frame: pd.DataFrame = pq.read_table(self.sound_path(name)).to_pandas(date_as_object=True)
        return frame

    def geoframe(self, name: str) -> gpd.GeoDataFrame:
        """The table as a GeoDataFrame in EPSG:5179."""
        return gpd.read_parquet(self.sound_path(name))

    def load(self, name: str, kind: type) -> Table:
        """The table as `kind`: DuckDBPyRelation, GeoDataFrame or DataFrame."""
        if kind is duckdb.DuckDBPyRelation:
            return self.relation(name)
        if kind is gpd.GeoDataFrame:
            return self.geoframe(name)
        return self.frame(name)


def _inspect(name: str, path: Path) -> _Found:
    """Judge a file by its bytes, and read its footer only when they are what was written."""
    try:
        digests = read_digest(path)
        if digests and digests[0] != digests[1]:
            return _Found(None, f"bytes with the sha256 {digests[0][:12]}…, written were such with {digests[1][:12]}…")
        metadata = pq.read_metadata(path)
        stamp = json.loads(metadata.metadata[_FOOTER])
        if digests is None:
            return _Found(None, "a footer without the digest of the bytes" if "form" in stamp else "")
        entry = Entry(
            name, metadata.num_rows, stamp["fingerprint"], stamp["content"], tuple(stamp["provenance"]), digest=digests[0]
        )
    except OSError as error:
        return _Found(None, f"what cannot be read ({error.strerror})" if error.errno else "no Parquet file")
    except Exception as error:  # noqa: BLE001  a footer of garbage makes a library raise whatever it likes
        return _Found(None, f"no Parquet file of a table ({type(error).__name__})")
    return _Found(entry)


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
