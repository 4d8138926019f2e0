"""core.emd_registration: registered people of eup-myeon-dong by sex and age, on the units of the day."""

from dataclasses import replace

from expectations.age_groups import OPEN_AGE, age_columns
from expectations.columns import POPULATION, REFERENCE_DATE, SEX, SOURCE_FILE, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.population_source import SOURCE
from expectations.references import to_unit
from expectations.rules.emd import registered_emd_add_up

EMD_CODE = Column(
    "emd_code", "VARCHAR", "읍면동 코드", "MOIS code of the eup-myeon-dong", pattern=r"^[0-9]{10}$",
    caveat="of the day: dong are split, merged and renumbered every year, and nothing is carried across days here",
)  # fmt: skip
EMD_NAME = Column("name_ko", "VARCHAR", "이름", "Name in Korean", pattern=r"^[가-힣][가-힣0-9.,·ㆍ()]*$")
SIGUNGU_OF_EMD = replace(
    UNIT_ID, name="sigungu_unit_id", ko="시군구", en="Sigungu", caveat="of the day, the gu where a city has gu"
)

EMD_REGISTRATION = TableContract(
    name="emd_registration",
    schema="core",
    ko="읍면동 성·연령별 주민등록인구",
    en="Registered population of eup-myeon-dong by sex and age",
    description=(
        "Every December that a source has by eup-myeon-dong, on the units of the day; a column an age group, so that a unit is two rows. "
        "The view emd_population has one row an age group."
    ),
    grain="an eup-myeon-dong, date and sex",
    columns=(
        EMD_CODE,
        REFERENCE_DATE,
        SEX,
        EMD_NAME,
        SIGUNGU_OF_EMD,
        POPULATION,
        *age_columns(),
        OPEN_AGE,
        SOURCE,
        SOURCE_FILE,
    ),
    key=("emd_code", "reference_date", "sex"),
    references=to_unit("sigungu_unit_id"),
    source="core.population_source: raw.mois_population, raw.kosis_population, raw.kosis_collected_population",
    min_rows=0,
    rules=(
        Rule(
            name="sigungu_add_up",
            measure=registered_emd_add_up,
            key=("reference_date", "unit_id"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "unexplained", "min_value": 0, "max_value": 0},
                    why="eup-myeon-dong do not add up to the sigungu of the same day",
                ),
            ),
        ),
    ),
)  # fmt: skip
