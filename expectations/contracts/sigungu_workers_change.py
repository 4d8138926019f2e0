"""mart.sigungu_workers_change: change of workers by sigungu and section between years that are counted alike."""

from dataclasses import replace

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.sigungu_workers_reported import NATIONAL_CHECK, SECTION
from expectations.references import to_unit
from expectations.rules.segments import changes_cross_breaks
from expectations.segments import BASIS, KSIC, SEGMENT

_WORKERS = Column("workers_from", "BIGINT", "처음 종사자", "Workers at first", unit="persons", minimum=0, measure="extensive")

SIGUNGU_WORKERS_CHANGE = TableContract(
    name="sigungu_workers_change",
    schema="mart",
    ko="시군구 산업별 종사자 증감",
    en="Change of workers by sigungu and section",
    description=(
        "Every pair of years within one segment in which both are known. There is none over 2016/2017 (KSIC 9 and 10) and none over "
        "2019/2020 (survey and register): such a difference would be one of counting."
    ),
    grain="a sigungu, section and pair of years",
    columns=(
        UNIT_ID,
        SECTION,
        replace(REFERENCE_DATE, name="from_date", ko="시작일", en="First date", caveat=""),
        replace(REFERENCE_DATE, name="to_date", ko="종료일", en="Last date", caveat=""),
        _WORKERS,
        replace(_WORKERS, name="workers_to", ko="나중 종사자", en="Workers at last"),
        Column("change", "BIGINT", "증감", "Change", unit="persons", measure="extensive", formula="workers_to - workers_from"),
        Column(
            "change_percent", "DOUBLE", "증감률", "Change in percent", unit="percent", nullable=True, minimum=-100, measure="intensive",
            formula="100 * change / workers_from", caveat="empty where nobody worked at first",
        ),
        KSIC,
        BASIS,
        SEGMENT,
        replace(NATIONAL_CHECK, caveat="the worse of both years: differs where either does; such a change is doubtful"),
        INTERPOLATED,
    ),
    key=("unit_id", "section", "from_date", "to_date"),
    references=to_unit(),
    source="core.sigungu_workers",
    min_rows=0,
    rules=(
        Rule(
            name="no_change_crosses_a_break",
            measure=changes_cross_breaks,
            key=("from_date", "to_date"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "breaks", "min_value": 0, "max_value": 0},
                    why="the two years are not counted alike",
                ),
            ),
        ),
    ),
)  # fmt: skip
