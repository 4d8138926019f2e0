"""Suites: what fails is reported by key, file and row; warnings block nothing; what cannot be judged has failed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from expectations.contract import Column, Expect, Rule, TableContract
from expectations.engine.report import CheckReport, Outcome, read_report
from expectations.engine.runner import check
from expectations.engine.suite import base_suite, rule_inputs

CODE = Column("code", "VARCHAR", "코드", "Code", pattern=r"^[0-9]{2}$")
SEX = Column("sex", "VARCHAR", "성별", "Sex", allowed=("male", "female"))
COUNT = Column("count", "BIGINT", "수", "Count", minimum=0, maximum=100)
NOTE = Column("note", "VARCHAR", "비고", "Note", nullable=True)
FILE = Column("source_file", "VARCHAR", "파일", "File")
ROW = Column("source_row", "BIGINT", "행", "Row")


def contract(*columns: Column, **more: Any) -> TableContract:
    standard: dict[str, Any] = {"key": ("code", "sex"), "source": "", "description": "", "grain": ""}
    return TableContract("people", "raw", "사람", "People", columns=columns or (CODE, SEX, COUNT, NOTE), **(standard | more))


def people(**changes: list[Any]) -> pd.DataFrame:
    return pd.DataFrame({"code": ["11", "26"], "sex": ["male", "female"], "count": [1, 2], "note": [None, None]} | changes)


def failures(report: CheckReport, severity: str = "error") -> list[Outcome]:
    return report.failed(severity)  # type: ignore[arg-type]


def test_base_suite_follows_from_the_contract_alone() -> None:
    found = {(expect.type.removeprefix("expect_"), expect.kwargs.get("column", "")) for expect in base_suite(contract())}
    assert found == {
        ("table_columns_to_match_ordered_list", ""),
        ("table_row_count_to_be_between", ""),
        ("compound_columns_to_be_unique", ""),
        ("column_values_to_not_be_null", "code"),
        ("column_values_to_not_be_null", "sex"),
        ("column_values_to_not_be_null", "count"),
        ("column_values_to_match_regex", "code"),
        ("column_values_to_be_in_set", "sex"),
        ("column_values_to_be_between", "count"),
    }


def test_single_key_is_unique_by_column() -> None:
    suite = base_suite(contract(CODE, key=("code",)))
    assert Expect("expect_column_values_to_be_unique", {"column": "code"}) in suite


def test_sound_table_passes() -> None:
    report = check(contract(), {"people": people()}, "mark")
    assert report.passed and report.fingerprint == "mark" and report.table == "people"
    assert len(report.outcomes) == len(base_suite(contract())) and all(o.success for o in report.outcomes)


@pytest.mark.parametrize(
    ("change", "expectation"),
    [
        ({"code": ["11", "2x"]}, "column_values_to_match_regex"),
        ({"sex": ["male", "other"]}, "column_values_to_be_in_set"),
        ({"count": [1, -1]}, "column_values_to_be_between"),
        ({"count": [1, 101]}, "column_values_to_be_between"),
        ({"code": ["11", None]}, "column_values_to_not_be_null"),
        ({"code": ["26", "26"], "sex": ["female", "female"]}, "compound_columns_to_be_unique"),
        ({"extra": [1, 2]}, "table_columns_to_match_ordered_list"),
    ],
)
def test_broken_promise_of_the_contract_fails(change: dict[str, list[Any]], expectation: str) -> None:
    report = check(contract(), {"people": people(**change)}, "")
    assert not report.passed
    assert expectation in {outcome.expectation for outcome in failures(report)}


def test_empty_table_fails_unless_the_contract_allows_it() -> None:
    empty = people().iloc[:0]
    assert [o.expectation for o in failures(check(contract(), {"people": empty}, ""))] == ["table_row_count_to_be_between"]
    assert check(contract(min_rows=0), {"people": empty}, "").passed


def test_failing_row_is_reported_with_its_key_and_value() -> None:
    (failed,) = failures(check(contract(), {"people": people(count=[1, -7])}, ""))
    assert failed.failing == 1
    assert failed.rows == ({"count": -7, "code": "26", "sex": "female"},)
    assert failed.sentence() == "contract: column_values_to_be_between(count): 1 row: count=-7, code=26, sex=female"


def test_failing_row_of_a_raw_table_is_reported_with_file_and_row() -> None:
    raw = contract(CODE, SEX, COUNT, FILE, ROW)
    table = people(source_file=["a.csv", "a.csv"], source_row=[8, 9], count=[1, -7]).drop(columns="note")
    (failed,) = failures(check(raw, {"people": table}, ""))
    assert (failed.rows[0]["source_file"], failed.rows[0]["source_row"]) == ("a.csv", 9)
    assert "source_file=a.csv, source_row=9" in failed.sentence()


def test_duplicated_key_is_reported_with_both_rows() -> None:
    raw = contract(CODE, SEX, COUNT, FILE, ROW)
    table = people(source_file=["a.csv", "a.csv"], source_row=[8, 9], code=["26", "26"], sex=["male", "male"]).drop(
        columns="note"
    )
    (failed,) = failures(check(raw, {"people": table}, ""))
    assert [row["source_row"] for row in failed.rows] == [8, 9]


def test_report_names_at_most_twenty_rows_and_counts_them_all() -> None:
    table = pd.DataFrame({"code": [f"{n:02}" for n in range(60)], "sex": "male", "count": -1, "note": None})
    (failed,) = failures(check(contract(), {"people": table}, ""))
    assert failed.failing == 60 and len(failed.rows) == 20


def test_warning_blocks_nothing_and_is_told() -> None:
    warned = contract(
        expectations=(Expect("expect_column_values_to_be_between", {"column": "count", "max_value": 1}, "warning", "odd"),)
    )
    report = check(warned, {"people": people()}, "")
    assert report.passed
    (failed,) = failures(report, "warning")
    assert failed.why == "odd" and failed.rows[0]["code"] == "26"


def test_expectation_that_cannot_be_evaluated_is_a_failure_with_a_reason() -> None:
    expect = Expect("expect_column_values_to_match_regex", {"column": "code", "regex": "("})
    report = check(contract(expectations=(expect,)), {"people": people()}, "")
    assert not report.passed
    (failed,) = failures(report)
    assert failed.why and failed.why in failed.sentence()


def test_column_of_the_contract_that_the_table_lacks_is_a_failure_with_a_reason() -> None:
    report = check(contract(), {"people": people().drop(columns="count")}, "")
    assert {o.column for o in failures(report) if o.why} == {"count"}
    assert failures(report)[0].expectation == "table_columns_to_match_ordered_list"


def counted(people: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Measured across two tables."""
    return people.assign(known=people["code"].isin(region["code"]))[["code", "sex", "known"]]


