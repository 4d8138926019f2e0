"""core.crisis_condition: conditions in law for crisis designations, and which of them can be checked."""

from expectations.columns import FACT_SOURCE, NOTE, VERIFIED, optional
from expectations.contract import Column, Expect, TableContract

CONDITION = Column("condition", "VARCHAR", "요건", "Condition", pattern=r"^[a-z_]+$")

CRISIS_CONDITION = TableContract(
    name="crisis_condition",
    schema="core",
    ko="위기지역 지정 요건",
    en="Conditions of crisis designations",
    description="Measurable conditions only. Where no table is at hand the condition is not checkable; needed_series says what it would take.",
    grain="a scheme and condition",
    columns=(
        Column("scheme", "VARCHAR", "지정 제도", "Scheme", allowed=("industrial_crisis", "industrial_crisis_preemptive", "employment_crisis")),
        CONDITION,
        Column("ko", "VARCHAR", "요건 이름", "Condition in Korean"),
        Column("en", "VARCHAR", "요건 영문 이름", "Condition in English"),
        Column("months_averaged", "INTEGER", "평균 개월", "Months averaged", unit="months", nullable=True, minimum=1),
        Column("months_before", "INTEGER", "비교 시점", "Compared with so many months before", unit="months", nullable=True, minimum=12),
        Column("threshold", "DOUBLE", "기준", "Change at which it is met", unit="ratio", nullable=True, caveat="below 0: a fall of this size or more; empty where the source does not say"),
        Column("needed_series", "VARCHAR", "필요 자료", "Series that it takes"),
        Column("table_at_hand", "VARCHAR", "보유 자료", "Table at hand", nullable=True, pattern=r"^raw\.[a-z_]+$", caveat="empty: none, so that checkable is `not checkable`"),
        Column("checkable", "VARCHAR", "확인 가능 여부", "Can it be checked", allowed=("checkable", "not checkable"), formula="`checkable` where a table is at hand"),
        Column("law", "VARCHAR", "근거 법령", "Law"),
        FACT_SOURCE,
        VERIFIED,
        optional(NOTE),
    ),
    key=("scheme", "condition"),
    source="assets/reference/tables/crisis_condition.csv, from decrees and notices as reported",
    expectations=(Expect("expect_table_row_count_to_be_between", {"min_value": 9}),),
)  # fmt: skip
