"""Verdicts follow from variants; what cannot be measured names the table that is needed and never fails the build."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets import claims
from assets.claims.ledger import claim as ledger
from assets.claims.ledger import claim_variant, entry, variants
from assets.claims.sentence import Definition, Part, Sentence, Variant, definitions
from domain.verdict import NOT_YET, no_stronger, tally, verdict_of, verdict_of_author
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

    return Definition(SENTENCE, name, "as registered", "등록", "km2", measure, needs, used_by="somebody")


def rows(*written: Definition, areas: int = 1) -> pd.DataFrame:
    table = relation(OFFICIAL_AREA, *({"unit_id": f"u{i}", "level": "sigungu", "area_km2": 1.0} for i in range(areas)))
    made = [row for one in written for row in variants(one, {"official_area": table})]
    return result(CLAIM_VARIANT, pd.DataFrame(made, columns=list(CLAIM_VARIANT.column_names)))


def test_judged_shown_and_reproduced_values_are_kept() -> None:
    table = rows(definition(Variant(DAY, 7, True, 3, "x", "why", True), Variant(DAY, 4, None, item="y")))
    assert list(table["verdict"]) == ["holds", "shown"] and list(table["value"]) == [7, 4]
    assert list(table["tables"].unique()) == ["core.official_area"] and table["needed_table"].isna().all()
    row = entry(SENTENCE, [definition()], table)
    assert (row["verdict"], row["reproduced_value"], row["difference"]) == ("holds", 7, 2)
    assert row["definitions_checked"] == 1 and row["definitions_open"] == 0 and row["definitions_written"] == 1


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
    beside = dataclasses.replace(definition(Variant(DAY, 7, None)), name="two", beside=True, used_by="")
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


def test_counts_and_the_authors_verdict_are_held_to_the_variants() -> None:
    table = rows(dataclasses.replace(definition(Variant(DAY, 7, False)), author=True))
    entry_of = entry(SENTENCE, [definition()], table)
    assert entry_of["verdict_author"] == "does not hold"
    for column, wrong in (
        ("verdict_author", "holds"),
        ("definitions_holding", 1),
        ("definitions_checked", 0),
        ("holds_under", "one"),
    ):
        assert list(verdict_follows(typed(CLAIM, entry_of | {column: wrong}), table)["follows"]) == [False], column


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


@pytest.mark.parametrize("claim_id", sorted({d.sentence.claim_id for d in definitions(claims)}))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_verdicts_are_never_surer_when_tables_of_a_claim_are_empty(claim_id: str, data: st.DataObject) -> None:
    """Whatever each definition comes to, on all tables and on those that are left: the rule on claims as they are written."""
    written = [one for one in definitions(claims) if one.sentence.claim_id == claim_id]
    tables = sorted({table for one in written for table in one.tables})
    found = {one.name: data.draw(st.lists(OUTCOME, max_size=3), label=one.name) for one in written}
    emptied = data.draw(st.sets(st.sampled_from(tables)) if tables else st.just(set()), label="emptied")
    some = relation(OFFICIAL_AREA, {"unit_id": "u", "level": "sigungu", "area_km2": 1.0})

    def made(there: set[str]) -> pd.DataFrame:
        rows = [row for one in written for row in variants(told(one, found[one.name]), dict.fromkeys(there, some))]
        return pd.DataFrame(rows, columns=list(CLAIM_VARIANT.column_names))

    more, less = made(set(tables)), made(set(tables) - emptied)
    assert no_stronger(verdict_of(less), verdict_of(more))
    assert no_stronger(verdict_of_author(less), verdict_of_author(more))
    assert tally(less).holds <= tally(more).holds and tally(less).judged <= tally(more).judged
    assert tally(less).written == tally(more).written


OUTCOME = st.sampled_from([True, False, None, "open"])


def told(one: Definition, outcomes: list[bool | str | None]) -> Definition:
    """The definition with its tables, parts and flags, and these outcomes in place of what it measures."""

    def measure(**tables: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
        for index, holds in enumerate(outcomes):
            if isinstance(holds, str):
                yield Variant(DAY, None, None, item=str(index), needs="more")
            else:
                yield Variant(DAY, 1, None if one.beside else holds, item=str(index))

    measure.__signature__ = inspect.signature(one.measure)  # type: ignore[attr-defined]
    return dataclasses.replace(one, measure=measure)


def test_an_item_that_lacks_its_figures_keeps_a_definition_open() -> None:
    table = rows(definition(Variant(DAY, 7, True, item="a"), Variant(DAY, None, None, item="b", needs="more", needs_ko="더")))
    row = entry(SENTENCE, [definition()], table)
    assert (row["verdict"], row["definitions_holding"], row["definitions_checked"]) == ("partly checkable", 0, 0)
    assert row["holds_under"] == "one (1 of 1, 1 open)" and row["holds_under_ko"] == "등록 (1개 중 1개, 미판정 1개)"
    assert (row["needed_tables"], row["needed_ko"]) == ("more", "더")


def test_a_claim_names_the_newest_day_of_the_figures_that_judge_it() -> None:
    later = dt.date(2026, 6, 30)
    judged = definition(Variant(DAY, 7, True, newest=later), Variant(dt.date(2052, 12, 31), 9, None, item="to come"))
    assert entry(SENTENCE, [judged], rows(judged))["newest_date"] == later
    shown = definition(Variant(DAY, 7, None))
    assert entry(SENTENCE, [shown], rows(shown))["newest_date"] == DAY
    nothing = definition()
    assert entry(SENTENCE, [nothing], rows(nothing))["newest_date"] is None


def test_a_reading_that_nobody_uses_is_judged_and_has_no_say() -> None:
    used, unused = definition(Variant(DAY, 7, True)), definition(Variant(DAY, 7, False), name="two")
    table = rows(used, dataclasses.replace(unused, used_by=""))
    assert set(table["verdict"]) == {"holds", "does not hold"} and list(table["counted"]) == [True, False]
    row = entry(SENTENCE, [used, unused], table)
    assert (row["verdict"], row["definitions_written"], row["holds_under"]) == ("holds", 1, "one")


def test_a_sentence_of_two_parts_holds_only_if_both_do() -> None:
    both = dataclasses.replace(SENTENCE, parts=(Part("then", "then", "그때"), Part("now", "now", "지금")))
    then, now = (dataclasses.replace(definition(name=name), sentence=both, part=name) for name in ("then", "now"))

    def verdict(one: Variant | None, two: Variant | None) -> str:
        made = [told_by(then, one), told_by(now, two)]
        return str(entry(both, made, rows(*made))["verdict"])

    def told_by(one: Definition, variant: Variant | None) -> Definition:
        return dataclasses.replace(one, measure=definition(*([variant] if variant else [])).measure)

    yes, no = Variant(DAY, 1, True), Variant(DAY, 1, False)
    assert [verdict(yes, yes), verdict(yes, None), verdict(None, None)] == ["holds", "partly checkable", NOT_YET]
    assert [verdict(yes, no), verdict(no, None)] == ["does not reproduce", "does not reproduce"]
    with pytest.raises(ValueError, match="no part 'later'"):
        dataclasses.replace(then, part="later")


def test_an_authors_definition_is_one_that_somebody_uses() -> None:
    with pytest.raises(ValueError, match="say so in used_by"):
        dataclasses.replace(definition(), author=True, used_by="")
