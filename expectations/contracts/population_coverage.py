"""core.population_coverage: which expected units have figures on each date, and which do not."""

from expectations.age_groups import CONCEPT
from expectations.columns import INTERPOLATED, NAME_KO, REFERENCE_DATE, SIDO_KO, UNIT_ID
from expectations.contract import Column, Expect, TableContract
from expectations.references import to_unit

POPULATION_COVERAGE = TableContract(
    name="population_coverage",
    schema="core",
    ko="인구 자료 유무",
    en="Known and missing units",
    description="Every unit of the KOSIS set on each date with a figure of that concept; a missing unit is never counted as zero or safe.",
    grain="an expected unit, date and concept",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        CONCEPT,
        NAME_KO,
        SIDO_KO,
        Column("known", "BOOLEAN", "자료 있음", "Figures are known", caveat="of every unit that it is made of"),
        INTERPOLATED,
        Column("missing_sources", "VARCHAR", "누락된 단위", "Reported units without figures", nullable=True),
        Column("in_keis", "BOOLEAN", "고용정보원 단위", "In the KEIS set"),
        Column("in_local_government", "BOOLEAN", "기초지자체", "Basic local government"),
    ),
    key=("unit_id", "reference_date", "population_concept"),
    references=to_unit(),
    source="core.population_reported against core.crosswalk and core.reference_region",
    expectations=(
        Expect(
            "expect_column_values_to_be_in_set", {"column": "known", "value_set": [True]}, "warning",
            "the publisher's file has no row for the unit",
        ),
    ),
)  # fmt: skip
