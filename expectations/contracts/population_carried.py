"""core.population_carried: registered people of units that no file has on a day, carried over as numbers."""

from dataclasses import replace

from expectations.age_groups import CONCEPT, OPEN_AGE, age_columns
from expectations.columns import FACT_SOURCE, NOTE, POPULATION, REFERENCE_DATE, SEX, VERIFIED
from expectations.contract import Column, TableContract

POPULATION_CARRIED = TableContract(
    name="population_carried",
    schema="core",
    ko="옮겨 적은 인구",
    en="Population carried over as numbers",
    description="Units that none of the files has on a day, from the publisher's own statistics; they complete a day that another source serves.",
    grain="a unit, date and sex",
    columns=(
        Column("region_code", "VARCHAR", "행정구역코드", "MOIS code of the day", pattern=r"^[0-9]{5}$"),
        Column("region_name", "VARCHAR", "행정구역명", "Name of the day", pattern=r"^[가-힣 ]+$"),
        REFERENCE_DATE,
        CONCEPT,
        SEX,
        POPULATION,
        *age_columns(nullable=False),
        OPEN_AGE,
        Column("read_on", "DATE", "옮긴 날", "Day on which the figures were carried over"),
        VERIFIED,
        FACT_SOURCE,
        replace(NOTE, caveat="what the figures were held against"),
    ),
    key=("region_code", "reference_date", "population_concept", "sex"),
    source="assets/reference/tables/population_carried.csv, from the Ministry of the Interior and Safety's resident statistics",
)  # fmt: skip
