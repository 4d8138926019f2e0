"""core.population: population by unit, date, concept, sex and 5-year age."""

from expectations.age_groups import CONCEPT, GROUP_FROM, GROUP_TO
from expectations.columns import INTERPOLATED, POPULATION, REFERENCE_DATE, SEX, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.references import to_unit

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
        GROUP_FROM,
        GROUP_TO,
        POPULATION,
        INTERPOLATED,
        Column("sources", "VARCHAR", "원자료 표", "Tables that it is from", caveat="joined by + where a unit is made of several"),
    ),
    key=("unit_id", "reference_date", "population_concept", "sex", "age_from"),
    references=to_unit(),
    source="core.population_reported by core.crosswalk",
)  # fmt: skip
