"""Surveys of establishments, of mining and manufacturing, and of workers by activity as printed."""

from __future__ import annotations

from dataclasses import replace

from domain.industries import ESTABLISHMENT_KINDS, SECTIONS
from domain.segments import BREAKS
from expectations.columns import CELL_STATUS, PRINTED_NAME, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Rule, TableContract
from expectations.contracts.workers import SECTION
from expectations.rules.copied_period import copied_period
from expectations.rules.names import establishment_names
from expectations.rules.workers import (
    mining_and_manufacturing_add_up,
    sections_add_up,
    sido_establishments_add_up,
    sido_plants_add_up,
)
from expectations.templates import near_zero, one_of

# Sales are printed in whole million KRW; 19 rounded parts and a rounded whole may be off by this much.
ROUNDING = 10

KOSIS_ESTABLISHMENTS = TableContract(
    name="kosis_establishments",
    schema="raw",
    ko="시도별 산업별 사업체·종사자·매출액",
    en="Establishments, workers and sales by sido and section",
    description="KOSIS figures as handed on in a long CSV; counted where the establishment is. All establishments, of any size.",
    grain="a sido or the nation, section, item and year",
    columns=(
        replace(PRINTED_NAME, caveat="short names, 서울; 전국 is the nation"),
        Column("industry_name", "VARCHAR", "산업", "Section as printed", pattern=r"^[가-힣][가-힣/ ]*$", source="산업별", caveat="전체 산업 is all sections"),
        Column(
            "industry_code", "VARCHAR", "산업코드", "KSIC divisions as printed", pattern=r"^(?:0|[0-9]{2}(?:~[0-9]{2})?)$", source="산업코드",
            caveat="0 is all sections; 10~34 is manufacturing",
        ),
        YEAR,
        Column("item", "VARCHAR", "지표", "Item as printed", allowed=("사업체수", "종사자수", "매출액"), caveat="establishments, workers, sales"),
        Column("unit", "VARCHAR", "단위", "Unit as printed", allowed=("개", "명", "백만원"), caveat="establishments, persons, million KRW"),
        Column("value", "BIGINT", "값", "Value", unit="as `unit` says", nullable=True, minimum=0, measure="extensive"),
        replace(CELL_STATUS, allowed=("reported", "suppressed"), caveat="suppressed is printed `X`; never zero"),
        Column(
            "index_2021", "DOUBLE", "지수", "Index, 2021 is 100", unit="2021 = 100", nullable=True, minimum=0, measure="intensive", source="지수",
            caveat="as printed; of the compiler's making",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "industry_code", "item", "year"),
    source="Statistics Korea (국가데이터처), 전국사업체조사, by KOSIS; arranged by a third party",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_establishments", period=("year",), unit=("region_name", "industry_code", "item"),
            figures=("value",),
        ),
        Rule(
            name="sections_add_up",
            measure=sections_add_up,
            key=("region_name", "item", "year"),
            expect=(near_zero("unexplained", ROUNDING),),
        ),
        Rule(
            name="sido_add_up",
            measure=sido_establishments_add_up,
            key=("industry_code", "item", "year"),
            expect=(near_zero("unexplained", ROUNDING),),
        ),
    ),
)  # fmt: skip


