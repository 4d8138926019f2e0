"""raw.legal_dong_code: code tables of sido, sigungu, eup-myeon-dong and ri, as the ministry hands them out."""

from expectations.boundary import VINTAGE
from expectations.columns import SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, TableContract

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
