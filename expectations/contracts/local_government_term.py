"""core.local_government_term: terms of elected local governments since 1995."""

from expectations.contract import Column, Expect, TableContract

TERM = Column("term", "INTEGER", "민선 기수", "Term of local government", minimum=1)

LOCAL_GOVERNMENT_TERM = TableContract(
    name="local_government_term",
    schema="core",
    ko="민선 지방자치 임기",
    en="Terms of local government",
    description="From the first simultaneous local election of 1995; half-open. Terms to come follow every four years, as by law.",
    grain="a term",
    columns=(
        TERM,
        Column("begins", "DATE", "임기 시작", "First day of the term"),
        Column("ends", "DATE", "임기 종료", "First day after the term"),
        Column("election", "DATE", "선거일", "Day of the election", nullable=True, caveat="empty for a term to come"),
        Column("source", "VARCHAR", "출처", "Source"),
        Column("verified", "BOOLEAN", "확인 여부", "Checked against the publisher"),
        Column("note", "VARCHAR", "비고", "Note", nullable=True),
    ),
    key=("term",),
    source="assets/reference/tables/local_government_term.csv, from the National Election Commission (중앙선거관리위원회)",
    expectations=(Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "ends", "column_B": "begins"}),),
)