KOSIS_MINING_MANUFACTURING = TableContract(
    name="kosis_mining_manufacturing",
    schema="raw",
    ko="시도별 광업·제조업조사",
    en="Mining and manufacturing survey by sido",
    description="KOSIS figures as handed on in a long CSV; plants with ten workers and more, counted where they are.",
    grain="a sido or the nation, industry, item and year",
    columns=(
        replace(PRINTED_NAME, caveat="강원특별자치도 beside 전라북도; 전국 is the nation"),
        Column("industry_name", "VARCHAR", "산업", "Industry as printed", allowed=("광업 및 제조업", "광업", "제조업"), source="산업별", caveat="광업 및 제조업 is the sum of both"),
        Column("industry_code", "VARCHAR", "산업코드", "KSIC divisions as printed", nullable=True, pattern=r"^[0-9]{2}~[0-9]{2}$", caveat="empty for the sum of both"),
        YEAR,
        Column(
            "item", "VARCHAR", "지표", "Item as printed",
            allowed=("사업체수", "종사자수", "급여액", "출하액", "주요생산비", "부가가치", "유형자산 연말잔액"),
            caveat="plants, workers, wages, shipments, main costs, value added, tangible assets at year's end",
        ),
        Column("unit", "VARCHAR", "단위", "Unit as printed", allowed=("개", "명", "백만원"), caveat="plants, persons, million KRW"),
        Column("value", "BIGINT", "값", "Value", unit="as `unit` says", nullable=True, measure="extensive"),
        Column("remark", "VARCHAR", "비고", "Remark as printed", nullable=True, allowed=("-", "X"), caveat="`-` stands beside a true zero, `X` where a figure is suppressed"),
        replace(CELL_STATUS, allowed=("reported", "suppressed"), caveat="suppressed where the remark is `X`; never zero"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "industry_name", "item", "year"),
    source="Statistics Korea (국가데이터처), 광업제조업조사, by KOSIS; arranged by a third party",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_mining_manufacturing", period=("year",), unit=("region_name", "industry_code", "item"),
            figures=("value",),
        ),
        Rule(
            name="mining_and_manufacturing_add_up",
            measure=mining_and_manufacturing_add_up,
            key=("region_name", "item", "year"),
            expect=(near_zero("unexplained", ROUNDING),),
        ),
        Rule(
            name="sido_add_up",
            measure=sido_plants_add_up,
            key=("industry_name", "item", "year"),
            expect=(near_zero("unexplained", ROUNDING),),
        ),
    ),
)  # fmt: skip


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
        replace(YEAR, minimum=BREAKS[0].year, caveat="no classification is known for earlier ones; see domain/segments.py"),
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
            expect=(one_of("verdict", "known"),),
        ),
    ),
)  # fmt: skip


_STATUS = replace(
    CELL_STATUS,
    caveat="not_existing: both cells empty, nobody; suppressed is printed `X`; missing: no workers beside establishments, as `X` looks in 2019",
)

KOSIS_SIDO_INDUSTRY = TableContract(
    name="kosis_sido_industry",
    schema="raw",
    ko="시도·산업·사업체구분별 사업체수, 종사자수",
    en="Establishments and workers by sido, section and kind of establishment",
    description=(
        "KOSIS table DT_1K52C01 in long form. All years in KSIC 10: until 2016 the publisher carried KSIC 9 over, and what became farming "
        "dropped out. 2020 is of the survey, where other tables of 2020 are register-based already."
    ),
    grain="a sido or the nation, section, kind and year",
    columns=(
        replace(PRINTED_NAME, caveat="short names, 서울; 전국 is the nation"),
        replace(SECTION, caveat="read from the printed name and held against the printed divisions; total is 전체 산업"),
        Column("industry_name", "VARCHAR", "산업", "Section as printed", source="산업별"),
        Column("divisions", "VARCHAR", "산업 중분류", "KSIC divisions as printed", nullable=True, pattern=r"^[0-9]{2}(?:~[0-9]{2})?$", caveat="empty for all industries"),
        Column("kind_name", "VARCHAR", "사업체 구분", "Kind of establishment as printed", allowed=ESTABLISHMENT_KINDS, source="사업체구분별", caveat="all, single, head office, factory or branch"),
        YEAR,
        Column("establishments", "BIGINT", "사업체수", "Establishments", unit="establishments", nullable=True, minimum=0, measure="extensive", source="사업체수[개]"),
        replace(_STATUS, name="establishments_status", ko="사업체수 상태", en="Status of the establishments"),
        Column("workers", "BIGINT", "종사자수", "Workers", unit="persons", nullable=True, minimum=0, measure="extensive", source="종사자수[명]"),
        replace(_STATUS, name="workers_status", ko="종사자수 상태", en="Status of the workers"),
        SOURCE_FILE,
        replace(SOURCE_ROW, caveat="of the workers; 1 is the first data row"),
    ),
    key=("region_name", "section", "kind_name", "year"),
    source="Statistics Korea (국가데이터처), 전국사업체조사, by KOSIS DT_1K52C01",
    min_rows=0,
    rules=(copied_period(
            "kosis_sido_industry", period=("year",), unit=("region_name", "section", "kind_name"),
            figures=("establishments", "workers"),
        ),),
)  # fmt: skip
