"""core.vital_events: births and marriages of each year by sido on the reference geography."""

from dataclasses import replace

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import Expect, Rule, TableContract
from expectations.contracts.kosis_births import BIRTHS, IS_PROVISIONAL
from expectations.contracts.kosis_marriages import MARRIAGES
from expectations.references import to_unit
from expectations.rules.vital import nobody_is_lost

VITAL_EVENTS = TableContract(
    name="vital_events",
    schema="core",
    ko="시도 출생·혼인",
    en="Births and marriages by sido",
    description=(
        "Counts of a year by sido, on the borders of its end; months of marriages are in raw.kosis_marriages, those of persons living "
        "abroad in no sido. Rates by sigungu are mart.fertility_rate."
    ),
    grain="a sido and year",
    columns=(
        UNIT_ID,
        replace(REFERENCE_DATE, caveat="last day of the year of the events"),
        replace(BIRTHS, nullable=True),
        replace(MARRIAGES, nullable=True, caveat="sum of twelve months; empty where one is not known"),
        replace(IS_PROVISIONAL, source="", caveat="births or marriages of that year are; the publisher will replace them"),
        replace(
            INTERPOLATED, caveat="true: a part was shared out by people, as Gunwi-gun between Gyeongbuk and Daegu before 2023"
        ),
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_births, raw.kosis_marriages by core.crosswalk",
    min_rows=0,
    rules=(
        Rule(
            name="nobody_is_lost",
            measure=nobody_is_lost,
            key=("reference_date",),
            expect=tuple(
                Expect("expect_column_values_to_be_between", {"column": column, "min_value": 0, "max_value": 0})
                for column in ("births_difference", "marriages_difference")
            ),
        ),
    ),
)
