"""core.oecd_capital_region: which of the OECD's large regions has the capital."""

from dataclasses import replace

from expectations.columns import FACT_SOURCE, NOTE
from expectations.contract import Column, TableContract
from expectations.contracts.oecd_tl2 import OECD_TL2

COUNTRY = OECD_TL2.column("country")
TL2_REGION = replace(OECD_TL2.column("region_id"), source="")

OECD_CAPITAL_REGION = TableContract(
    name="oecd_capital_region",
    schema="core",
    ko="수도가 있는 OECD 광역지역",
    en="OECD large regions with the capital",
    description="Countries of raw.oecd_tl2 only.",
    grain="a country",
    columns=(
        replace(COUNTRY, source=""),
        TL2_REGION,
        Column("region_en", "VARCHAR", "지역 영문 이름", "Name of the region"),
        Column(
            "capital_en", "VARCHAR", "수도", "Capital", caveat="Amsterdam for the Netherlands, whose government sits in The Hague"
        ),
        FACT_SOURCE,
        NOTE,
    ),
    key=("country",),
    source="assets/reference/tables/oecd_capital_region.csv",
)
