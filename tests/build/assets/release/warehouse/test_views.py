"""Views with plain names: they run, carry names of regions, are commented column by column, and compute nothing anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pytest

from assets.release.warehouse.view import View
from assets.release.warehouse.views import VIEWS
from tests.conftest import Built
from tests.unit.assets.release.warehouse.test_views import every_view

HANGUL = re.compile("[가-힣]")


@pytest.fixture(scope="module")
def warehouse(schematic: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened(schematic) as connection:
        yield connection


@contextmanager
def opened(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    """As most analysts open it: without the spatial extension."""
    with duckdb.connect(str(built.release / "warehouse.duckdb"), read_only=True) as connection:
        connection.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
        yield connection


@every_view
def test_view_has_the_columns_that_it_declares_and_no_shape(view: View, warehouse: duckdb.DuckDBPyConnection) -> None:
    relation = warehouse.sql(f"SELECT * FROM {view.name}")
    assert relation.columns == list(view.columns)
    assert "GEOMETRY" not in {str(kind) for kind in relation.types}


@every_view
def test_view_and_its_columns_are_commented_in_both_languages(view: View, warehouse: duckdb.DuckDBPyConnection) -> None:
    comment = warehouse.execute("SELECT comment FROM duckdb_views() WHERE view_name = ?", [view.name]).fetchone()
    assert comment == (view.comment,) and HANGUL.search(view.ko) and re.search("[A-Za-z]", view.en)
    columns = warehouse.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ? AND schema_name = 'main'", [view.name]
    ).fetchall()
    assert [name for name, _ in columns] == list(view.columns)
    assert all(comment and HANGUL.search(comment) for _, comment in columns)


@pytest.mark.parametrize(
    ("view", "table"),
    [
        ("regions", "core.reference_region"),
        ("region_history", "core.region"),
        ("region_changes", "core.region_event"),
        ("population", "core.population"),
        ("extinction_risk", "mart.extinction_risk"),
        ("municipalities_at_risk", "mart.at_risk_count"),
        ("indicator_values", "mart.indicator_value"),
        ("projection", "mart.projection"),
        ("scenarios", "mart.scenario_result"),
        ("claim_values", "mart.claim_variant"),
        ("rust_belt", "mart.rust_belt"),
    ],
)
def test_joining_names_neither_loses_nor_doubles_rows(view: str, table: str, warehouse: duckdb.DuckDBPyConnection) -> None:
    of_view, of_table = (warehouse.execute(f"SELECT count(*) FROM {name}").fetchone() for name in (view, table))
    assert of_view == of_table and of_view != (0,)


def test_every_region_of_a_view_has_a_name(warehouse: duckdb.DuckDBPyConnection) -> None:
    for view in VIEWS:
        if "region_ko" in view.columns:
            assert warehouse.execute(f"SELECT count(*) FROM {view.name} WHERE region_ko IS NULL").fetchone() == (0,), view.name


def test_figures_are_those_of_the_tables(warehouse: duckdb.DuckDBPyConnection) -> None:
    (people,) = warehouse.execute(
        "SELECT sum(population) FROM population WHERE year = 2024 AND population_concept = 'registration'"
    ).fetchone() or (None,)
    assert people == 51_217_221
    share = warehouse.execute(
        "SELECT round(percent, 3) FROM capital_share WHERE concept = 'population' AND year = 2024"
    ).fetchone()
    assert share == (50.857,)
    cheongju = warehouse.execute("SELECT sido_en, megaregion_en FROM regions WHERE region_en = 'Cheongju-si'").fetchone()
    assert cheongju == ("Chungcheongbuk-do", "Central")
