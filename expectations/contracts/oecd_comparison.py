"""mart.oecd_comparison: one large region's share of its country, by country, year and definition."""

from dataclasses import replace

from expectations.columns import YEAR
from expectations.contract import Column, TableContract
from expectations.contracts.oecd_capital_region import COUNTRY, TL2_REGION
from expectations.references import to_country

MEASURE = Column("measure", "VARCHAR", "측정 대상", "Share of what", allowed=("population", "gdp"))
WHICH = Column(
    "which", "VARCHAR", "어느 지역", "Which region", allowed=("capital", "largest"),
    caveat="capital: the large region with the capital, be it small (Canberra, Washington); largest: the one with most of the measure",
)  # fmt: skip
SHARE = Column("share", "DOUBLE", "비중", "Share of the country", unit="ratio", minimum=0, maximum=1, measure="intensive")
RANK = Column("rank", "BIGINT", "순위", "Rank, 1 is the largest share", unit="rank", minimum=1)
COUNTRIES = Column(
    "countries", "BIGINT", "국가 수", "Countries compared (n)", unit="countries", minimum=1,
    caveat="those with more than one large region and a complete set in the file: Belgium and members not in it are left out",
)  # fmt: skip

OECD_COMPARISON = TableContract(
    name="oecd_comparison",
    schema="mart",
    ko="OECD 국가별 집중도 비교",
    en="Concentration in OECD countries",
    description=(
        "Shares of one large region (TL2). Such regions are cut differently: Korea's capital region is the whole Sudogwon, London is "
        "Greater London alone. Ranks under other cuts are in mart.oecd_rank."
    ),
    grain="a country, year, measure and kind of region",
    columns=(
        replace(COUNTRY, source=""),
        YEAR,
        MEASURE,
        WHICH,
        TL2_REGION,
        Column("regions", "BIGINT", "광역지역 수", "Large regions of the country", unit="regions", minimum=2),
        SHARE,
        RANK,
        COUNTRIES,
    ),
    key=("country", "year", "measure", "which"),
    references=to_country(),
    source="raw.oecd_tl2, core.oecd_capital_region",
    min_rows=0,
)  # fmt: skip
