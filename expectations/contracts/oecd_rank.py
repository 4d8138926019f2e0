"""mart.oecd_rank: Korea's rank among OECD countries under every definition, with n."""

from dataclasses import replace

from expectations.columns import YEAR
from expectations.contract import Column, Expect, TableContract
from expectations.contracts.oecd_comparison import COUNTRIES, MEASURE, RANK, SHARE, WHICH

OECD_RANK = TableContract(
    name="oecd_rank",
    schema="mart",
    ko="정의별 한국의 OECD 순위",
    en="Korea's rank in the OECD by definition",
    description="The rank depends on what is called the capital region, on which region of the others it is held against, and on who is counted.",
    grain="a year, measure and definition",
    columns=(
        YEAR,
        MEASURE,
        replace(WHICH, en="Which region of the other countries"),
        Column(
            "korea_region", "VARCHAR", "한국의 지역", "What stands for Korea", allowed=("sudogwon", "seoul_gyeonggi", "seoul"),
            caveat="sudogwon: KR01 of the OECD's file; the others from registered population and GRDP at current prices, on today's sido",
        ),
        Column("at_least_regions", "INTEGER", "최소 광역지역 수", "Countries with at least so many large regions", unit="regions", minimum=2),
        replace(SHARE, en="Korea's share", ko="한국의 비중"),
        replace(RANK, en="Korea's rank, 1 is the largest share"),
        COUNTRIES,
        Column("above", "VARCHAR", "상위 국가", "Countries above Korea, largest first", nullable=True, pattern=r"^[A-Z]{3}(?:, [A-Z]{3})*$"),
    ),
    key=("year", "measure", "which", "korea_region", "at_least_regions"),
    source="mart.oecd_comparison, core.sido_population, core.sido_figure",
    min_rows=0,
    expectations=(
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "countries", "column_B": "rank", "or_equal": True}),
    ),
)  # fmt: skip
