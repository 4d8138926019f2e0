"""A published DuckDB file answers questions and does nothing else: it writes, reads, loads and calls nothing beside itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import geopandas as gpd
import pandas as pd
import pytest
import shapely

import rebalance
from assets.release.opened import open_warehouse
from tests.releases import small_release


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one small release, and map files beside it."""
    home = small_release(tmp_path_factory.mktemp("home"))
    shapes = gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(0, 0)], crs=5179)
    for name in ("map.shp", "map.geojson", "map.gpkg"):
        shapes.to_file(home / name)
    return home


@pytest.fixture(scope="module")
def release(home: Path) -> Iterator[rebalance.Release]:
    """The release as Python opens it, for all questions."""
    patch = pytest.MonkeyPatch()
    patch.setattr("assets.release.opened.MOST_MEMORY_BYTES", 2**26)
    with rebalance.open_release(home) as opened:
        yield opened
    patch.undo()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1", "VALUES (1)", "FROM unit", "TABLE unit", "WITH a AS (FROM unit) FROM a", "DESCRIBE unit", "SHOW TABLES",
        "SUMMARIZE unit", "EXPLAIN FROM unit", "-- why\nEXPLAIN ANALYZE FROM unit", "/* why */ EXPLAIN (FORMAT json) FROM unit",
        "(SELECT 1)", "SELECT ';' AS a;", "SELECT 1;;", "-- a remark\nSELECT 1 -- end", "SELECT ST_Area(ST_Point(1, 2))",
        "PIVOT (FROM unit LIMIT 3) ON name USING sum(loss)", "FROM query('FROM unit')", "SELECT current_date",
    ],
)  # fmt: skip
def test_whatever_asks_is_answered(release: rebalance.Release, sql: str) -> None:
    assert release.sql(sql).fetchall()


REFUSED = [
    ("", "is empty"), ("  \n", "is empty"), ("-- nothing", "is empty"), (";", "is empty"),
    ("SELECT 1; SELECT 2", "2 statements"), ("SET threads = 9; SELECT 1", "2 statements"),
    ("COPY (SELECT 1) TO '{}/out.csv'", "COPY may change"), ("COPY unit FROM '{}/secret.csv'", "COPY may change"),
    ("EXPLAIN ANALYZE COPY (SELECT 1) TO '{}/out.csv'", "COPY may change"), ("EXPLAIN DROP TABLE unit", "DROP may change"),
    ("EXPORT DATABASE '{}/out'", "EXPORT may change"), ("IMPORT DATABASE '{}'", "refused"), ("DETACH small", "may change"),
    ("ATTACH '{}/new.duckdb' AS new", "ATTACH may change"), ("ATTACH ':memory:' AS new", "ATTACH may change"),
    ("INSTALL httpfs", "LOAD may change"), ("LOAD spatial", "LOAD may change"), ("SET memory_limit = '99GB'", "SET may change"),
    ("RESET memory_limit", "may change"), ("PRAGMA memory_limit='99GB'", "SET may change"), ("USE main", "may change"),
    ("PRAGMA enable_profiling", "PRAGMA may change"), ("CALL pragma_version()", "CALL may change"), ("BEGIN", "may change"),
    ("CREATE TEMP TABLE a AS SELECT 1", "CREATE may change"), ("CREATE MACRO a() AS 1", "CREATE may change"),
    ("CREATE SECRET (TYPE s3)", "CREATE may change"), ("VACUUM", "may change"), ("CHECKPOINT", "may change"),
    ("PREPARE p AS SELECT 1", "PREPARE may change"), ("EXECUTE p", "EXECUTE may change"), ("TRUNCATE unit", "may change"),
    ("INSERT INTO unit VALUES (1, '', 1)", "INSERT may change"), ("DELETE FROM unit", "DELETE may change"),
    ("UPDATE unit SET id = 1", "UPDATE may change"), ("DROP TABLE unit", "DROP may change"), ("SET VARIABLE a = 1", "may change"),
    ("ALTER TABLE unit RENAME TO a", "ALTER may change"), ("COMMENT ON TABLE unit IS 'x'", "ALTER may change"),
    ("FROM enable_logging(storage = 'file', storage_path = '{}/log')", "enable_logging changes the session"),
    ("SELEC 1", "Parser Error"), ("SELECT 1 +", "Parser Error"), ("FROM nothing", "nothing does not exist"),
    ("SELECT * FROM read_csv('{}/secret.csv')", "disabled by configuration"), ("FROM '{}/secret.csv'", "disabled"),
    ("FROM read_text('{}/secret.csv')", "disabled"), ("FROM read_blob('/proc/self/environ')", "disabled"),
    ("FROM glob('{}/*')", "disabled"), ("FROM sniff_csv('{}/secret.csv')", "disabled"), ("FROM beside", "disabled"),
    ("FROM read_csv('{}/releases/current/warehouse.duckdb/../../../secret.csv')", "disabled"),
    ("FROM read_parquet('http://127.0.0.1:9/a.parquet')", "disabled"), ("FROM 'https://127.0.0.1:9/a.csv'", "disabled"),
    ("FROM ST_Read('{}/secret.csv')", "refused"), ("FROM ST_Read('/vsicurl/http://127.0.0.1:9/a.json')", "disabled"),
    ("SELECT getenv('HOME')", "getenv does not exist"),
    ("FROM query('DROP TABLE unit')", "refused"),
    *((f"FROM {function}('{{}}/{name}')", "refused") for name in ("map.shp", "map.geojson", "map.gpkg")
      for function in ("ST_Read", "ST_ReadSHP", "ST_Read_Meta")),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "told"), REFUSED)
def test_whatever_else_is_refused_and_touches_nothing(home: Path, release: rebalance.Release, sql: str, told: str) -> None:
    before = contents(home)
    with pytest.raises((rebalance.UsageError, duckdb.PermissionException)) as refused:  # the latter of what reads when it is read
        release.sql(sql.format(home)).fetchall()
    assert told in str(refused.value) and "hunter2" not in str(refused.value)
    assert contents(home) == before
    assert release.sql("SELECT count(*) FROM unit").fetchall() == [(100,)]


def test_what_needs_more_memory_than_is_given_is_stopped_and_nothing_is_spilled(home: Path, release: rebalance.Release) -> None:
    before = contents(home)
    with pytest.raises(Exception, match="Out of Memory"):
        release.sql("SELECT hash(range) AS h FROM range(50000000) ORDER BY h").fetchall()
    assert contents(home) == before


def test_own_data_frames_are_brought_in_by_name(release: rebalance.Release) -> None:
    release.connection.register("own", pd.DataFrame({"id": [1, 500]}))
    assert release.sql("SELECT name FROM own JOIN unit USING (id)").fetchall() == [("gu 1",)]


def test_other_connections_to_the_file_are_as_free_as_they_were(home: Path) -> None:
    folder = home / "releases" / "current"
    with (
        duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as before,
        rebalance.open_release(home) as one,
        rebalance.open_release(home) as other,
        duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as after,
    ):
        for connection in (before, after):
            assert connection.sql("SELECT password FROM beside").fetchall() == [("hunter2",)]
        assert one.sql("FROM unit LIMIT 1").fetchall() == other.sql("FROM unit LIMIT 1").fetchall()


def test_settings_of_the_connection_stay_as_they_are(home: Path) -> None:
    with open_warehouse(home / "releases" / "current", spatial=False) as connection, pytest.raises(Exception, match="locked"):
        connection.execute("SET enable_external_access = true")
