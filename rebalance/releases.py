"""A published release, read-only: its tables as relations, data frames and shapes, SQL, indicators, maps."""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import os
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd

from assets.release.opened import WAREHOUSE, open_warehouse, reading, require_question
from assets.release.publish import MANIFEST, current, read_manifest
from domain.errors import AmbiguousUsageError, ReleaseError, UsageError
from rebalance.handed_out import COLUMNS, FIGURES, NAMES, SHAPES, VIEW_COLUMNS, Map
from rebalance.wording import in_python

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["Map", "Release", "ReleaseTable", "open_release"]

RELEASES = "releases"
# Of maps, the finest first.
LEVELS = ("sigungu", "sido", "megaregion")
# Days that are named when one is not there.
NEWEST = 12


@in_python
def open_release(path: str | Path | None = None) -> Release:
    """Open a published release, read-only. A build that goes on meanwhile changes nothing of it.

    Parameters
    ----------
    path
        The home folder of builds, whose current release is meant; the folder of one release; or its `warehouse.duckdb`. By
        default `REBALANCE_HOME`, else `build`.

    Returns
    -------
    Release
        Close it, or open it in a `with` statement.

    Raises
    ------
    ReleaseError
        There is none.

    Examples
    --------
    >>> with open_release() as release:
    ...     release.sql("SELECT count(*) FROM regions WHERE level = 'sido'").fetchall()
    [(17,)]
    """
    place = Path(os.environ.get("REBALANCE_HOME", "build") if path is None else path)
    if place.name == WAREHOUSE:
        return Release(place.parent)
    if (place / MANIFEST).is_file():
        return Release(place.resolve())
    return Release(current(place if place.name == RELEASES else place / RELEASES))


