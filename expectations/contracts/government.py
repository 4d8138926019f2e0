"""Terms of presidents: an event of a government's programme cannot be older than the government."""

from __future__ import annotations

from expectations.columns import FACT_SOURCE, NOTE, VERIFIED
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.policy import events_of_governments
from expectations.templates import one_of

GOVERNMENT_TERM = TableContract(
    name="government_term",
    schema="core",
    ko="정부 임기",
    en="Terms of governments",
    description="Presidents since 2003 with the days in office. Used for one thing: to date events of a programme, see core.policy_event.",
    grain="a government",
    columns=(
        Column("government", "VARCHAR", "정부 식별자", "Government", pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$"),
        Column("president_ko", "VARCHAR", "대통령", "President in Korean"),
        Column("president_en", "VARCHAR", "대통령 (영문)", "President in English"),
        Column("begins", "DATE", "취임일", "First day in office"),
        Column("ends", "DATE", "퇴임일", "Last day in office", nullable=True, caveat="empty: in office"),
        FACT_SOURCE,
        VERIFIED,
        NOTE,
    ),
    key=("government",),
    source="assets/reference/tables/government_term.csv",
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": "ends", "column_B": "begins", "ignore_row_if": "either_value_is_missing"},
            why="a term lasts longer than a day",
        ),
    ),
    rules=(
        Rule(name="events_of_governments", measure=events_of_governments, key=("event_id",), expect=(one_of("verdict", "in its time"),)),
    ),
)  # fmt: skip
