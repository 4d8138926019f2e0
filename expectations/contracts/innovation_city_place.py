"""mart.innovation_city_place: the sites of the innovation cities as points, with the figures of their city."""

from dataclasses import replace

from expectations.columns import GEOMETRY, NAME_KO, SIDO_KO, optional
from expectations.contract import Column, Expect, TableContract
from expectations.contracts.innovation_city import INNOVATION_CITY
from expectations.contracts.innovation_city_site import INNOVATION_CITY_SITE
from expectations.references import to_city, to_unit


def _of_city(name: str) -> Column:
    column = INNOVATION_CITY.column(name)
    return replace(
        column,
        measure="",
        caveat="; ".join(filter(None, ["of the whole city, at each of its sites: do not add sites", column.caveat])),
    )


INNOVATION_CITY_PLACE = TableContract(
    name="innovation_city_place",
    schema="mart",
    ko="혁신도시",
    en="Innovation cities",
    description="Sites of the ten innovation cities at the centre of their eup-myeon-dong, which is approximate. Figures are of the whole city.",
    grain="a site",
    columns=(
        *(INNOVATION_CITY_SITE.column(name) for name in ("site_id", "city_id", "site_ko")),
        INNOVATION_CITY.column("city_ko"),
        INNOVATION_CITY.column("city_en"),
        Column("sites_of_city", "BIGINT", "도시의 입지 수", "Sites of the city", unit="sites", minimum=1),
        INNOVATION_CITY_SITE.column("unit_id"),
        replace(optional(NAME_KO), name="host_ko", ko="입지 시군구", en="Host in Korean", caveat="of the site's reference date"),
        replace(optional(SIDO_KO), caveat="of the site's reference date"),
        INNOVATION_CITY_SITE.column("emd_ko"),
        *(_of_city(name) for name in ("institutions_planned", "institutions_moved", "moved_date", "staff", "staff_date", "first_arrival_year")),
        INNOVATION_CITY_SITE.column("lon"),
        INNOVATION_CITY_SITE.column("lat"),
        INNOVATION_CITY_SITE.column("source"),
        INNOVATION_CITY_SITE.column("verified"),
        replace(GEOMETRY, ko="위치", en="Place", caveat="centre of the eup-myeon-dong; approximate"),
    ),
    key=("site_id",),
    geometry="geometry",
    geometry_type="Point",
    source="core.innovation_city_site, core.innovation_city, core.region",
    references=(*to_city(), *to_unit()),
    expectations=(Expect("expect_column_values_to_be_between", {"column": "sites_of_city", "min_value": 1, "max_value": 5}),),
)  # fmt: skip
