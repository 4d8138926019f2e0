"""Code lists as published, and what they say beside the region history."""

from __future__ import annotations

from dataclasses import replace

from expectations.columns import SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, Rule, TableContract
from expectations.contracts.raw_boundaries import VINTAGE
from expectations.rules.history import unexplained_differences
from expectations.templates import one_of

# Ten digits: sido 2, sigungu 3, eup-myeon-dong 3, ri 2.
CODE_10 = Column(
    "code", "VARCHAR", "법정동코드", "Code of 10 digits", pattern=r"^[0-9]{10}$", caveat="zeros fill up what is above a ri"
)
TABLE_DAY = Column("table_date", "DATE", "코드표 기준일", "Day of the code table", caveat=VINTAGE.caveat)
CREATED = Column(
    "created",
    "DATE",
    "생성일",
    "Created",
    nullable=True,
    caveat="1988-04-23 is the first day of the code book; empty where the table has no days",
)
ABOLISHED = Column("abolished", "DATE", "말소일", "Abolished", nullable=True)

LEGAL_DONG_CODE = TableContract(
    name="legal_dong_code",
    schema="raw",
    ko="법정동코드",
    en="Codes of legal dong and the units above them",
    description="Two layouts: the workbook KIKcd_B with days of creation and abolition, and the whole list that says of each code whether it is in force.",
    grain="a code in a code table",
    columns=(
        TABLE_DAY,
        CODE_10,
        Column("name_ko", "VARCHAR", "이름", "Name with those of the units above", source="시도명 … 동리명; 법정동명"),
        Column("in_force", "BOOLEAN", "존재 여부", "In force on the day of the table", source="말소일자; 폐지여부"),
        CREATED,
        ABOLISHED,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "code"),
    source="Ministry of the Interior and Safety (행정안전부), 법정동코드: KIKcd_B, and 법정동코드 전체자료",
    min_rows=0,
)


ADMIN_DONG_CODE = TableContract(
    name="admin_dong_code",
    schema="raw",
    ko="행정동코드와 법정동코드",
    en="Administrative dong and the legal dong in them",
    description="Branch offices are among them, which are no units of their own; a legal dong may lie in several administrative ones.",
    grain="a legal dong in an administrative one",
    columns=(
        TABLE_DAY,
        replace(CODE_10, ko="행정동코드", source="행정동코드"),
        Column(
            "name_ko", "VARCHAR", "행정동", "Administrative dong with the units above it", source="시도명, 시군구명, 읍면동명"
        ),
        replace(CODE_10, name="legal_code", en="Code of the legal dong", source="법정동코드"),
        Column("legal_name_ko", "VARCHAR", "법정동", "Legal dong", source="동리명"),
        CREATED,
        ABOLISHED,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row"),
    source="Ministry of the Interior and Safety (행정안전부), 행정동코드와 법정동코드 연계 KIKmix",
    min_rows=0,
)


KINDS = (
    "only_in_source", "only_in_history", "other_name", "other_first_day", "ended_unknown", "other_successor", "place_only_in_source",
    "place_only_in_history",
)  # fmt: skip

CODE_COMPARISON = TableContract(
    name="code_comparison",
    schema="core",
    ko="코드표와 행정구역 연혁의 차이",
    en="Code tables against the region history",
    description=(
        "Codes of sido and sigungu in force on the day of each code table, their names and first days, and the legal dong of units that "
        "events of the two years before it made. What agrees has no row."
    ),
    grain="a difference between a source and the history",
    columns=(
        Column("source_file", "VARCHAR", "원자료 파일", "Code table"),
        Column("table_date", "DATE", "코드표 기준일", "Day of the code table"),
        Column(
            "kind", "VARCHAR", "종류", "Kind of difference", allowed=KINDS,
            caveat=(
                "first day: of the code, whoever bore it; ended_unknown: a code that had ended and that no unit of the history ever bore; "
                "place: a legal dong of a unit"
            ),
        ),
        Column("place", "VARCHAR", "대상", "Code, and of a legal dong its name"),
        Column("in_source", "VARCHAR", "코드표", "What the code table says", nullable=True),
        Column("in_history", "VARCHAR", "연혁", "What the history says", nullable=True),
        Column("reason", "VARCHAR", "이유", "Why they differ", nullable=True, caveat="of core.declared_difference; empty where nobody has looked into it"),
        Column("reason_source", "VARCHAR", "이유의 출처", "Source of the reason", nullable=True),
    ),
    key=("source_file", "kind", "place"),
    source="raw.legal_dong_code, raw.admin_dong_code, raw.region_code, raw.renumbered_code, core.region, core.region_event, core.declared_difference",
    min_rows=0,
    rules=(
        Rule(
            name="explained",
            measure=unexplained_differences,
            key=("source_file", "kind", "place"),
            expect=(
                one_of("explained", True, why="a code table and the region history differ and no reason is declared: mend the history, or declare the reason"),
            ),
        ),
    ),
)  # fmt: skip
