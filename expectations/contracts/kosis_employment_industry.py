"""raw.kosis_employment_industry: the KOSIS download of employed persons by sigungu and seven industry groups."""

from dataclasses import replace

from expectations.columns import CELL_STATUS, HALF_YEAR, NAME_NUMBER, PRINTED_NAME, RSE_MARK, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.employment import industries_add_up, names_by_industry

# Whole thousands: six rounded parts and a rounded whole may be off by this much.
ROUNDING = 3

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
            expect=(Expect("expect_column_values_to_be_between", {"column": "parts_minus_whole", "min_value": -ROUNDING, "max_value": ROUNDING}),),
        ),
        Rule(
            name="names_are_units",
            measure=names_by_industry,
            key=("region_name", "name_number"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)  # fmt: skip
