"""core.innovation_city: the ten cities to which public institutions were moved."""

from expectations.columns import CITY_ID, FACT_SOURCE, NOTE, VERIFIED
from expectations.contract import Column, TableContract

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
