"""mart.lag_association: how prices and young people's work go together with fertility some years later."""

from expectations.columns import LEVEL
from expectations.contract import Column, TableContract

READING = "association, not cause"
LAGS = (0, 1, 2, 3)
LEAST = 8

LAG_ASSOCIATION = TableContract(
    name="lag_association",
    schema="mart",
    ko="시차 상관 (인과 아님)",
    en="Correlations with a lag: association, not cause",
    description=(
        "Pearson's r between a figure of a region and another of the same region some years later. Prices, jobs and births share trends and "
        "causes that are not in the data, so that none of these numbers tells what brings about what."
    ),
    grain="a pair of figures, level, way of comparing and lag",
    columns=(
        Column("earlier", "VARCHAR", "앞선 지표", "Figure of the earlier year", pattern=r"^[a-z0-9_.]+$"),
        Column("later", "VARCHAR", "뒤의 지표", "Figure of the later year", pattern=r"^[a-z0-9_.]+$"),
        LEVEL,
        Column(
            "comparison", "VARCHAR", "비교 방식", "What is compared", allowed=("all", "within_regions", "within_regions_and_years", "over_time"),
            caveat="all: levels of all regions and years; within_regions: each region's mean taken off; within_regions_and_years: the mean of all "
            "regions in a year taken off too, and with it what moves all alike; over_time: one series of differences, capital region minus rest",
        ),
        Column("lag_years", "INTEGER", "시차", "Lag", unit="years", minimum=0, maximum=10),
        Column("n", "BIGINT", "관측 수", "Pairs of figures", minimum=LEAST, caveat="years of one region are no independent observations"),
        Column("regions", "BIGINT", "지역 수", "Regions", minimum=1),
        Column("years", "BIGINT", "연도 수", "Years of the later figure", minimum=1),
        Column("last_year", "INTEGER", "마지막 연도", "Newest year of the later figure", minimum=1985, maximum=2100),
        Column("r", "DOUBLE", "상관계수", "Pearson's r", unit="coefficient", minimum=-1.0000001, maximum=1.0000001, formula="of the figures as compared; no test of significance"),
        Column("reading", "VARCHAR", "해석", "How to read it", allowed=(READING,)),
    ),
    key=("earlier", "later", "level", "comparison", "lag_years"),
    source="mart.apartment_price, mart.employment_rate, mart.fertility_rate",
    min_rows=0,
)  # fmt: skip
