"""raw.kosis_establishments: the establishment survey by sido and KSIC section since 2021."""

from dataclasses import replace

from expectations.columns import CELL_STATUS, PRINTED_NAME, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.establishments import sections_add_up, sido_establishments_add_up

# Sales are printed in whole million KRW; 19 rounded parts and a rounded whole may be off by this much.
ROUNDING = 10

KOSIS_ESTABLISHMENTS = TableContract(
    name="kosis_establishments",
    schema="raw",
    ko="시도별 산업별 사업체·종사자·매출액",
    en="Establishments, workers and sales by sido and section",
    description="KOSIS figures as handed on in a long CSV; counted where the establishment is. All establishments, of any size.",
    grain="a sido or the nation, section, item and year",
    columns=(
        replace(PRINTED_NAME, caveat="short names, 서울; 전국 is the nation"),
        Column("industry_name", "VARCHAR", "산업", "Section as printed", pattern=r"^[가-힣][가-힣/ ]*$", source="산업별", caveat="전체 산업 is all sections"),
        Column(
            "industry_code", "VARCHAR", "산업코드", "KSIC divisions as printed", pattern=r"^(?:0|[0-9]{2}(?:~[0-9]{2})?)$", source="산업코드",
            caveat="0 is all sections; 10~34 is manufacturing",
        ),
        YEAR,
        Column("item", "VARCHAR", "지표", "Item as printed", allowed=("사업체수", "종사자수", "매출액"), caveat="establishments, workers, sales"),
        Column("unit", "VARCHAR", "단위", "Unit as printed", allowed=("개", "명", "백만원"), caveat="establishments, persons, million KRW"),
        Column("value", "BIGINT", "값", "Value", unit="as `unit` says", nullable=True, minimum=0, measure="extensive"),
        replace(CELL_STATUS, allowed=("reported", "suppressed"), caveat="suppressed is printed `X`; never zero"),
        Column(
            "index_2021", "DOUBLE", "지수", "Index, 2021 is 100", unit="2021 = 100", nullable=True, minimum=0, measure="intensive", source="지수",
            caveat="as printed; of the compiler's making",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "industry_code", "item", "year"),
    source="Statistics Korea (국가데이터처), 전국사업체조사, by KOSIS; arranged by a third party",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_establishments", period=("year",), unit=("region_name", "industry_code", "item"),
            figures=("value",),
        ),
        Rule(
            name="sections_add_up",
            measure=sections_add_up,
            key=("region_name", "item", "year"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "unexplained", "min_value": -ROUNDING, "max_value": ROUNDING}),),
        ),
        Rule(
            name="sido_add_up",
            measure=sido_establishments_add_up,
            key=("industry_code", "item", "year"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "unexplained", "min_value": -ROUNDING, "max_value": ROUNDING}),),
        ),
    ),
)  # fmt: skip
