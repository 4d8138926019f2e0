"""mart.price_gap: how far apartment prices in one region ran ahead of those in another."""

from dataclasses import replace

from expectations.columns import REGION_ID
from expectations.contract import Column, TableContract
from expectations.contracts.apartment_price import INDEX_CAVEAT
from expectations.contracts.reb_price_index import REB_PRICE_INDEX

PRICE_GAP = TableContract(
    name="price_gap",
    schema="mart",
    ko="아파트 가격지수 격차 (월)",
    en="Gap between apartment price indices, monthly",
    description="The capital region against the rest, and Seoul against every other sido, both rebased to the first month that both have.",
    grain="a comparison and month",
    columns=(
        Column("comparison", "VARCHAR", "비교", "Comparison", allowed=("capital_and_rest", "seoul_and_sido")),
        replace(REGION_ID, name="leading_id", ko="기준 지역", en="Region compared", caveat="capital, or the sido seoul"),
        replace(REGION_ID, name="other_id", ko="비교 지역", en="Region it is compared with", caveat="rest, or a sido"),
        REB_PRICE_INDEX.column("month"),
        Column("base_month", "DATE", "기준월", "Month in which both are 100"),
        Column("leading_index", "DOUBLE", "기준 지역 지수", "Index of the region compared", unit="index, base_month = 100", minimum=1, measure="intensive"),
        Column("other_index", "DOUBLE", "비교 지역 지수", "Index of the other region", unit="index, base_month = 100", minimum=1, measure="intensive"),
        Column(
            "gap", "DOUBLE", "격차", "Gap", unit="percent", measure="intensive", formula="100 * (leading_index / other_index - 1)",
            caveat="0 in base_month by construction; " + INDEX_CAVEAT,
        ),
    ),
    key=("comparison", "other_id", "month"),
    source="core.apartment_price_month",
    citation=REB_PRICE_INDEX.source,
    min_rows=0,
)  # fmt: skip
