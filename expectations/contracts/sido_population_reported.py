"""core.sido_population_reported: registered population of sido by year, complete since 2000, on each day's own borders."""

from dataclasses import replace

from expectations.boundary import VINTAGE
from expectations.columns import POPULATION, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.references import to_unit

MEN = replace(POPULATION, name="men", ko="남자", en="Men")
WOMEN = replace(POPULATION, name="women", ko="여자", en="Women")
MEGAREGION = Column("megaregion", "VARCHAR", "5극3특 권역", "5+3 group")

SIDO_POPULATION_REPORTED = TableContract(
    name="sido_population_reported",
    schema="core",
    ko="시도 주민등록인구 (보고 기준)",
    en="Registered population of sido as reported",
    description="Complete since 2000, unlike the table by sigungu; a sido stands from the year in which it exists, with the borders of the day.",
    grain="a sido and December",
    columns=(
        UNIT_ID,
        replace(VINTAGE, name="source_vintage", ko="경계 기준일", en="Day whose borders these are"),
        REFERENCE_DATE,
        POPULATION,
        MEN,
        WOMEN,
        MEGAREGION,
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_sido_population",
    min_rows=0,
)  # fmt: skip
