"""core.businesses: active businesses by sigungu on the reference geography."""

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import TableContract
from expectations.contracts.businesses_reported import BUSINESSES
from expectations.references import to_unit

BUSINESSES_TABLE = TableContract(
    name="businesses",
    schema="core",
    ko="시군구 가동사업자",
    en="Active businesses",
    description="Units of the KOSIS set on the reference vintage, known ones only.",
    grain="a sigungu and December",
    columns=(UNIT_ID, REFERENCE_DATE, BUSINESSES, INTERPOLATED),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="core.businesses_reported by core.crosswalk",
    min_rows=0,
)
