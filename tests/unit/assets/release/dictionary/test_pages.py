"""`docs/dictionary.md` and `docs/cookbook.md` are what the contracts and the cookbook say, and one command renews them."""

from __future__ import annotations

import pytest

from assets.release.dictionary.markdown import dictionary_page
from assets.release.dictionary.rows import column_rows, foreign_key_rows, in_order, table_rows
from expectations.contract import Column, ForeignKey, TableContract
from expectations.contracts.registry import all_contracts
from expectations.formula import in_words
from tests.places import ROOT
from tools.pages.dictionary import pages

DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", ["dictionary.md", "cookbook.md"])
def test_page_is_not_stale(name: str) -> None:
    committed = (DOCS / name).read_text(encoding="utf-8")
    # Compared first, so that a failure says what to do and not what differs in some thousand lines.
    fresh = committed == pages()[name]
    assert fresh, f"docs/{name} is out of date: run `make dictionary` and commit the page"


def small(**more: object) -> TableContract:
    columns = (
        Column("unit_id", "VARCHAR", "단위", "Unit", caveat="a|b"),
        Column(
            "rate",
            "DOUBLE",
            "비율",
            "Rate_x",
            unit="ratio",
            nullable=True,
            measure="intensive",
            formula=in_words("a * b"),
            source="RT",
        ),
    )
    return TableContract(
        "people", "core", "사람", "People", "All people.", "a unit", columns, ("unit_id",), "register", "Lee (2016)",
        references=(ForeignKey(("unit_id",), "core.unit", ("unit_id",)),), **more,
    )  # type: ignore[arg-type]  # fmt: skip


def test_page_tells_grain_key_source_reference_and_every_column() -> None:
    page = dictionary_page([small()])
    assert "## core.people" in page and "**People · 사람**" in page
    assert "- One row: a unit. Key: `unit_id`." in page
    assert "- Source: register" in page and "- Reference: Lee (2016)" in page
    assert "- `unit_id` refers to `core.unit` (unit_id)" in page
    assert "| `rate` | DOUBLE? | 비율 | Rate\\_x | 비율 ratio | intensive | in words: a \\* b | RT |  |" in page


def test_bar_in_a_text_ends_no_cell() -> None:
    (line,) = (line for line in dictionary_page([small()]).splitlines() if line.startswith("| `unit_id`"))
    assert "a\\|b" in line and line.replace("\\|", "").count("|") == 10


def test_text_in_backticks_is_left_as_it_is() -> None:
    columns = (Column("a", "VARCHAR", "가", "A", caveat="`a_b` of c_d"),)
    page = dictionary_page([TableContract("t", "raw", "표", "T", "D.", "row", columns, ("a",), "s")])
    assert "`a_b` of c\\_d" in page


def test_page_is_the_same_whatever_the_order_of_contracts() -> None:
    contracts = list(all_contracts().values())
    assert dictionary_page(contracts) == dictionary_page(reversed(contracts))


def test_tables_stand_by_schema_then_name() -> None:
    names = [(contract.schema, contract.name) for contract in in_order(all_contracts().values())]
    assert names[0][0] == "raw" and names[-1][0] == "mart"
    assert [name for schema, name in names if schema == "core"] == sorted(name for schema, name in names if schema == "core")


def test_every_contract_column_and_reference_is_a_row() -> None:
    contracts = all_contracts().values()
    assert len(table_rows(contracts)) == len(contracts)
    assert len(column_rows(contracts)) == sum(len(contract.columns) for contract in contracts)
    assert len(foreign_key_rows(contracts)) == sum(len(contract.references) for contract in contracts)


def test_row_of_a_column_tells_unit_formula_raw_name_and_what_it_refers_to() -> None:
    unit, rate = column_rows([small()])
    assert (unit["formula"], unit["formula_kind"], rate["formula_kind"]) == (None, None, "words")
    assert (unit["refers_to"], unit["in_key"], unit["caveat"]) == ("core.unit", True, "a|b")
    assert (rate["unit"], rate["formula"], rate["raw_column"], rate["nullable"], rate["refers_to"]) == (
        "ratio", "in words: a * b", "RT", True, None,
    )  # fmt: skip
