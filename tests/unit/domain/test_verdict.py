"""Verdicts on a claim by its variants: parts, definitions that nobody uses, the author's own, and what less data may say."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.verdict import (
    FAILS,
    HOLDS,
    IN_PART,
    NO,
    NOT_YET,
    OWN_KO,
    OWN_VERDICTS,
    PARTLY,
    SOME,
    UNNAMED,
    VERDICT_KO,
    VERDICTS,
    holding,
    named,
    named_by_title,
    no_stronger,
    tally,
    verdict_of,
    verdict_of_author,
)  # fmt: skip

COLUMNS = ["part", "definition", "counted", "author", "verdict"]


def table(*rows: tuple[str | None, str, bool, bool, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def read(*definitions: str, part: str | None = None) -> list[tuple[str | None, str, bool, bool, str]]:
    """Rows of definitions a, b, c, each with variants: `+` holds, `-` does not, `?` cannot be checked, `.` is shown."""
    meaning = {"+": HOLDS, "-": NO, "?": NOT_YET, ".": "shown"}
    return [
        (part, f"{part or ''}{name}", True, False, meaning[sign])
        for name, signs in zip("abc", definitions, strict=False)
        for sign in signs
    ]


@pytest.mark.parametrize(
    ("definitions", "verdict", "counts"),
    [
        (["++.", "+"], HOLDS, "2 / 2 / 2"),
        (["+", "-"], SOME, "1 / 2 / 2"),
        (["+", "-", "?"], SOME, "1 / 2 / 3"),
        (["+-", "+"], SOME, "1 / 2 / 2"),
        (["-.", "-"], FAILS, "0 / 2 / 2"),
        (["-", ".?"], PARTLY, "0 / 1 / 2"),
        (["+", "?"], PARTLY, "1 / 1 / 2"),
        (["+?", "+"], PARTLY, "1 / 1 / 2"),
        (["+-?"], SOME, "0 / 1 / 1"),
        (["?", ".?"], NOT_YET, "0 / 0 / 2"),
        ([], NOT_YET, "0 / 0 / 0"),
    ],
)
def test_verdict_and_counts_of_a_claim(definitions: list[str], verdict: str, counts: str) -> None:
    rows = table(*read(*definitions))
    assert verdict_of(rows) == verdict and str(tally(rows)) == counts


@pytest.mark.parametrize(
    ("then", "now", "verdict"),
    [
        (["+"], ["+", "+"], HOLDS),
        (["?"], ["+"], PARTLY),
        (["?"], ["+", "-"], PARTLY),
        (["?"], ["?"], NOT_YET),
        (["-"], ["+"], FAILS),
        (["-"], ["?"], FAILS),
        (["+", "-"], ["+"], SOME),
        (["+", "?"], ["+"], PARTLY),
    ],
)
def test_a_sentence_is_no_surer_than_its_least_sure_part(then: list[str], now: list[str], verdict: str) -> None:
    assert verdict_of(table(*read(*then, part="then"), *read(*now, part="now"))) == verdict


def test_what_nobody_uses_has_no_say_and_is_not_counted() -> None:
    rows = table(("", "used", True, False, HOLDS), ("", "grid", False, False, NO), ("", "grid2", False, False, NOT_YET))
    assert verdict_of(rows) == HOLDS and str(tally(rows)) == "1 / 1 / 1" and named(holding(rows)) == "used"


@pytest.mark.parametrize(
    ("states", "verdict"),
    [
        ([HOLDS, HOLDS], HOLDS), ([HOLDS, NO], NO), ([NOT_YET, NO], NO), ([HOLDS, NOT_YET], PARTLY),
        ([NOT_YET, NOT_YET], NOT_YET),
    ],
)  # fmt: skip
def test_the_authors_verdict_is_on_one_definition_a_part(states: list[str], verdict: str) -> None:
    rows = [(part, part, True, True, state) for part, state in zip(("then", "now"), states, strict=True)]
    assert verdict_of_author(table(*rows, ("now", "another", True, False, NO))) == verdict


def test_an_author_who_names_no_definition_gets_no_verdict_on_one() -> None:
    assert verdict_of_author(table(("", "ours", True, False, HOLDS))) == UNNAMED
    assert verdict_of_author(table(("", "own", True, True, HOLDS), ("", "own", True, True, NO))) == IN_PART


def test_definitions_that_hold_are_named_by_part_with_what_is_open() -> None:
    rows = table(*read("+", "+-", "-", part="then"), *read("+?", part="now"))
    assert named(holding(rows)) == "then: thena, thenb (1 of 2); now: nowa (1 of 1, 1 open)"
    titles = {"then": "그때", "now": "지금", "thena": "가", "thenb": "나", "nowa": "다"}
    assert named_by_title(holding(rows), titles, "ko") == "그때: 가 · 나 (2개 중 1개); 지금: 다 (1개 중 1개, 미판정 1개)"
    assert named_by_title(holding(rows), titles, "en") == "그때: 가 · 나 (1 of 2); 지금: 다 (1 of 1, 1 open)"


def test_a_sure_verdict_is_not_turned_into_another_and_an_open_one_only_into_less() -> None:
    assert all(no_stronger(verdict, verdict) for verdict in VERDICTS)
    sure = (HOLDS, SOME, FAILS)
    assert not any(no_stronger(less, more) for less, more in itertools.permutations(sure, 2))
    assert not any(no_stronger(less, more) for less in sure for more in (PARTLY, NOT_YET)) and not no_stronger(PARTLY, NOT_YET)
    assert all(no_stronger(less, more) for less in (PARTLY, NOT_YET) for more in sure) and no_stronger(NOT_YET, PARTLY)


ROW = st.tuples(st.sampled_from(["then", "now"]), st.sampled_from("abcd"), st.sampled_from([HOLDS, NO, NOT_YET, "shown"]))


@given(rows=st.lists(ROW, min_size=1, max_size=12), counted=st.sets(st.sampled_from("abcd")), data=st.data())
def test_what_becomes_open_never_makes_a_verdict_surer(
    rows: list[tuple[str, str, str]], counted: set[str], data: st.DataObject
) -> None:
    more = table(*((part, part + name, name in counted, name == "a" and "a" in counted, said) for part, name, said in rows))
    lost = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    less = more.assign(verdict=[NOT_YET if gone else said for gone, said in zip(lost, more["verdict"], strict=True)])
    assert no_stronger(verdict_of(less), verdict_of(more))
    assert no_stronger(verdict_of_author(less), verdict_of_author(more))
    assert tally(less).holds <= tally(more).holds and tally(less).judged <= tally(more).judged


def test_each_verdict_has_its_korean() -> None:
    assert set(VERDICT_KO) == set(VERDICTS) and set(OWN_KO) == set(OWN_VERDICTS)
    assert VERDICT_KO[PARTLY] == "일부만 확인 가능"
