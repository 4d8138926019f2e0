"""core.population_source: which source serves a cell of the population series."""

from expectations.age_groups import CONCEPT
from expectations.columns import NOTE
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
