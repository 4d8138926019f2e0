"""core.decline_area: the population-decline areas designated by law."""

from dataclasses import replace

from expectations.columns import FACT_SOURCE, MOIS_CODE, NAME_KO, NOTE, UNIT_ID, VERIFIED
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.policy import decline_area_units

DECLINE_AREA = TableContract(
    name="decline_area",
    schema="core",
    ko="인구감소지역",
    en="Population-decline areas",
    description="The 89 areas of MOIS notice 2021-66: a designation in law by eight indicators, not the extinction risk index.",
    grain="a designated unit",
    columns=(
        UNIT_ID,
        replace(MOIS_CODE, caveat="on the day of the notice"),
        NAME_KO,
        replace(UNIT_ID, name="sido_unit_id", ko="시도", en="Sido", caveat="on the day of the notice: Gunwi-gun was in Gyeongbuk"),
        Column("designated_from", "DATE", "지정일", "Day of the announcement"),
        Column("notice", "VARCHAR", "고시", "Notice"),
        FACT_SOURCE,
        VERIFIED,
        NOTE,
    ),
    key=("unit_id",),
    references=to_unit("unit_id", "sido_unit_id"),
    source="assets/reference/tables/decline_area.csv, from MOIS (행정안전부) notice 2021-66",
    expectations=(
        Expect("expect_table_row_count_to_equal", {"value": 89}, why="the notice lists 89 areas"),
    ),
    rules=(
        Rule(
            name="decline_area_units",
            measure=decline_area_units,
            key=("unit_id",),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["alive"]}),),
        ),
    ),
)  # fmt: skip
