"""core.businesses_reported: active businesses by sigungu as reported."""

from expectations.columns import REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.households_reported import SOURCE_VINTAGE
from expectations.references import to_unit
from expectations.rules.named_units import business_total

BUSINESSES = Column(
    "businesses", "BIGINT", "가동사업자", "Active businesses", unit="businesses", minimum=0, measure="extensive",
    caveat="taxpayers of all kinds where they are registered; not establishments, and no workers",
)  # fmt: skip

BUSINESSES_REPORTED = TableContract(
    name="businesses_reported",
    schema="core",
    ko="시군구 가동사업자 (보고 기준)",
    en="Active businesses as reported",
    description=(
        "Units found by sido and name as printed; 2013 on the borders of July 2014, in which Cheongwon-gun is part of Cheongju; the two "
        "cities of Jeju, which stand under each other's name in 2010, put right."
    ),
    grain="a sigungu and December",
    columns=(UNIT_ID, SOURCE_VINTAGE, REFERENCE_DATE, BUSINESSES),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.tax_businesses",
    min_rows=0,
    rules=(
        Rule(
            name="every_business_has_a_unit",
            measure=business_total,
            key=("reference_date",),
            # Yeongi-gun is printed for two years after its end, with 15 and 8 businesses.
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": -15, "max_value": 0}),),
        ),
    ),
)
