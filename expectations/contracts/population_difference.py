"""core.population_difference and core.population_agreement: cells that two sources hold, where and how far they disagree."""

from dataclasses import replace

from expectations.age_groups import CONCEPT, GROUP_FROM, GROUP_TO
from expectations.columns import POPULATION, REFERENCE_DATE, SEX, UNIT_ID
from expectations.contract import Column, Expect, TableContract
from expectations.contracts.population_source import SOURCE
from expectations.references import to_unit

OTHER_SOURCE = replace(SOURCE, name="other_source", ko="비교한 표", en="Table that it is compared with")
# Beyond this two sources are not of the same figures: another day, another concept, units exchanged.
LARGEST_SHARE = 0.001

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
)  # fmt: skip

POPULATION_AGREEMENT = TableContract(
    name="population_agreement",
    schema="core",
    ko="인구 자료 간 일치",
    en="Agreement between sources of population",
    description="How many cells two sources hold in common on a day, and how many of them they give differently.",
    grain="a date, concept and pair of sources",
    columns=(
        REFERENCE_DATE, CONCEPT, SOURCE, OTHER_SOURCE,
        Column("units", "BIGINT", "단위 수", "Units that both have", unit="units", minimum=1),
        Column("cells", "BIGINT", "공통 셀", "Cells that both have", unit="cells", minimum=1),
        Column("cells_differing", "BIGINT", "다른 셀", "Cells that differ", unit="cells", minimum=0),
        Column("persons", "BIGINT", "인구", "Persons by the source that serves", unit="persons", minimum=0),
        Column(
            "persons_differing", "BIGINT", "차이 인구", "Sum of differences, signs left out", unit="persons", minimum=0,
            formula="sum of abs(difference)",
        ),
        Column("share_differing", "DOUBLE", "차이 비율", "Persons differing per person", unit="ratio", minimum=0,
               formula="persons_differing / persons"),
    ),
    key=("reference_date", "population_concept", "source", "other_source"),
    source="core.population_difference",
    min_rows=0,
    expectations=(
        Expect(
            "expect_column_values_to_be_between", {"column": "share_differing", "min_value": 0, "max_value": LARGEST_SHARE},
            why="two sources of one day disagree by more than one person in a thousand",
        ),
        Expect(
            "expect_column_values_to_be_between", {"column": "cells_differing", "min_value": 0, "max_value": 0}, "warning",
            "two sources of one day disagree; core.population_difference lists the cells",
        ),
    ),
)  # fmt: skip