class Release:
    """One release.

    Attributes
    ----------
    folder
        Where it lies, with its GeoPackage, atlas, maps and files beside the database.
    connection
        A read-only DuckDB connection with the spatial extension; it opens no other file, no address and no extension.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / WAREHOUSE).is_file():
            raise ReleaseError(f"{folder}: no {WAREHOUSE} there")
        self.folder = folder
        self.connection = open_warehouse(folder)

    def __enter__(self) -> Release:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<release {self.version}>"

    def close(self) -> None:
        """Close the database; relations of it can then no longer be read."""
        self.connection.close()

    @property
    def version(self) -> str:
        """Newest date, profile and digest: `2024-12-31-schematic-8e68ab8e`."""
        return self.folder.name

    @functools.cached_property
    def manifest(self) -> dict[str, Any]:
        """What it was made from, with the digest of every table and file."""
        return read_manifest(self.folder)

    def tables(self) -> pd.DataFrame:
        """Every table with its titles, what a row is, key, source and number of rows.

        Examples
        --------
        >>> with open_release() as release:
        ...     release.tables().query("schema_name == 'mart'")["table_name"].head(2).to_list()
        ['apartment_price', 'at_risk_count']
        """
        return self.sql("FROM docs.tables ORDER BY schema_name, table_name").df()

    @in_python
    def table(self, name: str) -> ReleaseTable:
        """A table or view by its name, with its schema (`mart.extinction_risk`) or, where there is one such, without.

        Raises UsageError, with names like it, when there is none; AmbiguousError when several schemas have it.

        Examples
        --------
        >>> with open_release() as release:
        ...     sido = release.table("mart.sido")
        ...     sido.to_geopandas().crs.to_epsg(), len(sido.to_pandas()), sido.columns["column_name"][0]
        (5179, 17, 'region_id')
        """
        there = [f"{schema}.{table}" for schema, table in self.sql(NAMES).fetchall()]
        found = [full for full in there if name in (full, full.partition(".")[2])]
        if f"main.{name}" in found:
            found = [f"main.{name}"]
        if not found:
            like = difflib.get_close_matches(name, [*there, *(full.partition(".")[2] for full in there)], n=5)
            raise UsageError(f"no table {name}{_like(like)}")
        if len(found) > 1:
            raise AmbiguousUsageError(f"{name} is {' and '.join(found)}; name the schema, too", name, found)
        schema, _, table = found[0].partition(".")
        return ReleaseTable(self, schema, table)

    @in_python
    def sql(self, query: str, parameters: Mapping[str, object] | Sequence[object] | None = None) -> duckdb.DuckDBPyRelation:
        """What a query gives, as a relation: `.df()`, `.arrow()`, `.fetchall()`, or to be asked on.

        One statement that asks: SELECT, FROM, WITH, VALUES, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN. Files beside the release are
        not read by it; bring them in as data frames, in a connection of your own. Raises UsageError for anything else, and
        for a query that is faulty.

        Examples
        --------
        >>> with open_release() as release:
        ...     release.sql("SELECT name_ko FROM mart.sido WHERE region_id = $id", {"id": "seoul"}).fetchall()
        [('서울특별시',)]
        """
        require_question(query)
        try:
            with self.reading():
                relation = self.connection.sql(query, params=parameters)
                return self.connection.sql("SELECT NULL AS nothing WHERE false") if relation is None else relation
        except duckdb.Error as error:
            raise UsageError(f"the query was refused: {error}") from error

    def reading(self) -> AbstractContextManager[None]:
        """Within it DamageError, not a DuckDB error, says that the file is damaged: for rows that are read of a relation."""
        return reading(self.folder)

    def indicators(self) -> pd.DataFrame:
        """Every regional series with its names, unit, formula and source; `indicator` is its id."""
        return self.sql("FROM mart.indicator ORDER BY indicator").df()

    @in_python
    def indicator(self, id: str) -> pd.DataFrame:
        """All figures of one series at all levels, with the names and codes of their regions.

        UsageError, with names like it, when there is none.

        Examples
        --------
        >>> with open_release() as release:
        ...     figures = release.indicator("extinction_risk.risk_index")
        ...     figures.query("level == 'sido' and year == 2024").nsmallest(2, "value")["region_ko"].to_list()
        ['전라남도', '경상북도']
        """
        self._described(id)
        return self.sql(FIGURES, {"id": id}).df()

    @in_python
    def map(self, id: str, *, date: str | dt.date | None = None, level: str | None = None, width: int = 520) -> Map:
        """Draw one series: in a notebook it shows itself, `save` writes PNG or SVG.

        Parameters
        ----------
        id
            Of a series, as `indicators` has it.
        date
            The day of the figures; by default the newest.
        level
            `sigungu`, `sido` or `megaregion`; by default the finest that has figures and shapes.
        width
            In pixels.

        Raises
        ------
        UsageError
            There is no such series, or it has no figures there and then.

        Examples
        --------
        >>> with open_release() as release:
        ...     drawn = release.map("extinction_risk.risk_index", level="sido")
        >>> drawn.date, drawn.level, drawn.png[1:4]
        ('2024-12-31', 'sido', b'PNG')
        """
        from rebalance.maps import draw  # noqa: PLC0415  (only those who draw pay for it)

        about = self._described(id)
        figures = self.indicator(id)
        shapes = {of: rows for of in LEVELS if len(rows := self.sql(SHAPES, {"level": of}).df())}
        levels = [of for of in LEVELS if of in shapes and (figures["level"] == of).any()]
        if not levels or (level is not None and level not in levels):
            raise UsageError(f"{id}: no map of {level or 'it'}; figures and shapes are there of {', '.join(levels) or 'nothing'}")
        level = level or levels[0]
        rows = figures[figures["level"] == level]
        days = rows["reference_date"].astype(str).str[:10]
        when = str(date or days.max())[:10]
        if not (days == when).any():
            raise UsageError(f"{id}: no figures of {when}; there are {', '.join(sorted(days.unique())[-NEWEST:])}")
        drawn = draw(about, rows["value"], rows[days == when], shapes[level], when, self.version, width)
        return Map(id, when, level, *drawn)

    def _described(self, id: str) -> dict[str, Any]:
        found = self.sql("FROM mart.indicator WHERE indicator = $id", {"id": id}).df()
        if found.empty:
            known = [name for (name,) in self.sql("SELECT indicator FROM mart.indicator").fetchall()]
            parts = [name for name in known if id in name][:5] or difflib.get_close_matches(id, known, n=5)
            raise UsageError(f"no indicator {id}{_like(parts)}")
        return {str(column): value for column, value in found.iloc[0].items()}


def _like(names: Sequence[str]) -> str:
    return f"; names like it: {', '.join(names)}" if names else ""


@dataclass(frozen=True)
class ReleaseTable:
    """A table or view of a release; nothing is read before it is asked for."""

    release: Release
    schema: str
    name: str

    @property
    def relation(self) -> duckdb.DuckDBPyRelation:
        """To filter, join and ask on in DuckDB."""
        return self.release.sql(f'FROM "{self.schema}"."{self.name}"')

    @functools.cached_property
    def columns(self) -> pd.DataFrame:
        """Columns with type, unit, labels, formula and caveat."""
        described = {"schema": self.schema, "table": self.name}
        found = self.release.sql(COLUMNS, described).df()
        return found if len(found) else self.release.sql(VIEW_COLUMNS, described).df()

    def to_pandas(self) -> pd.DataFrame:
        """All rows; a shape is its WKB."""
        return self.relation.df()

    @in_python
    def to_geopandas(self) -> gpd.GeoDataFrame:
        """All rows with their shapes, in the system of coordinates that the table declares. UsageError for one without shapes."""
        import geopandas as gpd  # noqa: PLC0415
        import shapely  # noqa: PLC0415

        types = zip(self.relation.columns, map(str, self.relation.types), strict=True)
        shapes = [column for column, kind in types if kind.startswith("GEOMETRY")]
        if not shapes:
            raise UsageError(f"{self.schema}.{self.name} has no shapes")
        kept = ", ".join(f'ST_AsWKB("{column}") AS "{column}"' for column in shapes)
        rows = self.relation.project(f"* REPLACE ({kept})").df()
        for column in shapes:
            rows[column] = shapely.from_wkb(rows[column].map(lambda cell: None if cell is None else bytes(cell)).to_numpy())
        (crs,) = self.release.sql(
            "SELECT any_value(crs) FROM docs.tables WHERE schema_name = $schema AND table_name = $table",
            {"schema": self.schema, "table": self.name},
        ).fetchone() or (None,)
        return gpd.GeoDataFrame(rows, geometry=shapes[0], crs=crs)
