"""Views with plain names: they can be made, name regions in full, have one level and one concept, and count nobody twice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from assets.release.warehouse.view import NAMES, View
from assets.release.warehouse.views import VIEWS, write_view, write_views
from domain.levels import LEVELS
from domain.names import short_sido_name
from expectations.contracts.registry import all_contracts
from expectations.engine.ddl import create_table
from tests.frames import typed

CONTRACTS = all_contracts()
BY_NAME = {view.name: view for view in VIEWS}
every_view = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
# Columns that say whose figures or which set a row is of: two values of them are of the same people or places.
NEVER_ADDED = ("level", "population_concept", "unit_set", "kind")
BEFORE, DAY, LATER = dt.date(2023, 12, 31), dt.date(2024, 6, 30), dt.date(2024, 12, 31)


def extensive(view: View) -> list[str]:
    """Columns of a view that may be summed, by the contracts that they come from."""
    told = {name: meaning.split(".") for name, meaning in view.columns.items() if isinstance(meaning, str)}
    return [name for name, (table, column) in told.items() if CONTRACTS[table].column(column).measure == "extensive"]


@every_view
def test_view_names_its_tables_and_takes_no_star(view: View) -> None:
    named = set(re.findall(r"\b((?:raw|core|mart)\.\w+)", view.sql))
    assert named == set(view.tables)
    assert "*" not in view.sql.replace("100 * s.share", "")
    assert named <= {f"{contract.schema}.{contract.name}" for contract in CONTRACTS.values()}


def test_view_without_its_tables_is_not_possible() -> None:
    contracts = dict(CONTRACTS)
    assert BY_NAME["scenarios"].possible(contracts)
    del contracts["scenario"]
    assert not BY_NAME["scenarios"].possible(contracts)


def test_names_of_views_are_unique() -> None:
    assert len(BY_NAME) == len(VIEWS)


def test_every_view_can_be_made_of_the_contracts_tables_and_has_the_columns_that_it_declares() -> None:
    with duckdb.connect() as connection:
        for schema in ("raw", "core", "mart"):
            connection.execute(f"CREATE SCHEMA {schema}")
        for contract in CONTRACTS.values():
            # Without references, since tables are made in no order; a shape is no column of any view.
            columns = ", ".join(f'"{c.name}" {"BLOB" if c.type == "GEOMETRY" else c.type}' for c in contract.columns)
            connection.execute(f'CREATE TABLE {contract.schema}."{contract.name}" ({columns})')
        assert write_views(connection, CONTRACTS.values()) == list(VIEWS)
        for view in VIEWS:
            assert connection.sql(f"SELECT * FROM {view.name}").columns == list(view.columns), view.name


@every_view
def test_view_with_a_region_has_its_full_name_and_both_codes(view: View) -> None:
    if "region_ko" in view.columns:
        assert set(NAMES) < set(view.columns), view.name


@every_view
def test_view_with_what_may_be_summed_has_one_level(view: View) -> None:
    if extensive(view) and "region_id" in view.columns:
        assert view.level in {*LEVELS, "emd"}
        assert f"'{view.level}'" in view.sql


@pytest.mark.parametrize(
    "name", ["extinction_risk", "youth_migration", "moves", "fertility", "employment", "concentration", "indicator_values"]
)
def test_figures_of_sigungu_and_of_sido_have_views_of_their_own(name: str) -> None:
    assert {BY_NAME[f"{name}_sigungu"].level, BY_NAME[f"{name}_sido"].level} == {"sigungu", "sido"}


REGIONS = (
    {"level": "nation", "region_id": "nation", "name_ko": "대한민국", "name_en": "Republic of Korea"},
    {"level": "capital_rest", "region_id": "rest", "name_ko": "비수도권", "name_en": "Rest of the country"},
    {"level": "megaregion", "region_id": "southeast", "name_ko": "동남권", "name_en": "Southeast"},
    {"level": "five_plus_two", "region_id": "southeast", "name_ko": "동남권", "name_en": "Southeast"},
    {"level": "sido", "region_id": "busan", "name_ko": "부산광역시", "name_en": "Busan Metropolitan City",
     "sido_unit_id": "busan", "mois_code": "26", "kostat_code": "21"},
    {"level": "sigungu", "region_id": "busan-jung-gu", "name_ko": "중구", "name_en": "Jung-gu", "sido_ko": "부산광역시",
     "sido_unit_id": "busan", "mois_code": "26110", "kostat_code": "21010"},
    {"level": "sigungu", "region_id": "busan-nam-gu", "name_ko": "남구", "name_en": "Nam-gu", "sido_ko": "부산광역시",
     "sido_unit_id": "busan", "mois_code": "26290", "kostat_code": "21070"},
)  # fmt: skip


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for schema in ("raw", "core", "mart"):
            connection.execute(f"CREATE SCHEMA {schema}")
        yield connection


def made(connection: duckdb.DuckDBPyConnection, table: str, *rows: dict[str, Any]) -> None:
    """A table of the contract with these rows; a row that lacks what must be there gets a neutral value."""
    contract = CONTRACTS[table]
    filled = typed(contract, *rows).drop(columns=[contract.geometry] if contract.geometry else [])
    connection.execute(f"CREATE TABLE {contract.schema}.{table} AS SELECT * FROM filled")
    assert len(filled) == len(rows)


def view_of(connection: duckdb.DuckDBPyConnection, name: str) -> duckdb.DuckDBPyRelation:
    write_view(connection, BY_NAME[name], CONTRACTS)
    return connection.sql(f"SELECT * FROM {name}")


def region_rows(*more: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"sido_ko": None, "sido_unit_id": None, "mois_code": None, "kostat_code": None} | row for row in (*REGIONS, *more)
    )


def test_population_is_of_one_concept_and_residents_stand_apart(database: duckdb.DuckDBPyConnection) -> None:
    made(database, "reference_region", *region_rows())
    people = [
        {"population_concept": concept, "unit_id": unit, "reference_date": day, "sex": sex, "age_from": 0, "population": persons}
        for concept, persons in (("registration", 10), ("registration_residents", 9))
        for day in (BEFORE, DAY, LATER)
        for unit in ("busan-jung-gu", "busan-nam-gu")
        for sex in ("male", "female")
    ]
    made(database, "population", *people)
    for name in ("population", "population_sigungu"):
        found = view_of(database, name).aggregate("year, sum(population) AS persons").order("year").fetchall()
        assert found == [(2023, 40), (2024, 40)], "two concepts or two dates of a year are added"
    assert view_of(database, "population_residents").aggregate("year, sum(population) AS persons").order("year").fetchall() == [
        (2023, 36),
        (2024, 36),
    ]
    assert database.sql("SELECT DISTINCT reference_date FROM population WHERE year = 2024").fetchall() == [(LATER,)]


def test_a_region_is_named_in_full_alone_and_as_its_sido_is_said(database: duckdb.DuckDBPyConnection) -> None:
    sejong = {"name_ko": "세종특별자치시", "sido_unit_id": "sejong"}
    made(
        database,
        "reference_region",
        *region_rows(
            sejong | {"level": "sido", "region_id": "sejong", "name_en": "Sejong Special Self-Governing City"},
            sejong | {"level": "sigungu", "region_id": "sejong-si", "name_en": "Sejong-si", "sido_ko": "세종특별자치시"},
        ),
    )
    made(database, "level_boundary", *({"level": row["level"], "region_id": row["region_id"]} for row in REGIONS))
    found = view_of(database, "regions").df().set_index(["level", "region_id"])
    named = found.loc[[("sigungu", "busan-jung-gu"), ("sigungu", "sejong-si"), ("sido", "busan")]]
    assert named["full_name_ko"].to_list() == ["부산광역시 중구", "세종특별자치시", "부산광역시"]
    assert named["full_name_en"].to_list() == ["Busan Jung-gu", "Sejong-si", "Busan Metropolitan City"]
    assert named["sido_short"].to_list() == ["부산", "세종", "부산"]
    assert named["region_ko"].to_list() == ["중구", "세종특별자치시", "부산광역시"]
    assert named["mois_code"].to_list()[0] == "26110" and named["kostat_code"].to_list()[0] == "21010"
    assert found.loc[("nation", "nation"), "full_name_ko"] == "대한민국"


@pytest.mark.parametrize(
    "name",
    [
        "서울특별시", "경기도", "충청북도", "충청남도", "전라남도", "경상북도", "경상남도", "전북특별자치도", "강원특별자치도",
        "제주특별자치도", "전라북도", "세종특별자치시",
    ],
)  # fmt: skip
def test_short_name_of_a_sido_in_a_view_is_that_of_the_domain(name: str, database: duckdb.DuckDBPyConnection) -> None:
    made(database, "reference_region", {"level": "sido", "region_id": "x", "name_ko": name, "name_en": "X", "sido_unit_id": "x"})
    made(database, "level_boundary", {"level": "sido", "region_id": "x"})
    assert view_of(database, "regions_sido").project("sido_short").fetchall() == [(short_sido_name(name),)]


SUMMED = [view for view in VIEWS if extensive(view) and view.level != "emd"]


def keys_of(table: str) -> list[dict[str, Any]]:
    """A row for every level, region, day and word that the key of a table can have."""
    contract = CONTRACTS[table]
    rows: list[dict[str, Any]] = [{}]
    for column in (contract.column(name) for name in contract.key):
        choices: list[Any]
        if column.name == "region_id":
            continue
        if column.name == "level":
            rows = [row | {key: region[key] for key in ("level", "region_id")} for row in rows for region in REGIONS]
            continue
        if column.name in ("unit_id", "from_unit_id", "to_unit_id"):
            choices = ["busan-jung-gu", "busan-nam-gu", "busan"]
        elif column.type == "DATE":
            choices = [BEFORE, DAY, LATER]
        elif column.allowed:
            choices = list(column.allowed)
        else:
            choices = [2024 if column.name == "year" else 0 if column.type in ("INTEGER", "BIGINT") else "x"]
        rows = [row | {column.name: choice} for row in rows for choice in choices]
    return rows


@pytest.mark.parametrize("view", SUMMED, ids=lambda view: view.name)
def test_rows_of_a_year_are_of_one_level_one_concept_and_one_day(view: View, database: duckdb.DuckDBPyConnection) -> None:
    """Filled with every level, concept and day at once, a view shows a region once for what else is in its key."""
    made(database, "reference_region", *region_rows())
    for table in {name.split(".")[1] for name in view.tables} - {"reference_region"}:
        made(database, table, *(dict.fromkeys(added(table), 1) | row for row in keys_of(table)))
    rows = view_of(database, view.name).df()
    assert len(rows), f"{view.name} is empty"
    for column in NEVER_ADDED:
        assert column not in rows.columns or rows[column].nunique() == 1, f"{view.name} mixes values of {column}"
    if "reference_date" in rows.columns:
        assert (rows.groupby("year")["reference_date"].nunique() == 1).all(), "a year has two dates"
    parts = ("sex", "age_from", "section", "indicator", "scenario", "measure", "from_id", "to_id", "year", "region_id")
    assert not rows.duplicated([name for name in parts if name in rows.columns]).any(), f"{view.name} has a region twice"


def added(table: str) -> list[str]:
    return [column.name for column in CONTRACTS[table].columns if column.measure == "extensive"]


def test_ddl_and_views_agree_on_what_is_a_level() -> None:
    assert all(view.level in {"", "emd", *LEVELS} for view in VIEWS)
    assert any("level" in statement for statement in create_table(CONTRACTS["extinction_risk"]))
