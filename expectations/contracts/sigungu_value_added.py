"""core.sigungu_value_added: product by sigungu and activity on the reference geography."""

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.contracts.value_added_reported import ACTIVITY, PRICE_BASE, PUBLISHED, SCALED
from expectations.references import to_unit

SIGUNGU_VALUE_ADDED = TableContract(
    name="sigungu_value_added",
    schema="core",
    ko="시군구 경제활동별 생산",
    en="Product by sigungu and activity",
    description=(
        "Every fifth year since 2010, of which Incheon, Daejeon, Ulsan, Sejong and Gyeongnam were not published in the first. A sido that was "
        "divided off later has none before: production does not live where people live."
    ),
    grain="a sigungu, year and activity",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        ACTIVITY,
        PUBLISHED,
        SCALED,
        PRICE_BASE,
        INTERPOLATED,
        Column("missing_sources", "BIGINT", "누락 원단위", "Units of the day without a figure", unit="units", minimum=0, caveat="above 0 the figures are empty: a part is not the whole"),
    ),
    key=("unit_id", "reference_date", "activity"),
    references=to_unit(),
    source="core.value_added_reported",
    min_rows=0,
)  # fmt: skip
