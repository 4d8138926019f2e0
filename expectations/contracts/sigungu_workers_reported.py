"""core.sigungu_workers_reported: workers and establishments by sigungu and section as published."""

from dataclasses import replace

from expectations.boundary import VINTAGE
from expectations.columns import REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.sido_workers import SECTIONS
from expectations.references import to_unit
from expectations.rules.sigungu_workers import workers_have_units

ALL_SECTIONS = "total"
SECTION = Column(
    "section",
    "VARCHAR",
    "산업 대분류",
    "Section of KSIC",
    allowed=(*SECTIONS.values(), ALL_SECTIONS),
    caveat="total is all sections",
)
WORKERS = Column(
    "workers", "BIGINT", "종사자", "Workers", unit="persons", nullable=True, minimum=0, measure="extensive",
    caveat="counted where they work, employers and family members among them; empty where suppressed or not published, never zero then",
)  # fmt: skip
ESTABLISHMENTS = Column(
    "establishments", "BIGINT", "사업체", "Establishments", unit="establishments", nullable=True, minimum=0, measure="extensive",
    caveat="mostly given where workers are suppressed: there are one or two",
)  # fmt: skip
STATUS = Column(
    "status", "VARCHAR", "종사자 수의 상태", "Status of the workers", allowed=("reported", "none", "suppressed", "missing"),
    caveat="none: printed `-` beside a total, no establishment, 0; suppressed: printed `X`; missing: a part is not published",
)  # fmt: skip
NATIONAL_CHECK = Column(
    "national_check", "VARCHAR", "전국표 대조", "Whether the whole sido equals the national table",
    allowed=("agrees", "not_compared", "differs"),
    caveat=(
        "of this year and section: agrees within 0.1 %; differs, so that a change from or to it is doubtful (Ulsan 2021); not_compared: "
        "the national table counts otherwise or has none; see core.sido_workers_comparison"
    ),
)  # fmt: skip

SIGUNGU_WORKERS_REPORTED = TableContract(
    name="sigungu_workers_reported",
    schema="core",
    ko="시군구 산업별 종사자 (보고 기준)",
    en="Workers by sigungu and section as reported",
    description=(
        "Units found by sido, name and year. Seoul prints no gu at all, Jeonbuk no sections; Sejong is one unit; where the tables of a "
        "sido stop the series stops."
    ),
    grain="a sigungu, year and section",
    columns=(
        UNIT_ID,
        replace(VINTAGE, name="source_vintage", ko="경계 기준일", en="Day whose borders these are"),
        REFERENCE_DATE,
        SECTION,
        WORKERS,
        ESTABLISHMENTS,
        STATUS,
        NATIONAL_CHECK,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("unit_id", "reference_date", "section"),
    references=to_unit(),
    source="raw.kosis_sigungu_establishments, core.sido_workers_comparison",
    min_rows=0,
    rules=(
        Rule(
            name="every_worker_has_a_unit",
            measure=workers_have_units,
            key=("reference_date", "section"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}),),
        ),
    ),
)
