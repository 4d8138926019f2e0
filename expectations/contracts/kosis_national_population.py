"""raw.kosis_national_population: the nation by sex and age, 1925 to the end of the projection."""

from dataclasses import replace

from expectations.columns import AGE_FROM, AGE_TO, POPULATION, SEX, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.national import cohorts_grow_older

CONCEPTS = ("census", "mid_year_registration", "projection")

KOSIS_NATIONAL_POPULATION = TableContract(
    name="kosis_national_population",
    schema="raw",
    ko="성·연령별 전국 인구 (총조사, 주민등록 연앙, 장래추계)",
    en="National population by sex and age: census, register at mid-year, projection",
    description=(
        "Three series on one sheet, which no difference may cross: Koreans counted by each census to 1990 (to 1944 in the whole peninsula, from 1955 "
        "in the South), the mean of two year's ends of the register from 1993, and Statistics Korea's projection on the base of 2020 (of "
        "December 2021). 1993 to 1999 are printed without the oldest: their sums are not the nation."
    ),
    grain="a sex, age group and year",
    columns=(
        SEX,
        AGE_FROM,
        replace(AGE_TO, caveat="empty for the open group: 100 and over, in a census 75, 80 or 85 and over; of 1993-1995 nobody over 79, of 1996-1999 nobody over 84 is printed"),
        replace(YEAR, minimum=1925, caveat="the register is of its middle, the projection of 1 July, a census of its day (in autumn since 1955)"),
        POPULATION,
        Column(
            "population_concept", "VARCHAR", "인구 개념", "Population concept", allowed=CONCEPTS,
            caveat=(
                "mid_year_registration (주민등록연앙인구) leaves out those of unknown address and nationals abroad from 2010, so that it lies up to 1 % below "
                "the registered population; projection counts residents, foreigners among them"
            ),
        ),
        Column(
            "is_projection", "BOOLEAN", "추계 여부", "Projected", formula="population_concept = projection",
            caveat="the publisher's projection itself begins in 2021; the sheet has the register to 2022",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("sex", "age_from", "year"),
    source="Statistics Korea (국가데이터처), 인구총조사, 주민등록연앙인구, 장래인구추계 2020-2070, by KOSIS; put together by a third party",
    min_rows=0,
    rules=(
        copied_period("kosis_national_population", period=("year",), unit=("sex", "age_from"), figures=("population",)),
        Rule(
            name="cohorts_grow_older",
            measure=cohorts_grow_older,
            key=("sex", "age_from", "year"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "survived", "min_value": 0.85, "max_value": 1.15},
                    why="who is under 65 is five years older five years later; 0.87 (men of 60 in 1993) to 1.12 (students from abroad)",
                ),
            ),
        ),
    ),
)  # fmt: skip
