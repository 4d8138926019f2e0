"""raw.renumbered_code: sigungu that keep their extent and get another code."""

from expectations.columns import SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, TableContract

RENUMBERED_CODE = TableContract(
    name="renumbered_code",
    schema="raw",
    ko="바뀐 시군구코드",
    en="Renumbered sigungu",
    description="The sigungu of Gwangju and Jeonnam on the day on which the two became one province.",
    grain="a sigungu",
    columns=(
        Column("old_code", "VARCHAR", "이전 코드", "MOIS code on the eve", pattern=r"^[0-9]{5}$", source="mois5_old"),
        Column("new_code", "VARCHAR", "이후 코드", "MOIS code on the day", pattern=r"^[0-9]{5}$", source="mois5_new_…"),
        Column("changed_on", "DATE", "시행일", "Day of the change", caveat="from the name of the column"),
        Column("name_ko", "VARCHAR", "이름", "Name"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "old_code"),
    source="compiled from the notice of the Ministry of the Interior and Safety (행정안전부)",
    min_rows=0,
)
