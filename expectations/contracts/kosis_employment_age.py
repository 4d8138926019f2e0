"""raw.kosis_employment_age: the KOSIS download of employment by sigungu and age, half-yearly since 2013."""

from dataclasses import replace

from expectations.columns import (
    AGE_FROM,
    CELL_STATUS,
    HALF_YEAR,
    NAME_NUMBER,
    PRINTED_NAME,
    RSE_MARK,
    SOURCE_FILE,
    SOURCE_ROW,
    YEAR,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.employment import ages_add_up, names_by_age

# Thousands to one decimal: four rounded parts and a rounded whole may be off by this much.
ROUNDING = 0.3001

KOSIS_EMPLOYMENT_AGE = TableContract(
    name="kosis_employment_age",
    schema="raw",
    ko="시군구 연령별 취업자 및 고용률",
    en="Employed persons and employment rate by sigungu and age",
    description=(
        "KOSIS download in long form; a survey of households, counted where people live. Units of cities of sido rank begin "
        "in 2021; Sejong is not in it, but Yeongi-gun, which became Sejong in 2012, is printed until 2016."
    ),
    grain="a printed sigungu, age group and half-year",
    columns=(
        PRINTED_NAME,
        NAME_NUMBER,
        Column("age_group", "VARCHAR", "연령", "Age group as printed", source="연령별", caveat="계 is all ages; 15 - 64세 and 55세이상 overlap the others"),
        replace(AGE_FROM, minimum=15),
        Column("age_to", "INTEGER", "나이 끝", "Oldest age of the group", unit="years", nullable=True, minimum=15, caveat="empty where open"),
        YEAR,
        HALF_YEAR,
        Column("employed", "DOUBLE", "취업자", "Employed persons", unit="thousand persons", nullable=True, minimum=0, measure="extensive", source="취업자 (천명)"),
        replace(CELL_STATUS, name="employed_status", caveat="missing: an empty cell, as in cities of sido rank before 2021"),
        replace(RSE_MARK, name="employed_rse"),
        Column("employment_rate", "DOUBLE", "고용률", "Employment rate", unit="percent", nullable=True, minimum=0, maximum=100, measure="intensive", source="고용률 (%)"),
        replace(CELL_STATUS, name="employment_rate_status"),
        replace(RSE_MARK, name="employment_rate_rse"),
        SOURCE_FILE,
        replace(SOURCE_ROW, caveat="of the employed; the rate stands below. 1 is the first data row"),
    ),
    key=("region_name", "name_number", "age_group", "year", "half"),
    source="Statistics Korea (국가데이터처), 지역별고용조사, by KOSIS",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_employment_age", period=("year", "half"), unit=("region_name", "name_number", "age_group"),
            figures=("employed", "employment_rate"),
        ),
        Rule(
            name="ages_add_up",
            measure=ages_add_up,
            key=("region_name", "name_number", "year", "half"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "parts_minus_whole", "min_value": -ROUNDING, "max_value": ROUNDING}),),
        ),
        Rule(
            name="names_are_units",
            measure=names_by_age,
            key=("region_name", "name_number"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)  # fmt: skip
