"""core.sido_figure: yearly economic totals of sido on the reference geography."""

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.contracts.sido_figure_reported import FIGURE, VALUE
from expectations.references import to_unit

GROUP_FROM = 0.02
GROUP_ID = Column(
    "group_id", "VARCHAR", "구분 불가 묶음", "Units that the figure does not tell apart", pattern=r"^[a-z-]+(?:\+[a-z-]+)*$",
    formula=f"sido that shared at least {GROUP_FROM:.0%} of one reported sido's people; else the unit itself",
    caveat="sum by group for what is known; the value of a single unit of a group is an estimate by people, which a product does not follow",
)  # fmt: skip

SIDO_FIGURE = TableContract(
    name="sido_figure",
    schema="core",
    ko="시도 경제 총량",
    en="Economic totals of sido",
    description="The sido of the reference vintage from 1995, where the region history begins; sums equal those of the reported table.",
    grain="a figure, sido and year",
    columns=(FIGURE, UNIT_ID, REFERENCE_DATE, VALUE, GROUP_ID, INTERPOLATED),
    key=("figure", "unit_id", "reference_date"),
    references=to_unit(),
    source="core.sido_figure_reported by core.crosswalk",
    min_rows=0,
)  # fmt: skip
