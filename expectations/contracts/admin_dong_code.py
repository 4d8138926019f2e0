"""raw.admin_dong_code: which legal dong each administrative dong is made of."""

from dataclasses import replace

from expectations.columns import SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, TableContract
from expectations.contracts.legal_dong_code import ABOLISHED, CODE_10, CREATED, TABLE_DAY

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
