"""core.megaregion_membership: which sido belongs to which group, under each grouping, by date."""

from dataclasses import replace

from expectations.columns import UNIT_ID
from expectations.contract import Column, TableContract
from expectations.references import to_unit

MEGAREGION_MEMBERSHIP = TableContract(
    name="megaregion_membership",
    schema="core",
    ko="권역 구성",
    en="Groups of sido",
    description="5+3 megaregions and their second reading, capital and rest, KOSTAT's four regions, OECD TL2: rows of one table.",
    grain="a sido in a grouping and period",
    columns=(
        Column(
            "scheme",
            "VARCHAR",
            "구분 체계",
            "Grouping",
            allowed=("five_plus_three", "five_plus_two", "kostat_four_regions", "oecd_tl2", "capital_rest"),
        ),
        replace(UNIT_ID, name="sido_unit_id", ko="시도", en="Sido"),
        Column("group_id", "VARCHAR", "권역", "Group", pattern=r"^[a-z0-9_]+$"),
        Column("group_ko", "VARCHAR", "권역 이름", "Name of the group in Korean"),
        Column("group_en", "VARCHAR", "권역 영문 이름", "Name of the group in English"),
        Column("valid_from", "DATE", "시작일", "First day"),
        Column("valid_to", "DATE", "종료일", "First day after", nullable=True),
        Column("source", "VARCHAR", "출처", "Source"),
        Column("note", "VARCHAR", "비고", "Note", nullable=True),
    ),
    key=("scheme", "sido_unit_id", "valid_from"),
    references=to_unit("sido_unit_id"),
    source="assets/reference/tables/megaregion_membership.csv",
)
