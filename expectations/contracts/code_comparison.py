"""core.code_comparison: code tables of the ministry against the region history, one row per difference."""

from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.codes import unexplained_differences

KINDS = (
    "only_in_source", "only_in_history", "other_name", "other_first_day", "ended_unknown", "other_successor", "place_only_in_source",
    "place_only_in_history",
)  # fmt: skip

CODE_COMPARISON = TableContract(
    name="code_comparison",
    schema="core",
    ko="코드표와 행정구역 연혁의 차이",
    en="Code tables against the region history",
    description=(
        "Codes of sido and sigungu in force on the day of each code table, their names and first days, and the legal dong of units that "
        "events of the two years before it made. What agrees has no row."
    ),
    grain="a difference between a source and the history",
    columns=(
        Column("source_file", "VARCHAR", "원자료 파일", "Code table"),
        Column("table_date", "DATE", "코드표 기준일", "Day of the code table"),
        Column(
            "kind", "VARCHAR", "종류", "Kind of difference", allowed=KINDS,
            caveat=(
                "first day: of the code, whoever bore it; ended_unknown: a code that had ended and that no unit of the history ever bore; "
                "place: a legal dong of a unit"
            ),
        ),
        Column("place", "VARCHAR", "대상", "Code, and of a legal dong its name"),
        Column("in_source", "VARCHAR", "코드표", "What the code table says", nullable=True),
        Column("in_history", "VARCHAR", "연혁", "What the history says", nullable=True),
        Column("reason", "VARCHAR", "이유", "Why they differ", nullable=True, caveat="of core.declared_difference; empty where nobody has looked into it"),
        Column("reason_source", "VARCHAR", "이유의 출처", "Source of the reason", nullable=True),
    ),
    key=("source_file", "kind", "place"),
    source="raw.legal_dong_code, raw.admin_dong_code, raw.region_code, raw.renumbered_code, core.region, core.region_event, core.declared_difference",
    min_rows=0,
    rules=(
        Rule(
            name="explained",
            measure=unexplained_differences,
            key=("source_file", "kind", "place"),
            expect=(
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "explained", "value_set": [True]},
                    why="a code table and the region history differ and no reason is declared: mend the history, or declare the reason",
                ),
            ),
        ),
    ),
)  # fmt: skip