KNOWN = Rule(
    "known", counted, ("code",), (Expect("expect_column_values_to_be_in_set", {"column": "known", "value_set": [True]}),)
)


def test_rule_measures_across_tables_and_reports_by_its_key() -> None:
    ruled = contract(rules=(KNOWN,))
    report = check(ruled, {"people": people(), "region": pd.DataFrame({"code": ["11"]})}, "")
    (failed,) = failures(report)
    assert (failed.rule, failed.rows[0]["code"]) == ("known", "26")


def test_inputs_of_rules_are_their_parameters() -> None:
    assert rule_inputs(contract(rules=(KNOWN,))) == {"people": pd.DataFrame, "region": pd.DataFrame}
    assert rule_inputs(contract()) == {}


def test_rule_that_cannot_be_measured_is_a_failure_with_a_reason() -> None:
    def broken(people: pd.DataFrame) -> pd.DataFrame:
        raise ZeroDivisionError("no area to divide by")

    report = check(contract(rules=(Rule("broken", broken, ("code",), KNOWN.expect),)), {"people": people()}, "")
    (failed,) = failures(report)
    assert failed.rule == "broken" and "no area to divide by" in failed.sentence()


@pytest.mark.parametrize("rows", [0, 2])
@pytest.mark.parametrize(("key", "column"), [(("code",), "unknown_column"), (("region",), "known")])
def test_rule_that_judges_what_it_has_not_measured_fails_with_and_without_rows(
    key: tuple[str, ...], column: str, rows: int
) -> None:
    rule = Rule("known", counted, key, (Expect("expect_column_values_to_be_in_set", {"column": column, "value_set": [True]}),))
    tables = {"people": people().iloc[:rows], "region": pd.DataFrame({"code": ["11", "26"]})}
    (failed,) = failures(check(contract(rules=(rule,), min_rows=0), tables, ""))
    assert (failed.rule, failed.expectation) == ("known", "measured")
    assert "which it has not measured" in failed.why and ("region" if "region" in key else column) in failed.why


def test_report_is_kept_and_read_back_as_it_was(tmp_path: Path) -> None:
    report = check(contract(), {"people": people(count=[1, -7])}, "mark")
    report.write(tmp_path / "checks")
    again = read_report(tmp_path / "checks", "people")
    assert again is not None
    assert (again.table, again.fingerprint, again.outcomes) == (report.table, report.fingerprint, report.outcomes)
    assert again.passed == report.passed
    assert [path.name for path in (tmp_path / "checks").iterdir()] == ["people.json"]


@pytest.mark.parametrize("content", [None, "", "{half", "{}", "[]", '{"table": "people"}'])
def test_report_that_cannot_be_read_counts_as_none(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "people.json").write_text(content, encoding="utf-8")
    assert read_report(tmp_path, "people") is None


def test_kill_while_keeping_a_report_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    CheckReport("people", "old").write(tmp_path)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        CheckReport("people", "new").write(tmp_path)
    kept = read_report(tmp_path, "people")
    assert kept is not None and kept.fingerprint == "old"
