"""core.apartment_price_level: average apartment sale and jeonse prices by region of the reference geography and month."""

from dataclasses import replace

from expectations.columns import INTERPOLATED, LEVEL, REGION_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.reb_price_level import AVERAGE, MONTH, REB_PRICE_LEVEL
from expectations.references import to_region
from expectations.rules.price_level import REDRAWN_FROM, most_regions_arrive, samples_of_a_year

_WITHIN = "; compare months of one sample_since only"

APARTMENT_PRICE_LEVEL = TableContract(
    name="apartment_price_level",
    schema="core",
    ko="아파트 평균매매·전세가격 (월, 지역)",
    en="Average apartment sale and jeonse prices by region and month",
    description=(
        "Sido, and sigungu as far as surveyed, as published and never averaged: a unit that was merged since has none before. How high prices "
        "are; how they moved is core.apartment_price_month, whose index is chained over the samples."
    ),
    grain="a region and month",
    columns=(
        replace(LEVEL, allowed=("sido", "sigungu")),
        REGION_ID,
        MONTH,
        Column("sale_price", "DOUBLE", "평균매매가격", "Average sale price", unit="thousand KRW", nullable=True, minimum=1, measure="intensive", caveat=AVERAGE + _WITHIN),
        Column("jeonse_price", "DOUBLE", "평균전세가격", "Average jeonse deposit", unit="thousand KRW", nullable=True, minimum=1, measure="intensive", caveat=AVERAGE + _WITHIN),
        Column(
            "jeonse_ratio", "DOUBLE", "전세가율", "Jeonse deposit over sale price", unit="ratio", nullable=True, minimum=0.1, maximum=1.2, measure="intensive",
            formula="jeonse_price / sale_price", caveat="empty where either is; a ratio of averages",
        ),
        Column(
            "sample_since", "DATE", "표본 시작월", "First month of the sample", nullable=True,
            formula=f"first month of the file, then each in which for a tenth of the regions sale price and index part by {REDRAWN_FROM:.0%} or more",
            caveat="empty where no index reaches the month; levels of two samples are not comparable",
        ),
        replace(INTERPOLATED, caveat="true: handed down from a unit that was divided since"),
    ),
    key=("level", "region_id", "month"),
    references=to_region(),
    source="raw.reb_price_level, core.apartment_price_month by core.crosswalk",
    citation=REB_PRICE_LEVEL.source,
    min_rows=0,
    rules=(
        Rule(
            name="samples_of_a_year",
            measure=samples_of_a_year,
            key=("year",),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "samples_begun", "min_value": 0, "max_value": 2},
                    why="a sample holds for months; prices that leave the index all the time are not those of this survey, or of other months",
                ),
            ),
        ),
        Rule(
            name="most_regions_arrive",
            measure=most_regions_arrive,
            key=("month",),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "share", "min_value": 0.9, "max_value": 1.1},
                    why="units merged since have no level of their own; all others that are printed have a row",
                ),
            ),
        ),
    ),
)  # fmt: skip
