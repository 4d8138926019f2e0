"""core.sido_population: registered population of sido by year, complete since 2000."""

from dataclasses import replace

from expectations.columns import POPULATION, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, TableContract

SIDO_POPULATION = TableContract(
    name="sido_population",
    schema="core",
    ko="시도 주민등록인구",
    en="Registered population of sido",
    description="Complete since 2000, unlike the table by sigungu; a sido stands from the year in which it exists.",
    grain="a sido and December",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        POPULATION,
        replace(POPULATION, name="men", ko="남자", en="Men"),
        replace(POPULATION, name="women", ko="여자", en="Women"),
        Column("megaregion", "VARCHAR", "5극3특 권역", "5+3 group"),
    ),
    key=("unit_id", "reference_date"),
    source="raw.kosis_sido_population",
    min_rows=0,
)
