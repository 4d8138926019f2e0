"""`rebalance query`: read-only SQL over the current release as table, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.command import Answer, rebalance
from tests.conftest import Built


def query(built: Built, sql: str, form: str = "table") -> Answer:
    return rebalance("query", sql, "--home", built.home.root, "--format", form)


SQL = "SELECT name_ko, at_risk_units FROM mart.megaregion WHERE region_id = 'capital'"


def test_query_as_table(schematic: Built) -> None:
    answer = query(schematic, SQL)
    assert answer.code == 0
    assert "수도권" in answer.out and "name_ko" in answer.out and f"1 row from {schematic.release.name}" in answer.out


def test_query_as_csv(schematic: Built) -> None:
    rows = list(csv.reader(io.StringIO(query(schematic, SQL, "csv").out)))
    assert rows[0] == ["name_ko", "at_risk_units"] and rows[1][0] == "수도권" and len(rows) == 2


def test_query_as_json(schematic: Built) -> None:
    (row,) = json.loads(query(schematic, "SELECT reference_date, 7 AS n FROM mart.sido LIMIT 1", "json").out)
    assert row == {"reference_date": "2024-12-31", "n": 7}


def test_query_with_geometry_functions(schematic: Built) -> None:
    answer = query(schematic, "SELECT count(*) AS n FROM mart.sido WHERE ST_Area(geometry) > 0", "json")
    assert json.loads(answer.out) == [{"n": 17}]


@pytest.mark.parametrize(
    "sql",
    [
        "SELEC 1",
        "SELECT * FROM mart.nothing",
        "INSERT INTO mart.sido SELECT * FROM mart.sido",
        "DROP TABLE mart.sido",
        "CREATE TABLE t (a INT)",
    ],
)
def test_query_that_is_faulty_or_writes_is_refused(schematic: Built, sql: str) -> None:
    answer = query(schematic, sql)
    assert answer.code == 2
    assert answer.message.startswith("error the query was refused: ")
