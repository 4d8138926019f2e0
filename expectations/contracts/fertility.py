"""core.fertility: fertility by sigungu on the reference geography."""

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.contracts.kosis_fertility import KOSIS_FERTILITY
from expectations.references import to_unit

RATES = tuple(column for column in KOSIS_FERTILITY.columns if column.measure == "intensive")

FERTILITY = TableContract(
    name="fertility",
    schema="core",
    ko="시군구 출산율",
    en="Fertility by sigungu",
    description=(
        "Published rates on the units of the reference vintage. A rate is carried over where a reference unit is one old unit or a "
        "part of one, and empty where several merged: their births and women are not published beside it."
    ),
    grain="a sigungu and year",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        *RATES,
        INTERPOLATED,
        Column("missing_sources", "BIGINT", "누락된 원단위 수", "Old units without a rate", unit="units", minimum=0),
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_fertility by core.crosswalk",
    min_rows=0,
)
