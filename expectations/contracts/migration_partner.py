"""mart.migration_partner: the chief origins and destinations of each sido and sigungu."""

from dataclasses import replace

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, TableContract
from expectations.contracts.migration_balance import YEAR_END
from expectations.flow import FLOW_SOURCE, MOVES
from expectations.references import to_region

PARTNERS = 10

MIGRATION_PARTNER = TableContract(
    name="migration_partner",
    schema="mart",
    ko="주요 전출입 지역",
    en="Chief origins and destinations",
    description=f"The {PARTNERS} regions from which most come and to which most go, all ages; all others are in core.sido_flow and core.sigungu_flow.",
    grain="a region, year, direction and rank",
    columns=(
        replace(LEVEL, allowed=("sido", "sigungu")),
        REGION_ID,
        NAME_KO,
        optional(SIDO_KO),
        YEAR_END,
        Column("direction", "VARCHAR", "방향", "Direction", allowed=("in", "out"), caveat="in: from the partner; out: to the partner"),
        Column("rank", "BIGINT", "순위", "Rank", minimum=1, maximum=PARTNERS),
        replace(REGION_ID, name="partner_id", ko="상대 지역", en="Partner", caveat=""),
        replace(NAME_KO, name="partner_ko", ko="상대 지역 이름", en="Partner in Korean"),
        replace(NAME_EN, name="partner_en", ko="상대 지역 영문 이름", en="Partner in English"),
        replace(optional(SIDO_KO), name="partner_sido_ko", ko="상대 지역 시도", en="Province of the partner in Korean"),
        MOVES,
        Column(
            "share", "DOUBLE", "비중", "Share of all moves in that direction", unit="ratio", minimum=0, maximum=1, measure="intensive",
            formula="moves / moves of the region in that direction from or to regions of its level",
        ),
        FLOW_SOURCE,
    ),
    key=("level", "region_id", "reference_date", "direction", "rank"),
    references=(*to_region(), *to_region(region="partner_id")),
    source="core.sido_flow, core.sigungu_flow",
    min_rows=0,
)  # fmt: skip
