"""core.population_reported: the series of population on the units that the publishers' files have."""

from dataclasses import replace

from expectations.age_groups import CONCEPT, GROUP_FROM, GROUP_TO
from expectations.boundary import VINTAGE
from expectations.columns import POPULATION, REFERENCE_DATE, SEX, SOURCE_FILE, SOURCE_ROW, UNIT_ID
from expectations.contract import TableContract
from expectations.contracts.population_source import SOURCE
from expectations.references import to_unit
from expectations.rules.copied_period import copied_period

POPULATION_REPORTED = TableContract(
    name="population_reported",
    schema="core",
    ko="시군구 성·연령별 인구 (보고 기준)",
    en="Population as reported, by sigungu, sex and age",
    description=(
        "One series out of several files: core.population_source says which serves a cell. Units of the KOSIS set on the day whose codes "
        "the file has; core.population has them on the reference geography."
    ),
    grain="a sigungu, date, concept, sex and age group",
    columns=(
        UNIT_ID,
        replace(VINTAGE, name="source_vintage", ko="코드 기준일", en="Day whose units these are"),
        REFERENCE_DATE,
        CONCEPT,
        SEX,
        GROUP_FROM,
        GROUP_TO,
        POPULATION,
        SOURCE,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("unit_id", "reference_date", "population_concept", "sex", "age_from"),
    references=to_unit(),
    source="core.population_source: raw.mois_population, raw.kosis_population, raw.kosis_collected_population and others",
    rules=(
        copied_period(
            "population_reported",
            period=("reference_date",),
            unit=("population_concept", "unit_id", "sex", "age_from"),
            figures=("population",),
        ),
    ),
)  # fmt: skip
