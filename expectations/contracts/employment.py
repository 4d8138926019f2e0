"""The local labour survey: who works, by residence."""

from __future__ import annotations

from dataclasses import replace

from domain.ages import SURVEY_AGES, SURVEY_TOTAL
from expectations.columns import (
    AGE_FROM,
    CELL_STATUS,
    HALF_YEAR,
    INTERPOLATED,
    LEVEL,
    NAME_NUMBER,
    PRINTED_NAME,
    REFERENCE_DATE,
    REGION_ID,
    RSE_MARK,
    SOURCE_FILE,
    SOURCE_ROW,
    UNIT_ID,
    YEAR,
)
from expectations.contract import Column, Rule, TableContract
from expectations.formula import Formula, printed_percent
from expectations.references import to_region, to_unit
from expectations.rules.copied_period import copied_period
from expectations.rules.employment import (
    ages_add_up,
    industries_add_up,
    labour_force_adds_up,
    names_by_age,
    names_by_industry,
)
from expectations.templates import near_zero, one_of

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
            expect=(near_zero("parts_minus_whole", ROUNDING),),
        ),
        Rule(
            name="names_are_units",
            measure=names_by_age,
            key=("region_name", "name_number"),
            expect=(one_of("verdict", "known"),),
        ),
    ),
)  # fmt: skip


# Whole thousands: six rounded parts and a rounded whole may be off by this much.
INDUSTRY_ROUNDING = 3

KOSIS_EMPLOYMENT_INDUSTRY = TableContract(
    name="kosis_employment_industry",
    schema="raw",
    ko="시군구 산업별 취업자",
    en="Employed persons by sigungu and industry",
    description=(
        "KOSIS download in long form, its second header row unfolded; a survey of households, counted where people live and "
        "not where they work. Sejong is not in it."
    ),
    grain="a printed sigungu, industry group and half-year",
    columns=(
        PRINTED_NAME,
        NAME_NUMBER,
        Column("industry_name", "VARCHAR", "산업", "Industry group as printed", pattern=r"^[가-힣][가-힣·, ]*(?:[(][A-U,~]+[)])?$", source="산업별", caveat="계 is all industries"),
        Column(
            "ksic_sections", "VARCHAR", "산업 대분류", "Sections of KSIC 11 as printed in the name", nullable=True, pattern=r"^[A-U](?:[,~][A-U])*$",
            caveat="empty for all industries; mining (B) and manufacturing (C) are one group",
        ),
        YEAR,
        HALF_YEAR,
        Column("employed", "BIGINT", "취업자", "Employed persons", unit="thousand persons", nullable=True, minimum=0, measure="extensive", source="취업자 (천명)"),
        replace(
            CELL_STATUS, allowed=("reported", "not_existing", "suppressed"),
            caveat="not_existing is printed `-`: nobody in the sample or too few to tell; never zero. 0 is fewer than 500",
        ),
        replace(RSE_MARK, name="employed_rse"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "name_number", "industry_name", "year", "half"),
    source="Statistics Korea (국가데이터처), 지역별고용조사, by KOSIS",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_employment_industry", period=("year", "half"), unit=("region_name", "name_number", "industry_name"),
            figures=("employed",),
        ),
        Rule(
            name="industries_add_up",
            measure=industries_add_up,
            key=("region_name", "name_number", "year", "half"),
            expect=(near_zero("parts_minus_whole", INDUSTRY_ROUNDING),),
        ),
        Rule(
            name="names_are_units",
            measure=names_by_industry,
            key=("region_name", "name_number"),
            expect=(one_of("verdict", "known"),),
        ),
    ),
)  # fmt: skip


# Whole thousands: 17 rounded sido and a rounded nation, or two rounded parts and a rounded whole.
SIDO_ROUNDING, PART_ROUNDING = 9, 1


def _persons(name: str, ko: str, en: str, source: str) -> Column:
    return Column(name, "BIGINT", ko, en, unit="thousand persons", nullable=True, minimum=0, measure="extensive", source=source)


def _rate(name: str, ko: str, en: str, source: str, formula: str | Formula = "") -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit="percent", nullable=True, minimum=0, maximum=100, measure="intensive", source=source, formula=formula
    )  # fmt: skip


