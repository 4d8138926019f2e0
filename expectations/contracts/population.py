"""core.population: population by unit, date, concept, sex and 5-year age."""

from expectations.columns import AGE_FROM, AGE_TO, INTERPOLATED, POPULATION, REFERENCE_DATE, SEX, SOURCE_FILE, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.references import to_unit

CONCEPT = Column(
    "population_concept", "VARCHAR", "인구 개념", "Population concept", allowed=("registration", "registration_residents"),
    caveat="registration counts everyone registered; residents leaves out overseas nationals and unknown abodes; never mix",
)  # fmt: skip

POPULATION_TABLE = TableContract(
    name="population",
    schema="core",
    ko="시군구 성·연령별 인구",
    en="Population by sigungu, sex and age",
    description="Units of the KOSIS set on the reference vintage, known ones only (see core.population_coverage); concepts in separate rows.",
    grain="a sigungu, date, concept, sex and age group",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        CONCEPT,
        SEX,
        AGE_FROM,
        AGE_TO,
        POPULATION,
        INTERPOLATED,
        SOURCE_FILE,
    ),
    key=("unit_id", "reference_date", "population_concept", "sex", "age_from"),
    references=to_unit(),
    source="core.population_reported by core.crosswalk",
)  # fmt: skip
