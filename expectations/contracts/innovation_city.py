"""Innovation cities: what and where they are."""

from __future__ import annotations

from dataclasses import replace

from expectations.columns import (
    CENTROID_LAT,
    CENTROID_LON,
    CITY_ID,
    FACT_SOURCE,
    GEOMETRY,
    MOIS_CODE,
    NAME_KO,
    NOTE,
    REFERENCE_DATE,
    SIDO_KO,
    UNIT_ID,
    VERIFIED,
    optional,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_city, to_unit
from expectations.rules.policy import host_units, sites_have_a_city
from expectations.templates import between, one_of

INNOVATION_CITY = TableContract(
    name="innovation_city",
    schema="core",
    ko="혁신도시",
    en="Innovation cities",
    description="Ten cities built for institutions that left the capital region; which units host them is in core.innovation_city_site.",
    grain="an innovation city",
    columns=(
        CITY_ID,
        Column("city_ko", "VARCHAR", "혁신도시", "Name in Korean"),
        Column("city_en", "VARCHAR", "혁신도시 영문", "Name in English"),
        Column("institutions_planned", "INTEGER", "이전 계획 기관수", "Institutions planned", unit="institutions", minimum=1, maximum=30, measure="extensive"),
        Column("planned_year", "INTEGER", "계획 연도", "Year of the plan", unit="year", minimum=2005, maximum=2020),
        Column(
            "institutions_moved", "INTEGER", "이전 기관수", "Institutions moved", unit="institutions", minimum=1, maximum=30, measure="extensive",
            caveat="mergers of institutions make it smaller than the plan; 112 in all",
        ),
        Column("moved_date", "DATE", "이전 기준일", "Date of institutions moved"),
        Column("staff", "INTEGER", "이전 인원", "Staff of the institutions", unit="persons", minimum=1, measure="extensive"),
        Column("staff_date", "DATE", "인원 기준일", "Date of staff"),
        Column(
            "first_arrival_year", "INTEGER", "첫 이전 연도", "Year in which the first institution began work", unit="year", minimum=2005, maximum=2020,
            caveat="most institutions followed in 2013 to 2015",
        ),
        Column("first_institution", "VARCHAR", "첫 이전 기관", "First institution"),
        FACT_SOURCE,
        VERIFIED,
        NOTE,
    ),
    key=("city_id",),
    source="assets/reference/tables/innovation_city.csv, from MOLIT (국토교통부) and the press",
)  # fmt: skip


INNOVATION_CITY_SITE = TableContract(
    name="innovation_city_site",
    schema="core",
    ko="혁신도시 입지",
    en="Sites of innovation cities",
    description="Busan has four sites, Chungbuk and Jeonbuk two; Gwangju and Jeonnam share one, in Naju.",
    grain="a site",
    columns=(
        Column("site_id", "VARCHAR", "입지 식별자", "Identifier of the site", pattern=r"^[a-z]+$"),
        CITY_ID,
        Column("site_ko", "VARCHAR", "지구", "Name of the site in Korean"),
        replace(UNIT_ID, caveat="unit that hosts the site"),
        replace(MOIS_CODE, caveat="of the host on the reference date"),
        replace(REFERENCE_DATE, caveat="of codes and eup-myeon-dong"),
        Column("emd_ko", "VARCHAR", "읍면동", "Eup-myeon-dong of the site", caveat="joined with ; where there are several"),
        Column("emd_mois_codes", "VARCHAR", "읍면동 코드", "MOIS codes of the eup-myeon-dong", pattern=r"^[0-9]{10}(?:;[0-9]{10})*$"),
        replace(CENTROID_LON, name="lon", ko="경도", en="Longitude", caveat="centre of the eup-myeon-dong; approximate"),
        replace(CENTROID_LAT, name="lat", ko="위도", en="Latitude", caveat="centre of the eup-myeon-dong; approximate"),
        FACT_SOURCE,
        VERIFIED,
        NOTE,
    ),
    key=("site_id",),
    source="assets/reference/tables/innovation_city_site.csv, from MOLIT (국토교통부); places from eup-myeon-dong of 2020",
    references=(*to_unit(), *to_city()),
    rules=(
        Rule(
            name="host_units",
            measure=host_units,
            key=("site_id",),
            expect=(one_of("verdict", "alive"),),
        ),
        Rule(
            name="sites_have_a_city",
            measure=sites_have_a_city,
            key=("city_id",),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "sites", "min_value": 1}),
                between("cities", 1, 1),
            ),
        ),
    ),
)  # fmt: skip


GOVERNMENT_TOWN = TableContract(
    name="government_town",
    schema="core",
    ko="도청 신도시",
    en="New towns of provincial governments",
    description="Units in which a town was built for a provincial government that left the city it had sat in: they grew for a reason that others do not have.",
    grain="a unit",
    columns=(
        UNIT_ID,
        Column("government_ko", "VARCHAR", "기관", "Government in Korean"),
        Column("government_en", "VARCHAR", "기관 영문", "Government"),
        Column("since_year", "INTEGER", "이전 연도", "Year of the move", unit="year", minimum=1995, maximum=2100),
        FACT_SOURCE,
        VERIFIED,
        NOTE,
    ),
    key=("unit_id",),
    references=to_unit(),
    source="assets/reference/tables/government_town.csv, from the press",
)  # fmt: skip


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
    expectations=(between("sites_of_city", 1, 5),),
)  # fmt: skip
