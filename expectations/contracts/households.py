"""core.households: registered households by sigungu on the reference geography."""

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import TableContract
from expectations.contracts.households_reported import HOUSEHOLDS
from expectations.references import to_unit

HOUSEHOLDS_TABLE = TableContract(
    name="households",
    schema="core",
    ko="시군구 주민등록세대수",
    en="Registered households",
    description="Units of the KOSIS set on the reference vintage, known ones only.",
    grain="a sigungu and December",
    columns=(UNIT_ID, REFERENCE_DATE, HOUSEHOLDS, INTERPOLATED),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="core.households_reported by core.crosswalk",
    min_rows=0,
)
