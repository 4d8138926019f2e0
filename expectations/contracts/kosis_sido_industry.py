"""raw.kosis_sido_industry: the KOSIS table DT_1K52C01 of establishments and workers by sido, section and kind, 2014-2020."""

from dataclasses import replace

from expectations.columns import CELL_STATUS, PRINTED_NAME, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, TableContract
from expectations.contracts.sigungu_workers_reported import SECTION
from expectations.rules.copied_period import copied_period

ALL_KINDS = "계"
KINDS = (ALL_KINDS, "단독사업체", "본사,본점 등", "공장,지사(점),영업소")
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
        Column("kind_name", "VARCHAR", "사업체 구분", "Kind of establishment as printed", allowed=KINDS, source="사업체구분별", caveat="all, single, head office, factory or branch"),
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
