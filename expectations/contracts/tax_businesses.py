"""raw.tax_businesses: active businesses by sigungu and kind from tax statistics since 2010."""

from dataclasses import replace

from expectations.columns import CELL_STATUS, PRINTED_NAME, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.establishments import kinds_add_up
from expectations.rules.sigungu_names import business_names

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
        Rule(
            name="kinds_add_up",
            measure=kinds_add_up,
            key=("region_code", "kind_name", "year"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "unexplained", "min_value": 0, "max_value": 0}),),
        ),
        Rule(
            name="names_are_units",
            measure=business_names,
            key=("region_code",),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)  # fmt: skip
