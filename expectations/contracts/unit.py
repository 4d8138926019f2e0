"""core.unit: every sido and sigungu that has ever been, one row each; what unit identifiers of other tables refer to."""

from dataclasses import replace

from expectations.columns import CENTROID_LAT, CENTROID_LON, NAME_EN, NAME_KO, UNIT_ID
from expectations.contract import Column, TableContract

PLACES = "sigungu of February 2024 only, to a hundredth of a degree; a sido lies where its sigungu do"
AREAS = "summed from areas of its eup-myeon-dong in 2020; boundaries are held against it"

UNIT = TableContract(
    name="unit",
    schema="core",
    ko="행정구역 단위",
    en="Units",
    description="Every sido and sigungu since 1995 under its last name; core.region has its eras with their codes.",
    grain="a unit",
    columns=(
        UNIT_ID,
        Column("level", "VARCHAR", "단위 수준", "Level", allowed=("sido", "sigungu")),
        replace(NAME_KO, ko="마지막 이름", en="Last name in Korean"),
        replace(NAME_EN, en="Last name in English"),
        replace(UNIT_ID, name="sido_unit_id", ko="시도", en="Sido that it is or lies in", caveat="of the last era"),
        Column("lived_from", "DATE", "시작일", "First day", caveat="1994-12-31 where the unit is older"),
        Column("lived_to", "DATE", "종료일", "First day without the unit", nullable=True, caveat="empty while it lives"),
        Column("eras", "INTEGER", "시기 수", "Eras in core.region", unit="eras", minimum=1),
        replace(
            CENTROID_LON,
            name="seat_lon",
            ko="인구 중심 경도",
            en="Longitude of where its people live",
            nullable=True,
            caveat=PLACES,
        ),
        replace(
            CENTROID_LAT,
            name="seat_lat",
            ko="인구 중심 위도",
            en="Latitude of where its people live",
            nullable=True,
            caveat=PLACES,
        ),
        Column(
            "seat_area_km2",
            "DOUBLE",
            "면적 (2024년 단위)",
            "Area of the unit of February 2024",
            unit="km2",
            nullable=True,
            minimum=0,
            caveat=AREAS,
        ),
    ),
    key=("unit_id",),
    source=(
        "assets/reference/tables/region.csv, from code tables of MOIS and Statistics Korea; sigungu_facts.csv, from figures of "
        "eup-myeon-dong by Statistics Korea"
    ),
)
