"""core.households_reported: registered households by sigungu as reported."""

from dataclasses import replace

from expectations.boundary import VINTAGE
from expectations.columns import REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.named_units import household_total

SOURCE_VINTAGE = replace(VINTAGE, name="source_vintage", ko="경계 기준일", en="Day whose borders these are")
HOUSEHOLDS = Column("households", "BIGINT", "세대수", "Registered households", unit="households", minimum=0, measure="extensive")

HOUSEHOLDS_REPORTED = TableContract(
    name="households_reported",
    schema="core",
    ko="시군구 주민등록세대수 (보고 기준)",
    en="Registered households as reported",
    description="Units found by sido and name as printed; 2000 to 2002 on the borders of the end of 2003.",
    grain="a sigungu and December",
    columns=(UNIT_ID, SOURCE_VINTAGE, REFERENCE_DATE, HOUSEHOLDS),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_households",
    min_rows=0,
    rules=(
        Rule(
            name="every_household_has_a_unit",
            measure=household_total,
            key=("reference_date",),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}),),
        ),
    ),
)
