"""core.published_figure: figures as others published them, to hold results against."""

from expectations.columns import FACT_SOURCE
from expectations.contract import Column, Expect, TableContract

PUBLISHED_FIGURE = TableContract(
    name="published_figure",
    schema="core",
    ko="공표 수치",
    en="Published figures",
    description="What ministries, institutes and the press printed, with date, concept and unit set; never used as an input of a result.",
    grain="a published figure",
    columns=(
        Column("figure_id", "VARCHAR", "수치 식별자", "Identifier", pattern=r"^[a-z0-9-]+$", formula="figure, period, concept and region"),
        Column("figure", "VARCHAR", "지표", "What it is a figure of", pattern=r"^[a-z_]+$"),
        Column("measure", "VARCHAR", "측정", "Kind of number as printed"),
        Column("period", "VARCHAR", "기간", "Period as printed", pattern=r"^\d{4}(?:-\d{2}|/\d{4})?$"),
        Column("period_from", "DATE", "기간 시작일", "First day of the period"),
        Column("period_to", "DATE", "기간 종료일", "Last day of the period", caveat="the day to compare a year's-end or month's-end figure with"),
        Column("concept", "VARCHAR", "개념", "Population concept, definition or destination", nullable=True),
        Column("unit_set", "VARCHAR", "단위 집합", "Unit set counted", nullable=True, allowed=("finest", "kosis", "keis", "local_government")),
        Column("region", "VARCHAR", "지역", "Region", allowed=("nation", "capital", "seoul")),
        Column("value", "DOUBLE", "값", "Value", unit="as in the column unit", minimum=0),
        Column("unit", "VARCHAR", "단위", "Unit of the value"),
        Column("confidence", "VARCHAR", "신뢰도", "Confidence that it was printed so", allowed=("high", "medium", "low")),
        FACT_SOURCE,
    ),
    key=("figure_id",),
    source="assets/reference/tables/published_figure.csv",
    expectations=(
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "period_to", "column_B": "period_from"}),
    ),
)  # fmt: skip
