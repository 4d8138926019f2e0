"""core.population_difference: cells that two sources of population hold and give differently."""

from dataclasses import replace

from expectations.age_groups import CONCEPT, GROUP_FROM, GROUP_TO
from expectations.columns import POPULATION, REFERENCE_DATE, SEX, UNIT_ID
from expectations.contract import TableContract
from expectations.contracts.population_source import SOURCE
from expectations.references import to_unit

OTHER_SOURCE = replace(SOURCE, name="other_source", ko="비교한 표", en="Table that it is compared with")

POPULATION_DIFFERENCE = TableContract(
    name="population_difference",
    schema="core",
    ko="인구 자료 간 차이",
    en="Differences between sources of population",
    description="Every cell (unit of the day, date, concept, sex, age group) that two sources hold and give differently.",
    grain="a unit, date, concept, sex, age group and other source",
    columns=(
        UNIT_ID, REFERENCE_DATE, CONCEPT, SEX, GROUP_FROM, GROUP_TO, SOURCE,
        replace(POPULATION, caveat="of the source that serves the series"),
        OTHER_SOURCE,
        replace(POPULATION, name="other_population", ko="비교 인구", en="Population by the other source"),
        replace(
            POPULATION, name="difference", ko="차이", en="Difference", minimum=None, formula="other_population - population"
        ),
    ),
    key=("unit_id", "reference_date", "population_concept", "sex", "age_from", "other_source"),
    references=to_unit(),
    source="raw tables of population, core.population_source",
    min_rows=0,
    when_empty="no cell that two sources hold differs",
)  # fmt: skip
