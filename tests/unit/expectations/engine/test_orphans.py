"""A row that refers to nothing is found by its table's suite, with its key, before DuckDB refuses the table."""

from __future__ import annotations

import pandas as pd
import pytest

from expectations.contract import Column, ForeignKey, TableContract
from expectations.contracts.registry import all_contracts
from expectations.engine.ddl import create_table
from expectations.engine.orphans import referred
from expectations.engine.runner import check
from expectations.engine.suite import rule_inputs


def text(name: str, *, nullable: bool = False) -> Column:
    return Column(name, "VARCHAR", "열", "Column", nullable=nullable)


def contract(references: tuple[ForeignKey, ...], schema: str = "core") -> TableContract:
    columns = (text("id"), text("level", nullable=True), text("region_id", nullable=True))
    return TableContract("people", schema, "", "", "", "", columns, ("id",), "", references=references)  # type: ignore[arg-type]


TO_REGION = ForeignKey(("level", "region_id"), "core.region_of_level", ("level", "region_id"))
REGIONS = pd.DataFrame({"level": ["sido", "megaregion"], "region_id": ["jeju", "capital"]})


def people(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["id", "level", "region_id"])


def test_pair_has_to_be_found_as_a_pair() -> None:
    tables = {"people": people(("a", "sido", "jeju"), ("b", "sido", "capital")), "region_of_level": REGIONS}
    found = referred(contract((TO_REGION,)), tables)
    assert found["value"].tolist() == ["sido, jeju", "sido, capital"]
    assert found["found"].tolist() == [True, False]


def test_rows_are_counted_and_the_first_is_named() -> None:
    tables = {"people": people(("a", "sido", "atlantis"), ("b", "sido", "atlantis")), "region_of_level": REGIONS}
    (row,) = referred(contract((TO_REGION,)), tables).to_dict("records")
    assert row == {
        "reference": "level, region_id in core.region_of_level", "value": "sido, atlantis", "rows": 2,
        "first_row": "id a", "found": False,
    }  # fmt: skip


def test_empty_cell_refers_to_nothing_and_is_no_error() -> None:
    tables = {"people": people(("a", "sido", None), ("b", None, "jeju")), "region_of_level": REGIONS}
    assert referred(contract((TO_REGION,)), tables).empty


def test_suite_reports_the_broken_reference_with_the_row() -> None:
    tables = {"people": people(("a", "sido", "jeju"), ("b", "sido", "atlantis")), "region_of_level": REGIONS}
    report = check(contract((TO_REGION,)), tables, "")
    (failure,) = report.failed("error")
    assert failure.rule == "references" and failure.failing == 1
    sentence = failure.sentence()
    assert "a value refers to no row of the other table" in sentence
    assert "value=sido, atlantis" in sentence and "first_row=id b" in sentence and "core.region_of_level" in sentence


def test_suite_of_a_table_whose_references_hold_passes() -> None:
    tables = {"people": people(("a", "sido", "jeju"), ("b", None, None)), "region_of_level": REGIONS}
    report = check(contract((TO_REGION,)), tables, "")
    assert report.passed and "references" in {outcome.rule for outcome in report.outcomes}


def test_reference_by_construction_asks_for_no_other_table() -> None:
    own = contract((ForeignKey(("region_id",), "core.made_from_people", ("id",), by_construction=True),))
    assert rule_inputs(own) == {} and rule_inputs(contract((TO_REGION,))) == {"region_of_level": None}
    assert check(own, {"people": people(("a", None, "x"))}, "").passed


def test_database_holds_foreign_keys_within_a_schema_only() -> None:
    assert "FOREIGN KEY" in create_table(contract((TO_REGION,)))[0]
    assert "FOREIGN KEY" not in create_table(contract((TO_REGION,), schema="mart"))[0]


def test_foreign_key_of_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="foreign key names no column"):
        contract((ForeignKey(("sex",), "core.region_of_level", ("level",)),))


@pytest.mark.parametrize("own", all_contracts().values(), ids=all_contracts().keys())
def test_every_foreign_key_refers_to_the_key_of_a_table_with_the_same_types(own: TableContract) -> None:
    for reference in own.references:
        schema, name = reference.table.split(".")
        parent = all_contracts()[name]
        assert parent.schema == schema and set(reference.to_columns) == set(parent.key), reference
        types = [own.column(column).type for column in reference.columns]
        assert types == [parent.column(column).type for column in reference.to_columns], reference
