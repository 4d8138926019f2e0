"""Small changes to code: which are made, that one seed draws the same, and that a change no test notices is told."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.mutants import (
    EQUIVALENT,
    ROOMS,
    Equivalent,
    StaleExceptionError,
    known_equivalent,
    mutants_of,
    sample,
    without_equivalent,
)
from tools.mutation import Mutant
from tools.mutation_python import edits
from tools.mutation_sql import sql_edits

REPOSITORY = Path(__file__).parents[3]
WEIGHED = '''"""Means of what is not below zero."""

from __future__ import annotations


def mean_of_some(values: list[float], least: float = 0) -> float:
    """Mean of the values from `least` on."""
    kept = [value for value in values if value >= least]
    if not kept:
        raise ValueError(f"no value of {len(values) + 1} is as large as {least}")
    return sum(kept) / len(kept)
'''
NOTICED = """
from ground.weighed import mean_of_some

def test_mean() -> None:
    assert mean_of_some([-3, 1, 2, 6]) == 3
    assert mean_of_some([-1, 0, 1, 5]) == 2
    try:
        mean_of_some([])
    except ValueError:
        return
    raise AssertionError
"""


def changes(source: str) -> set[tuple[str, str]]:
    """What stands where, and what comes in its place."""
    return {(source[edit.start : edit.end], edit.new) for edit in edits(source)}


def sql_changes(text: str) -> set[tuple[str, str]]:
    return {(text[edit.start : edit.end].strip(), edit.new) for edit in sql_edits(text)}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A package of one module and its tests."""
    for folder in ("ground", "tests"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "ground" / "weighed.py").write_text(WEIGHED, encoding="utf-8")
    (tmp_path / "tests" / "test_weighed.py").write_text(NOTICED, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = real: needs files\n", encoding="utf-8")
    return tmp_path


def tried(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "tools.mutants",
        "--rooms",
        "ground",
        "--equivalent",
        str(house / "mutants.toml"),
        *arguments,
    ]
    path = os.pathsep.join([str(house), str(REPOSITORY)])
    return subprocess.run(command, cwd=house, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)


# --- what is changed


def test_comparison_sum_default_and_condition_are_changed_and_what_is_told_is_not() -> None:
    assert changes(WEIGHED) == {("0", "1"), (">=", ">"), ("not ", ""), ("sum", "max"), ("/", "*")}


def test_texts_are_changed_where_they_are_compared_and_days_everywhere() -> None:
    assert changes('kept = table[table["sex"].isin(["men"]) & (table["day"] > "2013-01-31")]') == {
        ('"men"', '"mutated"'), ("&", "|"), (">", ">="), ('"2013-01-31"', '"2013-02-01"')
    }  # fmt: skip


def test_labels_annotations_and_layout_are_left_as_they_are() -> None:
    assert changes('@asset(contract=A, n=1)\ndef f(x: int | None) -> None:\n    """Of 2."""\n    x.sum(axis=1, title="3")') == {
        ("sum", "max")
    }


def test_words_of_a_frame_and_names_of_aggregates_are_changed() -> None:
    assert changes('a.merge(b, how="left").groupby("k").agg(n=("v", "sum"))') == {('"left"', '"inner"'), ('"sum"', '"max"')}


def test_sql_in_a_text_is_changed_where_it_stands() -> None:
    source = 'x = "가나"; y = run("""\n    SELECT max(n) FROM t -- max(m)\n""")'
    (edit,) = edits(source)
    assert Mutant("a.py", source, edit).now == "SELECT min(n) FROM t -- max(m)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT sum(a) + 1 FROM t", {("sum", "max"), ("+", "-"), ("1", "2")}),
        ("a >= 20 AND b < 2.0", {(">=", ">"), ("20", "21"), ("AND", "OR"), ("<", "<="), ("2.0", "2.2")}),
        ("a BETWEEN 5 AND 9", {("BETWEEN", "NOT BETWEEN"), ("5", "6"), ("9", "10")}),
        ("a IS NOT NULL OR NOT b", {("NOT", ""), ("OR", "AND")}),
        ("t LEFT JOIN u USING (k)", {("LEFT", "INNER")}),
        ("SELECT DISTINCT a", {("DISTINCT", "")}),
        ("coalesce(x, 0) / n * 2", {("0", "1"), ("/", "*"), ("*", "/"), ("2", "3")}),
        ("row_number() OVER (ORDER BY day DESC)", {("DESC", "ASC")}),
        ("age_from BETWEEN 20 AND 35", {("BETWEEN", "NOT BETWEEN"), ("20", "25"), ("35", "40")}),
        ("sex = 'female'", {("=", "<>"), ("'female'", "'mutated'")}),
        ("day < DATE '2013-12-31'", {("<", "<="), ("'2013-12-31'", "'2014-01-01'")}),
    ],
)
def test_sql_says_something_else(text: str, expected: set[tuple[str, str]]) -> None:
    assert sql_changes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SELECT *, a.* EXCLUDE (b) FROM t ORDER BY a DESC",
        "coalesce(valid_to, DATE '9999-12-31')",
        "CAST(a AS DECIMAL(18, 3))",
        "a::DOUBLE || ', ' -- 5 < 6",
        "SELECT a GROUP BY 1",
        "{women}",
    ],
)
def test_sql_that_would_say_the_same_is_left(text: str) -> None:
    assert sql_changes(text) == set()


