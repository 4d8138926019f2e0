"""raw.kosis_mining_manufacturing: the mining and manufacturing survey by sido since 2021."""

from dataclasses import replace

from expectations.columns import CELL_STATUS, PRINTED_NAME, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.establishments import mining_and_manufacturing_add_up, sido_plants_add_up

# Amounts are printed in whole million KRW; 17 rounded sido and a rounded nation may be off by this much.
ROUNDING = 10

KOSIS_MINING_MANUFACTURING = TableContract(
    name="kosis_mining_manufacturing",
    schema="raw",
    ko="시도별 광업·제조업조사",
    en="Mining and manufacturing survey by sido",
    description="KOSIS figures as handed on in a long CSV; plants with ten workers and more, counted where they are.",
    grain="a sido or the nation, industry, item and year",
    columns=(
        replace(PRINTED_NAME, caveat="강원특별자치도 beside 전라북도; 전국 is the nation"),
        Column("industry_name", "VARCHAR", "산업", "Industry as printed", allowed=("광업 및 제조업", "광업", "제조업"), source="산업별", caveat="광업 및 제조업 is the sum of both"),
        Column("industry_code", "VARCHAR", "산업코드", "KSIC divisions as printed", nullable=True, pattern=r"^[0-9]{2}~[0-9]{2}$", caveat="empty for the sum of both"),
        YEAR,
        Column(
            "item", "VARCHAR", "지표", "Item as printed",
            allowed=("사업체수", "종사자수", "급여액", "출하액", "주요생산비", "부가가치", "유형자산 연말잔액"),
            caveat="plants, workers, wages, shipments, main costs, value added, tangible assets at year's end",
        ),
        Column("unit", "VARCHAR", "단위", "Unit as printed", allowed=("개", "명", "백만원"), caveat="plants, persons, million KRW"),
        Column("value", "BIGINT", "값", "Value", unit="as `unit` says", nullable=True, measure="extensive"),
        Column("remark", "VARCHAR", "비고", "Remark as printed", nullable=True, allowed=("-", "X"), caveat="`-` stands beside a true zero, `X` where a figure is suppressed"),
        replace(CELL_STATUS, allowed=("reported", "suppressed"), caveat="suppressed where the remark is `X`; never zero"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "industry_name", "item", "year"),
    source="Statistics Korea (국가데이터처), 광업제조업조사, by KOSIS; arranged by a third party",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_mining_manufacturing", period=("year",), unit=("region_name", "industry_code", "item"),
            figures=("value",),
        ),
        Rule(
            name="mining_and_manufacturing_add_up",
            measure=mining_and_manufacturing_add_up,
            key=("region_name", "item", "year"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "unexplained", "min_value": -ROUNDING, "max_value": ROUNDING}),),
        ),
        Rule(
            name="sido_add_up",
            measure=sido_plants_add_up,
            key=("industry_name", "item", "year"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "unexplained", "min_value": -ROUNDING, "max_value": ROUNDING}),),
        ),
    ),
)  # fmt: skip
