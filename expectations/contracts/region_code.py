"""raw.region_code: a list of sigungu in force, with the names of the legal dong in them."""

from expectations.columns import SOURCE_FILE
from expectations.contract import Column, TableContract
from expectations.contracts.legal_dong_code import TABLE_DAY

REGION_CODE = TableContract(
    name="region_code",
    schema="raw",
    ko="시군구코드와 법정동 이름",
    en="Codes of sigungu and names of the legal dong in them",
    description="Only the finest units: gu of cities instead of the cities. Legal dong without codes.",
    grain="a name in a sigungu",
    columns=(
        TABLE_DAY,
        Column("code", "VARCHAR", "시군구코드", "MOIS code of the sigungu", pattern=r"^[0-9]{5}$"),
        Column("name_ko", "VARCHAR", "시군구", "Sigungu with the units above it"),
        Column(
            "place_ko",
            "VARCHAR",
            "법정동",
            "Place in it, without the units above",
            caveat="an eup or myeon, followed by its ri where it is one",
        ),
        SOURCE_FILE,
        Column("source_place", "BIGINT", "순번", "Which name of the file", minimum=1),
    ),
    key=("source_file", "source_place"),
    source="code.go.kr, 법정동코드, as collected by a third party",
    min_rows=0,
)
