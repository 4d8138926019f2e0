"""core.sido_workers: workers by sido, section and year, where the establishment is."""

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.references import to_unit

# Sections of KSIC by their divisions as printed; household employers and bodies abroad are not surveyed.
SECTIONS = {
    "01~03": "A", "05~08": "B", "10~34": "C", "35": "D", "36~39": "E", "41~42": "F", "45~47": "G", "49~52": "H", "55~56": "I",
    "58~63": "J", "64~66": "K", "68": "L", "70~73": "M", "74~76": "N", "84": "O", "85": "P", "86~87": "Q", "90~91": "R", "94~96": "S",
}  # fmt: skip

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
