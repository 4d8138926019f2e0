"""core.resident_industry: employed residents by sigungu, all and in mining and manufacturing."""

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.references import to_unit

RESIDENT_INDUSTRY = TableContract(
    name="resident_industry",
    schema="core",
    ko="시군구 광·제조업 취업자 (거주지)",
    en="Employed residents in mining and manufacturing by sigungu",
    description="Survey of households, counted where people live and not where they work; the mean of the halves of a year. Sejong is not in it.",
    grain="a sigungu and year",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        Column("employed", "DOUBLE", "취업자", "Employed residents", unit="thousand persons", minimum=0, measure="extensive"),
        Column(
            "in_manufacturing", "DOUBLE", "광·제조업 취업자", "Of them in mining and manufacturing", unit="thousand persons", minimum=0,
            measure="extensive", caveat="the survey prints sections B and C together",
        ),
        INTERPOLATED,
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_employment_industry",
    min_rows=0,
)  # fmt: skip
