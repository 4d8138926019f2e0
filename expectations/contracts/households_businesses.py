"""Households and businesses of the tax register by sigungu."""

from __future__ import annotations

from dataclasses import replace

from expectations.columns import CELL_STATUS, INTERPOLATED, PRINTED_NAME, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW, UNIT_ID, YEAR
from expectations.contract import Column, Rule, TableContract
from expectations.contracts.raw_boundaries import VINTAGE
from expectations.references import to_unit
from expectations.rules.copied_period import copied_period
from expectations.rules.jumps import LARGEST, households_do_not_jump
from expectations.rules.names import (
    business_names,
    business_total,
    gu_equal_city,
    household_names,
    household_total,
    units_equal_sido,
)
from expectations.rules.whole_periods import whole_periods
from expectations.rules.workers import kinds_add_up
from expectations.templates import between, near_zero, one_of

KOSIS_HOUSEHOLDS = TableContract(
    name="kosis_households",
    schema="raw",
    ko="행정구역(시군구)별 주민등록세대수",
    en="Registered households by sigungu",
    description="KOSIS spreadsheet DT_1B040B3 in long form; every printed row is kept and marked with its kind.",
    grain="a printed unit and December",
    columns=(
        Column("sido_name", "VARCHAR", "시도", "Sido that the row stands below", nullable=True, caveat="name of today in all years; empty for the nation"),
        replace(
            PRINTED_NAME,
            caveat="the first of three Ojeong-gu of Bucheon has the figures of Wonmi-gu until 2015; Changwon has a row until 2009 and one since",
        ),
        Column("city_name", "VARCHAR", "소속 시", "City of a gu", nullable=True, caveat="empty for all other kinds"),
        Column(
            "row_kind", "VARCHAR", "행 종류", "What the row is", allowed=("nation", "sido", "sigungu", "gu", "branch_office"),
            caveat="gu are parts of their city's row; branch offices of Jeungpyeong and Gyeryong were counted apart until 2002",
        ),
        REFERENCE_DATE,
        Column("households", "BIGINT", "세대수", "Registered households", unit="households", nullable=True, minimum=0, measure="extensive"),
        replace(CELL_STATUS, allowed=("reported", "not_existing"), caveat="not_existing is printed `-`; never zero"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row", "reference_date"),
    source="Ministry of the Interior and Safety (행정안전부), 주민등록인구현황, by KOSIS DT_1B040B3",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_households", period=("reference_date",), unit=("sido_name", "city_name", "region_name"),
            figures=("households",),
        ),
        Rule(
            name="units_equal_sido",
            measure=units_equal_sido,
            key=("sido_name", "reference_date"),
            expect=(near_zero("difference"),),
        ),
        Rule(
            name="gu_equal_city",
            measure=gu_equal_city,
            key=("sido_name", "city_name", "reference_date"),
            expect=(near_zero("difference"),),
        ),
        Rule(
            name="names_are_units",
            measure=household_names,
            key=("sido_name", "region_name", "source_row"),
            expect=(one_of("verdict", "known"),),
        ),
    ),
)  # fmt: skip


