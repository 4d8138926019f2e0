"""mart.claim_variant: each claim under each definition, item and date."""

from dataclasses import replace

from expectations.columns import NOTE, REFERENCE_DATE
from expectations.contract import Column, ForeignKey, TableContract
from expectations.contracts.claim import CLAIM_ID, NEEDED, TABLES
from expectations.verdict import VARIANT_VERDICTS

CLAIM_VARIANT = TableContract(
    name="claim_variant",
    schema="mart",
    ko="명제의 정의별 값",
    en="Claims by definition and date",
    description="One sentence, several definitions, items and years: the numbers behind each verdict of mart.claim.",
    grain="a claim, definition, item and date",
    columns=(
        CLAIM_ID,
        Column("definition", "VARCHAR", "정의", "Definition", pattern=r"^[a-z0-9_]+$"),
        Column("definition_ko", "VARCHAR", "정의 설명", "Definition in Korean"),
        Column("definition_en", "VARCHAR", "정의 설명 (영문)", "Definition in English"),
        Column("item", "VARCHAR", "항목", "Region, term or way of comparing", caveat="`all` where there is one; `not measured` for what cannot be checked"),
        replace(REFERENCE_DATE, caveat="of the value; for what cannot be checked the day the sentence speaks of"),
        Column("value", "DOUBLE", "값", "Value", unit="as the column unit says", nullable=True),
        Column("unit", "VARCHAR", "단위", "Unit of the value"),
        Column("n", "BIGINT", "수", "Units, countries or years it rests on", nullable=True, minimum=0),
        Column("verdict", "VARCHAR", "판정", "Verdict of the variant", allowed=VARIANT_VERDICTS, caveat="shown: stands beside and decides nothing"),
        Column("reproduces", "BOOLEAN", "공표 값 대응", "Stands for the published value"),
        NOTE,
        replace(NEEDED, name="needed_table", en="What is needed to check it"),
        TABLES,
    ),
    key=("claim_id", "definition", "item", "reference_date"),
    source="assets/claims, from the tables named in each row",
    references=(ForeignKey(("claim_id",), "mart.claim", ("claim_id",), by_construction=True),),
)  # fmt: skip
