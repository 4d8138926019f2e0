"""mart.apartment_price: apartment price index by region and year's end, and the gap to Seoul."""

import datetime as dt

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REFERENCE_DATE, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, TableContract
from expectations.contracts.reb_price_index import REB_PRICE_INDEX
from expectations.references import to_region

BASE_MONTH = dt.date(2015, 12, 1)
INDEX_CAVEAT = "an index tells how prices moved since its base, not how high they are: equal indices are not equal prices"

APARTMENT_PRICE = TableContract(
    name="apartment_price",
    schema="mart",
    ko="아파트 매매가격지수 (연말)",
    en="Apartment prices at year's end",
    description=(
        "Published index of each December, rebased. The capital region and the rest are the publisher's own groups; a 5+3 group has an "
        "index only where it is one sido, since an index is never summed. About 155 sigungu are covered, few of them gun."
    ),
    grain="a region and December",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        REFERENCE_DATE,
        Column(
            "price_index", "DOUBLE", "아파트 매매가격지수", "Apartment price index", unit="index, December 2015 = 100", nullable=True, minimum=1,
            measure="intensive", formula="100 * published index / published index of December 2015", caveat=INDEX_CAVEAT + "; empty where there is none for the base",
        ),
        Column(
            "price_change", "DOUBLE", "전년 대비 변화율", "Change over the December before", unit="percent", nullable=True, minimum=-60, maximum=200,
            measure="intensive", formula="100 * (index / index of the December before - 1)",
        ),
        Column(
            "gap_to_seoul", "DOUBLE", "서울과의 격차", "Gap to Seoul", unit="percent", nullable=True, measure="intensive",
            formula="100 * (price_index of Seoul / price_index - 1)", caveat="above 0: prices in Seoul rose more since December 2015",
        ),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.apartment_price_month",
    citation=REB_PRICE_INDEX.source,
    min_rows=0,
)  # fmt: skip
