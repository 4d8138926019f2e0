"""The published DuckDB file: three schemas, commented, with keys, its geometry usable, and safe to open anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from assets.release.warehouse import STORAGE_VERSION
from expectations.contracts.registry import all_contracts
from expectations.engine.spatial import load_spatial
from tests.conftest import Built

COMMENTS = "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name IN ('raw', 'core', 'mart')"


@pytest.fixture(scope="module")
def warehouse(schematic: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(schematic.release / "warehouse.duckdb"), read_only=True) as connection:
        load_spatial(connection)
        yield connection


def test_every_contract_is_a_table_in_its_schema(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = set(warehouse.execute("SELECT schema_name, table_name FROM duckdb_tables() WHERE schema_name <> 'docs'").fetchall())
    assert found - {("main", "region_shapes")} == {(contract.schema, name) for name, contract in all_contracts().items()}
    assert {schema for schema, _ in found} == {"raw", "core", "mart", "main"}


def test_every_table_is_commented_in_both_languages(warehouse: duckdb.DuckDBPyConnection) -> None:
    comments = dict(warehouse.execute(COMMENTS).fetchall())
    for name, contract in all_contracts().items():
        assert contract.ko in comments[name] and contract.en in comments[name] and "Source:" in comments[name], name


def test_every_column_has_its_type_and_comment(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "SELECT table_name, column_name, data_type, comment, is_nullable FROM duckdb_columns() "
        "WHERE NOT internal AND schema_name IN ('raw', 'core', 'mart')"
    )
    found = {
        (table, column): (kind.split("(")[0], comment, nullable) for table, column, kind, comment, nullable in rows.fetchall()
    }
    for name, contract in all_contracts().items():
        for column in contract.columns:
            kind, comment, nullable = found[name, column.name]
            assert (kind, comment) == (column.type, column.comment), (name, column.name)
            assert nullable == column.nullable


def test_every_table_has_its_primary_key(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY' "
        "AND schema_name <> 'main'"
    ).fetchall()
    assert {name: tuple(columns) for name, columns in rows} == {name: contract.key for name, contract in all_contracts().items()}


def test_foreign_keys_within_a_schema_are_in_the_database(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "SELECT schema_name || '.' || table_name, constraint_column_names, referenced_table, referenced_column_names "
        "FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'"
    ).fetchall()
    found = {(table, tuple(columns), parent, tuple(to)) for table, columns, parent, to in rows}
    assert found == {
        (f"{contract.schema}.{name}", reference.columns, reference.table.split(".")[1], reference.to_columns)
        for name, contract in all_contracts().items()
        for reference in contract.references
        if reference.table.startswith(f"{contract.schema}.")
    }
    assert ("core.population", ("unit_id",), "unit", ("unit_id",)) in found


def test_no_foreign_key_of_any_table_is_broken(schematic: Built) -> None:
    assert_every_foreign_key_holds(schematic)


def assert_every_foreign_key_holds(built: Built) -> None:
    """Across schemas too, where DuckDB itself holds none."""
    with duckdb.connect(str(built.release / "warehouse.duckdb"), read_only=True) as connection:
        for contract in all_contracts().values():
            for reference in contract.references:
                pairs = " AND ".join(f'c."{a}" = p."{b}"' for a, b in zip(reference.columns, reference.to_columns, strict=True))
                filled = " AND ".join(f'c."{a}" IS NOT NULL' for a in reference.columns)
                orphans = connection.execute(
                    f'SELECT count(*) FROM {contract.schema}."{contract.name}" AS c '
                    f"WHERE {filled} AND NOT EXISTS (SELECT 1 FROM {reference.table} AS p WHERE {pairs})"
                ).fetchone()
                assert orphans == (0,), (contract.name, reference)


def test_rows_are_those_of_the_lake(warehouse: duckdb.DuckDBPyConnection, schematic: Built) -> None:
    for name, contract in all_contracts().items():
        (rows,) = warehouse.execute(f'SELECT count(*) FROM {contract.schema}."{name}"').fetchone() or (None,)
        entry = schematic.home.lake.entry(name)
        assert entry is not None and rows == entry.rows, name


def test_geometry_answers_spatial_questions(warehouse: duckdb.DuckDBPyConnection) -> None:
    area, units = warehouse.execute("SELECT sum(ST_Area(geometry)) / 1e6, count(*) FROM mart.sigungu").fetchone() or (0, 0)
    assert units == 229 and area == pytest.approx(100_738, rel=0.01)
    seoul = "ST_Transform(ST_Point(126.98, 37.56), 'EPSG:4326', 'EPSG:5179', always_xy := true)"
    found = warehouse.execute(f"SELECT region_id FROM mart.sido WHERE ST_Contains(geometry, {seoul})").fetchall()
    assert found == [("seoul",)]


def test_schematic_geometry_is_named_in_the_comment_of_every_map_table(warehouse: duckdb.DuckDBPyConnection) -> None:
    comments = dict(warehouse.execute(COMMENTS).fetchall())
    for name, contract in all_contracts().items():
        assert ("SCHEMATIC geometry" in comments[name]) == bool(contract.geometry), name
    assert warehouse.execute("SELECT DISTINCT geometry_basis FROM mart.sigungu").fetchall() == [("schematic",)]


def test_file_is_written_in_the_storage_format_of_duckdb_1_4(schematic: Built, tmp_path: Path) -> None:
    assert STORAGE_VERSION == "v1.4.0"
    with duckdb.connect() as connection:
        load_spatial(connection)
        connection.execute(f"ATTACH '{schematic.release / 'warehouse.duckdb'}' AS release (READ_ONLY)")
        tags = connection.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'release'").fetchone()
    assert tags is not None and "v1.4.0" in str(tags[0])


def test_nothing_but_the_database_is_left_beside_it(schematic: Built) -> None:
    assert [path.name for path in schematic.release.glob("warehouse*")] == ["warehouse.duckdb"]
