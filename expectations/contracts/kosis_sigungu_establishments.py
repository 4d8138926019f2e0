"""raw.kosis_sigungu_establishments: the establishment survey by sigungu and section, from the tables of 16 sido."""

from dataclasses import replace

from expectations.columns import CELL_STATUS, PRINTED_NAME, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.sido_workers import SECTIONS
from expectations.rules.copied_period import copied_period
from expectations.rules.sigungu_names import establishment_names
from expectations.segments import BREAKS

# Household employers and bodies abroad are printed by two sido, without a figure.
PRINTED_SECTIONS = (*SECTIONS.values(), "T", "U", "total")
_MARK = "not_existing is printed `-`: nobody, or a year of which the table has no parts at all; suppressed is printed `X`; missing `...`"

KOSIS_SIGUNGU_ESTABLISHMENTS = TableContract(
    name="kosis_sigungu_establishments",
    schema="raw",
    ko="시군구 산업별 사업체·종사자 (시도 기본통계)",
    en="Establishments and workers by sigungu and section, from the basic statistics of each sido",
    description=(
        "Each sido publishes the survey in a layout of its own; all of them in one long form, every row marked with its kind. Counted "
        "where people work. Seoul prints no gu, Jeonbuk no sections, Sejong eup-myeon-dong and no 2019, Gyeonggi no 2015."
    ),
    grain="a printed region, year and section",
    columns=(
        Column("sido_name", "VARCHAR", "시도", "Sido whose table it is", caveat="name of today in all years"),
        replace(PRINTED_NAME, caveat="bare names of today: Michuhol-gu in years in which it was Nam-gu; 합계 is the sido"),
        Column(
            "row_kind", "VARCHAR", "행 종류", "What the row is", allowed=("sido", "subregion", "sigungu", "gu", "emd"),
            caveat="subregion is a sum of some sigungu (남부, 북부 of Gyeonggi); gu are parts of their city",
        ),
        Column("parent_name", "VARCHAR", "상위 행", "Row that it is a part of, as printed", nullable=True, caveat="empty for the sido"),
        replace(YEAR, minimum=BREAKS[0].year, caveat="no classification is known for earlier ones; see expectations/segments.py"),
        Column("section", "VARCHAR", "산업 대분류", "Section of KSIC", allowed=PRINTED_SECTIONS, caveat="read from the printed name, which does not tell KSIC 9 from 10"),
        Column("industry_name", "VARCHAR", "산업", "Industry as printed", source="산업별"),
        Column("establishments", "BIGINT", "사업체수", "Establishments", unit="establishments", nullable=True, minimum=0, measure="extensive", source="사업체수 (개)"),
        replace(CELL_STATUS, name="establishments_status", ko="사업체수 상태", en="Status of the establishments", caveat=_MARK),
        Column("workers", "BIGINT", "종사자수", "Workers", unit="persons", nullable=True, minimum=0, measure="extensive", source="종사자수 (명)"),
        replace(CELL_STATUS, name="workers_status", ko="종사자수 상태", en="Status of the workers", caveat=_MARK),
        SOURCE_FILE,
        replace(SOURCE_ROW, caveat="of the workers, where both items have rows of their own; 1 is the first row below the header"),
    ),
    key=("sido_name", "region_name", "year", "section"),
    source="Statistics Korea (국가데이터처) and the sido, 전국사업체조사, in the basic statistics of each sido, by KOSIS",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_sigungu_establishments", period=("year",), unit=("sido_name", "region_name", "section"),
            figures=("establishments", "workers"),
        ),
        Rule(
            name="names_are_units",
            measure=establishment_names,
            key=("sido_name", "region_name"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)  # fmt: skip
