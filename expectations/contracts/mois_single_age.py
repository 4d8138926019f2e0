"""raw.mois_single_age: the ministry's CSV of registered population by sex and single year of age."""

from dataclasses import replace

from expectations.columns import POPULATION, REFERENCE_DATE, SEX, SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.single_age import codes_of_the_day, copies_agree, everybody_has_a_sido

OLDEST = 100

MOIS_SINGLE_AGE = TableContract(
    name="mois_single_age",
    schema="raw",
    ko="연령별 인구현황 (1세별)",
    en="Population by single year of age",
    description=(
        "Wide CSV brought to long form, months and year's ends; totals were held against the ages and left out. Nation, sido, cities with gu "
        "and gu stand beside each other: never sum all of them."
    ),
    grain="a printed unit, day, concept, sex and year of age",
    columns=(
        Column("region_code", "VARCHAR", "행정구역코드", "10-digit MOIS code", pattern=r"^[0-9]{10}$", source="행정구역", caveat="of the day; 0000000000 is the nation"),
        Column("region_name", "VARCHAR", "행정구역명", "Name as printed", pattern=r"^[가-힣][가-힣0-9 ·.]*$", source="행정구역"),
        replace(REFERENCE_DATE, caveat="last day of the month"),
        Column(
            "population_concept", "VARCHAR", "인구 개념", "Population concept", allowed=("registration", "registration_residents"),
            caveat="registration (계): all registered people; registration_residents (거주자): without those of unknown address and nationals abroad",
        ),
        SEX,
        Column("age", "INTEGER", "나이", "Age", unit="years", minimum=0, maximum=OLDEST, caveat=f"{OLDEST} is {OLDEST} and over"),
        POPULATION,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row", "reference_date", "population_concept", "sex", "age"),
    source="Ministry of the Interior and Safety (행정안전부), 연령별 인구현황 (jumin.mois.go.kr)",
    min_rows=0,
    rules=(
        copied_period(
            "mois_single_age", period=("reference_date",), unit=("region_code", "population_concept", "sex", "age"),
            figures=("population",),
        ),
        Rule(
            name="everybody_has_a_sido",
            measure=everybody_has_a_sido,
            key=("source_file", "reference_date", "population_concept", "sex", "age"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "sido_minus_nation", "min_value": 0, "max_value": 0}),),
        ),
        Rule(
            name="codes_of_the_day",
            measure=codes_of_the_day,
            key=("region_code", "reference_date"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known", "nobody there"]}),),
        ),
        Rule(
            name="copies_agree",
            measure=copies_agree,
            key=("region_code", "reference_date", "population_concept"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "most_apart", "min_value": 0, "max_value": 0}),),
        ),
    ),
)  # fmt: skip
