"""core.apartment_price_month: published apartment price index by region of the reference geography and month."""

from dataclasses import replace

from expectations.columns import INTERPOLATED, LEVEL, REGION_ID
from expectations.contract import TableContract
from expectations.contracts.reb_price_index import REB_PRICE_INDEX
from expectations.references import to_region

APARTMENT_PRICE_MONTH = TableContract(
    name="apartment_price_month",
    schema="core",
    ko="아파트 매매가격지수 (월, 지역)",
    en="Apartment price index by region and month",
    description="Rows of the publisher that are a region here: nation, 수도권 and 지방권, sido, sigungu; gu of a city and other groups are left out.",
    grain="a region and month",
    columns=(
        LEVEL,
        REGION_ID,
        REB_PRICE_INDEX.column("month"),
        replace(REB_PRICE_INDEX.column("price_index"), nullable=False, caveat="as published, never summed"),
        replace(INTERPOLATED, caveat="true: handed down from a unit that was divided since"),
    ),
    key=("level", "region_id", "month"),
    references=to_region(),
    source="raw.reb_price_index by core.crosswalk",
    min_rows=0,
)
