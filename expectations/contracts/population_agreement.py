"""core.population_agreement: how many cells two sources of population hold in common, and how many they give differently."""

from expectations.age_groups import CONCEPT
from expectations.columns import REFERENCE_DATE
from expectations.contract import Column, Expect, TableContract
from expectations.contracts.population_difference import OTHER_SOURCE
from expectations.contracts.population_source import SOURCE

# Beyond this two sources are not of the same figures: another day, another concept, units exchanged.
LARGEST_SHARE = 0.001

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
