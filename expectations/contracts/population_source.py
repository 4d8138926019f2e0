"""core.population_source and core.population_carried: which source serves a cell of the population series, and figures carried over."""

from dataclasses import replace

from expectations.age_groups import CONCEPT, OPEN_AGE, age_columns
from expectations.columns import FACT_SOURCE, NOTE, POPULATION, REFERENCE_DATE, SEX, VERIFIED
from expectations.contract import Column, TableContract

SOURCES = (
    "kosis_sido_population", "mois_population", "kosis_population", "kosis_collected_population", "population_carried",
    "kosis_dong_population", "population_reported",
)  # fmt: skip
SOURCE = Column("source", "VARCHAR", "원자료 표", "Table that the figure is from", allowed=SOURCES)

POPULATION_SOURCE = TableContract(
    name="population_source",
    schema="core",
    ko="인구 자료 우선순위",
    en="Which source serves a cell of the population series",
    description=(
        "Of the sources that have a unit on a day the one of lowest rank serves it; the others are compared with it in "
        "core.population_difference."
    ),
    grain="a level, concept and source",
    columns=(
        Column("level", "VARCHAR", "단위 수준", "Level", allowed=("sido", "sigungu", "emd")),
        CONCEPT,
        Column("rank", "INTEGER", "순위", "Rank", minimum=1, caveat="1 is asked first"),
        SOURCE,
        Column("first_date", "DATE", "시작일", "First day for which it is asked"),
        Column("last_date", "DATE", "종료일", "Last day for which it is asked", nullable=True, caveat="empty: every later day"),
        NOTE,
    ),
    key=("level", "population_concept", "rank"),
    source="assets/reference/tables/population_source.csv",
)  # fmt: skip

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