KOSIS_LABOUR_FORCE = TableContract(
    name="kosis_labour_force",
    schema="raw",
    ko="행정구역(시도)별 경제활동인구",
    en="Labour force by sido",
    description="KOSIS spreadsheet DT_1DA7004S, a row per sido and year; a survey of households, yearly means.",
    grain="a sido or the nation and year",
    columns=(
        replace(PRINTED_NAME, caveat=f"{SURVEY_TOTAL} is the nation; names of before 2006 (제주도), 2023 (강원도) and 2024 (전라북도) in all years; Chungnam holds Sejong until 2016"),
        YEAR,
        _persons("population_15_over", "15세이상인구", "Population aged 15 and over", "15세이상인구 (천명)"),
        _persons("economically_active", "경제활동인구", "Economically active", "경제활동인구 (천명)"),
        _persons("employed", "취업자", "Employed", "취업자 (천명)"),
        _persons("unemployed", "실업자", "Unemployed", "실업자 (천명)"),
        _persons("inactive", "비경제활동인구", "Economically inactive", "비경제활동인구 (천명)"),
        _rate("participation_rate", "경제활동참가율", "Participation rate", "경제활동참가율 (%)", printed_percent("economically_active", "population_15_over")),
        _rate("unemployment_rate", "실업률", "Unemployment rate", "실업률 (%)", printed_percent("unemployed", "economically_active")),
        _rate("employment_rate", "고용률", "Employment rate", "고용률 (%)", printed_percent("employed", "population_15_over")),
        _rate("employment_rate_15_64", "15-64세 고용률", "Employment rate, ages 15-64", "15-64세 고용률 (%)"),
        replace(
            CELL_STATUS, en="Status of the row", allowed=("reported", "not_existing", "partly"),
            caveat="not_existing: all cells `-`, as for Sejong until 2016; partly: some",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "year"),
    source="Statistics Korea (국가데이터처), 경제활동인구조사, by KOSIS DT_1DA7004S",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_labour_force", period=("year",), unit=("region_name",),
            figures=("population_15_over", "economically_active", "employed", "unemployed", "inactive"),
        ),
        Rule(
            name="labour_force_adds_up",
            measure=labour_force_adds_up,
            key=("region_name", "year"),
            expect=(
                *(
                    near_zero(column, PART_ROUNDING)
                    for column in ("active_difference", "population_difference")
                ),
                near_zero("sido_minus_nation", SIDO_ROUNDING),
            ),
        ),
    ),
)  # fmt: skip


SURVEY_DATE = replace(REFERENCE_DATE, caveat="last day of the half-year; the survey is of April and of October")

EMPLOYMENT = TableContract(
    name="employment",
    schema="core",
    ko="시군구 연령별 취업",
    en="Employment by sigungu and age",
    description=(
        "Employed persons and the population they are a share of, on the units of the reference vintage; residents, not jobs at a place. "
        "Sejong is not in the survey; cities of sido rank begin in 2021."
    ),
    grain="a sigungu, half-year and age group",
    columns=(
        UNIT_ID,
        SURVEY_DATE,
        Column("age_group", "VARCHAR", "연령", "Age group", allowed=tuple(SURVEY_AGES.values()), caveat="15_over and 15_64 overlap the others"),
        replace(KOSIS_EMPLOYMENT_AGE.column("employed"), source=""),
        Column(
            "population_implied", "DOUBLE", "고용률의 분모", "Population of that age", unit="thousand persons", nullable=True, minimum=0,
            measure="extensive", formula="100 * employed / employment_rate", caveat="implied by the two rounded figures, as the publisher's file has none: off by up to 1 in 100 in small units",
        ),
        Column(
            "employment_rate", "DOUBLE", "고용률", "Employment rate", unit="percent", nullable=True, minimum=0, maximum=100, measure="intensive",
            formula="100 * employed / population_implied",
        ),
        INTERPOLATED,
        Column("missing_sources", "BIGINT", "누락된 원단위 수", "Old units without figures", unit="units", minimum=0),
    ),
    key=("unit_id", "reference_date", "age_group"),
    references=to_unit(),
    source="raw.kosis_employment_age by core.crosswalk",
    citation=KOSIS_EMPLOYMENT_AGE.source,
    min_rows=0,
)  # fmt: skip


LABOUR_FORCE = TableContract(
    name="labour_force",
    schema="core",
    ko="시도 경제활동인구와 고용률",
    en="Labour force by sido and of the nation",
    description=(
        "Yearly means of the labour force survey: persons and rates as published for the nation and each sido, on the borders of each year. "
        "Sigungu are another survey, core.employment, which does not add up to these."
    ),
    grain="a sido or the nation and year",
    columns=(
        replace(LEVEL, allowed=("nation", "sido")),
        REGION_ID,
        replace(REFERENCE_DATE, caveat="last day of the year that the figures are means of"),
        *(replace(KOSIS_LABOUR_FORCE.column(name), source="", nullable=False) for name in ("population_15_over", "employed")),
        *(replace(KOSIS_LABOUR_FORCE.column(name), source="", formula="") for name in ("employment_rate", "employment_rate_15_64")),
        Column("printed_rows", "BIGINT", "원자료 행 수", "Printed sido that it is made of", unit="units", minimum=1, caveat="1: rates are those printed; more: 15 and over from the persons, 15-64 empty"),
        Column(
            "holds", "VARCHAR", "포함된 시도", "Sido whose people stand in its figures as well", nullable=True, pattern=r"^[a-z-]+(?:[+][a-z-]+)*$",
            caveat="Chungnam holds Sejong until 2016, which has no row then",
        ),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    source="raw.kosis_labour_force",
    citation=KOSIS_LABOUR_FORCE.source,
    min_rows=0,
)  # fmt: skip


RESIDENT_INDUSTRY = TableContract(
    name="resident_industry",
    schema="core",
    ko="시군구 광·제조업 취업자 (거주지)",
    en="Employed residents in mining and manufacturing by sigungu",
    description="Survey of households, counted where people live and not where they work; the mean of the halves of a year. Sejong is not in it.",
    grain="a sigungu and year",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        Column("employed", "DOUBLE", "취업자", "Employed residents", unit="thousand persons", minimum=0, measure="extensive"),
        Column(
            "in_manufacturing", "DOUBLE", "광·제조업 취업자", "Of them in mining and manufacturing", unit="thousand persons", minimum=0,
            measure="extensive", caveat="the survey prints sections B and C together",
        ),
        INTERPOLATED,
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_employment_industry",
    min_rows=0,
)  # fmt: skip
