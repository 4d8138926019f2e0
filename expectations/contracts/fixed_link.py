"""core.fixed_link: roads over the sea from one sigungu to another."""

from dataclasses import replace

from expectations.columns import FACT_SOURCE, NAME_EN, NAME_KO, NOTE, UNIT_ID, VERIFIED
from expectations.contract import Column, TableContract
from expectations.references import to_unit

FIXED_LINK = TableContract(
    name="fixed_link",
    schema="core",
    ko="해상 고정 연결로",
    en="Fixed links over the sea",
    description=(
        "Bridges, tunnels and causeways between sigungu that have water between them. core.neighbour has those of islands; the others are for whoever "
        "wants a contiguity by road: join them to it. Not complete: no bridges over rivers, which units share a border in."
    ),
    grain="a link",
    columns=(
        replace(UNIT_ID, caveat="of the KOSIS set"),
        replace(UNIT_ID, name="other_unit_id", ko="이어진 단위", en="Unit at the other end", caveat=""),
        replace(NAME_KO, en="Name in Korean"),
        NAME_EN,
        Column("kind", "VARCHAR", "종류", "Kind", allowed=("bridge", "tunnel", "causeway"), caveat="tunnel: where any part of it is one"),
        Column("opened", "DATE", "개통일", "Open to traffic since"),
        Column("day_known", "BOOLEAN", "개통일 확인", "Is the day known", caveat="false: the last day of the year in which it opened"),
        FACT_SOURCE,
        VERIFIED,
        NOTE,
    ),
    key=("unit_id", "other_unit_id", "name_ko"),
    references=to_unit("unit_id", "other_unit_id"),
    source="assets/reference/tables/fixed_link.csv, from announcements and newspapers",
)  # fmt: skip
