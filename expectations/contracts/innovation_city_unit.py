"""mart.innovation_city_unit: hosts, neighbours and donors of each innovation city."""

from dataclasses import replace

from expectations.columns import CITY_ID, GEOMETRY_BASIS, NAME_KO, SIDO_KO, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.references import to_city, to_unit

RING_BOUNDS = (5.0, 10.0, 20.0)
RINGS = ("ring_0_5", "ring_5_10", "ring_10_20")
COARSE = "by the centroid of whole sigungu, which are often wider than a ring: a unit across the border may count as far, a wide one as near"

INNOVATION_CITY_UNIT = TableContract(
    name="innovation_city_unit",
    schema="mart",
    ko="혁신도시 영향권 단위",
    en="Units about innovation cities",
    description=(
        "Host sigungu, sigungu within 20 km, and donors: no host of any city, 20 km and more from every site, outside the capital region, "
        "not Sejong; of the same sido, else the same 5+3 group, else anywhere outside the capital, whichever is the first to have five."
    ),
    grain="an innovation city and sigungu with a role",
    columns=(
        CITY_ID,
        UNIT_ID,
        NAME_KO,
        SIDO_KO,
        Column("role", "VARCHAR", "역할", "Role", allowed=("host", *RINGS, "donor"), caveat=f"rings in km from the nearest site, {COARSE}"),
        Column(
            "donor_pool", "VARCHAR", "대조군 범위", "Pool of donors", nullable=True, allowed=("sido", "megaregion", "outside_capital"),
            caveat="donors only",
        ),
        Column("distance_km", "DOUBLE", "거리", "Distance from the nearest site of the city", unit="km", minimum=0, caveat="of the centroid; places of sites are approximate"),
        replace(GEOMETRY_BASIS, caveat="on schematic shapes distances, and so rings and donors, are rough"),
    ),
    key=("city_id", "unit_id"),
    references=(*to_unit(), *to_city()),
    source="core.innovation_city_site, core.level_boundary, core.reference_region",
)  # fmt: skip
