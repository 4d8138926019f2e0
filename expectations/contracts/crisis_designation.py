"""core.crisis_designation: official designations of regions in industrial or employment crisis."""

from dataclasses import replace

from expectations.columns import FACT_SOURCE, MOIS_CODE, NOTE, UNIT_ID, VERIFIED
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.policy import designated_units

CRISIS_DESIGNATION = TableContract(
    name="crisis_designation",
    schema="core",
    ko="위기지역 지정",
    en="Designated crisis regions",
    description="Industrial and employment crisis regions by law, preemptive ones included; a designation is a policy's judgement, not a measurement.",
    grain="a unit, scheme and first day",
    columns=(
        Column(
            "scheme", "VARCHAR", "지정 제도", "Scheme",
            allowed=("industrial_crisis", "industrial_crisis_preemptive", "employment_crisis", "employment_crisis_preemptive"),
            caveat="산업위기대응특별지역, 산업위기선제대응지역, 고용위기지역, 고용위기선제대응지역; the preemptive ones exist since 2022 and 2025",
        ),
        UNIT_ID,
        replace(MOIS_CODE, caveat="at designation"),
        Column("designated_from", "DATE", "지정 시작일", "First day"),
        Column("from_basis", "VARCHAR", "시작일 근거", "What the first day is", allowed=("day", "decision"), caveat="decision: the day on which it was decided; it may begin later"),
        Column("designated_until", "DATE", "지정 종료일", "Last day", nullable=True, caveat="counts; empty where it was not found"),
        Column(
            "until_basis", "VARCHAR", "종료일 근거", "What the last day is", allowed=("day", "at_least", "open"),
            caveat="at_least: extended to that day and perhaps further; open: not known",
        ),
        Column("ministry", "VARCHAR", "지정 부처", "Ministry", allowed=("MOTIE", "MOEL")),
        FACT_SOURCE,
        VERIFIED,
        NOTE,
    ),
    key=("scheme", "unit_id", "designated_from"),
    references=to_unit(),
    source="assets/reference/tables/crisis_designation.csv, from notices of MOTIE (산업통상부) and MOEL (고용노동부)",
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": "designated_until", "column_B": "designated_from", "ignore_row_if": "either_value_is_missing"},
            why="a designation lasts longer than a day",
        ),
    ),
    rules=(
        Rule(
            name="designated_units",
            measure=designated_units,
            key=("scheme", "unit_id", "designated_from"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["alive"]}),),
        ),
    ),
)  # fmt: skip
