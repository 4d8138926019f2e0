"""Views with plain names: they run, carry names of regions, are commented column by column, and compute nothing anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pytest

from assets.release.warehouse.view import View
from assets.release.warehouse.views import VIEWS
from expectations.contracts.registry import all_contracts
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
        ("population", "core.population WHERE population_concept = 'registration'"),
        ("extinction_risk", "mart.extinction_risk WHERE level = 'sigungu'"),
        ("extinction_risk_sido", "mart.extinction_risk WHERE level = 'sido'"),
        ("extinction_risk_nation", "mart.extinction_risk WHERE level = 'nation'"),
        ("municipalities_at_risk", "mart.at_risk_count WHERE unit_set = 'keis'"),
        ("projection", "mart.projection"),
        ("scenarios_sido", "mart.scenario_result WHERE level = 'sido'"),
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


def extensive_of(warehouse: duckdb.DuckDBPyConnection, view: View) -> dict[str, str]:
    """Columns of a view that may be summed over regions, and their units, by their contracts."""
    told = {name: meaning.split(".") for name, meaning in view.columns.items() if isinstance(meaning, str)}
    found = {name: all_contracts()[table].column(column) for name, (table, column) in told.items()}
    return {name: column.unit for name, column in found.items() if column.measure == "extensive"}


NATIONS = {view.name.removesuffix("_nation") for view in VIEWS if view.name.endswith("_nation")}
PARTS = [
    view
    for view in VIEWS
    if view.level in ("sigungu", "sido", "megaregion", "capital_rest")
    and view.name.removesuffix(f"_{view.level}") in NATIONS - {"indicator_values", "scenarios", "regions"}
]


@pytest.mark.parametrize("view", PARTS, ids=lambda view: view.name)
def test_no_sum_over_a_view_exceeds_the_nation(view: View, warehouse: duckdb.DuckDBPyConnection) -> None:
    nation = f"{view.name.removesuffix(f'_{view.level}')}_nation"
    ((sido,),) = warehouse.execute("SELECT count(*) FROM regions WHERE level = 'sido'").fetchall()
    for column, unit in extensive_of(warehouse, view).items():
        # Printed in thousands: half of one may be lost in each sido that a figure is summed of, and in the nation's.
        rounded = 0.5 * (sido + 1) if unit.startswith("thousand") else 0
        over = warehouse.execute(f"""
            SELECT p.year, p.total, n.total
            FROM (SELECT year, reference_date, sum({column}) AS total FROM {view.name} GROUP BY ALL) AS p
            JOIN (SELECT year, reference_date, sum({column}) AS total FROM {nation} GROUP BY ALL) AS n USING (reference_date)
            WHERE p.total > n.total * (1 + 1e-9) + 1e-6 + {rounded} AND n.total > 0
        """).fetchall()
        assert not over, f"{view.name}.{column}"


def test_people_of_every_view_are_no_more_than_the_nation(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Whatever is summed by year, without any condition, stays below the registered population of that year."""
    for view in ("population", "population_sigungu", "population_sido", "extinction_risk", "extinction_risk_sido", "emd_risk"):
        over = warehouse.execute(f"""
            SELECT v.year, v.persons, n.population
            FROM (SELECT year, sum(population) AS persons FROM {view} GROUP BY year) AS v
            JOIN concentration_nation AS n USING (year)
            WHERE v.persons > n.population
        """).fetchall()
        assert not over, view


def test_full_name_tells_regions_of_one_name_apart(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        "SELECT full_name_ko, mois_code, kostat_code FROM regions_sigungu WHERE region_en = 'Jung-gu'"
    ).fetchall()
    assert ("부산광역시 중구", "26110", "21010") in found and len({name for name, *_ in found}) == len(found) == 6
    assert warehouse.execute("SELECT full_name_en FROM regions_sigungu WHERE mois_code = '26110'").fetchone() == (
        "Busan Jung-gu",
    )
    assert warehouse.execute("SELECT region_id FROM regions_sido WHERE sido_short = '서울'").fetchone() == ("seoul",)
    assert warehouse.execute(
        "SELECT count(*), count(DISTINCT full_name_ko), count(mois_code), count(kostat_code) FROM regions_sigungu"
    ).fetchone() == (229, 229, 229, 229)


def test_figures_are_those_of_the_tables(warehouse: duckdb.DuckDBPyConnection) -> None:
    (people,) = warehouse.execute("SELECT sum(population) FROM population WHERE year = 2024").fetchone() or (None,)
    assert people == 51_217_221
    share = warehouse.execute(
        "SELECT round(percent, 3) FROM capital_share WHERE concept = 'population' AND year = 2024"
    ).fetchone()
    assert share == (50.857,)
    cheongju = warehouse.execute("SELECT sido_en, megaregion_en FROM regions WHERE region_en = 'Cheongju-si'").fetchone()
    assert cheongju == ("Chungcheongbuk-do", "Central")
