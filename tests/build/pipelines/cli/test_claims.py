"""`rebalance claims` and `rebalance claim`: the ledger of the schematic build as a reader meets it."""

from __future__ import annotations

import itertools
import json
import re

import duckdb
import pandas as pd

from assets import claims as sentences
from assets.claims.ledger import variants
from assets.claims.sentence import Definition, definitions
from domain.verdict import NOT_YET, PARTLY, no_stronger, tally, verdict_of, verdict_of_author
from tests.command import rebalance
from tests.conftest import Built


def test_ledger_of_the_embedded_build_judges_what_it_can_and_names_the_rest(schematic: Built) -> None:
    claims = schematic.home.lake.frame("claim").set_index("claim_id")
    assert claims.loc["overtook-2019", "verdict"] == PARTLY and claims.loc["overtook-2019", "reproduced_value"] == 1737
    assert claims.loc["overtook-2019", "verdict_author"] == "holds" and claims.loc["overtook-2019", "definitions_checked"] == 1
    assert claims.loc["territory-12-percent", "verdict"] == "does not reproduce"
    assert claims.loc["five-plus-three-status", "holds_under"] == "provinces: provinces_in_register, special_provinces"
    assert claims.loc["five-plus-three-status", "verdict"] == "does not reproduce", "one half of it does not"
    assert claims.loc["at-risk-2000-2024", "verdict"] in (PARTLY, NOT_YET), "nothing is known of 2000 here"
    open_ = claims[claims["verdict"] == NOT_YET]
    assert "most-concentrated-oecd" in open_.index and open_["needed_tables"].notna().all()
    assert "mart.oecd_rank (no rows in this build)" in open_.loc["most-concentrated-oecd", "needed_tables"]


HANGUL = re.compile("[가-힣]")
# Two English words in a row; a code, a number or a date is none.
ENGLISH = re.compile(r"[A-Za-z]{3,} [a-z]{2,}")
IN_BOTH = {
    "claim": ("formula", "source", "published", "explanation", "needed_tables", "parts", "holds_under", "definitions"),
    "claim_variant": ("used_by", "note", "needed_table", "item"),
}


def test_each_text_of_the_ledger_is_in_both_languages(schematic: Built) -> None:
    for table, texts in IN_BOTH.items():
        frame = schematic.home.lake.frame(table)
        for text in texts:
            korean = frame["needed_ko" if text.startswith("needed") else f"{text}_ko"]
            assert (frame[text].isna() == korean.isna()).all(), (table, text)
            untold = {said for said in korean.dropna() if ENGLISH.search(said) and not HANGUL.search(said)}
            assert untold == set(), (table, text)


def test_verdicts_are_never_surer_when_tables_are_empty(schematic: Built) -> None:
    of: dict[str, list[Definition]] = {}
    for one in definitions(sentences):
        of.setdefault(one.sentence.claim_id, []).append(one)
    for claim_id, written in of.items():
        tables = sorted({table for one in written for table in one.tables})
        there = {name: schematic.home.lake.relation(name) for name in tables}
        more = rows(written, there)
        for size in range(1, min(len(tables), 3) + 1):
            for emptied in itertools.combinations(tables, size):
                less = rows(written, {name: there[name] for name in tables if name not in emptied})
                assert no_stronger(verdict_of(less), verdict_of(more)), (claim_id, emptied)
                assert no_stronger(verdict_of_author(less), verdict_of_author(more)), (claim_id, emptied)
                assert tally(less).holds <= tally(more).holds, (claim_id, emptied)


def rows(written: list[Definition], tables: dict[str, duckdb.DuckDBPyRelation]) -> pd.DataFrame:
    return pd.DataFrame([row for one in written for row in variants(one, tables)])


def test_claims_are_listed_with_verdicts_and_their_number(schematic: Built) -> None:
    answer = rebalance("claims", "--home", schematic.home.root)
    assert answer.code == 0 and f"from {schematic.release.name}" in answer.out
    (line,) = [line for line in answer.out.splitlines() if line.startswith("overtook-2019")]
    assert line.split()[1] == "holds" and "1 / 1 / 6" in line, "the author's definition comes first"
    assert "partly checkable" in line and "registration" in line and "In 2019" in line


def test_the_list_is_in_korean_on_request_and_whole_as_json(schematic: Built) -> None:
    korean = rebalance("claims", "--lang", "ko", "--home", schematic.home.root).out
    assert "발화자의 정의" in korean and "일부만 확인 가능" in korean and "2019년 수도권 인구가" in korean
    found = json.loads(rebalance("claims", "--format", "json", "--home", schematic.home.root).out)
    (overtook,) = [row for row in found if row["claim_id"] == "overtook-2019"]
    counts = [overtook[f"definitions_{what}"] for what in ("holding", "checked", "written")]
    assert (overtook["verdict_author"], counts) == ("holds", [1, 1, 6]) and overtook["newest_date"] >= "2019-12-31"
    (one,) = json.loads(rebalance("claim", "overtook-2019", "--format", "json", "--home", schematic.home.root).out)
    assert {row["definition"] for row in one["variants"]} >= {"registration", "projection"}


def test_a_format_or_a_language_that_there_is_none_of_is_refused(schematic: Built) -> None:
    for option, value in (("--format", "csv"), ("--lang", "fr")):
        answer = rebalance("claims", option, value, "--home", schematic.home.root)
        assert answer.code == 2 and f"{option} {value}: one of" in answer.message


def test_one_claim_shows_its_numbers_by_year_and_definition(schematic: Built) -> None:
    answer = rebalance("claim", "overtook-2019", "--home", schematic.home.root)
    assert answer.code == 0
    for words in (
        "2019년 수도권 인구",
        "1,737",
        "-231,223",
        "registration",
        "register_census",
        "raw.census_figure",
        "difference  0",
    ):
        assert words in answer.out
    assert "2003-12-31" not in answer.out and "--all" in answer.out


def test_all_rows_of_a_long_series_on_request(schematic: Built) -> None:
    assert "2003-12-31" in rebalance("claim", "overtook-2019", "--all", "--home", schematic.home.root).out


def test_an_unknown_claim_lists_those_there_are(schematic: Built) -> None:
    answer = rebalance("claim", "overtook-2020", "--home", schematic.home.root)
    assert answer.code == 2 and "no claim overtook-2020" in answer.message and "overtook-2019" in answer.message