def test_mutants_of_the_project_are_python() -> None:
    for room in mutants_of(REPOSITORY, ROOMS).values():
        for mutant in sample(room, 50, 1):
            assert ast.parse(mutant.text).body


# --- which are drawn


def test_one_seed_draws_the_same_and_another_does_not(house: Path) -> None:
    (found,) = mutants_of(house, ["ground"]).values()
    assert len(found) == 5
    assert sample(found, 3, 1) == sample(found, 3, 1)
    assert len({tuple(mutant.edit.start for mutant in sample(found, 3, seed)) for seed in range(20)}) > 1
    assert sample(found, 9, 1) == found


def test_every_stretch_of_a_room_has_its_share() -> None:
    (found,) = mutants_of(REPOSITORY, ["expectations/rules"]).values()
    places = [found.index(mutant) for mutant in sample(found, 10, 5)]
    assert [10 * place // len(found) for place in places] == list(range(10))


def test_room_that_is_not_there_is_passed_over(house: Path) -> None:
    assert list(mutants_of(house, ["attic", "ground"])) == ["ground"]


# --- which mean the same


def test_equivalent_mutant_is_left_out_wherever_its_line_stands(house: Path) -> None:
    line = "return sum(kept) / len(kept)"
    known = Equivalent("ground/weighed.py", line, "return max(kept) / len(kept)", "for this test")
    (house / "ground" / "weighed.py").write_text(WEIGHED.replace("from __future__", "\n\nfrom __future__"), encoding="utf-8")
    meaning = without_equivalent(mutants_of(house, ["ground"]), [known])
    assert len(meaning["ground"]) == 4
    assert known.now not in {mutant.now for mutant in meaning["ground"]}


def test_equivalent_mutant_that_is_none_any_more_is_refused(house: Path) -> None:
    stale = Equivalent("ground/weighed.py", "return 1", "return 2", "was there once")
    with pytest.raises(StaleExceptionError, match=r"ground/weighed\.py has no such mutant any more: return 1 -> return 2"):
        without_equivalent(mutants_of(house, ["ground"]), [stale])


def test_every_equivalent_mutant_of_the_project_is_one_and_has_its_reason() -> None:
    known = known_equivalent(EQUIVALENT)
    without_equivalent(mutants_of(REPOSITORY, ROOMS), known)
    assert all(len(entry.reason) > 10 for entry in known)


# --- how they are tried


def test_mutants_that_a_test_notices_are_killed_and_no_file_is_changed(house: Path) -> None:
    answer = tried(house)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "5 of    5  100.0%" in answer.stdout
    assert (house / "ground" / "weighed.py").read_text(encoding="utf-8") == WEIGHED
    assert not list(house.rglob("*.orig"))


def test_survivor_is_told_with_its_place_and_the_run_fails(house: Path) -> None:
    tests = house / "tests" / "test_weighed.py"
    tests.write_text(NOTICED.replace("[-1, 0, 1, 5]) == 2", "[-1, 1, 5]) == 3"), encoding="utf-8")
    answer = tried(house)
    assert answer.returncode == 1
    assert "ground/weighed.py:8 (comparison)\n- kept = [value for value in values if value >= least]\n+ kept = " in answer.stdout
    assert "3 of    5   60.0%" in answer.stdout
    assert tried(house, "--threshold", "60").returncode == 0


def test_tests_that_fail_by_themselves_judge_nothing(house: Path) -> None:
    (house / "tests" / "test_weighed.py").write_text(NOTICED.replace("== 3", "== 4"), encoding="utf-8")
    answer = tried(house)
    assert answer.returncode == 2
    assert answer.stdout == "these fail without any mutant: tests.test_weighed\n"


def test_stale_exception_ends_the_run(house: Path) -> None:
    entry = '[[mutant]]\nfile = "ground/weighed.py"\nwas = "a"\nnow = "b"\nreason = "none"\n'
    (house / "mutants.toml").write_text(entry, encoding="utf-8")
    answer = tried(house)
    assert (answer.returncode, answer.stdout) == (2, "mutants.toml: ground/weighed.py has no such mutant any more: a -> b\n")
