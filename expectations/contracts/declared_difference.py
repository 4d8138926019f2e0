"""core.declared_difference: differences between a source and the region history that have been looked into, with the reason."""

from expectations.contract import Column, TableContract

COMPARISONS = ("code_comparison", "derived_comparison")

DECLARED_DIFFERENCE = TableContract(
    name="declared_difference",
    schema="core",
    ko="확인된 차이",
    en="Differences that have been looked into",
    description="A comparison that finds another difference, or one that nobody has looked into, stops the build.",
    grain="a difference",
    columns=(
        Column("comparison", "VARCHAR", "비교표", "Table that finds it", allowed=COMPARISONS),
        Column("kind", "VARCHAR", "종류", "Kind of difference, as that table names it"),
        Column("place", "VARCHAR", "대상", "Code or unit, as that table names it"),
        Column("since", "DATE", "시작일", "First day on which the reason holds", nullable=True),
        Column("reason", "VARCHAR", "이유", "Reason"),
        Column("source", "VARCHAR", "출처", "Source"),
    ),
    key=("comparison", "kind", "place"),
    source="assets/reference/tables/declared_difference.csv",
)
