"""`rebalance query`: one question, read-only, cut off from everything else; answers that no terminal or spreadsheet obeys."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.command import Answer, rebalance
from tests.releases import small_release

EVIL = r"\x1b[2J" + ":x: [red]빨강[/red] [/]"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one small release."""
    return small_release(tmp_path_factory.mktemp("home"))


def ask(home: Path, sql: str, *options: object) -> Answer:
    return rebalance("query", sql, "--home", home, *options)


def rows_of_json(home: Path, sql: str) -> list[dict[str, object]]:
    answer = ask(home, sql, "--format", "json")

    def refused(constant: str) -> None:
        raise AssertionError(constant)

    rows: list[dict[str, object]] = json.loads(answer.out, parse_constant=refused)
    return rows


def test_query_without_a_release_is_exit_code_5(tmp_path: Path) -> None:
    answer = rebalance("query", "SELECT 1", "--home", tmp_path)
    assert answer.code == 5
    assert "nothing is published yet" in answer.message


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("", "the query is empty"),
        ("SELECT 1; SELECT 2", "2 statements: ask one at a time"),
        ("COPY (SELECT 1) TO '{}/out.csv'", "COPY may change"),
        ("SELECT * FROM read_csv('{}/secret.csv')", "disabled by configuration"),
        ("SELECT error('\x1b[2J')", r"\x1b[2J"),
        ("SELECT CAST(name AS INT) FROM unit", "Could not convert"),
    ],
)
def test_what_is_no_question_or_fails_is_exit_code_2(home: Path, sql: str, told: str) -> None:
    answer = ask(home, sql.format(home))
    assert answer.code == 2 and answer.out == ""
    assert answer.message.startswith("error the query ") and told in answer.message and "\x1b" not in answer.message


def test_table_is_cut_and_says_how_to_have_the_rest(home: Path) -> None:
    answer = ask(home, "FROM unit")
    assert "gu 39" in answer.out and "gu 40" not in answer.out
    assert "100 rows from 2024-12-31-small" in answer.out and "the first 40 are shown; --limit N or --format csv" in answer.out
    assert "gu 99" in ask(home, "FROM unit", "--limit", 100).out and "are shown" not in ask(home, "FROM unit", "--limit", 100).out


@pytest.mark.parametrize(("form", "rows"), [("csv", 101), ("json", 100)])
def test_csv_and_json_are_whole_unless_a_limit_is_said(home: Path, form: str, rows: int) -> None:
    def read(text: str) -> list[object]:
        return list(csv.reader(io.StringIO(text))) if form == "csv" else json.loads(text)

    assert len(read(ask(home, "FROM unit", "--format", form).out)) == rows
    assert len(read(ask(home, "FROM unit", "--format", form, "--limit", 7).out)) == rows - 93


def test_table_has_neither_markup_nor_emoji_nor_control_characters(home: Path) -> None:
    sql = f"SELECT e'{EVIL}' AS \"[b]:x:\", chr(8238) || 'x' || chr(155) || '1m' AS hidden, e'a\\rb' AS line"
    answer = ask(home, sql)
    assert ":x: [red]빨강[/red] [/]" in answer.out and "[b]:x:" in answer.out and "❌" not in answer.out
    assert r"\x1b[2J" in answer.out and r"\u202ex\x9b1m" in answer.out and r"a\x0db" in answer.out
    assert not set(answer.out) & {"\x1b", "\x9b", "\u202e", "\r"}


def test_json_is_json_whatever_the_types(home: Path) -> None:
    (row,) = rows_of_json(
        home,
        """
        SELECT 'nan'::DOUBLE AS nan, '-infinity'::FLOAT AS endless, 1e300 AS large,
            170141183460469231731687303715884105727::HUGEINT AS huge, DATE '2024-12-31' AS day,
            TIMESTAMP '2024-12-31 01:02:03' AS at, TIME '01:02:03' AS clock,
            INTERVAL 3 DAY AS days, 'ab'::BLOB AS bytes, [1, NULL, 'nan'::DOUBLE] AS list, true AS yes,
            {'a': DATE '2024-01-01', 'b': [{'c': 1.50}]} AS nested, MAP {1: 'one'} AS map, NULL AS nothing, e'\\x1b"\\\\' AS text,
            ST_Point(1, 2) AS shape, '5b2d9f9e-0000-4000-8000-000000000000'::UUID AS id
        """,
    )
    assert row["nan"] is None and row["endless"] is None and row["large"] == 1e300
    assert row["huge"] == 2**127 - 1 and row["list"] == [1, None, None] and row["yes"] is True and row["nothing"] is None
    assert (row["day"], row["at"], row["clock"]) == ("2024-12-31", "2024-12-31T01:02:03", "01:02:03")
    assert row["nested"] == {"a": "2024-01-01", "b": [{"c": 1.5}]} and row["map"] == {"1": "one"} and row["bytes"] == "6162"
    assert row["text"] == '\x1b"\\' and row["id"] == "5b2d9f9e-0000-4000-8000-000000000000" and row["days"] == "3 days, 0:00:00"
    assert "12345678901234567890.123" in ask(home, "SELECT 12345678901234567890.123::DECIMAL(38, 3)", "--format", "json").out
    assert rows_of_json(home, "FROM unit WHERE id < 0") == []


def test_two_columns_of_one_name_are_kept_in_csv_and_refused_in_json_with_advice(home: Path) -> None:
    sql = "SELECT 1 AS a, 2 AS a"
    answer = ask(home, sql, "--format", "json")
    assert answer.code == 2 and answer.out == ""
    assert "two columns are called a: tell them apart with AS, or use --format csv" in answer.message
    assert ask(home, sql, "--format", "csv").out.split() == ["a,a", "1,2"]
    assert rows_of_json(home, "SELECT 1 AS a, 2 AS b") == [{"a": 1, "b": 2}]


def test_csv_runs_no_formula_and_leaves_numbers_alone(home: Path) -> None:
    values = r"('=1+1', -1, -2.5), ('+82', 0, 0.5), ('@a', NULL, NULL), (e'\tx', 1, 1.0), (e'-\x1b', 1, 1.0)"
    sql = f"SELECT * FROM (VALUES {values}) v(t, n, d)"
    rows = list(csv.reader(io.StringIO(ask(home, sql, "--format", "csv").out)))
    assert rows[1:] == [
        ["'=1+1", "-1", "-2.5"], ["'+82", "0", "0.5"], ["'@a", "", ""], ["'\tx", "1", "1.0"], [r"'-\x1b", "1", "1.0"],
    ]  # fmt: skip
    assert ask(home, 'SELECT 1 AS "=cmd"', "--format", "csv").out.splitlines()[0] == "'=cmd"
    assert "6162" in ask(home, "SELECT 'ab'::BLOB", "--format", "csv").out
