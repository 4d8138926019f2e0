"""core.region_member: which sigungu or sido make up each region of the reference geography."""

from dataclasses import replace

from expectations.columns import LEVEL, REGION_ID
from expectations.contract import TableContract
from expectations.references import to_region

REGION_MEMBER = TableContract(
    name="region_member",
    schema="core",
    ko="지역 구성",
    en="Members of regions",
    description="Every region of every level with the sigungu that make it up, and with the sido where it is at least one; join it to sum.",
    grain="a region and member",
    columns=(
        LEVEL,
        REGION_ID,
        replace(LEVEL, name="member_level", ko="구성 단위 수준", en="Level of the members", allowed=("sido", "sigungu")),
        replace(REGION_ID, name="member_id", ko="구성 단위", en="Member", caveat="unit_id of a sigungu or sido"),
    ),
    key=("level", "region_id", "member_level", "member_id"),
    references=(*to_region(), *to_region("member_level", "member_id")),
    source="core.reference_region, core.megaregion_membership",
)  # fmt: skip
