"""core.innovation_city_site: where the innovation cities lie, and which unit hosts each site."""

from dataclasses import replace

from expectations.columns import (
    CENTROID_LAT,
    CENTROID_LON,
    CITY_ID,
    FACT_SOURCE,
    MOIS_CODE,
    NOTE,
    REFERENCE_DATE,
    UNIT_ID,
    VERIFIED,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_city, to_unit
from expectations.rules.policy import host_units, sites_have_a_city

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
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["alive"]}),),
        ),
        Rule(
            name="sites_have_a_city",
            measure=sites_have_a_city,
            key=("city_id",),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "sites", "min_value": 1}),
                Expect("expect_column_values_to_be_between", {"column": "cities", "min_value": 1, "max_value": 1}),
            ),
        ),
    ),
)  # fmt: skip
