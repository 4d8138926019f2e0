"""Schema docs: the dictionary inside the file says what the contracts say, of exactly what is in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator

import duckdb
import pytest

from assets.release.dictionary.cookbook import RECIPES
from assets.release.warehouse.views import VIEWS
from expectations.contracts.registry import all_contracts
from tests.conftest import Built


@pytest.fixture(scope="module")
def docs(schematic: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(schematic.release / "warehouse.duckdb"), read_only=True) as connection:
        yield connection


def test_every_table_of_the_file_is_documented_with_its_rows(docs: duckdb.DuckDBPyConnection) -> None:
    rows = docs.execute('SELECT schema_name, table_name, "rows" FROM docs.tables').fetchall()
    assert len(rows) == len(all_contracts())
    for schema, name, count in rows:
        assert docs.execute(f'SELECT count(*) FROM {schema}."{name}"').fetchone() == (count,), name


def test_every_column_is_documented_with_its_type_in_order(docs: duckdb.DuckDBPyConnection) -> None:
    missing = docs.execute("""
        SELECT c.schema_name, c.table_name, c.column_name
        FROM duckdb_columns() AS c
        ANTI JOIN docs.columns AS d
          ON d.schema_name = c.schema_name AND d.table_name = c.table_name AND d.column_name = c.column_name
          AND d.position = c.column_index AND d.nullable = c.is_nullable AND d.type = c.data_type
        WHERE c.schema_name IN ('raw', 'core', 'mart')
    """).fetchall()
    assert missing == []


def test_column_is_described_in_two_languages_with_unit_formula_and_raw_name(docs: duckdb.DuckDBPyConnection) -> None:
    found = docs.execute(
        "SELECT ko, en, unit, formula, measure, source, nullable FROM docs.columns "
        "WHERE table_name = 'extinction_risk' AND column_name = 'risk_index'"
    ).fetchone()
    column = all_contracts()["extinction_risk"].column("risk_index")
    assert found == (column.ko, column.en, column.unit, column.formula_shown, "intensive", "core.population (registration)", True)
    raw = docs.execute("SELECT raw_column FROM docs.columns WHERE table_name = 'emd_population' AND column_name = 'emd_name'")
    assert raw.fetchone() == ("NAME_AD",)


def test_crs_is_noted_for_every_table_with_shapes(docs: duckdb.DuckDBPyConnection) -> None:
    found = docs.execute("SELECT table_name, crs FROM docs.tables WHERE crs IS NOT NULL").fetchall()
    assert dict(found) == {name: "EPSG:5179" for name, contract in all_contracts().items() if contract.geometry}


def test_keys_are_those_of_the_database(docs: duckdb.DuckDBPyConnection) -> None:
    said = docs.execute("""
        SELECT schema_name, table_name, list(column_name ORDER BY position) FROM docs.keys GROUP BY ALL
    """).fetchall()
    held = docs.execute("""
        SELECT schema_name, table_name, constraint_column_names FROM duckdb_constraints()
        WHERE constraint_type = 'PRIMARY KEY' AND schema_name <> 'main'
    """).fetchall()
    assert sorted(said) == sorted(held)


def test_foreign_keys_tell_who_checks_them(docs: duckdb.DuckDBPyConnection) -> None:
    rows = docs.execute("SELECT table_name, columns, to_table, checked_by FROM docs.foreign_keys").fetchall()
    assert ("population", "unit_id", "unit", "suite, database") in rows
    assert ("extinction_risk", "level, region_id", "reference_region", "suite") in rows
    assert ("claim_variant", "claim_id", "claim", "database") in rows
    assert len(rows) == sum(len(contract.references) for contract in all_contracts().values())


def test_views_and_recipes_are_listed(docs: duckdb.DuckDBPyConnection) -> None:
    names = docs.execute("SELECT view_name FROM docs.views").fetchall()
    assert [name for (name,) in names] == [view.name for view in VIEWS]
    assert docs.execute("SELECT count(*), count(DISTINCT view_name) FROM docs.view_columns").fetchone() == (
        sum(len(view.columns) for view in VIEWS),
        len(VIEWS),
    )
    titles = docs.execute("SELECT title FROM docs.cookbook ORDER BY number").fetchall()
    assert [title for (title,) in titles] == [recipe.title for recipe in RECIPES]


def test_release_and_its_inputs_are_those_of_the_manifest(docs: duckdb.DuckDBPyConnection, schematic: Built) -> None:
    manifest = json.loads((schematic.release / "manifest.json").read_text(encoding="utf-8"))
    facts = dict(docs.execute("SELECT name, value FROM docs.release").fetchall())
    assert facts["version"] == manifest["version"] == schematic.release.name
    assert facts["reference_vintage"] == manifest["reference_vintage"] and facts["geometry"] == manifest["geometry"]
    inputs = docs.execute("SELECT file, sha256 FROM docs.inputs").fetchall()
    assert sorted(inputs) == sorted((record["file"], record["sha256"]) for record in manifest["inputs"])


def test_every_list_is_commented(docs: duckdb.DuckDBPyConnection) -> None:
    comments = docs.execute("SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'docs'").fetchall()
    assert len(comments) == 9 and all(comment for _, comment in comments)
