"""raw.kosis_dong_population: KOSIS table DT_1B04005, registered population by unit and age, open end 85 and over."""

from expectations.age_groups import raw_age_table
from expectations.rules.sums import kosis_dong_ages_add_up

KOSIS_DONG_POPULATION = raw_age_table(
    "kosis_dong_population",
    ko="읍면동별 5세별 주민등록인구",
    en="Registered population by eup-myeon-dong and 5-year age",
    description=(
        "KOSIS downloads of DT_1B04005, a December each: 1995-1997 down to sigungu, 1998 with eup-myeon-dong. The codes are not of the "
        "day (Jeju 50, Masan 48160), and branch offices of a province stand beside the gun that they were apart from."
    ),
    source="Ministry of the Interior and Safety (행정안전부), 주민등록인구현황, by KOSIS DT_1B04005",
    code_source="C행정구역(동읍면)별, d_num",
    ages_add_up=kosis_dong_ages_add_up,
)
