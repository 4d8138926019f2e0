"""Verdicts follow from variants; what cannot be measured names the table that is needed and never fails the build."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd
import pytest

from assets import claims
from assets.claims.ledger import claim as ledger
from assets.claims.ledger import claim_variant, entry, variants
from assets.claims.sentence import Definition, Sentence, Variant, definitions
from domain.verdict import NOT_YET, holding, verdict_of
from expectations.contracts.claims import CLAIM, CLAIM_VARIANT
from expectations.contracts.registry import all_contracts
from expectations.contracts.units import OFFICIAL_AREA
from expectations.engine.runner import check
from expectations.rules.claims import claims_with_variants, verdict_follows
from tests.frames import relation, result, typed

DAY = dt.date(2024, 12, 31)
SENTENCE = Sentence("a-claim", DAY, "It is so.", "그렇다.", "value > 0", "Mind.", "somebody", "5", 5.0)


def definition(*found: Variant, name: str = "one", needs: str = "") -> Definition:
    def measure(official_area: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
        assert len(official_area) > 0
        yield from found

    return Definition(SENTENCE, name, "as registered", "등록", "km2", measure, needs)


def rows(*written: Definition, areas: int = 1) -> pd.DataFrame:
    table = relation(OFFICIAL_AREA, *({"unit_id": f"u{i}", "level": "sigungu", "area_km2": 1.0} for i in range(areas)))
    made = [row for one in written for row in variants(one, {"official_area": table})]
    return result(CLAIM_VARIANT, pd.DataFrame(made, columns=list(CLAIM_VARIANT.column_names)))


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [
        (["holds", "holds", "shown"], "holds"),
        (["holds", "does not hold"], "holds only under"),
        (["does not hold", "shown", NOT_YET], "does not reproduce"),
        (["shown", NOT_YET], NOT_YET),
        (["holds", NOT_YET], "holds"),
        ([], NOT_YET),
    ],
)
def test_verdict_of_a_claim(verdicts: list[str], verdict: str) -> None:
    assert verdict_of(pd.DataFrame({"verdict": pd.Series(verdicts, dtype="object")})) == verdict


def test_definitions_that_hold_are_named_with_their_count() -> None:
    table = pd.DataFrame(
        [("a", "holds"), ("b", "does not hold"), ("b", "holds"), ("b", "shown"), ("c", "does not hold")],
        columns=["definition", "verdict"],
    )
    assert holding(table) == "a, b (1 of 2)"


def test_judged_shown_and_reproduced_values_are_kept() -> None:
    table = rows(definition(Variant(DAY, 7, True, 3, "x", "why", True), Variant(DAY, 4, None, item="y")))
    assert list(table["verdict"]) == ["holds", "shown"] and list(table["value"]) == [7, 4]
    assert list(table["tables"].unique()) == ["core.official_area"] and table["needed_table"].isna().all()
    row = entry(SENTENCE, [definition()], table)
    assert (row["verdict"], row["reproduced_value"], row["difference"]) == ("holds", 7, 2)
    assert row["definitions_checked"] == 1 and row["definitions_open"] == 0


def test_an_empty_table_is_named_and_the_measure_is_not_called() -> None:
    (row,) = rows(definition(Variant(DAY, 7, True)), areas=0).to_dict("records")
    assert row["verdict"] == NOT_YET and row["item"] == "not measured" and row["reference_date"] == DAY
    assert row["needed_table"] == "core.official_area (no rows in this build)"


def test_a_table_that_the_project_does_not_have_is_named() -> None:
    def measure(scenario_of_nobody: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
        raise AssertionError(scenario_of_nobody)

    (row,) = variants(Definition(SENTENCE, "one", "a", "가", "km2", measure), {})
    assert row["needed_table"] == "mart.scenario_of_nobody (no rows in this build)"


def test_a_definition_that_only_shows_still_says_what_it_needs() -> None:
    table = rows(definition(Variant(DAY, 7, None), needs="raw.better_table"))
    assert set(table["verdict"]) == {NOT_YET, "shown"}
    assert list(table["needed_table"].dropna()) == ["raw.better_table"]
    assert entry(SENTENCE, [definition()], table)["needed_tables"] == "raw.better_table"


def test_what_stands_beside_lacks_nothing_and_is_not_counted() -> None:
    beside = dataclasses.replace(definition(Variant(DAY, 7, None)), name="two", beside=True)
    table = rows(definition(Variant(DAY, 7, True)), beside)
    assert list(table["verdict"]) == ["holds", "shown"]
    row = entry(SENTENCE, [definition(), beside], table)
    assert (row["definitions_checked"], row["definitions_open"], row["needed_tables"]) == (1, 0, None)


def test_figures_that_decide_nothing_are_not_called_missing() -> None:
    table = rows(definition(Variant(DAY, 7, None)))
    assert list(table["needed_table"].dropna()) == ["figures that decide it; those in core.official_area do not"]


def test_no_figures_for_the_day_is_said_with_the_table() -> None:
    (row,) = rows(definition()).to_dict("records")
    assert row["needed_table"] == "figures for 2024-12-31 in core.official_area"


def test_ledger_of_empty_tables_has_every_claim_and_judges_none() -> None:
    tables = {name: relation(contract) for name, contract in all_contracts().items() if name in _wanted()}
    table = result(CLAIM_VARIANT, claim_variant(**tables))
    whole = result(CLAIM, ledger(table))
    assert set(whole["verdict"]) == {NOT_YET} and len(whole) == len({d.sentence.claim_id for d in definitions(claims)})
    assert whole["needed_tables"].notna().all() and len(table) == len(definitions(claims))
    report = check(CLAIM, {"claim": typed(CLAIM, *_records(whole)), "claim_variant": table}, "")
    assert report.passed, report


def test_a_verdict_that_its_variants_do_not_give_is_caught() -> None:
    table = rows(definition(Variant(DAY, 7, False)))
    told = typed(CLAIM, entry(SENTENCE, [definition()], table) | {"verdict": "holds"})
    assert list(verdict_follows(told, table)["follows"]) == [False]
    right = typed(CLAIM, entry(SENTENCE, [definition()], table))
    assert list(verdict_follows(right, table)["follows"]) == [True]


def test_a_claim_without_figure_or_named_gap_is_caught() -> None:
    table = rows(definition(Variant(DAY, 7, True)))
    told = typed(CLAIM, entry(SENTENCE, [definition()], table))
    assert list(claims_with_variants(told, table)["unfounded"]) == [0]
    assert list(claims_with_variants(told, table.iloc[:0])["unfounded"]) == [1]
    assert list(claims_with_variants(told, table.assign(value=None))["unfounded"]) == [1]


def _wanted() -> set[str]:
    return {table for definition in definitions(claims) for table in definition.tables}


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): None if pd.isna(value) else value for key, value in row.items()} for row in table.to_dict("records")]


def test_a_sentence_of_the_present_moves_on_to_its_newest_figure_and_takes_along_what_is_not_measured() -> None:
    still = dataclasses.replace(SENTENCE, still=True)
    later = dt.date(2031, 12, 31)
    assert still.stands_on([dt.date(2020, 12, 31)]) == DAY, "not before the day on which it was said"
    assert still.stands_on([later, DAY]) == later
    assert SENTENCE.stands_on([later]) == DAY, "a sentence that names its year keeps it"
    row = entry(still, [definition()], rows(definition(Variant(later, 7, True))))
    assert row["reference_date"] == later


def test_sentences_that_name_no_year_are_of_the_present() -> None:
    said = {d.sentence.claim_id: d.sentence for d in definitions(claims)}
    assert said["youth-to-capital"].still and said["capital-half-of-product"].still
    assert not said["overtook-2019"].still and not said["at-risk-2000-2024"].still