TAX_BUSINESSES = TableContract(
    name="tax_businesses",
    schema="raw",
    ko="시군구별 가동사업자 현황",
    en="Active businesses by sigungu",
    description=(
        "Taxpayers registered for a business and active at the year's end, where the business is registered. Businesses, "
        "not establishments; no industry and no workers. 229 to 231 units a year, cities whole; no totals of sido or nation."
    ),
    grain="a unit, kind of business and year",
    columns=(
        Column(
            "region_code", "VARCHAR", "시군구별 코드", "Publisher's own code", pattern=r"^15133JYB[0-9A-Z]+$",
            caveat="of no known scheme; Gunwi-gun has one code until 2022 and another since, Dangjin one as gun and one as si",
        ),
        Column(
            "sido_name", "VARCHAR", "시도", "Sido", pattern=r"^[가-힣]+$",
            caveat="not printed: told by two characters of the publisher's code, with the sido's name of 2010-2022",
        ),
        replace(
            PRINTED_NAME,
            caveat=(
                "names repeat, use them with sido_name only; Michuhol-gu has its name of 2018 in all years. Yeongi-gun is "
                "printed until 2013 beside 세종 with what was left; Cheongwon-gun is in Cheongju from 2013, before their merger"
            ),
        ),
        Column("kind_code", "VARCHAR", "사업자별 코드", "Publisher's code of the kind"),
        Column(
            "kind_name", "VARCHAR", "사업자", "Kind of business as printed",
            allowed=("총계", "법인", "개인사업자", "일반사업자", "간이사업자", "면세사업자"),
            caveat="all; corporations and sole traders make all; general, simplified and exempt make sole traders",
        ),
        YEAR,
        Column("businesses", "BIGINT", "가동사업자", "Active businesses", unit="businesses", nullable=True, minimum=0, measure="extensive", source="가동사업자 현황[명]"),
        replace(CELL_STATUS, allowed=("reported", "missing"), caveat="missing: an empty cell"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_code", "kind_name", "year"),
    source="National Tax Service (국세청), 국세통계, 가동사업자 현황",
    min_rows=0,
    rules=(
        copied_period("tax_businesses", period=("year",), unit=("region_code", "kind_name"), figures=("businesses",)),
        whole_periods("tax_businesses", period=("year",), unit=("region_code",)),
        Rule(
            name="kinds_add_up",
            measure=kinds_add_up,
            key=("region_code", "kind_name", "year"),
            expect=(near_zero("unexplained"),),
        ),
        Rule(
            name="names_are_units",
            measure=business_names,
            key=("region_code",),
            expect=(one_of("verdict", "known"),),
        ),
    ),
)  # fmt: skip


SOURCE_VINTAGE = replace(VINTAGE, name="source_vintage", ko="경계 기준일", en="Day whose borders these are")
HOUSEHOLDS = Column("households", "BIGINT", "세대수", "Registered households", unit="households", minimum=0, measure="extensive")

HOUSEHOLDS_REPORTED = TableContract(
    name="households_reported",
    schema="core",
    ko="시군구 주민등록세대수 (보고 기준)",
    en="Registered households as reported",
    description="Units found by sido and name as printed; 2000 to 2002 on the borders of the end of 2003.",
    grain="a sigungu and December",
    columns=(UNIT_ID, SOURCE_VINTAGE, REFERENCE_DATE, HOUSEHOLDS),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_households",
    min_rows=0,
    rules=(
        Rule(
            name="every_household_has_a_unit",
            measure=household_total,
            key=("reference_date",),
            expect=(near_zero("difference"),),
        ),
    ),
)


BUSINESSES = Column(
    "businesses", "BIGINT", "가동사업자", "Active businesses", unit="businesses", minimum=0, measure="extensive",
    caveat="taxpayers of all kinds where they are registered; not establishments, and no workers",
)  # fmt: skip

BUSINESSES_REPORTED = TableContract(
    name="businesses_reported",
    schema="core",
    ko="시군구 가동사업자 (보고 기준)",
    en="Active businesses as reported",
    description=(
        "Units found by sido and name as printed; 2013 on the borders of July 2014, in which Cheongwon-gun is part of Cheongju; the two "
        "cities of Jeju, which stand under each other's name in 2010, put right."
    ),
    grain="a sigungu and December",
    columns=(UNIT_ID, SOURCE_VINTAGE, REFERENCE_DATE, BUSINESSES),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.tax_businesses",
    min_rows=0,
    rules=(
        Rule(
            name="every_business_has_a_unit",
            measure=business_total,
            key=("reference_date",),
            # Yeongi-gun is printed for two years after its end, with 15 and 8 businesses.
            expect=(between("difference", -15, 0),),
        ),
    ),
)


HOUSEHOLDS_TABLE = TableContract(
    name="households",
    schema="core",
    ko="시군구 주민등록세대수",
    en="Registered households",
    description="Units of the KOSIS set on the reference vintage, known ones only.",
    grain="a sigungu and December",
    columns=(UNIT_ID, REFERENCE_DATE, HOUSEHOLDS, INTERPOLATED),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="core.households_reported by core.crosswalk",
    min_rows=0,
    rules=(
        Rule(
            name="no_jump",
            measure=households_do_not_jump,
            key=("figure", "region_id", "reference_date"),
            expect=(
                between(
                    "unexplained",
                    -LARGEST,
                    LARGEST,
                    why="a count of a sido moves by more than a twentieth in a year and nothing explains it",
                ),
            ),
        ),
    ),
)


BUSINESSES_TABLE = TableContract(
    name="businesses",
    schema="core",
    ko="시군구 가동사업자",
    en="Active businesses",
    description="Units of the KOSIS set on the reference vintage, known ones only.",
    grain="a sigungu and December",
    columns=(UNIT_ID, REFERENCE_DATE, BUSINESSES, INTERPOLATED),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="core.businesses_reported by core.crosswalk",
    min_rows=0,
)
