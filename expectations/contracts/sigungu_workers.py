"""core.sigungu_workers: workers and establishments by sigungu and section on the reference geography."""

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.sigungu_workers_reported import ESTABLISHMENTS, NATIONAL_CHECK, SECTION, STATUS, WORKERS
from expectations.references import to_unit
from expectations.rules.segments import counted_alike
from expectations.rules.sigungu_workers import workers_fit_their_status
from expectations.segments import BASIS, KSIC, SEGMENT

SIGUNGU_WORKERS = TableContract(
    name="sigungu_workers",
    schema="core",
    ko="시군구 산업별 종사자",
    en="Workers by sigungu and section",
    description=(
        "Units of the KOSIS set on the reference vintage. A row for what a sido publishes of a unit, empty where it is suppressed; no "
        "row where it publishes nothing (Seoul; sections of Jeonbuk; years after its table stops)."
    ),
    grain="a sigungu, year and section",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        SECTION,
        WORKERS,
        ESTABLISHMENTS,
        STATUS,
        NATIONAL_CHECK,
        KSIC,
        BASIS,
        SEGMENT,
        INTERPOLATED,
        Column("missing_sources", "BIGINT", "자료 없는 구성 단위", "Units it is made of that lack a figure", minimum=0),
    ),
    key=("unit_id", "reference_date", "section"),
    references=to_unit(),
    source="core.sigungu_workers_reported by core.crosswalk",
    citation="Statistics Korea and the 16 sido, 전국사업체조사, in the basic statistics (기본통계) of each sido, by KOSIS",
    min_rows=0,
    rules=(
        Rule(
            name="segments_follow_the_breaks",
            measure=counted_alike,
            key=("reference_date", "segment"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["alike"]}),),
        ),
        Rule(
            name="figures_fit_their_status",
            measure=workers_fit_their_status,
            key=("status",),
            expect=(Expect("expect_column_values_to_be_between", {"column": "misfits", "min_value": 0, "max_value": 0}),),
        ),
    ),
)
