"""core.population_reported: population on the units that the publisher's file has."""

from dataclasses import replace

from expectations.boundary import VINTAGE
from expectations.columns import AGE_FROM, AGE_TO, POPULATION, REFERENCE_DATE, SEX, SOURCE_FILE, SOURCE_ROW, UNIT_ID
from expectations.contract import Expect, Rule, TableContract
from expectations.contracts.population import CONCEPT
from expectations.references import to_unit
from expectations.rules.population import sheet_difference

POPULATION_REPORTED = TableContract(
    name="population_reported",
    schema="core",
    ko="시군구 성·연령별 인구 (보고 기준)",
    en="Population as reported, by sigungu, sex and age",
    description="Units of the KOSIS set on the day whose codes the file has; core.population has them on the reference geography.",
    grain="a sigungu, date, concept, sex and age group",
    columns=(
        UNIT_ID,
        replace(VINTAGE, name="source_vintage", ko="코드 기준일", en="Day whose units these are"),
        REFERENCE_DATE,
        CONCEPT,
        SEX,
        AGE_FROM,
        AGE_TO,
        POPULATION,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("unit_id", "reference_date", "population_concept", "sex", "age_from"),
    references=to_unit(),
    source="raw.kosis_population (registration), raw.mois_population (registration_residents)",
    rules=(
        Rule(
            name="sigungu_equal_sido_sheet",
            measure=sheet_difference,
            key=("unit_id", "reference_date"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "unexplained", "min_value": 0, "max_value": 0},
                    why="sigungu do not add up to their sido in the KOSIS sheet although no unit is missing",
                ),
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}, "warning",
                    "missing units leave a gap to the KOSIS sheet",
                ),
            ),
        ),
    ),
)  # fmt: skip
