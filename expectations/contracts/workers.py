"""Workers at the place of work by sido, sigungu and section of industry."""

from __future__ import annotations

from dataclasses import replace

from domain.industries import ALL_SECTIONS, SECTIONS
from domain.segments import NATIONAL_TABLES, TOLERANCE_PERCENT
from expectations.columns import BASIS, INTERPOLATED, KSIC, NOTE, REFERENCE_DATE, SEGMENT, SOURCE_FILE, SOURCE_ROW, UNIT_ID
from expectations.contract import Column, Rule, TableContract
from expectations.contracts.raw_boundaries import VINTAGE
from expectations.references import to_unit
from expectations.rules.workers import (
    changes_cross_breaks,
    counted_alike,
    exchanged_sections,
    manufacturing_differences,
    unknown_differences,
    workers_fit_their_status,
    workers_have_units,
)
from expectations.templates import near_zero, one_of

SIDO_WORKERS = TableContract(
    name="sido_workers",
    schema="core",
    ko="시도별 산업별 종사자",
    en="Workers by sido and section",
    description="Workers of all establishments, of any size, where they work.",
    grain="a sido, year and section",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        Column("section", "VARCHAR", "산업 대분류", "Section of KSIC", allowed=tuple(SECTIONS.values())),
        Column("workers", "BIGINT", "종사자", "Workers", unit="persons", minimum=0, measure="extensive"),
        INTERPOLATED,
    ),
    key=("unit_id", "reference_date", "section"),
    references=to_unit(),
    source="raw.kosis_establishments",
    min_rows=0,
)


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
            expect=(near_zero("difference"),),
        ),
    ),
)


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
            expect=(one_of("verdict", "alike"),),
        ),
        Rule(
            name="figures_fit_their_status",
            measure=workers_fit_their_status,
            key=("status",),
            expect=(near_zero("misfits"),),
        ),
    ),
)


def _count(name: str, ko: str, en: str, unit: str = "persons", *, nullable: bool = False, caveat: str = "") -> Column:
    return Column(name, "BIGINT", ko, en, unit=unit, nullable=nullable, measure="extensive", caveat=caveat)


SIDO_WORKERS_COMPARISON = TableContract(
    name="sido_workers_comparison",
    schema="core",
    ko="시도 산업별 종사자 비교",
    en="Workers by sido and section, compared",
    description=(
        "Every cell of the sido's own tables that a national table has too, with every difference. Only rows marked `same` count alike; "
        "where they differ all the same, the difference is declared with its number."
    ),
    grain="a sido, year, section and national table",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        SECTION,
        Column("compared_with", "VARCHAR", "비교한 표", "National table", allowed=tuple(NATIONAL_TABLES), caveat="raw.kosis_sido_industry, raw.kosis_establishments"),
        _count("workers_summed", "시군구 종사자 합계", "Workers of its sigungu, summed", nullable=True, caveat="empty where a part is not told, and where no parts are printed"),
        Column("untold_units", "BIGINT", "값이 없는 시군구 수", "Sigungu that are suppressed", nullable=True, minimum=0, caveat="empty where no parts are printed"),
        _count("workers_printed", "시도표의 시도 종사자", "Workers of the sido as printed in its own table"),
        _count("workers_national", "전국표의 종사자", "Workers in the national table"),
        _count("workers_difference", "종사자 차이", "Workers, difference", caveat="sum of sigungu minus national table; the printed row where there is no sum"),
        Column("workers_difference_percent", "DOUBLE", "종사자 차이 비율", "Workers, difference in percent", unit="percent", nullable=True, measure="intensive"),
        _count("establishments_printed", "시도표의 사업체", "Establishments of the sido as printed in its own table", "establishments", nullable=True),
        _count("establishments_national", "전국표의 사업체", "Establishments in the national table", "establishments", nullable=True),
        _count("establishments_difference", "사업체 차이", "Establishments, difference", "establishments", nullable=True),
        Column(
            "comparability", "VARCHAR", "비교 가능성", "Whether both count alike", allowed=("same", "other_classification", "other_basis", "moved_section"),
            caveat="other_classification: KSIC 9 beside what was carried over to KSIC 10; other_basis: register beside survey; moved_section: K and O exchange some",
        ),
        Column("known", "BOOLEAN", "알려진 차이 여부", "Declared, with exactly this difference"),
        NOTE,
    ),
    key=("unit_id", "reference_date", "section", "compared_with"),
    references=to_unit(),
    source="raw.kosis_sigungu_establishments, raw.kosis_sido_industry, raw.kosis_establishments",
    min_rows=0,
    rules=(
        Rule(
            name="manufacturing_equals_sido_table",
            measure=manufacturing_differences,
            key=("unit_id", "reference_date", "compared_with"),
            expect=(
                near_zero("unexplained_percent", TOLERANCE_PERCENT, why="manufacturing of a sido differs from the national table, and the difference is not declared"),
            ),
        ),
        Rule(
            name="every_difference_is_declared",
            measure=unknown_differences,
            key=("unit_id", "reference_date", "section", "compared_with"),
            expect=(
                near_zero("workers", severity="warning"),
                near_zero("establishments", severity="warning"),
            ),
        ),
        Rule(
            name="moved_sections_agree_together",
            measure=exchanged_sections,
            key=("unit_id", "reference_date", "compared_with"),
            expect=(near_zero("workers", severity="warning"),),
        ),
    ),
)  # fmt: skip


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
                near_zero("breaks", why="the two years are not counted alike"),
            ),
        ),
    ),
)  # fmt: skip
